/** Loading proposals and what was decided on them in bulk, for the demo: as the system, with their history. */
import type { Day } from '../../../kernel/day.ts'
import { Conflict } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { getMeeting } from '../../network/index.ts'
import { tables } from './access.ts'
import { nameSeats } from './actions/circulate.ts'
import { type Asking, restOnFigures } from './actions/evidence.ts'
import { followTopic } from './actions/following.ts'
import { composeMinutes, releaseMinutes, writeMinutes } from './actions/minutes.ts'
import { nextNumber, type ProposalInput, writeOptions } from './actions/propose.ts'
import { fillAgenda } from './actions/schedule.ts'
import { noteEffect } from './actions/setgoing.ts'
import { consequences, type DecisionKind, type Letter, type ProposalState } from './domain/states.ts'
import type { Vote } from './domain/tally.ts'
import { findMinutes } from './queries/minutes.ts'
import { votingMembers } from './queries/procedures.ts'
import { listProposals } from './queries/proposals.ts'
import { noteProposal } from './recording.ts'
import { settingOf } from './setting.ts'
import type { EffectKind } from './tables.ts'

export interface ProposalData extends ProposalInput {
  readonly submittedOn?: Day
  readonly decision?: {
    readonly kind: DecisionKind
    readonly option?: Letter
    readonly text: string
    readonly reason?: string
    readonly deferredUntil?: Day
    readonly responsible?: Id<'organisation'>
    readonly responsibleName?: string
    readonly dueOn?: Day
    readonly interimOn?: Day
    readonly votes: readonly [yes: number, no: number, abstained: number]
    readonly meeting: Id<'meeting'>
    readonly on: Day
    readonly effects?: readonly { readonly kind: EffectKind; readonly subject: string; readonly label: string }[]
    /** To the ministry: when it was sent, and by when an answer is expected. */
    readonly report?: { readonly sentOn: Day; readonly answerDueOn: Day }
  }
  readonly procedure?: {
    readonly openedOn: Day
    readonly endsOn: Day
    readonly entitled: number
    readonly votes: readonly {
      readonly vote: Vote
      readonly organisation: Id<'organisation'>
      readonly comment?: string
    }[]
  }
  readonly comments?: readonly { readonly text: string; readonly organisation: Id<'organisation'> }[]
}

export interface ProposalsData {
  readonly proposals: readonly ProposalData[]
  readonly participations?: readonly {
    readonly body: Id<'body'>
    readonly organisation: Id<'organisation'>
    readonly office: string
    readonly since: Day
  }[]
  readonly simulated: boolean
}

/** Adds proposals in the caller's transaction, in their order. */
export async function loadProposals(
  tx: Tx,
  { proposals, participations = [], simulated }: ProposalsData,
): Promise<void> {
  for (const one of proposals) await loadOne(tx, one, simulated)
  for (const { body, organisation, office, since } of participations)
    await tables(tx)
      .insertInto('steering_participation')
      .values({
        id: newId(),
        body_id: body,
        organisation_id: organisation,
        office,
        since,
        until: null,
        named_by: null,
        named_at: sql<Date>`now()`,
        simulated,
      })
      .execute()
}

const stateOf = ({ decision, procedure, submittedOn }: ProposalData): ProposalState =>
  decision ? consequences[decision.kind].state : procedure ? 'circulating' : submittedOn ? 'submitted' : 'draft'

async function loadOne(tx: Tx, one: ProposalData, simulated: boolean): Promise<void> {
  const id = newId<'proposal'>()
  const { decision, procedure, comments = [] } = one
  await tables(tx)
    .insertInto('proposal')
    .values({
      id,
      number: await nextNumber(tx),
      topic_id: one.topic ?? null,
      gap_id: one.gap ?? null,
      interface_id: one.interface ?? null,
      title: one.title,
      decision_text: one.decisionText,
      about: one.about,
      can_change: [...one.canChange],
      change_note: one.changeNote ?? null,
      responsible_id: one.responsible ?? null,
      involved: one.involved ?? null,
      due_on: one.dueOn ?? null,
      interim_on: one.interimOn ?? null,
      state: stateOf(one),
      round: 1,
      weight: null,
      meeting_id: decision?.meeting ?? null,
      agenda_item_id: null,
      submitted_on: one.submittedOn ?? null,
      simulated,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: null,
    })
    .execute()
  await writeOptions(tx, id, one.options)
  if (decision) await loadDecision(tx, id, decision, one, simulated)
  if (procedure) await loadProcedure(tx, id, procedure)
  for (const { text, organisation } of comments)
    await tables(tx)
      .insertInto('proposal_comment')
      .values({
        id: newId(),
        proposal_id: id,
        text,
        organisation_id: organisation,
        given_at: sql<Date>`now()`,
        given_by: null,
      })
      .execute()
  await noteProposal(tx, 'system', id, 'loaded')
  if (one.submittedOn && !decision) await followTopic(tx, 'system', one.topic ?? null, 'submitted')
}

async function loadDecision(
  tx: Tx,
  id: Id<'proposal'>,
  decision: NonNullable<ProposalData['decision']>,
  { canChange, about, title }: ProposalData,
  simulated: boolean,
): Promise<void> {
  const [yes, no, abstained] = decision.votes
  await tables(tx)
    .insertInto('steering_decision')
    .values({
      proposal_id: id,
      round: 1,
      version: 1,
      kind: decision.kind,
      option_letter: decision.option ?? null,
      text: decision.text,
      reason: decision.reason ?? null,
      deferred_until: decision.deferredUntil ?? null,
      levels: [...canChange],
      responsible_id: decision.responsible ?? null,
      responsible_name: decision.responsibleName ?? null,
      due_on: decision.dueOn ?? null,
      interim_on: decision.interimOn ?? null,
      way: 'meeting',
      meeting_id: decision.meeting,
      procedure_id: null,
      votes_yes: yes,
      votes_no: no,
      votes_abstained: abstained,
      decided_on: decision.on,
      correction: null,
      simulated,
      recorded_at: sql<Date>`now()`,
      recorded_by: null,
    })
    .execute()
  for (const effect of decision.effects ?? []) await noteEffect(tx, 'system', { id, round: 1 }, effect)
  if (!decision.report) return
  const report = newId<'ministryReport'>()
  await tables(tx)
    .insertInto('ministry_report')
    .values({
      id: report,
      proposal_id: id,
      round: 1,
      text: [decision.text, about].join('\n\n'),
      sent_on: decision.report.sentOn,
      answer_due_on: decision.report.answerDueOn,
      answered_on: null,
      answer: null,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: null,
    })
    .execute()
  await noteEffect(tx, 'system', { id, round: 1 }, { kind: 'report', subject: report, label: title })
}

async function loadProcedure(
  tx: Tx,
  proposalId: Id<'proposal'>,
  { openedOn, endsOn, entitled, votes }: NonNullable<ProposalData['procedure']>,
): Promise<void> {
  const id = newId<'procedure'>()
  await tables(tx)
    .insertInto('written_procedure')
    .values({
      id,
      proposal_id: proposalId,
      round: 1,
      opened_on: openedOn,
      ends_on: endsOn,
      quorum_percent: 50,
      objection_limit: 1,
      entitled,
      state: 'open',
      outcome: null,
      votes_yes: null,
      votes_no: null,
      votes_abstained: null,
      votes_objecting: null,
      counted_on: null,
      opened_by: null,
    })
    .execute()
  const given = votes.map((one) => ({ ...one, seat: newId<'user'>() }))
  const { rows } = await sql<{ today: Day }>`SELECT access_today() AS today`.execute(tx)
  const members = (await votingMembers(tx, (rows[0] as { today: Day }).today)).map((member) => member.id)
  const known = [...given.map(({ seat }) => seat), ...members].slice(0, entitled)
  const others = Array.from({ length: entitled - known.length }, () => newId<'user'>())
  await nameSeats(tx, id, [...known, ...others])
  for (const { vote, organisation, comment, seat } of given)
    await tables(tx)
      .insertInto('written_vote')
      .values({
        procedure_id: id,
        seat_id: seat,
        member_id: seat,
        number: 1,
        vote,
        comment: comment ?? null,
        organisation_id: organisation,
        given_at: sql<Date>`now()`,
      })
      .execute()
}

/**
 * Does what coordination does around meetings, by the actions that people use: figures are frozen for every proposal with an
 * interface, the agenda of the next meeting is filled, minutes of meetings that were held are released.
 */
export async function playMeetings(
  request: Asking,
  {
    next,
    held,
  }: { readonly next?: string | undefined; readonly held: readonly { id: string; texts: readonly string[] }[] },
): Promise<void> {
  const { tx, actor } = request
  const setting = settingOf(request)
  for (const proposal of (await listProposals(tx, actor, { limit: 200 })).rows)
    if (proposal.interfaceId) await restOnFigures(request, proposal, proposal.round).catch(unlessNone)
  if (next) await fillAgenda(tx, actor, setting, next)
  for (const { id, texts } of held) {
    await composeMinutes(tx, actor, setting, await getMeeting(tx, actor, id))
    const draft = await findMinutes(tx, actor, id)
    if (!draft) continue
    const { attendees } = draft.content
    await writeMinutes(tx, actor, draft, { attendees, texts, version: draft.version })
    const written = await findMinutes(tx, actor, id)
    if (written) await releaseMinutes(tx, actor, setting, written, written.version)
  }
}

/** An interface with too few hand-overs has no figures for the group, or none beside all others; everything else that fails, fails. */
function unlessNone(error: unknown): void {
  const none = ['steering-evidence-none', 'steering-evidence-refused']
  if (!(error instanceof Conflict) || !none.includes(error.message)) throw error
}
