import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid, type Issue } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { organisationNamesOf } from '../../../network/index.ts'
import { refuseTraces } from '../../topics/index.ts'
import { tables } from '../access.ts'
import {
  consequences,
  type DecisionKind,
  type Letter,
  type Level,
  mayMove,
  recordableInWriting,
} from '../domain/states.ts'
import { decisionsOf } from '../queries/decisions.ts'
import { findMeetingOfGroup } from '../queries/meetings.ts'
import { findMinutes } from '../queries/minutes.ts'
import { procedureNow } from '../queries/procedures.ts'
import { optionsOf, type Proposal } from '../queries/proposals.ts'
import { advanceProposal, note } from '../recording.ts'
import type { Setting } from '../setting.ts'
import { escalate } from './escalate.ts'
import { followTopic } from './following.ts'
import { type SetGoing, setGoing } from './setgoing.ts'

/** What the group decided, as it stands in the minutes. */
export interface DecisionInput {
  readonly kind: DecisionKind
  readonly option?: Letter | undefined
  readonly text: string
  readonly reason?: string | undefined
  readonly deferredUntil?: Day | undefined
  readonly levels: readonly Level[]
  readonly responsible?: Id<'organisation'> | undefined
  readonly dueOn?: Day | undefined
  readonly interimOn?: Day | undefined
  readonly yes?: number | undefined
  readonly no?: number | undefined
  readonly abstained?: number | undefined
  /** The meeting; absent: by written procedure. */
  readonly meeting?: Id<'meeting'> | undefined
}

export interface NewDecision extends DecisionInput {
  /** What it sets going at once. */
  readonly going: SetGoing
  /** The body whose committee paper is to be drafted. */
  readonly body?: Id<'body'> | undefined
  readonly answerDueOn?: Day | undefined
  /** Of the proposal, as the person saw it. */
  readonly version: number
}

/**
 * Records what the group decided on a proposal, and in the same transaction sets going what follows: a measure, a wanted
 * offer, a target, a draft paper, a report to the ministry; the topic moves on. Throws Conflict where the group does not have
 * the proposal, Invalid for what a decision of its kind has to say and for words that tell who somebody is, ChangedMeanwhile.
 */
export async function recordDecision(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  input: NewDecision,
): Promise<void> {
  if (!mayMove(proposal.state, 'decide')) throw new Conflict('steering-proposal-not-now')
  refuseTraces({ text: input.text, reason: input.reason }, 'record')
  const { state, topic, setsGoing, escalates } = consequences[input.kind]
  const place = await placeOf(tx, actor, setting, proposal, input)
  const responsible = await demandWhole(tx, setting, proposal, input, place.on)
  const row = { ...rowOf(input), ...place.columns, decided_on: place.on, responsible_name: responsible }
  await insert(tx, actor, proposal, { ...row, version: 1, correction: null, simulated: setting.demo })
  await advanceProposal(
    tx,
    actor,
    proposal,
    {
      state,
      ...(input.meeting && {
        meeting_id: input.meeting,
        ...(input.meeting !== proposal.meetingId && { agenda_item_id: null }),
      }),
    },
    { event: 'decided', seen: input.version, details: { kind: input.kind, round: proposal.round } },
  )
  await followTopic(tx, actor, proposal.topicId, topic, place.on)
  if (setsGoing) {
    const begun = await setGoing(tx, actor, setting, proposal, { ...input, on: place.on }, input.going)
    if (begun > 0) await followTopic(tx, actor, proposal.topicId, 'implementing')
  }
  if (escalates) await escalate(tx, actor, setting, proposal, escalates, { ...input, on: place.on })
}

/**
 * Corrects how a decision was recorded: a new version of it beside the old one. What it was (accepted, rejected, …) and what
 * it set going stay; for those the group decides anew. Throws ChangedMeanwhile through `version`, Conflict without a decision.
 */
export async function correctDecision(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  input: Omit<DecisionInput, 'kind' | 'meeting'> & { readonly correction: string; readonly seen: number },
): Promise<void> {
  refuseTraces({ text: input.text, reason: input.reason, correction: input.correction }, 'record')
  const [latest] = await decisionsOf(tx, proposal.id)
  if (!latest) throw new Conflict('steering-not-decided')
  // Held until the end, so that two corrections at a time wait for each other.
  await tables(tx).selectFrom('proposal').select('id').where('id', '=', proposal.id).forUpdate().execute()
  const [now = latest] = await decisionsOf(tx, proposal.id)
  if (now.version !== input.seen) throw new Conflict('steering-decision-corrected-meanwhile')
  const responsible = await demandWhole(tx, setting, proposal, { ...input, kind: now.kind }, now.decidedOn)
  await insert(
    tx,
    actor,
    { ...proposal, round: now.round },
    {
      ...rowOf({ ...input, kind: now.kind }),
      responsible_name: responsible,
      way: now.way,
      meeting_id: now.meetingId,
      procedure_id: now.procedureId,
      ...(now.way === 'written' && { votes_yes: now.yes, votes_no: now.no, votes_abstained: now.abstained }),
      decided_on: now.decidedOn,
      version: now.version + 1,
      correction: input.correction,
      simulated: setting.demo,
    },
  )
  await note(tx, actor, 'decision-corrected', proposal.id, { number: proposal.number, decision: now.version + 1 })
}

const rowOf = (input: DecisionInput) => ({
  kind: input.kind,
  option_letter: input.option ?? null,
  text: input.text,
  reason: input.reason ?? null,
  deferred_until: input.kind === 'deferred' ? (input.deferredUntil ?? null) : null,
  levels: [...input.levels],
  responsible_id: input.responsible ?? null,
  due_on: input.dueOn ?? null,
  interim_on: input.interimOn ?? null,
  votes_yes: input.yes ?? null,
  votes_no: input.no ?? null,
  votes_abstained: input.abstained ?? null,
})

type Row = ReturnType<typeof rowOf> & {
  readonly responsible_name: string | null
  readonly way: 'meeting' | 'written'
  readonly meeting_id: Id<'meeting'> | null
  readonly procedure_id: Id<'procedure'> | null
  readonly decided_on: Day
  readonly version: number
  readonly correction: string | null
  readonly simulated: boolean
}

async function insert(tx: Tx, actor: Actor, proposal: Pick<Proposal, 'id' | 'round'>, row: Row): Promise<void> {
  await tables(tx)
    .insertInto('steering_decision')
    .values({
      proposal_id: proposal.id,
      round: proposal.round,
      ...row,
      recorded_at: sql<Date>`now()`,
      recorded_by: actor.userId,
    })
    .execute()
}

/** In which meeting or written procedure it was decided, and on which day. */
async function placeOf(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  proposal: Proposal,
  { meeting: meetingId, kind }: Pick<DecisionInput, 'meeting' | 'kind'>,
) {
  if (meetingId) {
    const meeting = await findMeetingOfGroup(tx, actor, meetingId)
    if (!meeting || meeting.cancelledOn !== null) throw new Invalid([{ field: 'meeting', code: 'not-an-option' }])
    if (meeting.heldOn > today) throw new Invalid([{ field: 'meeting', code: 'steering-meeting-not-yet' }])
    if (proposal.submittedOn !== null && meeting.heldOn < proposal.submittedOn)
      throw new Conflict('steering-meeting-before')
    // Minutes that are released do not change: nothing is decided under them afterwards.
    if ((await findMinutes(tx, actor, meeting.id))?.state === 'released')
      throw new Conflict('steering-minutes-released')
    return {
      on: meeting.heldOn,
      columns: { way: 'meeting' as const, meeting_id: meeting.id, procedure_id: null },
    }
  }
  const procedure = await procedureNow(tx, proposal)
  if (!procedure || (procedure.outcome !== 'accepted' && procedure.outcome !== 'rejected'))
    throw new Invalid([{ field: 'meeting', code: 'choose' }])
  if (!recordableInWriting[procedure.outcome].includes(kind))
    throw new Invalid([{ field: 'kind', code: 'steering-not-as-voted' }])
  return {
    on: procedure.countedOn ?? today,
    columns: {
      way: 'written' as const,
      meeting_id: null,
      procedure_id: procedure.id,
      // As they were counted, whatever was typed.
      votes_yes: procedure.yes,
      votes_no: procedure.no,
      votes_abstained: procedure.abstained,
    },
  }
}

/** Throws Invalid for what is missing or does not fit; returns what the responsible office is called on that day. */
async function demandWhole(
  tx: Tx,
  { today }: Setting,
  proposal: Proposal,
  input: DecisionInput,
  on: Day,
): Promise<string | null> {
  const issues: Issue[] = consequences[input.kind].needs
    .filter((field) => input[field] === undefined)
    .map((field) => ({ field, code: field === 'responsible' ? 'choose' : 'required' }))
  if (input.kind === 'accepted' && input.option === undefined && (await optionsOf(tx, proposal.id)).length > 0)
    issues.push({ field: 'option', code: 'choose' })
  if (input.option && !(await optionsOf(tx, proposal.id)).some(({ letter }) => letter === input.option))
    issues.push({ field: 'option', code: 'not-an-option' })
  if (input.deferredUntil && input.kind === 'deferred' && input.deferredUntil <= on)
    issues.push({ field: 'deferredUntil', code: 'steering-not-after' })
  if (input.dueOn && input.dueOn <= on) issues.push({ field: 'dueOn', code: 'steering-not-after' })
  if (input.interimOn && input.dueOn && input.interimOn > input.dueOn)
    issues.push({ field: 'interimOn', code: 'steering-interim-late' })
  const name = input.responsible
    ? (await organisationNamesOf(tx, [input.responsible], today)).get(input.responsible)
    : undefined
  if (input.responsible && name === undefined) issues.push({ field: 'responsible', code: 'not-an-option' })
  if (issues.length > 0) throw new Invalid(issues)
  return name ?? null
}
