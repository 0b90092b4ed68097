/** The rules of hand-overs, as values: which step may follow which, and what the steps on record say about a hand-over. */
import { type Day, dayNumber, dayOfInstant } from '../../kernel/day.ts'

/** The steps of a hand-over in the order in which they usually come. The last that counts is its state. */
export const handoverKinds = [
  'prepared',
  'offered',
  'askedBack',
  'accepted',
  'declined',
  'firstAppointment',
  'completed',
  'withdrawn',
] as const
export type HandoverKind = (typeof handoverKinds)[number]
export type State = HandoverKind

/** `day`: the day is certain; `about`: it stands for a stretch around it. */
export type Certainty = 'day' | 'about'

/** Who a step is known from: the receiver (then both sides know it), the sender alone, the sender by estimate. */
export type Source = 'both' | 'sender' | 'estimated'
/** Who a hand-over is known from. */
export type Sides = Source

export type Side = 'sender' | 'receiver'

/** What a hand-over is about: one need, the whole case, or a question of the immigration or naturalisation office. */
export const purposes = ['referral', 'transfer', 'inquiryFromAuthority'] as const
export type Purpose = (typeof purposes)[number]

/** How it ended where it was completed. */
export const outcomes = ['settled', 'continuing', 'passedOn', 'notReached', 'contactLost'] as const
export type Outcome = (typeof outcomes)[number]

interface Transition {
  readonly kind: HandoverKind
  /** Who may record it. */
  readonly by: readonly Side[]
}

const receiver: readonly Side[] = ['receiver']
const sender: readonly Side[] = ['sender']
const withdrawn: Transition = { kind: 'withdrawn', by: sender }
// Some receivers never click: the sender may record their answer, the arrival and the end too, and the record says so.
const both: readonly Side[] = ['receiver', 'sender']
const askedBack: Transition = { kind: 'askedBack', by: receiver }
const accepted: Transition = { kind: 'accepted', by: both }
const declined: Transition = { kind: 'declined', by: both }
const arrives: Transition = { kind: 'firstAppointment', by: both }

/** Which steps may follow in which state; `undefined` is before the first. What is not listed is refused. */
export const transitions: Readonly<Record<State | 'new', readonly Transition[]>> = {
  new: [
    { kind: 'prepared', by: sender },
    { kind: 'offered', by: sender },
  ],
  prepared: [{ kind: 'offered', by: sender }, withdrawn],
  offered: [askedBack, accepted, declined, arrives, withdrawn],
  askedBack: [{ kind: 'offered', by: sender }, askedBack, accepted, declined, arrives, withdrawn],
  accepted: [arrives, declined, withdrawn],
  firstAppointment: [{ kind: 'completed', by: both }],
  declined: [],
  completed: [],
  withdrawn: [],
}

export function mayFollow(state: State | 'new', kind: HandoverKind, side: Side): boolean {
  return transitions[state].some((transition) => transition.kind === kind && transition.by.includes(side))
}

/** One step on record. The order of steps of one day is unknown; `recordedAt` orders what arrived. */
export interface Step {
  readonly kind: HandoverKind
  readonly occurredOn: Day
  readonly certainty: Certainty
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number
  readonly source: Source
  readonly reason: string | null
}

/** Steps that can be taken back where they were recorded wrongly: what was offered is withdrawn instead. */
const correctableKinds: readonly HandoverKind[] = ['askedBack', 'accepted', 'declined', 'firstAppointment', 'completed']

/**
 * The step that an organisation may take back: the last one that counts, where that organisation recorded it. What the other
 * side recorded is the other side's to correct.
 */
export function correctable<
  S extends Pick<Step, 'kind'> & { readonly recordedAt: Date; readonly organisationId: string },
>(steps: readonly S[], organisationId: string): S | undefined {
  const last = steps.reduce<S | undefined>(
    (latest, step) => (latest && latest.recordedAt.getTime() > step.recordedAt.getTime() ? latest : step),
    undefined,
  )
  return last && last.organisationId === organisationId && correctableKinds.includes(last.kind) ? last : undefined
}

/**
 * Whether the other side has built on a step, so that it is not one side's alone to take back: the giver recorded the acceptance,
 * and the receiver has acknowledged the change of jurisdiction that came with it.
 */
export const isBuiltOn = (
  { kind }: Pick<Step, 'kind'>,
  side: Side,
  change: { readonly acknowledgedOn: Day | null } | undefined,
): boolean => side === 'sender' && kind === 'accepted' && change !== undefined && change.acknowledgedOn !== null

/** What a hand-over's steps say about it; kept beside them, so that nobody has to work it out again. */
export interface Summary {
  readonly state: State
  readonly preparedOn: Day | null
  readonly offeredOn: Day | null
  /** First answer: asked back, accepted or declined. */
  readonly answeredOn: Day | null
  /** First appointment or first benefit at the receiver. */
  readonly firstOn: Day | null
  /** Declined, withdrawn or completed. */
  readonly endedOn: Day | null
  readonly lastStepOn: Day
  /** Milliseconds since 1970, UTC. */
  readonly lastRecordedAt: number
  readonly sides: Sides
  /** Days from the first appointment to its record; before there is one, from the last step to its record. */
  readonly recordLagDays: number
  readonly reason: string | null
}

/**
 * The day on which something happened first: the earliest of the steps of these kinds, null without one. Each "first" of a
 * hand-over (offer, answer, appointment) is this function, here and nowhere else.
 */
export function firstDay(
  steps: readonly Pick<Step, 'kind' | 'occurredOn'>[],
  ...kinds: readonly HandoverKind[]
): Day | null {
  let first: Day | null = null
  for (const { kind, occurredOn } of steps) {
    if (kinds.includes(kind) && (first === null || occurredOn < first)) first = occurredOn
  }
  return first
}

/** Derives state and days from all steps of one hand-over. @throws RangeError without any, or without a beginning. */
export function summarise(steps: readonly Step[]): Summary {
  const inOrder = steps.toSorted((a, b) => a.recordedAt - b.recordedAt)
  const last = inOrder.reduce<Step | undefined>(
    (best, step) => (best && best.occurredOn > step.occurredOn ? best : step),
    undefined,
  )
  const preparedOn = firstDay(steps, 'prepared')
  const offeredOn = firstDay(steps, 'offered')
  if (last === undefined || (preparedOn ?? offeredOn) === null)
    throw new RangeError('a hand-over begins with its preparation or its offer')
  const firstOn = firstDay(steps, 'firstAppointment')
  const reference = inOrder.find((step) => step.kind === 'firstAppointment' && step.occurredOn === firstOn) ?? last
  return {
    state: stateOf(inOrder),
    preparedOn,
    offeredOn,
    answeredOn: firstDay(steps, 'askedBack', 'accepted', 'declined'),
    firstOn,
    endedOn: firstDay(steps, 'declined', 'withdrawn', 'completed'),
    lastStepOn: last.occurredOn,
    lastRecordedAt: inOrder.at(-1)!.recordedAt,
    sides: sidesOf(steps),
    recordLagDays: Math.max(
      0,
      dayNumber(dayOfInstant(reference.recordedAt, 'Europe/Berlin')) - dayNumber(reference.occurredOn),
    ),
    reason: inOrder.findLast((step) => step.reason !== null)?.reason ?? null,
  }
}

/** The step that went furthest; of two equally far the one recorded later (asked back, then offered again). */
function stateOf(inOrder: readonly Step[]): State {
  const far = (kind: HandoverKind) => (kind === 'askedBack' ? rank.offered : rank[kind])
  return inOrder.reduce<HandoverKind>((best, { kind }) => (far(kind) >= far(best) ? kind : best), 'prepared')
}

const rank: Readonly<Record<HandoverKind, number>> = {
  prepared: 0,
  offered: 1,
  askedBack: 1,
  accepted: 2,
  firstAppointment: 3,
  declined: 3,
  withdrawn: 3,
  completed: 4,
}

/** Both sides as soon as the receiver recorded anything; else the sender, by estimate where the arrival is one. */
function sidesOf(steps: readonly Step[]): Sides {
  if (steps.some((step) => step.source === 'both')) return 'both'
  return steps.some((step) => step.source === 'estimated') ? 'estimated' : 'sender'
}

/** A first appointment that was booked: still to be told of, or what became of it. */
export type AppointmentState = 'booked' | 'tookPlace' | 'missed' | 'moved' | 'cancelled'
