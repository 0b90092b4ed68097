/** Adding a step to a hand-over: the one place where steps are checked, written, summarised and audited. */
import type { Clock } from '../../kernel/clock.ts'
import type { Day } from '../../kernel/day.ts'
import { Forbidden, Invalid, type Issue } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { type Actor, may } from '../../platform/access/index.ts'
import { announce } from '../../platform/api/index.ts'
import { record } from '../../platform/audit/index.ts'
import type { Tenant, Tx } from '../../platform/database/index.ts'
import { demandHandingOver, type HandingOver, tables } from './access.ts'
import { closeBooked } from './appointments.ts'
import { dueAfter, turns } from './deadlines.ts'
import {
  type Certainty,
  type HandoverKind,
  mayFollow,
  type Outcome,
  type Source,
  type State,
  type Summary,
  summarise,
} from './domain.ts'
import { demandOwn, doneMeanwhile, insertAssignment, lockHandover, settleReminders, sideOf } from './locking.ts'
import { announceMove } from './news.ts'
import { stepsOf } from './queries.ts'
import { readDeadlines } from './setting.ts'
import { summaryColumns } from './tables.ts'

/** When and where something is recorded. */
export interface Setting {
  readonly clock: Clock
  readonly tenant: Pick<Tenant, 'demo' | 'land'>
}

/** The day of a step, as whoever records it knows it. */
export interface Dated {
  readonly occurredOn: Day
  /** `day` unless told. */
  readonly certainty?: Certainty
}

export interface NewStep extends Dated {
  readonly kind: HandoverKind
  readonly source: Source
  readonly reason?: string
}

/** How the audit names each step. */
export const auditEvents: Readonly<Record<HandoverKind, string>> = {
  prepared: 'journeys.handover-prepared',
  offered: 'journeys.handover-offered',
  askedBack: 'journeys.handover-asked-back',
  accepted: 'journeys.handover-accepted',
  declined: 'journeys.handover-declined',
  firstAppointment: 'journeys.first-appointment-recorded',
  completed: 'journeys.handover-completed',
  withdrawn: 'journeys.handover-withdrawn',
}

const reasonForm = /^[a-z][A-Za-z]{1,39}$/

/** What cannot be right about a step, whatever the hand-over: its day lies ahead, its reason is none. */
export function issuesOf(step: Dated & { readonly kind: HandoverKind; readonly reason?: string }, today: Day): Issue[] {
  const issues: Issue[] = []
  if (step.occurredOn > today) issues.push({ field: 'occurredOn', code: 'journeys-day-ahead' })
  if (step.kind === 'declined' && step.reason === undefined) issues.push({ field: 'reason', code: 'required' })
  if (step.reason !== undefined && !reasonForm.test(step.reason))
    issues.push({ field: 'reason', code: 'journeys-reason-form' })
  return issues
}

/** What is known besides the step when it is added. */
export interface WithStep {
  readonly isEstimate?: boolean
  /** Number of the steps that the page showed: somebody who saw fewer is told what happened meanwhile. */
  readonly version?: number
  readonly outcome?: Outcome
}

/**
 * Adds a step. Throws NotFound when the actor may not see the hand-over, Conflict when its state or the actor's side does
 * not allow the step (with who did what, where something was done meanwhile) or somebody else of the team has it, Invalid
 * when its day or reason cannot be right. The row is locked, so two who act at once follow each other.
 */
export async function addStep(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  { version, outcome, ...step }: Omit<NewStep, 'source'> & WithStep,
  setting: Setting,
): Promise<State> {
  const { clock } = setting
  const acting = demandHandingOver(actor)
  const handover = await lockHandover(tx, actor, id)
  const side = sideOf(handover, acting)
  if (!mayFollow(handover.state, step.kind, side) || (version !== undefined && version !== handover.version))
    throw await doneMeanwhile(tx, handover, version, 'conflict')
  if (side === 'sender') demandStepOfSender(actor, step.kind)
  else await demandOwn(tx, actor, id, handover.assigned_to)
  const today = clock.today()
  const issues = issuesOf(step, today)
  const begun = handover.offered_on ?? handover.prepared_on
  if (begun !== null && step.occurredOn < begun)
    issues.push({ field: 'occurredOn', code: 'journeys-day-before-offer', values: { day: begun } })
  if (step.isEstimate && side === 'receiver')
    issues.push({ field: 'isEstimate', code: 'journeys-estimate-of-receiver' })
  if (issues.length > 0) throw new Invalid(issues)

  const source: Source = side === 'receiver' ? 'both' : step.isEstimate ? 'estimated' : 'sender'
  // Later than the step before, also within one millisecond: what was recorded in order is read in order.
  const at = Math.max(clock.now(), handover.last_recorded_at.getTime() + 1)
  await insertStep(tx, actor, acting, { id, person: handover.person_key }, { ...step, source }, at)
  const { state } = await summariseAnew(tx, handover, setting, outcome && { outcome })
  if (state !== 'accepted')
    await closeBooked(tx, actor.userId, id, step.kind === 'firstAppointment' ? 'tookPlace' : 'cancelled', clock.now())
  await settleReminders(tx, id, today)
  if (side === 'receiver' && handover.assigned_to === null && turns[state] !== null)
    await insertAssignment(tx, actor, acting, id, actor.userId, clock)
  await record(tx, actor, {
    event: auditEvents[step.kind],
    subject: id,
    subjectKind: 'journeys.handover',
    details: { side, source, state, ...(outcome && { outcome }) },
  })
  await announce(tx, {
    event: `handover.${step.kind}`,
    organisationIds: [handover.from_organisation_id, handover.to_organisation_id],
    data: { id, state },
  })
  await announceMove(tx, id)
  return state
}

/** Derives state, days and the next deadline from the steps that count, and writes them; `added`: steps since, 1 unless told. */
export async function summariseAnew(
  tx: Tx,
  { id, target_days: targetDays }: { readonly id: Id<'handover'>; readonly target_days: number | null },
  { clock, tenant }: Setting,
  { added = 1, ...more }: { readonly outcome?: Outcome | null; readonly added?: number } = {},
): Promise<Summary & { readonly replyBy: Day | null }> {
  const summary = summarise((await stepsOf(tx, id)).map((one) => ({ ...one, recordedAt: one.recordedAt.getTime() })))
  const { state, offeredOn } = summary
  const deadlines = (await readDeadlines(tx)).value
  const replyBy = dueAfter({ state, today: clock.today(), offeredOn, targetDays }, tenant.land, deadlines)
  await tables(tx)
    .updateTable('handover')
    .set((eb) => ({ ...summaryColumns(summary), reply_by: replyBy, ...more, version: eb('version', '+', added) }))
    .where('id', '=', id)
    .execute()
  return { ...summary, replyBy }
}

/** The immigration office begins and takes back; what the other side does is not its to record. */
export function demandStepOfSender(actor: Actor, kind: HandoverKind): void {
  if (!may(actor, 'journeys.hand-over') && !['offered', 'withdrawn'].includes(kind))
    throw new Forbidden('journeys.hand-over')
}

/** Writes the row of a step and nothing else. */
export async function insertStep(
  tx: Tx,
  actor: Actor,
  { organisationId, controllerId }: HandingOver,
  handover: { readonly id: Id<'handover'>; readonly person: Id<'journey'> },
  step: NewStep,
  /** Milliseconds since 1970, UTC. */
  at: number,
): Promise<void> {
  await tables(tx)
    .insertInto('journey_step')
    .values({
      id: newId<'step'>(at),
      controller_id: controllerId,
      person_key: handover.person,
      handover_id: handover.id,
      kind: step.kind,
      milestone: null,
      occurred_on: step.occurredOn,
      certainty: step.certainty ?? 'day',
      recorded_at: new Date(at),
      source: step.source,
      organisation_id: organisationId,
      reason: step.reason ?? null,
      recorded_by: actor.userId,
    })
    .execute()
}
