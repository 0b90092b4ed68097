import { addDays, type Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { JobHandler, Schedule } from '../../../../platform/jobs/index.ts'
import { sendMail } from '../../../../platform/mail/index.ts'
import { readSetting } from '../../../../platform/settings/index.ts'
import { refuseTraces } from '../../topics/index.ts'
import { tables } from '../access.ts'
import { mayMove, stateAfter } from '../domain/states.ts'
import { outcomeOf, tallyOf, type Vote } from '../domain/tally.ts'
import { cockpit } from '../paths.ts'
import { standsOnAgenda } from '../queries/meetings.ts'
import { latestProcedure, openProcedures, type Procedure, votesOf, votingMembers } from '../queries/procedures.ts'
import { findProposalById, type Proposal } from '../queries/proposals.ts'
import { entitledOf, seatsOf } from '../queries/seats.ts'
import { advanceProposal, note } from '../recording.ts'
import { type Setting, writtenRules } from '../setting.ts'

/**
 * Opens a written procedure: until the last day every member votes, by the rules that hold now. Members are told by mail that
 * one waits for them, and nothing of what it is about. Throws Invalid for a day that is nearer than the rules
 * say, Conflict where the group does not have the proposal, it stands on an agenda, it was voted on in this round, or nobody may vote.
 */
export async function openProcedure(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  { endsOn, version }: { readonly endsOn: Day; readonly version: number },
): Promise<void> {
  if (!mayMove(proposal.state, 'circulate')) throw new Conflict('steering-proposal-not-now')
  if (await standsOnAgenda(tx, actor, proposal, setting.today)) throw new Conflict('steering-proposal-on-agenda')
  const before = await latestProcedure(tx, proposal.id)
  if (before?.round === proposal.round && !mayRepeat(before, proposal)) throw new Conflict('steering-procedure-was')
  const { value: rules } = await readSetting(tx, writtenRules)
  if (endsOn < addDays(setting.today, rules.days))
    throw new Invalid([{ field: 'endsOn', code: 'steering-procedure-short', values: { days: rules.days } }])
  const members = await votingMembers(tx, setting.today)
  if (members.length === 0) throw new Conflict('steering-nobody-votes')
  // First, so that of two at once one waits here and learns of the other.
  await advanceProposal(
    tx,
    actor,
    proposal,
    { state: stateAfter('circulate'), meeting_id: null, agenda_item_id: null },
    { event: 'circulated', seen: version, details: { endsOn, entitled: members.length } },
  )
  const procedureId = newId<'procedure'>(setting.now)
  await tables(tx)
    .insertInto('written_procedure')
    .values({
      id: procedureId,
      proposal_id: proposal.id,
      round: proposal.round,
      opened_on: setting.today,
      ends_on: endsOn,
      quorum_percent: rules.quorumPercent,
      objection_limit: rules.objectionLimit,
      entitled: members.length,
      state: 'open',
      outcome: null,
      votes_yes: null,
      votes_no: null,
      votes_abstained: null,
      votes_objecting: null,
      counted_on: null,
      opened_by: actor.userId,
    })
    .execute()
  await nameSeats(
    tx,
    procedureId,
    members.map(({ id }) => id),
  )
  for (const { id, email } of members) if (email) await tell(tx, { id, email, endsOn, now: setting.now })
}

/** Fixes who may vote: whoever is granted the vote later has none here, and the quorum stays what it was. */
export async function nameSeats(tx: Tx, procedure: Id<'procedure'>, seats: readonly Id<'user'>[]): Promise<void> {
  await tables(tx)
    .insertInto('written_seat')
    .values(seats.map((seat) => ({ procedure_id: procedure, seat_id: seat })))
    .execute()
}

/**
 * Whether a text may circulate after this procedure of its round: only one that was submitted anew since a result. What met
 * an objection or too few answers belongs into a meeting; nobody votes until it fits.
 */
const mayRepeat = ({ outcome, openedOn }: Procedure, { submittedOn }: Proposal): boolean =>
  outcome !== 'objected' && outcome !== 'noQuorum' && submittedOn !== null && openedOn < submittedOn

async function tell(
  tx: Tx,
  { id, email, endsOn, now }: { id: string; email: string; endsOn: Day; now: number },
): Promise<void> {
  await sendMail(
    tx,
    {
      to: email,
      template: 'steering.written-procedure',
      locale: 'de',
      speaksReceiver: true,
      values: { dueOn: endsOn },
      links: { link: cockpit },
      about: { kind: 'steering.member', id },
    },
    now,
  )
}

/**
 * Gives or changes the vote of a seat while the procedure is open: one's own, or that of a member whom one stands in for.
 * Each seat has one voice; who has several says for which. Throws Conflict once the last day is over, for who had no seat
 * when it was opened, or where a vote for the seat was given at the same moment; Invalid without a seat or a reason.
 */
export async function giveVote(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  { vote, comment, seat: chosen }: GivenBallot,
): Promise<void> {
  const procedure = await latestProcedure(tx, proposal.id)
  if (procedure?.state !== 'open' || procedure.endsOn < setting.today) throw new Conflict('steering-procedure-over')
  refuseTraces({ comment }, 'record')
  if (vote === 'object' && !comment) throw new Invalid([{ field: 'comment', code: 'required' }])
  const seats = await entitledOf(tx, procedure.id, await seatsOf(tx, actor))
  if (seats.length === 0) throw new Conflict('steering-not-entitled')
  const of = seats.length === 1 ? seats[0] : seats.find(({ id }) => id === chosen)
  if (!of) throw new Invalid([{ field: 'seat', code: 'choose' }])
  const seat = of.id
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('written_vote')
    .values({
      procedure_id: procedure.id,
      seat_id: seat,
      member_id: actor.userId,
      number: sql<number>`(
        SELECT coalesce(max(number), 0) + 1 FROM written_vote
        WHERE procedure_id = ${procedure.id} AND seat_id = ${seat}
      )`,
      vote,
      comment: comment ?? null,
      organisation_id: of.organisationId,
      given_at: sql<Date>`now()`,
    })
    .onConflict((conflict) => conflict.constraint('written_vote_pk').doNothing())
    .executeTakeFirstOrThrow()
  // Somebody gave this very vote at the same moment: the member themselves in another window, or who stands in.
  if (numInsertedOrUpdatedRows !== 1n) throw new Conflict('steering-vote-meanwhile')
  await note(tx, actor, 'vote-given', proposal.id, { number: proposal.number, procedure: procedure.id, seat })
}

interface GivenBallot {
  readonly vote: Vote
  readonly comment?: string | undefined
  /** For whom, where one may vote for several. */
  readonly seat?: Id<'user'> | undefined
}

/** Counts the procedures whose last day is over. Running twice counts once. */
export const countProcedures: JobHandler = async ({ tx, clock }) => {
  for (const procedure of await openProcedures(tx, clock.today())) await count(tx, procedure, clock.today())
}

async function count(tx: Tx, procedure: Procedure, today: Day): Promise<void> {
  const tally = tallyOf(await votesOf(tx, procedure.id))
  const outcome = outcomeOf(tally, procedure)
  const { numUpdatedRows } = await tables(tx)
    .updateTable('written_procedure')
    .set({
      state: 'counted',
      outcome,
      votes_yes: tally.yes,
      votes_no: tally.no,
      votes_abstained: tally.abstain,
      votes_objecting: tally.object,
      counted_on: today,
    })
    .where('id', '=', procedure.id)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  const proposal = await findProposalById(tx, 'system', procedure.proposalId)
  if (numUpdatedRows !== 1n || !proposal || !mayMove(proposal.state, 'count')) return
  await advanceProposal(
    tx,
    'system',
    proposal,
    { state: stateAfter('count') },
    { event: 'counted', details: { outcome, procedure: procedure.id } },
  )
}

export const procedureJobs: Readonly<Record<string, JobHandler>> = { 'steering.count-votes': countProcedures }
/** Early in the morning, in UTC: the result is there when people begin. */
export const procedureSchedules: readonly Schedule[] = [{ job: 'steering.count-votes', cron: '20 3 * * *' }]
