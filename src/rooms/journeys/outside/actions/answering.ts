import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { newId } from '../../../../kernel/ids.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { findChange } from '../../actions/jurisdiction.ts'
import { auditEvents, issuesOf, type Setting, summariseAnew } from '../../adding.ts'
import { closeBooked } from '../../appointments.ts'
import { mayFollow } from '../../domain.ts'
import { settleReminders } from '../../locking.ts'
import { announceMove } from '../../news.ts'
import { canBeAnswered, lastDayOf } from '../domain/link.ts'
import type { UsableLink } from '../queries/links.ts'
import { findVisited, type Visited } from '../queries/visited.ts'
import { tables } from '../tables.ts'

/** What somebody may answer by a link. `label`: who answers, as they write it themselves. */
export type OutsideAnswer = { readonly label: string; readonly version: number } & (
  | { readonly kind: 'accepted'; readonly acknowledged?: boolean }
  | { readonly kind: 'askedBack'; readonly question: string }
  | { readonly kind: 'declined'; readonly reason: string; readonly note?: string | undefined }
  | { readonly kind: 'firstAppointment'; readonly occurredOn: Day }
)

/**
 * Answers as the organisation that the link was made for. The step counts as the receiver's own (`both`) and names no member;
 * that it came by the link stands with the link. The rules of the step are those of ../../adding.ts, which wants a member.
 * Throws Conflict when something was done meanwhile, Invalid.
 */
export async function answerByLink(tx: Tx, link: UsableLink, answer: OutsideAnswer, setting: Setting): Promise<void> {
  const { clock } = setting
  const of = await findVisited(tx, link, true)
  if (!of || !mayFollow(of.state, answer.kind, 'receiver')) throw new Conflict('journeys-outside-not-open')
  // A colleague who has an account took it up meanwhile, or answered.
  if (of.version !== answer.version || of.assignedTo !== null) throw new Conflict('journeys-outside-meanwhile')
  const today = clock.today()
  const occurredOn = answer.kind === 'firstAppointment' ? answer.occurredOn : today
  const reason = answer.kind === 'declined' ? answer.reason : undefined
  const issues = issuesOf({ kind: answer.kind, occurredOn, ...(reason !== undefined && { reason }) }, today)
  const begun = of.offeredOn ?? of.preparedOn
  if (begun !== null && occurredOn < begun)
    issues.push({ field: 'occurredOn', code: 'journeys-day-before-offer', values: { day: begun } })
  const change = answer.kind === 'accepted' ? await findChange(tx, of.id) : undefined
  const acknowledges = change !== undefined && change.acknowledgedOn === null
  if (acknowledges && answer.kind === 'accepted' && !answer.acknowledged)
    issues.push({ field: 'acknowledged', code: 'journeys-acknowledge' })
  if (issues.length > 0) throw new Invalid(issues)

  const step = { kind: answer.kind, occurredOn, reason: reason ?? null }
  const state = await addReceivedStep(tx, link, of, step, setting)
  if (acknowledges)
    await tables(tx)
      .updateTable('handover_jurisdiction_change')
      .set({ acknowledged_on: today, acknowledged_by: null })
      .where('handover_id', '=', of.id)
      .execute()
  if (answer.kind === 'askedBack') await say(tx, link, of, { kind: 'question', body: answer.question }, setting)
  if (answer.kind === 'declined' && answer.note) await say(tx, link, of, { kind: 'note', body: answer.note }, setting)
  const now = new Date(clock.now())
  await tables(tx)
    .updateTable('outside_link')
    .set({
      answered_at: now,
      answered_kind: answer.kind,
      answered_label: answer.label,
      ...(canBeAnswered(state.state)
        ? { lasts_until: lastDayOf(state.state, state.replyBy, today) }
        : { ended_at: now, ended_why: 'answered' as const }),
    })
    .where('id', '=', link.id)
    .execute()
}

/** Step, summary, next deadline, reminders and audit in one, as of the receiving organisation. */
async function addReceivedStep(
  tx: Tx,
  link: UsableLink,
  of: Visited,
  step: { readonly kind: OutsideAnswer['kind']; readonly occurredOn: Day; readonly reason: string | null },
  setting: Setting,
) {
  const { clock } = setting
  const today = clock.today()
  await tables(tx)
    .insertInto('journey_step')
    .values({
      id: newId<'step'>(clock.now()),
      controller_id: of.toControllerId ?? link.addressedId,
      person_key: of.person,
      handover_id: of.id,
      kind: step.kind,
      milestone: null,
      occurred_on: step.occurredOn,
      certainty: 'day',
      recorded_at: new Date(clock.now()),
      source: 'both',
      organisation_id: link.addressedId,
      reason: step.reason,
      recorded_by: null,
    })
    .execute()
  const { state, replyBy } = await summariseAnew(tx, { id: of.id, target_days: of.targetDays }, setting)
  if (state !== 'accepted')
    await closeBooked(tx, null, of.id, step.kind === 'firstAppointment' ? 'tookPlace' : 'cancelled', clock.now())
  await settleReminders(tx, of.id, today)
  await record(tx, 'unknown', {
    event: auditEvents[step.kind],
    subject: of.id,
    subjectKind: 'journeys.handover',
    details: { side: 'receiver', source: 'both', state, by: 'link', link: link.id },
  })
  await announceMove(tx, of.id)
  return { state, replyBy }
}

async function say(
  tx: Tx,
  link: UsableLink,
  of: Visited,
  { kind, body }: { readonly kind: 'question' | 'note'; readonly body: string },
  { clock }: Setting,
): Promise<void> {
  await tables(tx)
    .insertInto('handover_message')
    .values({
      id: newId<'handover-message'>(clock.now()),
      handover_id: of.id,
      controller_id: of.toControllerId ?? link.addressedId,
      organisation_id: link.addressedId,
      author_id: null,
      kind,
      body,
      created_at: new Date(clock.now()),
    })
    .execute()
}
