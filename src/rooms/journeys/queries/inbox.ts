import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, visibleHandovers } from '../access.ts'
import type { Purpose, Side, Sides, State } from '../domain.ts'

/** The parts of the Postkorb: what waits here, what was given away and waits there, what has arrived or ended. */
export const inboxViews = ['received', 'given', 'done'] as const
export type InboxView = (typeof inboxViews)[number]

/** States in which somebody waits. */
export const waitingStates = ['prepared', 'offered', 'askedBack', 'accepted'] as const satisfies readonly State[]
/** States in which the person has arrived, or does not come. */
export const doneStates = ['firstAppointment', 'completed', 'declined', 'withdrawn'] as const satisfies readonly State[]

export interface InboxListing {
  readonly view: InboxView
  /** Only what the actor has, or has given. */
  readonly mine: boolean
  readonly state?: State
  readonly interfaceId?: string
  readonly limit: number
  readonly offset: number
}

/** A line of the Postkorb. */
export interface InboxRow {
  readonly id: Id<'handover'>
  readonly side: Side
  readonly interfaceId: Id<'interface'>
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  readonly kind: Purpose | null
  readonly reference: string | null
  readonly state: State
  readonly offeredOn: Day | null
  readonly answeredOn: Day | null
  readonly firstOn: Day | null
  readonly lastStepOn: Day
  readonly replyBy: Day | null
  readonly targetDays: number | null
  readonly reason: string | null
  readonly sides: Sides
  readonly assignedTo: string | null
}

const columns = [
  'handover.id',
  'interface_id as interfaceId',
  'from_organisation_id as fromOrganisationId',
  'to_organisation_id as toOrganisationId',
  'kind',
  'reference',
  'state',
  'offered_on as offeredOn',
  'answered_on as answeredOn',
  'first_on as firstOn',
  'last_step_on as lastStepOn',
  'reply_by as replyBy',
  'target_days as targetDays',
  'reason',
  'sides',
] as const

/** One page of the Postkorb with the number of all: open ones by their due day, done ones latest first. */
export async function listInbox(
  tx: Tx,
  actor: Actor,
  listing: InboxListing,
): Promise<{ rows: readonly InboxRow[]; total: number }> {
  const { organisationId } = actor
  if (organisationId === null) return { rows: [], total: 0 }
  const matching = matchingRows(tx, actor, listing)
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  if (total === 0 || listing.limit === 0) return { rows: [], total }
  const rows = await rowsOf(inOrder(matching, listing).limit(listing.limit).offset(listing.offset), organisationId)
  return { rows, total }
}

/** Ids of all that match, at most `limit`: what listInbox shows on all its pages, in its order. */
export async function inboxIds(
  tx: Tx,
  actor: Actor,
  listing: Narrowed,
  limit: number,
): Promise<readonly Id<'handover'>[]> {
  if (actor.organisationId === null) return []
  const found = await inOrder(matchingRows(tx, actor, listing), listing)
    .select('handover.id')
    .limit(limit)
    .execute()
  return found.map(({ id }) => id)
}

const among = (tx: Tx, actor: Actor, ids: readonly string[]) =>
  visibleHandovers(tx, actor).where(sql<boolean>`${sql.ref('handover.id')} = ANY (${[...ids]}::uuid[])`)

/** Those of these hand-overs that the actor may see, as lines of the Postkorb; in no order. */
export async function inboxRows(tx: Tx, actor: Actor, ids: readonly string[]): Promise<readonly InboxRow[]> {
  return actor.organisationId === null ? [] : await rowsOf(among(tx, actor, ids), actor.organisationId)
}

/** How many of these the actor may see. */
export async function countInboxRows(tx: Tx, actor: Actor, ids: readonly string[]): Promise<number> {
  if (actor.organisationId === null) return 0
  const { count } = await among(tx, actor, ids)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

type Handovers = ReturnType<typeof visibleHandovers>
type Narrowed = Omit<InboxListing, 'limit' | 'offset'>

/** Open ones by their due day, done ones latest first. */
const inOrder = (query: Handovers, { view }: Narrowed): Handovers =>
  view === 'done'
    ? query.orderBy('last_step_on', 'desc').orderBy('handover.id')
    : query
        .orderBy('reply_by', (order) => order.asc().nullsLast())
        .orderBy('offered_on')
        .orderBy('handover.id')

/** The rows of a query as lines of the Postkorb of an organisation. */
export async function rowsOf(query: Handovers, organisationId: Id<'organisation'>): Promise<readonly InboxRow[]> {
  const rows = await query
    .leftJoin('membership as owner', 'owner.id', 'handover.assigned_to')
    .select(columns)
    .select('owner.name as assignedTo')
    .execute()
  return rows.map((row) => ({ ...row, side: row.fromOrganisationId === organisationId ? 'sender' : 'receiver' }))
}

function matchingRows(tx: Tx, actor: Actor, { view, mine, state, interfaceId }: Narrowed) {
  const { organisationId } = demandHandingOver(actor)
  const own = ownersOf(actor)
  const states: readonly State[] = view === 'done' ? doneStates : waitingStates
  return visibleHandovers(tx, actor).where((eb) =>
    eb.and([
      ...(view === 'received' ? [eb('to_organisation_id', '=', organisationId)] : []),
      ...(view === 'given' ? [eb('from_organisation_id', '=', organisationId)] : []),
      eb('state', 'in', state && states.includes(state) ? [state] : states),
      ...(interfaceId ? [eb('interface_id', '=', interfaceId as Id<'interface'>)] : []),
      ...(mine
        ? [
            eb.or([
              ...(view !== 'given' ? [eb('assigned_to', 'in', own)] : []),
              ...(view !== 'received' ? [eb('sent_by', 'in', own)] : []),
            ]),
          ]
        : []),
    ]),
  )
}

/** The actor, and whom they stand in for. */
export const ownersOf = (actor: Actor) => (actor.actingFor ? [actor.userId, actor.actingFor] : [actor.userId])

/** Whose turn it is, in a line of the inbox of the platform. */
export interface WaitingItem {
  readonly id: Id<'handover'>
  readonly interfaceId: Id<'interface'>
  readonly reference: string | null
  readonly state: State
  readonly replyBy: Day
}

/**
 * What waits for the actor: received ones that they have or nobody has, and questions to what they gave; with a day by
 * which it is due, most urgent first.
 */
export async function waitingFor(tx: Tx, actor: Actor, limit: number): Promise<readonly WaitingItem[]> {
  if (!may(actor, 'journeys.receive') || actor.organisationId === null) return []
  const rows = await waitingRows(tx, actor)
    .select(['handover.id', 'interface_id as interfaceId', 'reference', 'state', 'reply_by as replyBy'])
    .orderBy('reply_by')
    .orderBy('handover.id')
    .limit(limit)
    .execute()
  return rows as readonly WaitingItem[]
}

/** How many those are, at most `limit`. */
export async function countWaiting(tx: Tx, actor: Actor, limit: number): Promise<number> {
  if (!may(actor, 'journeys.receive') || actor.organisationId === null) return 0
  return (await waitingRows(tx, actor).select('handover.id').limit(limit).execute()).length
}

function waitingRows(tx: Tx, actor: Actor) {
  const { organisationId } = demandHandingOver(actor)
  const own = ownersOf(actor)
  return visibleHandovers(tx, actor)
    .where('ended_on', 'is', null)
    .where('reply_by', 'is not', null)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('to_organisation_id', '=', organisationId),
          eb('state', 'in', ['offered', 'accepted']),
          eb.or([eb('assigned_to', 'is', null), eb('assigned_to', 'in', own)]),
        ]),
        eb.and([
          eb('from_organisation_id', '=', organisationId),
          eb('state', '=', 'askedBack'),
          eb.or([eb('sent_by', 'is', null), eb('sent_by', 'in', own)]),
        ]),
      ]),
    )
}
