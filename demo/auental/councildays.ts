/** The days on which the bodies of Kreis Auental meet: by rule, so that the demo's day may be any. All invented. */
import { addDays, type Day, day, dayNumber } from '../../src/kernel/day.ts'
import { addMonths, monthOf } from '../../src/kernel/period.ts'
import { workingCalendar } from '../../src/kernel/workingdays.ts'

export const abis = 'ausschuss-bildung-integration-soziales'
export type MeetingBody = typeof abis | 'kreisausschuss' | 'kreistag' | 'lenkungsgruppe-kim'

/** One meeting as it was planned, and what became of the plan. */
export interface Planned {
  readonly key: string
  readonly body: MeetingBody
  readonly on: Day
  /** Counted within the legislative term; a cancelled one leaves its number to the one in its place. */
  readonly number?: number
  readonly cancelled?: { readonly on: Day; readonly reason: string; readonly replacedBy: string }
}

/** Terms of councils in Nordrhein-Westfalen last five years and begin in November; these are those of the demo. */
export const termStarts: readonly Day[] = [day('2020-11-01'), day('2025-11-01'), day('2030-11-01')]

const shortNames: Readonly<Record<MeetingBody, string>> = {
  [abis]: 'abis',
  kreisausschuss: 'ka',
  kreistag: 'kt',
  'lenkungsgruppe-kim': 'lg',
}

/** The committee begins a round; thirteen days later the Kreisausschuss meets, eleven after that the Kreistag. */
const rounds: Readonly<Record<Exclude<MeetingBody, 'lenkungsgruppe-kim'>, number>> = {
  [abis]: 0,
  kreisausschuss: 13,
  kreistag: 24,
}

/** Meetings from the beginning of the term on that lie in the last 36 months and the next twelve, in the order of days. */
export function plannedMeetings(today: Day): readonly Planned[] {
  const [first, last] = [sameDay(today, -36), sameDay(today, 12)]
  const all = (Object.keys(shortNames) as MeetingBody[]).flatMap((body) =>
    withCancellations(numbered(body, daysOf(body, last)), today),
  )
  return all.filter(({ on }) => on >= first && on <= last).toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

function daysOf(body: MeetingBody, last: Day): Day[] {
  const days: Day[] = []
  for (let year = 2021; year <= Number(last.slice(0, 4)); year++) {
    if (body === 'lenkungsgruppe-kim') days.push(...[3, 6, 9, 12].map((month) => weekdayOf(year, month, 3, 3)))
    else days.push(...[2, 5, 9, 11].map((month) => addDays(weekdayOf(year, month, 2, 2), rounds[body])))
  }
  return days.map(onWorkingDay)
}

function numbered(body: MeetingBody, days: readonly Day[]): Planned[] {
  return days.map((on) => {
    const term = termStarts.findLast((start) => start <= on) ?? termStarts[0]!
    const number = days.filter((other) => other >= term && other <= on).length
    return { key: keyOf(body, on), body, on, number }
  })
}

const keyOf = (body: MeetingBody, on: Day) => `${shortNames[body]}-${on}`

/** One meeting of the committee fell out some years ago, and a coming one of the Kreisausschuss is put off. */
function withCancellations(meetings: readonly Planned[], today: Day): Planned[] {
  const past = meetings.filter(({ on }) => on < today)
  const coming = meetings.filter(({ on }) => on >= today)
  const moves = new Map<string, readonly [by: number, reason: string, told: (on: Day) => Day]>()
  const [fallen, putOff] = [past.at(-6), coming[1]]
  if (fallen?.body === abis) moves.set(fallen.key, [14, 'Sturmwarnung, das Kreishaus bleibt geschlossen', (on) => on])
  if (putOff?.body === 'kreisausschuss')
    moves.set(putOff.key, [
      7,
      'Am selben Tag berät der Kreistag in Klausur über den Haushalt',
      () => addDays(today, -5),
    ])
  return meetings.flatMap((meeting) => {
    const move = moves.get(meeting.key)
    if (!move) return [meeting]
    const [by, reason, told] = move
    const on = onWorkingDay(addDays(meeting.on, by))
    const { number, ...cancelled } = meeting
    const instead = { ...meeting, key: keyOf(meeting.body, on), on }
    return [{ ...cancelled, cancelled: { on: told(meeting.on), reason, replacedBy: instead.key } }, instead]
  })
}

/** The n-th Tuesday (2), Wednesday (3) … of a month. */
function weekdayOf(year: number, month: number, weekday: number, nth: number): Day {
  const first = day(`${year}-${String(month).padStart(2, '0')}-01`)
  // Day 0, 1970-01-01, was a Thursday; Monday is 1.
  const of = ((dayNumber(first) + 3) % 7) + 1
  return addDays(first, ((weekday - of + 7) % 7) + 7 * (nth - 1))
}

const calendar = workingCalendar('NW')

function onWorkingDay(value: Day): Day {
  let on = value
  while (!calendar.isWorkingDay(dayNumber(on))) on = addDays(on, 1)
  return on
}

function sameDay(value: Day, months: number): Day {
  const month = addMonths(monthOf(value), months)
  const wanted = Math.min(Number(value.slice(8)), 28)
  return day(`${month}-${String(wanted).padStart(2, '0')}`)
}
