import { type CausesOfWaits, causesOfWaits, type EventLog, instantsOf, plainCodes } from '../../../engine/index.ts'
import { fewestPeople, type Known } from './domain.ts'

/** Comparisons that reading a log may cost: each step is compared with all others of its person. */
const mostComparisons = 20_000_000

/** Why waits of a log cannot be taken apart, or their causes over the whole log: never by person or by pair of persons. */
export type Causes =
  | { readonly missing: 'begin' | 'people' | 'both' | 'fewPeople' | 'tooLarge' | 'nothing' }
  | { readonly missing: null; readonly found: CausesOfWaits }

/** Takes waits apart where begin, end and person of steps are known; hours of work are not in a log, so idle time has one name. */
export function causesOfLog(log: EventLog, { started, resource }: Known): Causes {
  if (!started || !resource) return { missing: started ? 'people' : resource ? 'begin' : 'both' }
  const cases = plainCodes(log.cases.codes)
  const activities = plainCodes(log.activities.codes)
  const persons = plainCodes(resource.codes)
  const begins = instantsOf(started)
  const count = new Map<number, number>()
  for (const person of persons) if (person >= 0) count.set(person, (count.get(person) ?? 0) + 1)
  if (count.size < fewestPeople) return { missing: 'fewPeople' }
  if ([...count.values()].reduce((sum, steps) => sum + steps * steps, 0) > mostComparisons)
    return { missing: 'tooLarge' }
  const steps = Array.from({ length: log.size }, (_, row) => ({
    case: String(cases[row]),
    activity: log.activities.labels[activities[row]!] ?? '',
    resource: persons[row]! < 0 ? null : String(persons[row]),
    start: Number.isNaN(begins[row]!) ? null : begins[row]!,
    end: Number.isNaN(log.time[row]!) ? null : log.time[row]!,
  })).filter((_, row) => cases[row]! >= 0)
  const found = causesOfWaits(steps, { calendars: new Map() })
  return found.total > 0 ? { missing: null, found } : { missing: 'nothing' }
}
