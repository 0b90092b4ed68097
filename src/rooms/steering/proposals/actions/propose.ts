import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { choosableInterfaces, organisationNamesOf } from '../../../network/index.ts'
import { getTopic, refuseTraces } from '../../topics/index.ts'
import { tables } from '../access.ts'
import { type Letter, type Level, mayChange, mayMove, stateAfter } from '../domain/states.ts'
import { standsOnAgenda } from '../queries/meetings.ts'
import type { Proposal, ProposalOption } from '../queries/proposals.ts'
import { advanceProposal, noteProposal } from '../recording.ts'
import type { Setting } from '../setting.ts'
import { followTopic, leaveTopic } from './following.ts'

/** What is laid before the group. */
export interface ProposalInput {
  readonly title: string
  readonly decisionText: string
  readonly about: string
  readonly topic?: Id<'topic'> | undefined
  readonly gap?: string | undefined
  readonly interface?: Id<'interface'> | undefined
  readonly canChange: readonly Level[]
  readonly changeNote?: string | undefined
  readonly responsible?: Id<'organisation'> | undefined
  readonly involved?: string | undefined
  readonly dueOn?: Day | undefined
  readonly interimOn?: Day | undefined
  readonly options: readonly ProposalOption[]
}

/**
 * Begins a proposal as a draft; returns its number. Throws Invalid for a topic, an
 * interface or an office that is not there, and for words that tell who somebody is.
 */
export async function createProposal(tx: Tx, actor: Actor, setting: Setting, input: ProposalInput): Promise<number> {
  refuseTraces(textsOf(input), 'record')
  await demandKnown(tx, actor, setting, input)
  const id = newId<'proposal'>(setting.now)
  const number = await nextNumber(tx)
  await tables(tx)
    .insertInto('proposal')
    .values({
      id,
      number,
      ...columnsOf(input),
      state: 'draft',
      round: 1,
      weight: null,
      meeting_id: null,
      agenda_item_id: null,
      submitted_on: null,
      simulated: setting.demo,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await writeOptions(tx, id, input.options)
  await noteProposal(tx, actor, id, 'created')
  await followTopic(tx, actor, input.topic ?? null, 'proposalDrafted')
  return number
}

/**
 * Changes what a proposal says. Throws Conflict once the group has it, ChangedMeanwhile when somebody else changed it since
 * `version`.
 */
export async function changeProposal(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  input: ProposalInput & { readonly version: number },
): Promise<void> {
  if (!mayChange(proposal.state)) throw new Conflict('steering-proposal-submitted')
  refuseTraces(textsOf(input), 'record')
  await demandKnown(tx, actor, setting, input)
  await tables(tx).deleteFrom('proposal_option').where('proposal_id', '=', proposal.id).execute()
  await writeOptions(tx, proposal.id, input.options)
  await advanceProposal(tx, actor, proposal, columnsOf(input), { event: 'changed', seen: input.version })
  if (input.topic && input.topic !== proposal.topicId) await followTopic(tx, actor, input.topic, 'proposalDrafted')
  if (proposal.topicId !== (input.topic ?? null)) await leaveTopic(tx, actor, proposal.topicId)
}

/** Lays it before the group, takes it back, or withdraws it. Throws Conflict where its state does not allow that. */
export async function moveProposal(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  { move, version }: { readonly move: 'submit' | 'takeBack' | 'withdraw'; readonly version: number },
): Promise<void> {
  if (!mayMove(proposal.state, move)) throw new Conflict('steering-proposal-not-now')
  if (await standsOnAgenda(tx, actor, proposal, setting.today)) throw new Conflict('steering-proposal-on-agenda')
  const again = move === 'submit' && proposal.state === 'deferred'
  await advanceProposal(
    tx,
    actor,
    proposal,
    {
      state: stateAfter(move),
      ...(move === 'submit' && { submitted_on: setting.today }),
      ...(again && { round: proposal.round + 1, meeting_id: null, agenda_item_id: null }),
    },
    { event: events[move], seen: version },
  )
  if (move === 'submit') await followTopic(tx, actor, proposal.topicId, 'submitted', setting.today)
  if (move === 'takeBack') await followTopic(tx, actor, proposal.topicId, 'proposalDrafted')
  if (move === 'withdraw') await leaveTopic(tx, actor, proposal.topicId)
}

const events = { submit: 'submitted', takeBack: 'taken-back', withdraw: 'withdrawn' } as const

/** The next number; its row is held until the end of the transaction, so that none is given twice. */
export async function nextNumber(tx: Tx): Promise<number> {
  const { last } = await tables(tx)
    .insertInto('proposal_counter')
    .values({ id: 1, last: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ last: sql<number>`proposal_counter.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export async function writeOptions(tx: Tx, id: Id<'proposal'>, options: readonly ProposalOption[]): Promise<void> {
  if (options.length === 0) return
  await tables(tx)
    .insertInto('proposal_option')
    .values(
      options.map((one) => ({
        proposal_id: id,
        letter: one.letter as Letter,
        title: one.title,
        effect_from: one.effectFrom,
        effect_to: one.effectTo,
        effort: one.effort,
        legal: one.legal,
        legal_norm: one.legalNorm,
        legal_on: one.legalOn,
        risk: one.risk,
        recommended: one.recommended,
      })),
    )
    .execute()
}

/** What the group, minutes and papers will read, by field of the form. */
const textsOf = ({ title, decisionText, about, changeNote, involved, options }: ProposalInput) => ({
  title,
  decisionText,
  about,
  changeNote,
  involved,
  ...Object.fromEntries(
    options.flatMap(({ letter, title, effort, risk }) => [
      [`${letter}-title`, title],
      [`${letter}-effort`, effort],
      [`${letter}-risk`, risk],
    ]),
  ),
})

const columnsOf = (input: ProposalInput) => ({
  topic_id: input.topic ?? null,
  gap_id: input.gap ?? null,
  interface_id: input.interface ?? null,
  title: input.title,
  decision_text: input.decisionText,
  about: input.about,
  can_change: [...input.canChange],
  change_note: input.changeNote ?? null,
  responsible_id: input.responsible ?? null,
  involved: input.involved ?? null,
  due_on: input.dueOn ?? null,
  interim_on: input.interimOn ?? null,
})

async function demandKnown(tx: Tx, actor: Actor, { today }: Setting, input: ProposalInput): Promise<void> {
  const wrong: string[] = []
  const { responsible, topic } = input
  if (responsible && !(await organisationNamesOf(tx, [responsible], today)).has(responsible)) wrong.push('responsible')
  if (input.interface && !(await choosableInterfaces(tx, actor, today)).some(({ id }) => id === input.interface))
    wrong.push('interface')
  if (topic && !(await isThere(() => getTopic(tx, actor, topic)))) wrong.push('topic')
  if (wrong.length > 0) throw new Invalid(wrong.map((field) => ({ field, code: 'not-an-option' })))
}

async function isThere(get: () => Promise<unknown>): Promise<boolean> {
  try {
    await get()
    return true
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}
