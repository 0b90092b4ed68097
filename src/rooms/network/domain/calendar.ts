import { addDays, type Day, dayNumber } from '../../../kernel/day.ts'
import { zone } from '../../../kernel/zone.ts'

/** One meeting as a calendar shows it. */
export interface CalendarEntry {
  /** Stays the same for ever: a calendar knows the entry by it. */
  readonly uid: string
  readonly title: string
  readonly on: Day
  /** `17:00`, German time; null: the whole day. */
  readonly startsAt: string | null
  /** Null: two hours, so that the entry is seen. */
  readonly endsAt: string | null
  readonly place: string | null
  readonly description: string | null
  readonly address: string | null
  readonly cancelled: boolean
  /** Counts the changes, so that a calendar takes the newer one. */
  readonly sequence: number
  readonly changedAt: Date
}

const germany = zone('Europe/Berlin')

/** Entries as an iCalendar file (RFC 5545), times in UTC: every calendar shows them in its own. */
export function writeCalendar(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Nahtlos//Network//DE',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function entryLines(entry: CalendarEntry): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utc(entry.changedAt.getTime())}`,
    `LAST-MODIFIED:${utc(entry.changedAt.getTime())}`,
    `SEQUENCE:${entry.sequence}`,
    `SUMMARY:${escaped(entry.title)}`,
    ...when(entry),
    ...(entry.place ? [`LOCATION:${escaped(entry.place)}`] : []),
    ...(entry.description ? [`DESCRIPTION:${escaped(entry.description)}`] : []),
    ...(entry.address ? [`URL:${entry.address}`] : []),
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ]
}

function when({ on, startsAt, endsAt }: CalendarEntry): string[] {
  if (startsAt === null)
    return [`DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`, `DTEND;VALUE=DATE:${addDays(on, 1).replaceAll('-', '')}`]
  const start = instantOf(on, startsAt)
  return [`DTSTART:${utc(start)}`, `DTEND:${utc(endsAt === null ? start + 2 * 3_600_000 : instantOf(on, endsAt))}`]
}

/** The instant (milliseconds since 1970, UTC) of a time on a German clock. */
function instantOf(on: Day, time: string): number {
  const local = dayNumber(on) * 86_400_000 + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000
  return local - germany.offset(local - germany.offset(local))
}

/** `20261126T160000Z` */
const utc = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '')

/** Text values (RFC 5545, 3.3.11). */
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** Lines are at most 75 octets; what is longer goes on in the next one after a space (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
