import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { enqueue } from '../../../../platform/jobs/index.ts'
import { choosableBodies } from '../../../network/index.ts'
import { tables } from '../access.ts'
import type { MinistryReport } from '../queries/decisions.ts'
import { findProposalById, type Proposal } from '../queries/proposals.ts'
import { note } from '../recording.ts'
import type { Setting } from '../setting.ts'
import { noteEffect } from './setgoing.ts'

/**
 * The job that drafts the committee paper. Steering stands below the council and knows no more of it than this name; without
 * that room nobody takes the job, and nothing else changes.
 */
export const draftJob = 'council.draft-from-steering'

/** What the council's room is told: ids alone, it asks the door of steering for the words. */
export interface PaperWanted {
  readonly proposalId: string
  readonly bodyId: string
  /** Membership of who recorded the decision: in whose name the draft begins. */
  readonly by: string
}

interface Escalation {
  readonly text: string
  readonly body?: Id<'body'> | undefined
  readonly answerDueOn?: Day | undefined
  readonly on: Day
}

/** Passes a proposal on to a committee or the council as a draft paper, or to the ministry as a report with a tracked answer. */
export async function escalate(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  proposal: Proposal,
  to: 'committee' | 'council' | 'ministry',
  { text, body, answerDueOn }: Escalation,
): Promise<void> {
  if (to === 'ministry') {
    const id = newId<'ministryReport'>(setting.now)
    await tables(tx)
      .insertInto('ministry_report')
      .values({
        id,
        proposal_id: proposal.id,
        round: proposal.round,
        text: [text, proposal.about].join('\n\n').slice(0, 4000),
        sent_on: null,
        answer_due_on: answerDueOn ?? null,
        answered_on: null,
        answer: null,
        ...advanced(actor, 0),
      })
      .execute()
    await noteEffect(tx, actor, proposal, { kind: 'report', subject: id, label: proposal.title })
    return
  }
  const known = (await choosableBodies(tx, actor, setting.today)).some(({ id }) => id === body)
  if (!body || !known) throw new Invalid([{ field: 'body', code: body ? 'not-an-option' : 'choose' }])
  const wanted: PaperWanted = { proposalId: proposal.id, bodyId: body, by: actor.userId }
  await enqueue(tx, draftJob, wanted, { key: `${draftJob}:${proposal.id}:${proposal.round}` })
}

/** For the council's room: the paper that it drafted for a proposal. Told twice, it is noted once. */
export async function noteDraftedPaper(
  tx: Tx,
  actor: Actor,
  proposalId: string,
  paper: { readonly id: string; readonly title: string },
): Promise<void> {
  const proposal = await findProposalById(tx, actor, proposalId)
  if (!proposal) return
  await noteEffect(tx, actor, proposal, { kind: 'paper', subject: paper.id, label: paper.title })
  await note(tx, actor, 'paper-drafted', proposal.id, { number: proposal.number, paper: paper.id })
}

/** Notes that a report was sent, or what the ministry answered. Throws Conflict when somebody was faster or it is done. */
export async function trackReport(
  tx: Tx,
  actor: Actor,
  proposal: Proposal,
  report: MinistryReport,
  input: {
    readonly version: number
    readonly sentOn?: Day | undefined
    readonly answerDueOn?: Day | undefined
    readonly answeredOn?: Day | undefined
    readonly answer?: string | undefined
  },
): Promise<void> {
  if (input.answer && !input.answeredOn) throw new Invalid([{ field: 'answeredOn', code: 'required' }])
  if (input.answeredOn && !input.answer) throw new Invalid([{ field: 'answer', code: 'required' }])
  if (input.answeredOn && (!input.sentOn || input.answeredOn < input.sentOn))
    throw new Invalid([{ field: 'sentOn', code: input.sentOn ? 'steering-not-before' : 'required' }])
  const { numUpdatedRows } = await tables(tx)
    .updateTable('ministry_report')
    .set({
      sent_on: input.sentOn ?? null,
      answer_due_on: input.answerDueOn ?? null,
      answered_on: input.answeredOn ?? null,
      answer: input.answer ?? null,
      ...advanced(actor, input.version),
    })
    .where('id', '=', report.id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Conflict('steering-report-changed-meanwhile')
  await note(tx, actor, 'report-tracked', proposal.id, { report: report.id, answered: input.answeredOn !== undefined })
}

const advanced = (actor: Actor, version: number) => ({
  version: version + 1,
  changed_at: sql<Date>`now()`,
  changed_by: actor.userId,
})
