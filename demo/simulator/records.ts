/**
 * How true hand-overs come on record: late, by the day, sometimes from one side only, sometimes not at all. What would be
 * recorded after the last day played is left out, as it is in an office on that day.
 */
import { dayNumber, dayOfNumber } from '../../src/kernel/day.ts'
import { firstDayOf, lastDayOf, resolveMoment } from '../scenario/moment.ts'
import type { TruePassage } from './passages.ts'
import type { Plan } from './plan.ts'

export type EventKind =
  | 'prepared'
  | 'offered'
  | 'askedBack'
  | 'accepted'
  | 'firstAppointment'
  | 'completed'
  | 'declined'
  | 'withdrawn'

export type Source = 'both' | 'sender' | 'estimated'

export interface RecordedEvent {
  readonly kind: EventKind
  /** Day number as recorded. */
  readonly occurredOn: number
  readonly certainty: 'day' | 'about'
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number
  /** Sender: only the giving side; both: the receiver recorded it; estimated: the sender, by estimate. */
  readonly source: Source
  readonly by: 'sender' | 'receiver'
  readonly reason: string | undefined
}

export interface RecordedPassage {
  readonly truth: TruePassage
  /** Name of the town, always. */
  readonly home: string
  /** The same as recorded; undefined where missing in the record. */
  readonly town: string | undefined
  readonly group: string | undefined
  /** In the order of their days; at least one. */
  readonly events: readonly RecordedEvent[]
}

/** Why events are not on record. */
export interface Unrecorded {
  /** Would happen after the last day. */
  notYetHappened: number
  /** Happened, and would be recorded after the last day. */
  notYetRecorded: number
  silentTown: number
  neverConfirmed: number
  offerMissing: number
}

interface Silence {
  readonly town: string
  readonly from: number
  readonly to: number
  readonly enteredLater: boolean
}

const millisecondsPerDay = 86_400_000
/** Records are made in the ten hours from 6:00 UTC on. */
const opening = 6 * 3_600_000
const openSeconds = 36_000

/** Without these on record a hand-over stays open, whatever came after. */
const ends: ReadonlySet<EventKind> = new Set(['firstAppointment', 'declined', 'withdrawn'])

/** A recorder for one run; it counts in `unrecorded` what it leaves out. Undefined for a hand-over of which nothing is known. */
export function recorder(plan: Plan, unrecorded: Unrecorded): (truth: TruePassage) => RecordedPassage | undefined {
  const { scenario, calendar, timeline } = plan
  const lastDay = lastDayOf(timeline.last)
  const silences: Silence[] = scenario.missing.silent.map(({ town, from, to, enteredLater }) => ({
    town,
    from: resolveMoment(from, timeline, 'from'),
    to: to === undefined ? lastDay : resolveMoment(to, timeline, 'to'),
    enteredLater,
  }))

  return (truth) => {
    const random = truth.records
    const town = scenario.towns[truth.town]!
    const { from, to } = truth.through
    const missing = { town: random.next(), group: random.next(), reason: random.next(), offer: random.next() }
    const neverConfirms = random.next() < to.entry.neverConfirmsShare
    const isEstimated = random.next() < to.entry.estimatedShare
    const silence = silences.filter((one) => one.town === town.name)

    let steps = stepsOf(
      truth,
      missing.offer < scenario.missing.offerShare,
      missing.reason < scenario.missing.reasonShare,
    )
    if (missing.offer < scenario.missing.offerShare) unrecorded.offerMissing++
    if (neverConfirms) {
      const kept = steps.filter(
        (step) => step.by === 'sender' || step.kind === 'firstAppointment' || step.kind === 'declined',
      )
      unrecorded.neverConfirmed += steps.length - kept.length
      steps = kept
    }

    const events: RecordedEvent[] = []
    let earliest = 0
    for (const [index, step] of steps.entries()) {
      const bySender = step.by === 'sender' || neverConfirms
      const isHearsay = bySender && step.by === 'receiver'
      const entry = bySender ? from.entry : to.entry
      // The sender hears of an arrival from the person, later than the receiver would record it.
      const delay = Math.round(
        entry.medianDays * town.entryFactor * (isHearsay ? 3 : 1) * random.lognormal(0, entry.sigma),
      )
      const isCertain = random.next() < entry.certainDayShare && !(isHearsay && isEstimated)
      const partOfDay = random.next()
      let recordedOn = Math.max(calendar.nextOpen(step.day + delay), Math.floor(earliest / millisecondsPerDay))
      const silent = silence.find((one) => recordedOn >= one.from && recordedOn <= one.to)
      if (silent?.enteredLater) recordedOn = calendar.nextOpen(silent.to + 1 + Math.floor(partOfDay * 14))
      if (silent && !silent.enteredLater) {
        unrecorded.silentTown++
        if (ends.has(step.kind)) break
        continue
      }
      if (recordedOn > lastDay) {
        for (const { day } of steps.slice(index)) unrecorded[day > lastDay ? 'notYetHappened' : 'notYetRecorded']++
        break
      }
      // Nothing follows what is not on record.
      if (events.length === 0 && step.kind !== 'prepared' && step.kind !== 'offered') return undefined
      const previous = events.at(-1)?.occurredOn ?? Number.NEGATIVE_INFINITY
      const latest = Math.min(steps[index + 1]?.day ?? lastDay, recordedOn)
      const recordedAt = Math.max(
        recordedOn * millisecondsPerDay + opening + Math.floor(partOfDay * openSeconds) * 1000,
        earliest,
      )
      earliest = recordedAt + 1000
      events.push({
        kind: step.kind,
        occurredOn: Math.max(isCertain ? step.day : Math.min(halfMonth(step.day), latest), previous),
        certainty: isCertain ? 'day' : 'about',
        recordedAt,
        source: isHearsay && isEstimated ? 'estimated' : bySender ? 'sender' : 'both',
        by: bySender ? 'sender' : 'receiver',
        reason: step.reason,
      })
    }
    if (events.length === 0) return undefined
    return {
      truth,
      home: town.name,
      town: missing.town < scenario.missing.townShare ? undefined : town.name,
      group: missing.group < scenario.missing.groupShare ? undefined : scenario.groups[truth.group]!.name,
      events,
    }
  }
}

interface Step {
  readonly kind: EventKind
  readonly day: number
  readonly by: 'sender' | 'receiver'
  readonly reason: string | undefined
}

/** What happened, in order. Without its offer a passage has its preparation, which then is never missing. */
function stepsOf(truth: TruePassage, withoutOffer: boolean, withoutReason: boolean): Step[] {
  const preparedOn = truth.preparedOn ?? (withoutOffer ? truth.offeredOn : undefined)
  const late = withoutReason ? undefined : truth.reason
  const steps: [EventKind, number | undefined, Step['by'], string?][] = [
    ['prepared', preparedOn, 'sender'],
    ['offered', withoutOffer ? undefined : truth.offeredOn, 'sender'],
    ['askedBack', truth.askedBackOn, 'receiver'],
    ['accepted', truth.acceptedOn, 'receiver'],
    ['firstAppointment', truth.firstOn, 'receiver', late],
    ['completed', truth.completedOn, 'receiver'],
    ['declined', truth.outcome === 'declined' ? truth.endedOn : undefined, 'receiver', truth.reason],
    ['withdrawn', truth.outcome === 'withdrawn' ? truth.endedOn : undefined, 'sender'],
  ]
  return steps.flatMap(([kind, day, by, reason]) => (day === undefined ? [] : [{ kind, day, by, reason }]))
}

/** The 1st or 15th that lies nearest, as people date what they do not know to the day. */
function halfMonth(day: number): number {
  const date = dayOfNumber(day)
  const first = dayNumber(`${date.slice(0, 8)}01` as typeof date)
  const next = firstDayOf(Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)))
  return [first, first + 14, next].reduce((best, one) => (Math.abs(one - day) < Math.abs(best - day) ? one : best))
}
