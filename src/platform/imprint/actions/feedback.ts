import { Conflict } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import type { Tx } from '../../database/index.ts'
import { referenceLocale } from '../../i18n/index.ts'
import { sendMail } from '../../mail/index.ts'
import { getFeedback, readFacts } from '../queries.ts'
import { type FeedbackState, feedbackStates, tables } from '../tables.ts'

/**
 * Takes a report of a barrier from somebody who need not say who they are, and tells the district's address that there is
 * one. The mail says nothing of what was reported.
 */
export async function reportBarrier(
  tx: Tx,
  input: { readonly message: string; readonly about?: string | undefined; readonly contact?: string | undefined },
  locale: string,
  now: number,
): Promise<void> {
  const id = newId<'feedback'>(now)
  await tables(tx)
    .insertInto('accessibility_feedback')
    .values({
      id,
      message: input.message,
      about: input.about ?? null,
      contact: input.contact ?? null,
      locale,
      received_at: new Date(now),
      note: null,
      handled_at: null,
      handled_by: null,
    })
    .execute()
  const { value: facts } = await readFacts(tx)
  if (facts.feedbackMail)
    await sendMail(
      tx,
      {
        to: facts.feedbackMail,
        template: 'imprint.feedback-received',
        locale: referenceLocale,
        links: { feedback: `/admin/feedback/${id}` },
        about: { kind: 'feedback', id },
      },
      now,
    )
  await record(tx, 'unknown', { event: 'imprint.feedback-received', subject: id, subjectKind: 'feedback' })
}

/** Which state may follow which. What was answered or closed can be taken up again. */
const following: Readonly<Record<FeedbackState, readonly FeedbackState[]>> = {
  new: ['inProgress', 'answered', 'closed'],
  inProgress: ['answered', 'closed'],
  answered: ['inProgress', 'closed'],
  closed: ['inProgress'],
}

/** States that a report may have next; its own among them, for a note alone. */
export const statesAfter = (state: FeedbackState): FeedbackState[] =>
  feedbackStates.filter((next) => next === state || following[state].includes(next))

/** Notes what was done about a report. Throws NotFound, Conflict. */
export async function handleFeedback(
  tx: Tx,
  actor: Actor,
  id: Id<'feedback'>,
  input: { readonly version: number; readonly state: FeedbackState; readonly note?: string | undefined },
  now: number,
): Promise<void> {
  const feedback = await getFeedback(tx, id)
  if (!statesAfter(feedback.state).includes(input.state)) throw new Conflict('imprint-state-cannot-follow')
  const changed = await tables(tx)
    .updateTable('accessibility_feedback')
    .set((eb) => ({
      state: input.state,
      note: input.note ?? null,
      handled_at: new Date(now),
      handled_by: actor.userId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Conflict('imprint-feedback-changed')
  await record(tx, actor, {
    event: 'imprint.feedback-handled',
    subject: id,
    subjectKind: 'feedback',
    details: { state: input.state },
  })
}
