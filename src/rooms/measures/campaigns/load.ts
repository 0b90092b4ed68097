import type { Insertable } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { inBatches, sql, type Tx } from '../../../platform/database/index.ts'
import { organisationNames } from '../../network/index.ts'
import type { MeasureState } from '../domain/kinds.ts'
import { stateOnDay } from '../queries/states.ts'
import { makeSnapshot } from './actions/snapshots.ts'
import type { ReportState } from './domain/steps.ts'
import { type CampaignTables, type Chosen, tables } from './tables.ts'

/** Campaigns and reports of past times as data, for loading in bulk: the demo tenants. */
export interface CampaignsData {
  /** The mark "simulated" of everything. */
  readonly simulated: boolean
  /** Reports outside a campaign, such as older ones; all are approved. */
  readonly reports: readonly (ReportData & { readonly measure: string; readonly asOf: Day })[]
  /** Oldest first; a closed one leaves a snapshot of its reference day. */
  readonly campaigns: readonly CampaignData[]
}

export interface CampaignData {
  readonly title: string
  readonly referenceDay: Day
  readonly dueOn: Day
  readonly startedOn: Day
  /** Absent: it is still running. */
  readonly closedOn?: Day
  readonly askedBy: string
  readonly contact?: string
  readonly note?: string
  readonly chosen: Chosen
  readonly units: readonly {
    /** Key of the organisation. */
    readonly organisation: string
    readonly mailbox?: string
    readonly remindedOn?: readonly Day[]
    readonly items: readonly {
      /** Key of the measure. */
      readonly measure: string
      readonly report?: ReportData
    }[]
  }[]
}

export interface ReportData {
  readonly measureState: MeasureState
  readonly stalled?: boolean
  readonly unchanged?: boolean
  readonly done: string
  readonly obstacle?: string
  readonly next?: string
  readonly publicText?: string
  /** Function of who reported. */
  readonly author: string
  readonly submittedOn: Day
  readonly state: ReportState
  /** For approved and returned ones. */
  readonly decidedOn?: Day
  /** Of a returned one. */
  readonly note?: string
}

/** Keys to ids, as loadNetwork and loadMeasures return them. */
export interface CampaignIds {
  readonly organisations: ReadonlyMap<string, Id<'organisation'>>
  readonly measures: ReadonlyMap<string, Id<'measure'>>
}

/**
 * Loads campaigns into a tenant whose register is there. Runs as the system. Links are not made: whoever runs the campaign
 * makes one anew. Throws RangeError for a key that neither network nor register knows.
 */
export async function loadCampaigns(tx: Tx, data: CampaignsData, ids: CampaignIds): Promise<void> {
  const last = new Map<string, Id<'status-report'>>()
  const older = [...data.reports].sort((one, other) => (one.asOf < other.asOf ? -1 : 1))
  for (const { measure, asOf, ...report } of older) {
    const id = newId<'status-report'>()
    await insertReports(tx, [rowOf(report, { id, measure: idOf(ids.measures, measure), asOf, data })])
    last.set(measure, id)
  }
  for (const campaign of data.campaigns) await loadCampaign(tx, data, campaign, ids, last)
}

async function loadCampaign(
  tx: Tx,
  data: CampaignsData,
  campaign: CampaignData,
  ids: CampaignIds,
  last: Map<string, Id<'status-report'>>,
): Promise<void> {
  const id = newId<'campaign'>()
  await tables(tx)
    .insertInto('campaign')
    .values({
      id,
      title: campaign.title,
      reference_day: campaign.referenceDay,
      due_on: campaign.dueOn,
      note: campaign.note ?? null,
      asked_by: campaign.askedBy,
      contact: campaign.contact ?? null,
      chosen: JSON.stringify(campaign.chosen),
      state: campaign.closedOn ? 'closed' : 'asking',
      started_at: inTheMorning(campaign.startedOn),
      closed_at: campaign.closedOn ? inTheMorning(campaign.closedOn) : null,
      simulated: data.simulated,
      version: 1,
      changed_at: inTheMorning(campaign.closedOn ?? campaign.startedOn),
      changed_by: null,
    })
    .execute()
  const names = new Map((await organisationNames(tx, campaign.startedOn)).map((one) => [one.id as string, one.name]))
  const heads = await headsOn(tx, campaign.startedOn)
  const requests: Row<'campaign_request'>[] = []
  const reports: Row<'status_report'>[] = []
  const items: Row<'campaign_item'>[] = []
  const reminders: Row<'campaign_reminder'>[] = []
  for (const unit of campaign.units) {
    const organisation = idOf(ids.organisations, unit.organisation)
    const request = newId<'campaign-request'>()
    const sent = unit.items
      .flatMap((item) => item.report?.submittedOn ?? [])
      .sort()
      .at(-1)
    requests.push({
      id: request,
      campaign_id: id,
      organisation_id: organisation,
      organisation_name: names.get(organisation) ?? unit.organisation,
      mailbox: unit.mailbox ?? null,
      asked_at: inTheMorning(campaign.startedOn),
      sent_at: sent ? inTheMorning(sent) : null,
      sent_by_label: sent ? (unit.items.find((item) => item.report)?.report?.author ?? null) : null,
    })
    for (const day of unit.remindedOn ?? [])
      reminders.push({
        request_id: request,
        stage: 'by-hand',
        due_on: campaign.dueOn,
        sent_on: day,
        sent_at: inTheMorning(day),
        sent_by: null,
      })
    for (const [index, item] of unit.items.entries()) {
      const measure = idOf(ids.measures, item.measure)
      const head = heads.get(measure)
      if (!head) throw new RangeError(`the measure ${item.measure} has no state on ${campaign.startedOn}`)
      const report = item.report && newId<'status-report'>()
      if (item.report && report)
        reports.push(
          rowOf(item.report, { id: report, measure, asOf: campaign.referenceDay, data, campaign: id, request }),
        )
      items.push({
        id: newId<'campaign-item'>(),
        request_id: request,
        measure_id: measure,
        position: index + 1,
        number: head.number,
        title: head.title,
        measure_state: head.state,
        stalled: head.stalled,
        last_report_id: last.get(item.measure) ?? null,
        report_id: report ?? null,
      })
      if (report && item.report?.state === 'approved') last.set(item.measure, report)
    }
  }
  await inBatches(requests, (rows) => tables(tx).insertInto('campaign_request').values(rows).execute())
  await inBatches(reports, (rows) => insertReports(tx, rows))
  await inBatches(items, (rows) => tables(tx).insertInto('campaign_item').values(rows).execute())
  await inBatches(reminders, (rows) => tables(tx).insertInto('campaign_reminder').values(rows).execute())
  if (campaign.closedOn)
    await makeSnapshot(
      tx,
      'system',
      { now: inTheMorning(campaign.closedOn).getTime(), demo: data.simulated },
      { title: campaign.title, referenceDay: campaign.referenceDay, campaignId: id },
    )
}

type Row<Table extends keyof CampaignTables> = Insertable<CampaignTables[Table]>

interface Head {
  readonly number: string
  readonly title: string
  readonly state: MeasureState
  readonly stalled: boolean
}

/** The measures as they stood on a day. */
async function headsOn(tx: Tx, day: Day): Promise<Map<string, Head>> {
  const { rows } = await sql<Head & { id: string }>`
    SELECT measure.id, measure.number, measure.title, held.state, held.stalled
    FROM measure JOIN LATERAL ${stateOnDay('measure.id', day)} AS held ON true
  `.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

interface Around {
  readonly id: Id<'status-report'>
  readonly measure: Id<'measure'>
  readonly asOf: Day
  readonly data: CampaignsData
  readonly campaign?: Id<'campaign'>
  readonly request?: Id<'campaign-request'>
}

function rowOf(report: ReportData, { id, measure, asOf, data, campaign, request }: Around): Row<'status_report'> {
  return {
    id,
    measure_id: measure,
    campaign_id: campaign ?? null,
    request_id: request ?? null,
    as_of: asOf,
    measure_state: report.measureState,
    stalled: report.stalled ?? false,
    unchanged: report.unchanged ?? false,
    done_text: report.done,
    obstacle_text: report.obstacle ?? null,
    next_text: report.next ?? null,
    public_text: report.publicText ?? null,
    author_label: report.author,
    via: request ? 'link' : 'load',
    replaces_id: null,
    submitted_at: inTheMorning(report.submittedOn),
    submitted_by: null,
    state: report.state,
    decided_at: report.decidedOn ? inTheMorning(report.decidedOn) : null,
    decided_by: null,
    decision_note: report.note ?? null,
    simulated: data.simulated,
  }
}

/** The reports, and of the approved ones the text that everybody may read. */
async function insertReports(tx: Tx, rows: readonly Row<'status_report'>[]): Promise<void> {
  await tables(tx).insertInto('status_report').values(rows).execute()
  const open = rows.filter((row) => row.state === 'approved' && row.public_text && row.decided_at)
  if (open.length === 0) return
  await tables(tx)
    .insertInto('public_report')
    .values(
      open.map((row) => ({
        report_id: row.id,
        measure_id: row.measure_id,
        as_of: row.as_of,
        measure_state: row.measure_state,
        stalled: row.stalled,
        text: row.public_text as string,
        published_at: row.decided_at as Date,
      })),
    )
    .execute()
}

const inTheMorning = (day: Day): Date => new Date(`${day}T08:30:00Z`)

function idOf<Kind extends string>(ids: ReadonlyMap<string, Id<Kind>>, key: string): Id<Kind> {
  const id = ids.get(key)
  if (!id) throw new RangeError(`there is no ${key}`)
  return id
}
