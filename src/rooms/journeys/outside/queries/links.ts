import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { hashOf } from '../../../../platform/identity/tokens.ts'
import { enterWith } from '../access.ts'
import { type LinkState, linkStateOf, mostTries } from '../domain/link.ts'
import { visitHash } from '../domain/secrets.ts'
import { type AnswerKind, tables } from '../tables.ts'

/** What somebody with the link alone may know: the two organisations, the day, and whether it still opens. */
export interface UsableLink {
  readonly id: Id<'outside-link'>
  readonly controllerId: Id<'organisation'>
  readonly handoverId: Id<'handover'>
  readonly giver: string
  readonly addressed: string
  readonly addressedId: Id<'organisation'>
  readonly replyBy: Day | null
  readonly lastsUntil: Day
  readonly tries: number
  readonly answered: { readonly kind: AnswerKind; readonly at: Date } | null
}

const columns = [
  'id',
  'controller_id as controllerId',
  'handover_id as handoverId',
  'giver_name as giver',
  'addressed_name as addressed',
  'addressed_id as addressedId',
  'reply_by as replyBy',
  'lasts_until as lastsUntil',
  'tries',
  'ended_why as endedWhy',
  'answered_kind as answeredKind',
  'answered_at as answeredAt',
] as const

/**
 * The link behind a token; the transaction then acts as it. Undefined for one that never was, was ended or renewed, or whose
 * day has passed: all alike. One by which an answer came stays known, so that whoever answered sees that it arrived.
 */
export async function findLink(
  tx: Tx,
  token: string,
  today: Day,
): Promise<(UsableLink & { state: LinkState }) | undefined> {
  await enterWith(tx, hashOf(token), today)
  const row = await tables(tx)
    .selectFrom('outside_link')
    .select(columns)
    .where('hash', '=', hashOf(token))
    .executeTakeFirst()
  if (!row) return undefined
  const { endedWhy, answeredKind, answeredAt, ...link } = row
  const state = linkStateOf({ ...link, endedWhy }, today)
  if (!['open', 'locked', 'answered'].includes(state)) return undefined
  const answered = answeredKind && answeredAt ? { kind: answeredKind, at: answeredAt } : null
  return { ...link, state, answered }
}

/**
 * Goes on as the visit that the right PIN began in this browser. False where there is none or its time is over; the
 * transaction then opens nothing.
 */
export async function enterVisit(
  tx: Tx,
  { token, browser }: { readonly token: string; readonly browser: string | undefined },
  now: number,
  today: Day,
): Promise<boolean> {
  if (!browser) return false
  const hash = visitHash(token, browser)
  await enterWith(tx, hash, today)
  const visit = await tables(tx).selectFrom('outside_visit').select('until').where('hash', '=', hash).executeTakeFirst()
  if (visit && visit.until.getTime() > now) return true
  await enterWith(tx, hashOf(token), today)
  return false
}

/** The links of a hand-over as its giver sees them, the latest first. */
export interface ListedLink {
  readonly id: Id<'outside-link'>
  readonly addressed: string
  readonly state: LinkState
  readonly triesLeft: number
  readonly lastsUntil: Day
  readonly madeAt: Date
  readonly endedAt: Date | null
  readonly answered: { readonly kind: AnswerKind; readonly at: Date; readonly label: string } | null
  /** Who booked the appointment last, as they wrote it. */
  readonly booked: { readonly at: Date; readonly label: string } | null
  readonly mailedTo: string | null
}

const mostShown = 5

export async function linksOf(tx: Tx, handover: Id<'handover'>, today: Day): Promise<readonly ListedLink[]> {
  const rows = await tables(tx)
    .selectFrom('outside_link')
    .select([
      ...columns,
      'made_at as madeAt',
      'ended_at as endedAt',
      'answered_label as answeredLabel',
      'booked_at as bookedAt',
      'booked_label as bookedLabel',
      'mailed_to as mailedTo',
    ])
    .where('handover_id', '=', handover)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(mostShown)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    addressed: row.addressed,
    state: linkStateOf(row, today),
    triesLeft: mostTries - row.tries,
    lastsUntil: row.lastsUntil,
    madeAt: row.madeAt,
    endedAt: row.endedAt,
    mailedTo: row.mailedTo,
    booked: row.bookedAt && row.bookedLabel ? { at: row.bookedAt, label: row.bookedLabel } : null,
    answered:
      row.answeredKind && row.answeredAt
        ? { kind: row.answeredKind, at: row.answeredAt, label: row.answeredLabel ?? '' }
        : null,
  }))
}
