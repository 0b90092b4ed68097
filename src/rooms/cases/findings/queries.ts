import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { findingsToRelease, ownFindings } from './access.ts'
import { answeredStates, type FindingState, type ReturnReason } from './domain/states.ts'
import type { FindingNews } from './news.ts'
import { tables } from './tables.ts'

/** What everybody who may read a finding sees of it. */
export interface Finding {
  readonly id: Id<'finding'>
  readonly interfaceId: Id<'interface'> | null
  readonly hurdle: string
  readonly quarter: Day
  readonly regionKey: string | null
  readonly text: string | null
  readonly state: FindingState
  readonly reason: ReturnReason | null
  readonly toldBy: 'case' | 'person'
  readonly version: number
}

export interface OwnFinding extends Finding {
  readonly caseId: Id<'case'>
  readonly reportedAt: Date
  readonly decidedOn: Day | null
  readonly topicTitle: string | null
  readonly topicDecisionOn: Day | null
  /** The last thing that it led to; null while nothing has. */
  readonly latest: FindingNews | null
}

const columns = [
  'finding.id',
  'finding.interface_id as interfaceId',
  'finding.hurdle',
  'finding.quarter',
  'finding.region_key as regionKey',
  'finding.text',
  'finding.state',
  'finding.reason',
  'finding.told_by as toldBy',
  'finding.version',
] as const

const ownColumns = [
  ...columns,
  'finding_origin.case_id as caseId',
  'finding_origin.reported_at as reportedAt',
  'finding.decided_on as decidedOn',
  'finding.topic_title as topicTitle',
  'finding.topic_decision_on as topicDecisionOn',
  sql<FindingNews | null>`(
    SELECT json_build_object('kind', kind, 'on', said_on, 'title', title, 'before', before_days, 'after', after_days)
    FROM finding_news WHERE finding_news.finding_id = finding.id ORDER BY said_on DESC, id DESC LIMIT 1
  )`.as('latest'),
] as const

/** What one of one's own findings led to, the latest first. */
export function newsOf(tx: Tx, id: Id<'finding'>): Promise<FindingNews[]> {
  return tables(tx)
    .selectFrom('finding_news')
    .select(['kind', 'said_on as on', 'title', 'before_days as before', 'after_days as after'])
    .where('finding_id', '=', id)
    .orderBy('said_on', 'desc')
    .orderBy('id', 'desc')
    .limit(mostNews)
    .execute()
}

const mostNews = 30

/** One's own findings, the newest first. */
export function listOwn(tx: Tx, actor: Actor, limit: number, offset = 0): Promise<OwnFinding[]> {
  return ownFindings(tx, actor)
    .select(ownColumns)
    .orderBy('finding_origin.reported_at', 'desc')
    .orderBy('finding_origin.finding_id')
    .limit(limit)
    .offset(offset)
    .execute()
}

/** Those of one's own findings with which somebody has done something, the newest first. */
export function listAnswered(tx: Tx, actor: Actor, limit: number): Promise<OwnFinding[]> {
  return ownFindings(tx, actor)
    .select(ownColumns)
    .where('finding.state', 'in', answeredStates)
    .orderBy('finding_origin.reported_at', 'desc')
    .orderBy('finding_origin.finding_id')
    .limit(limit)
    .execute()
}

/** Ids of all of them, in the same order, at most `limit`. */
export async function ownIds(tx: Tx, actor: Actor, limit: number): Promise<readonly Id<'finding'>[]> {
  return (await listOwn(tx, actor, limit)).map(({ id }) => id)
}

const among = (tx: Tx, actor: Actor, ids: readonly string[]) =>
  ownFindings(tx, actor).where(sql<boolean>`${sql.ref('finding.id')} = ANY (${[...ids]}::uuid[])`)

/** Those of these findings that are one's own, in no order. */
export const ownAmong = (tx: Tx, actor: Actor, ids: readonly string[]): Promise<OwnFinding[]> =>
  among(tx, actor, ids).select(ownColumns).execute()

/** How many of these are one's own. */
export async function countOwnAmong(tx: Tx, actor: Actor, ids: readonly string[]): Promise<number> {
  const { count } = await among(tx, actor, ids)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function countOwn(tx: Tx, actor: Actor, ...states: readonly FindingState[]): Promise<number> {
  const { count } = await ownFindings(tx, actor)
    .$if(states.length > 0, (query) => query.where('finding.state', 'in', states))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export function findOwn(tx: Tx, actor: Actor, id: string): Promise<OwnFinding | undefined> {
  return ownFindings(tx, actor)
    .select(ownColumns)
    .where('finding.id', '=', id as Id<'finding'>)
    .executeTakeFirst()
}

/** One's own findings of one case, the newest first, at most `limit`. */
export function ownOfCase(tx: Tx, actor: Actor, caseId: Id<'case'>, limit: number): Promise<OwnFinding[]> {
  return ownFindings(tx, actor)
    .select(ownColumns)
    .where('finding_origin.case_id', '=', caseId)
    .orderBy('finding_origin.reported_at', 'desc')
    .orderBy('finding_origin.finding_id')
    .limit(limit)
    .execute()
}

/** Texts that wait for the actor as the second person, the oldest quarter first; within it in an order that tells nothing. */
export function listToRelease(tx: Tx, actor: Actor, limit: number): Promise<Finding[]> {
  return findingsToRelease(tx, actor)
    .select(columns)
    .orderBy('finding.quarter')
    .orderBy('finding.id')
    .limit(limit)
    .execute()
}

export async function countToRelease(tx: Tx, actor: Actor): Promise<number> {
  const { count } = await findingsToRelease(tx, actor)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export function findToRelease(tx: Tx, actor: Actor, id: Id<'finding'>): Promise<Finding | undefined> {
  return findingsToRelease(tx, actor).select(columns).where('finding.id', '=', id).executeTakeFirst()
}
