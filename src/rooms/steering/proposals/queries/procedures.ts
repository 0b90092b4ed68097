import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { rights } from '../../access.ts'
import { tables } from '../access.ts'
import type { Outcome, Vote } from '../domain/tally.ts'
import type { Proposal } from './proposals.ts'

export interface Procedure {
  readonly id: Id<'procedure'>
  readonly proposalId: Id<'proposal'>
  readonly round: number
  readonly openedOn: Day
  readonly endsOn: Day
  readonly quorumPercent: number
  readonly objectionLimit: number
  readonly entitled: number
  readonly state: 'open' | 'counted'
  readonly outcome: Outcome | null
  readonly yes: number | null
  readonly no: number | null
  readonly abstained: number | null
  readonly objecting: number | null
  readonly countedOn: Day | null
}

const columns = [
  'id',
  'proposal_id as proposalId',
  'round',
  'opened_on as openedOn',
  'ends_on as endsOn',
  'quorum_percent as quorumPercent',
  'objection_limit as objectionLimit',
  'entitled',
  'state',
  'outcome',
  'votes_yes as yes',
  'votes_no as no',
  'votes_abstained as abstained',
  'votes_objecting as objecting',
  'counted_on as countedOn',
] as const

/** The latest procedure of a proposal. */
export function latestProcedure(tx: Tx, id: Id<'proposal'>): Promise<Procedure | undefined> {
  return tables(tx)
    .selectFrom('written_procedure')
    .select(columns)
    .where('proposal_id', '=', id)
    .orderBy('opened_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/**
 * The procedure on what the group has before it now: of this round, and opened since it was submitted. One on a text that was
 * taken back, or on the round before, decides nothing any more.
 */
export async function procedureNow(
  tx: Tx,
  { id, round, submittedOn }: Pick<Proposal, 'id' | 'round' | 'submittedOn'>,
): Promise<Procedure | undefined> {
  const procedure = await latestProcedure(tx, id)
  if (procedure?.round !== round || submittedOn === null || procedure.openedOn < submittedOn) return undefined
  return procedure
}

/** Those that members may answer now, the first to end first; `endedBy`: only those whose last day is before this one. */
export function openProcedures(tx: Tx, endedBy?: Day): Promise<Procedure[]> {
  return tables(tx)
    .selectFrom('written_procedure')
    .select(columns)
    .where('state', '=', 'open')
    .$if(endedBy !== undefined, (query) => query.where('ends_on', '<', endedBy as Day))
    .orderBy('ends_on')
    .orderBy('id')
    .limit(100)
    .execute()
}

export interface GivenVote {
  /** The membership that holds the vote; the member is who gave it, for themselves or standing in. */
  readonly seatId: Id<'user'>
  readonly memberId: Id<'user'>
  readonly number: number
  readonly vote: Vote
  readonly comment: string | null
  readonly organisationId: Id<'organisation'> | null
  readonly givenAt: Date
}

/** The votes of a procedure that count: the last one of each seat, in the order in which they were given. */
export async function votesOf(tx: Tx, id: Id<'procedure'>): Promise<GivenVote[]> {
  const votes = await tables(tx)
    .selectFrom('written_vote')
    .distinctOn('seat_id')
    .select([
      'seat_id as seatId',
      'member_id as memberId',
      'number',
      'vote',
      'comment',
      'organisation_id as organisationId',
      'given_at as givenAt',
    ])
    .where('procedure_id', '=', id)
    .orderBy('seat_id')
    .orderBy('number', 'desc')
    // Twice as many as may vote.
    .limit(1000)
    .execute()
  return votes.sort((one, other) => one.givenAt.getTime() - other.givenAt.getTime())
}

/** Members who may vote today. */
export async function votingMembers(tx: Tx, today: Day): Promise<{ id: Id<'user'>; email: string | null }[]> {
  return await tables(tx)
    .selectFrom('membership')
    .select(['membership.id', 'membership.email'])
    .where('membership.deactivated_at', 'is', null)
    .where(
      sql<boolean>`EXISTS (
        SELECT FROM access_own_grants(membership.id, ${today}::date) AS given
        WHERE given.role = ANY (${[...rights['steering.vote']]}::text[])
      )`,
    )
    .orderBy('membership.id')
    .limit(500)
    .execute()
}
