import type { RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { MeasureState } from '../../domain/kinds.ts'
import { answersFor, requestOfLink } from '../access.ts'
import type { Answer } from '../domain/answers.ts'
import { type CampaignState, type ItemState, itemStateOf, type ReportState } from '../domain/steps.ts'
import { tables } from '../tables.ts'

/** What a unit sees of the one request that it answers, whether it came by a link or is signed in. */
export interface Asked {
  readonly id: Id<'campaign-request'>
  readonly campaignId: Id<'campaign'>
  readonly organisationName: string
  readonly title: string
  readonly referenceDay: Day
  readonly dueOn: Day
  readonly note: string | null
  readonly askedBy: string
  readonly contact: string | null
  readonly state: CampaignState
  readonly sentAt: Date | null
  readonly sentBy: string | null
}

/** One measure that the unit is asked about. */
export interface Item {
  readonly id: Id<'campaign-item'>
  readonly measureId: Id<'measure'>
  readonly number: string
  readonly title: string
  /** How the measure stood when the unit was asked. */
  readonly asked: { readonly state: MeasureState; readonly stalled: boolean }
  readonly state: ItemState
  /** Saved and not sent. */
  readonly answer: Answer | null
  readonly savedAt: Date | null
  /** What was sent last. */
  readonly report: Said | null
  /** The last approved report before. */
  readonly last: Said | null
  /** Why a report came back. */
  readonly returnNote: string | null
}

/** What a report says. */
export interface Said {
  readonly asOf: Day
  readonly state: MeasureState
  readonly stalled: boolean
  readonly unchanged: boolean
  readonly done: string
  readonly obstacle: string | null
  readonly next: string | null
  readonly publicText: string | null
}

const columns = [
  'campaign_request.id',
  'campaign_request.campaign_id as campaignId',
  'campaign_request.organisation_name as organisationName',
  'campaign.title',
  'campaign.reference_day as referenceDay',
  'campaign.due_on as dueOn',
  'campaign.note',
  'campaign.asked_by as askedBy',
  'campaign.contact',
  'campaign.state',
  'campaign_request.sent_at as sentAt',
  'campaign_request.sent_by_label as sentBy',
] as const

/** The request behind a link; undefined for a link that never was, was revoked, or whose campaign is closed: all alike. */
export function findAskedByLink(tx: Tx, token: string): Promise<Asked | undefined> {
  return requestOfLink(tx, token)
    .innerJoin('campaign', 'campaign.id', 'campaign_request.campaign_id')
    .where('campaign.state', '=', 'asking')
    .select(columns)
    .executeTakeFirst()
}

/** Requests to the actor's own organisation in campaigns that ask now, the nearest last day first. */
export async function askedOf(tx: Tx, actor: Actor): Promise<Asked[]> {
  const organisations = answersFor(actor)
  if (organisations.length === 0) return []
  return await tables(tx)
    .selectFrom('campaign_request')
    .innerJoin('campaign', 'campaign.id', 'campaign_request.campaign_id')
    .where('campaign_request.organisation_id', 'in', organisations as never[])
    .where('campaign.state', '=', 'asking')
    .select(columns)
    .orderBy('campaign.due_on')
    .limit(50)
    .execute()
}

/** As askedOf, for one; throws NotFound. */
export async function getAsked(tx: Tx, actor: Actor, id: string): Promise<Asked> {
  const asked = (await askedOf(tx, actor)).find((one) => one.id === id)
  if (!asked) throw new NotFound('nobody asks this organisation')
  return asked
}

/** The measures of a request in their order; `answers` are there for the unit itself only. */
export async function itemsOf(tx: Tx, request: Id<'campaign-request'>): Promise<Item[]> {
  return await items(tx, sql`campaign_item.request_id = ${request}`)
}

/** One of them; throws NotFound when it belongs to another request. */
export async function getItem(tx: Tx, request: Id<'campaign-request'>, id: string): Promise<Item> {
  const [item] = await items(tx, sql`campaign_item.request_id = ${request} AND campaign_item.id::text = ${id}`)
  if (!item) throw new NotFound('this measure was not asked for')
  return item
}

interface Row {
  id: Id<'campaign-item'>
  measureId: Id<'measure'>
  number: string
  title: string
  state: MeasureState
  stalled: boolean
  reportState: ReportState | null
  returnNote: string | null
  answer: Answer | null
  savedAt: Date | null
  report: Said | null
  last: Said | null
}

const said = (report: string) => {
  const column = (name: string) => sql.ref(`${report}.${name}`)
  return sql`CASE WHEN ${column('id')} IS NULL THEN NULL ELSE jsonb_build_object(
    'asOf', ${column('as_of')}, 'state', ${column('measure_state')}, 'stalled', ${column('stalled')},
    'unchanged', ${column('unchanged')}, 'done', ${column('done_text')}, 'obstacle', ${column('obstacle_text')},
    'next', ${column('next_text')}, 'publicText', ${column('public_text')}
  ) END`
}

async function items(tx: Tx, condition: RawBuilder<unknown>): Promise<Item[]> {
  const { rows } = await sql<Row>`
    SELECT campaign_item.id, campaign_item.measure_id AS "measureId", campaign_item.number, campaign_item.title,
      campaign_item.measure_state AS state, campaign_item.stalled,
      sent.state AS "reportState",
      CASE WHEN sent.state = 'returned' THEN sent.decision_note END AS "returnNote",
      campaign_answer.content AS answer, campaign_answer.saved_at AS "savedAt",
      ${said('sent')} AS report, ${said('before')} AS last
    FROM campaign_item
      LEFT JOIN status_report AS sent ON sent.id = campaign_item.report_id
      LEFT JOIN status_report AS before ON before.id = campaign_item.last_report_id
      LEFT JOIN campaign_answer ON campaign_answer.item_id = campaign_item.id
    WHERE ${condition}
    ORDER BY campaign_item.position
    LIMIT 2000
  `.execute(tx)
  return rows.map(({ state, stalled, reportState, ...row }) => ({
    ...row,
    asked: { state, stalled },
    state: itemStateOf(reportState),
  }))
}
