/** Loading hand-overs in bulk: the demo, a simulated scenario, and later an import of what a district already keeps. */
import { type Day, dayOfNumber } from '../../kernel/day.ts'
import { type Id, newId, newPublicId } from '../../kernel/ids.ts'
import { record } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { type Certainty, type HandoverKind, type Source, type Step, summarise } from './domain.ts'
import { insertLives, type Life, type LifeData, lifeColumns } from './loadlife.ts'
import { insertRows, type Row } from './rows.ts'
import { type HandoverTable, type JourneyStepTable, summaryColumns } from './tables.ts'

/** One hand-over with its steps. Ids are those of the network's records. */
export interface HandoverData {
  readonly interfaceId: Id<'interface'>
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  /** Who answers for what each side records (controller, Art. 4 no. 7 GDPR). */
  readonly fromControllerId: Id<'organisation'>
  readonly toControllerId: Id<'organisation'>
  readonly municipalityId: Id<'municipality'> | null
  readonly targetGroup: string | null
  /** The same for hand-overs of the same person or family within this load; it is replaced by a random pseudonym. */
  readonly person: string | number
  /** Calendar days; the target on the day of the offer, null without one. */
  readonly targetDays: number | null
  /** At least one; each recorded later than the one before. */
  readonly steps: readonly StepData[]
  /** What hand-overs between two sides that work with the platform have besides; left out for figures alone. */
  readonly life?: LifeData
}

export interface StepData {
  readonly kind: HandoverKind
  /** Day number (days since 1970-01-01). */
  readonly occurredOn: number
  readonly certainty: Certainty
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number
  readonly source: Source
  /** The side that recorded it. */
  readonly by: 'sender' | 'receiver'
  readonly reason: string | null
}

export interface Loaded {
  readonly handovers: number
  readonly steps: number
  /** The pseudonym that each person of this load got: what a file needs to say whose journey it is. */
  readonly journeys: ReadonlyMap<string | number, Id<'journey'>>
}

/** Hand-overs per statement: few round trips, and no statement grows beyond some megabytes. */
const batchSize = 4000

/**
 * Adds hand-overs with their steps, as the system, in the caller's transaction. Each is summarised by the same function as
 * one that is played by hand. 8,000 hand-overs with 30,000 steps take about two seconds.
 * @throws RangeError for a hand-over without a beginning; the error of a constraint for one that contradicts itself.
 */
export async function loadJourneys(
  tx: Tx,
  data: Iterable<HandoverData>,
  options: { readonly simulated: boolean },
): Promise<Loaded> {
  const persons = new Map<string | number, Id<'journey'>>()
  let handovers: Row<HandoverTable>[] = []
  let steps: Row<JourneyStepTable>[] = []
  let lives: Life[] = []
  const loaded = { handovers: 0, steps: 0 }

  async function flush(): Promise<void> {
    // Steps refer to their hand-over, so it goes first.
    await insertRows(tx, 'handover', handovers)
    await insertRows(tx, 'journey_step', steps)
    await insertLives(tx, lives)
    loaded.handovers += handovers.length
    loaded.steps += steps.length
    handovers = []
    steps = []
    lives = []
  }
  for (const one of data) {
    const person = persons.get(one.person) ?? newPublicId<'journey'>()
    persons.set(one.person, person)
    const handover = handoverRow(one, person, options.simulated)
    handovers.push(handover)
    for (const step of one.steps) steps.push(stepRow(one, step, handover.id, person))
    if (one.life) lives.push({ data: one, life: one.life, id: handover.id, at: handover.created_at })
    if (handovers.length >= batchSize) await flush()
  }
  await flush()
  await record(tx, 'system', { event: 'journeys.loaded', details: { ...loaded, simulated: options.simulated } })
  return { ...loaded, journeys: persons }
}

function handoverRow(data: HandoverData, person: Id<'journey'>, simulated: boolean): Row<HandoverTable> {
  const summary = summarise(data.steps.map(toStep))
  const createdAt = data.steps.reduce((first, step) => Math.min(first, step.recordedAt), Number.POSITIVE_INFINITY)
  return {
    id: newPublicId<'handover'>(),
    controller_id: data.fromControllerId,
    interface_id: data.interfaceId,
    from_organisation_id: data.fromOrganisationId,
    to_organisation_id: data.toOrganisationId,
    municipality_id: data.municipalityId,
    target_group: data.targetGroup,
    person_key: person,
    target_days: data.targetDays,
    ...summaryColumns(summary),
    last_recorded_at: new Date(summary.lastRecordedAt).toISOString(),
    simulated,
    version: data.steps.length,
    created_at: new Date(createdAt).toISOString(),
    ...lifeColumns(data.life, data.toControllerId),
  }
}

/** The row of a step; the summary of its hand-over is written beside it. */
export function stepRow(
  data: HandoverData,
  step: StepData,
  handover: Id<'handover'>,
  person: Id<'journey'>,
): Row<JourneyStepTable> {
  const bySender = step.by === 'sender'
  return {
    id: newId<'step'>(step.recordedAt),
    controller_id: bySender ? data.fromControllerId : data.toControllerId,
    person_key: person,
    handover_id: handover,
    kind: step.kind,
    milestone: null,
    occurred_on: dayOf(step.occurredOn),
    certainty: step.certainty,
    recorded_at: new Date(step.recordedAt).toISOString(),
    source: step.source,
    organisation_id: bySender ? data.fromOrganisationId : data.toOrganisationId,
    reason: step.reason,
    recorded_by: null,
  }
}

const toStep = ({ kind, occurredOn, certainty, recordedAt, source, reason }: StepData): Step => ({
  kind,
  occurredOn: dayOf(occurredOn),
  certainty,
  recordedAt,
  source,
  reason,
})

/** The same few thousand days come again and again. */
const days = new Map<number, Day>()
function dayOf(number: number): Day {
  let known = days.get(number)
  if (known !== undefined) return known
  known = dayOfNumber(number)
  days.set(number, known)
  return known
}
