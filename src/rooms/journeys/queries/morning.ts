import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, visibleHandovers } from '../access.ts'
import { type InboxRow, ownersOf, rowsOf } from './inbox.ts'

export interface MorningListing {
  /** Only what the actor has or has given, and what nobody of the team has taken yet. */
  readonly mine: boolean
  readonly today: Day
  /** Answers since this day are news; a refusal stays one since the other, because it wants to be asked anew. */
  readonly since: Day
  readonly declinedSince: Day
  readonly limit: number
}

export interface Listed {
  readonly rows: readonly InboxRow[]
  readonly total: number
}

/** Hand-overs at which it is the reader's turn: to answer, to give a first appointment, to answer a question; by their day. */
export async function listTurn(tx: Tx, actor: Actor, { mine, limit }: MorningListing): Promise<Listed> {
  const { organisationId } = demandHandingOver(actor)
  const own = ownersOf(actor)
  const matching = visibleHandovers(tx, actor)
    .where('ended_on', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('to_organisation_id', '=', organisationId),
          eb('state', 'in', ['offered', 'accepted']),
          ...(mine ? [eb.or([eb('assigned_to', 'is', null), eb('assigned_to', 'in', own)])] : []),
        ]),
        eb.and([
          eb('from_organisation_id', '=', organisationId),
          eb('state', '=', 'askedBack'),
          ...(mine ? [eb.or([eb('sent_by', 'is', null), eb('sent_by', 'in', own)])] : []),
        ]),
      ]),
    )
  return await listed(matching, organisationId, limit)
}

/**
 * Hand-overs that lie with others and want to be looked at: those that should have been answered by now, and those that were
 * answered or arrived since a day. What is late comes first.
 */
export async function listElsewhere(tx: Tx, actor: Actor, listing: MorningListing): Promise<Listed> {
  const { organisationId } = demandHandingOver(actor)
  const { mine, today, since, declinedSince, limit } = listing
  const matching = visibleHandovers(tx, actor)
    .where('from_organisation_id', '=', organisationId)
    // What ended long ago is left to its index.
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', declinedSince)]))
    .where((eb) =>
      eb.or([
        eb.and([eb('state', 'in', ['offered', 'accepted']), eb('reply_by', '<', today)]),
        eb.and([eb('state', 'in', ['accepted', 'firstAppointment', 'completed']), eb('last_step_on', '>=', since)]),
        eb.and([eb('state', '=', 'declined'), eb('ended_on', '>=', declinedSince)]),
      ]),
    )
    .$if(mine, (query) => query.where('sent_by', 'in', ownersOf(actor)))
  return await listed(matching, organisationId, limit)
}

async function listed(
  matching: ReturnType<typeof visibleHandovers>,
  organisationId: Id<'organisation'>,
  limit: number,
): Promise<Listed> {
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  if (total === 0) return { rows: [], total }
  const ordered = matching
    .orderBy('reply_by', (order) => order.asc().nullsLast())
    .orderBy('last_step_on', 'desc')
    .orderBy('handover.id')
    .limit(limit)
  return { total, rows: await rowsOf(ordered, organisationId) }
}
