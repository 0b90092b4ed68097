import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { visibleCampaigns, visibleRequests } from '../access.ts'
import type { ReminderKind } from '../domain/reminders.ts'
import type { CampaignState, Progress } from '../domain/steps.ts'
import { type Chosen, tables } from '../tables.ts'

export interface Campaign {
  readonly id: Id<'campaign'>
  readonly title: string
  readonly referenceDay: Day
  readonly dueOn: Day
  readonly note: string | null
  readonly askedBy: string
  readonly contact: string | null
  readonly chosen: Chosen
  readonly state: CampaignState
  readonly startedAt: Date | null
  readonly closedAt: Date | null
  readonly simulated: boolean
  readonly version: number
  readonly changedAt: Date
  readonly changedBy: string | null
}

const columns = [
  'campaign.id',
  'campaign.title',
  'campaign.reference_day as referenceDay',
  'campaign.due_on as dueOn',
  'campaign.note',
  'campaign.asked_by as askedBy',
  'campaign.contact',
  'campaign.chosen',
  'campaign.state',
  'campaign.started_at as startedAt',
  'campaign.closed_at as closedAt',
  'campaign.simulated',
  'campaign.version',
  'campaign.changed_at as changedAt',
  'campaign.changed_by as changedBy',
] as const

/** Campaigns on a page of their list. */
export const campaignsOnPage = 50

export interface ListedCampaign extends Campaign, Progress {
  readonly units: number
}

/** Campaigns with how far they are, the latest reference day first. */
export async function listCampaigns(
  tx: Tx,
  actor: Actor,
  page = 1,
  states?: readonly CampaignState[],
): Promise<{ rows: ListedCampaign[]; total: number }> {
  const matching = visibleCampaigns(tx, actor).$if(states !== undefined, (query) =>
    query.where('campaign.state', 'in', states as CampaignState[]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy('campaign.reference_day', 'desc')
    .orderBy('campaign.id', 'desc')
    .limit(campaignsOnPage)
    .offset((page - 1) * campaignsOnPage)
    .execute()
  const progress = await progressOf(
    tx,
    rows.map((row) => row.id),
  )
  return { total: Number(total), rows: rows.map((row) => ({ ...row, ...(progress.get(row.id) ?? nothingAsked) })) }
}

const nothingAsked = { approved: 0, submitted: 0, open: 0, units: 0 }

/** How many questions of each campaign stand how; row-level security narrows it to what the actor sees. */
export async function progressOf(tx: Tx, campaigns: readonly string[]): Promise<Map<string, typeof nothingAsked>> {
  if (campaigns.length === 0) return new Map()
  const { rows } = await sql<{ id: string } & typeof nothingAsked>`
    SELECT campaign_request.campaign_id AS id,
      count(*) FILTER (WHERE status_report.state = 'approved')::int AS approved,
      count(*) FILTER (WHERE status_report.state = 'submitted')::int AS submitted,
      count(*) FILTER (WHERE status_report.state IS NULL OR status_report.state = 'returned')::int AS open,
      count(DISTINCT campaign_request.id)::int AS units
    FROM campaign_request
      JOIN campaign_item ON campaign_item.request_id = campaign_request.id
      LEFT JOIN status_report ON status_report.id = campaign_item.report_id
    WHERE campaign_request.campaign_id = ANY(${campaigns}::uuid[])
    GROUP BY campaign_request.campaign_id
  `.execute(tx)
  return new Map(rows.map(({ id, ...progress }) => [id, progress]))
}

/** Throws NotFound, also for a campaign that the actor may not see. */
export async function getCampaign(tx: Tx, actor: Actor, id: string): Promise<Campaign> {
  const campaign = await visibleCampaigns(tx, actor)
    .select(columns)
    .where('campaign.id', '=', id as Id<'campaign'>)
    .executeTakeFirst()
  if (!campaign) throw new NotFound('there is no such campaign')
  return campaign
}

export interface AskedUnit extends Progress {
  readonly id: Id<'campaign-request'>
  readonly organisationId: Id<'organisation'>
  readonly name: string
  readonly mailbox: string | null
  readonly askedAt: Date
  readonly sentAt: Date | null
  readonly reminders: readonly { readonly stage: ReminderKind; readonly dueOn: Day; readonly sentOn: Day }[]
}

/** The units of a campaign with how far each is, those with most open questions first. */
export async function unitsOf(tx: Tx, actor: Actor, campaign: Id<'campaign'>): Promise<AskedUnit[]> {
  const units = await visibleRequests(tx, actor)
    .innerJoin('campaign_item', 'campaign_item.request_id', 'campaign_request.id')
    .leftJoin('status_report', 'status_report.id', 'campaign_item.report_id')
    .where('campaign_request.campaign_id', '=', campaign)
    .groupBy('campaign_request.id')
    .select([
      'campaign_request.id',
      'campaign_request.organisation_id as organisationId',
      'campaign_request.organisation_name as name',
      'campaign_request.mailbox',
      'campaign_request.asked_at as askedAt',
      'campaign_request.sent_at as sentAt',
      sql<number>`count(*) FILTER (WHERE status_report.state = 'approved')::int`.as('approved'),
      sql<number>`count(*) FILTER (WHERE status_report.state = 'submitted')::int`.as('submitted'),
      sql<number>`count(*) FILTER (WHERE status_report.state IS NULL OR status_report.state = 'returned')::int`.as(
        'open',
      ),
    ])
    .orderBy('open', 'desc')
    .orderBy(sql`campaign_request.organisation_name COLLATE "de-x-icu"`)
    .limit(mostUnits)
    .execute()
  const reminders = await tables(tx)
    .selectFrom('campaign_reminder')
    .innerJoin('campaign_request', 'campaign_request.id', 'campaign_reminder.request_id')
    .where('campaign_request.campaign_id', '=', campaign)
    .select(['campaign_request.id', 'stage', 'due_on as dueOn', 'sent_on as sentOn'])
    .orderBy('sent_on')
    .execute()
  return units.map((unit) => ({ ...unit, reminders: reminders.filter((reminder) => reminder.id === unit.id) }))
}

/** A district has a few hundred offices and carriers. */
const mostUnits = 500

/** As unitsOf, for one; throws NotFound when it is none of this campaign. */
export async function getUnit(tx: Tx, actor: Actor, campaign: Id<'campaign'>, request: string): Promise<AskedUnit> {
  const unit = (await unitsOf(tx, actor, campaign)).find((one) => one.id === request)
  if (!unit) throw new NotFound('this unit was not asked')
  return unit
}
