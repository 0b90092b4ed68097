import { expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type CalendarEntry, writeCalendar } from './calendar.ts'

const entry: CalendarEntry = {
  uid: 'one@nahtlos.example',
  title: 'Ausschuss für Bildung, Integration und Soziales',
  on: day('2026-11-26'),
  startsAt: '17:00',
  endsAt: '19:30',
  place: 'Kreishaus; Saal 1',
  description: 'Zeile 1\nZeile 2',
  address: 'https://ris.example/4',
  cancelled: false,
  sequence: 2,
  changedAt: new Date('2026-11-16T08:00:00.123Z'),
}
const lines = (...entries: CalendarEntry[]) => writeCalendar('Kreistag', entries).split('\r\n')

test('an entry has its times in UTC, winter and summer', () => {
  expect(lines(entry)).toContain('DTSTART:20261126T160000Z')
  expect(lines(entry)).toContain('DTEND:20261126T183000Z')
  expect(lines({ ...entry, on: day('2026-07-02') })).toContain('DTSTART:20260702T150000Z')
  // The night before the clock goes back, and after it.
  expect(lines({ ...entry, on: day('2026-10-24') })).toContain('DTSTART:20261024T150000Z')
  expect(lines({ ...entry, on: day('2026-10-25') })).toContain('DTSTART:20261025T160000Z')
})

test('without a time it takes the day, without an end two hours', () => {
  const allDay = lines({ ...entry, startsAt: null, endsAt: null, on: day('2026-12-31') })
  expect(allDay).toContain('DTSTART;VALUE=DATE:20261231')
  expect(allDay).toContain('DTEND;VALUE=DATE:20270101')
  expect(lines({ ...entry, endsAt: null })).toContain('DTEND:20261126T180000Z')
})

test('texts are escaped, and a calendar learns what changed', () => {
  const text = lines(entry)
  expect(text).toContain('SUMMARY:Ausschuss für Bildung\\, Integration und Soziales')
  expect(text).toContain('LOCATION:Kreishaus\\; Saal 1')
  expect(text).toContain('DESCRIPTION:Zeile 1\\nZeile 2')
  expect(text).toContain('SEQUENCE:2')
  expect(text).toContain('DTSTAMP:20261116T080000Z')
  expect(text).toContain('STATUS:CONFIRMED')
  expect(lines({ ...entry, cancelled: true })).toContain('STATUS:CANCELLED')
})

test('no line is longer than 75 octets, and unfolding gives the text back', () => {
  const long = 'Ausschuß für Ärger, Übergänge und Öffentlichkeit '.repeat(6).trim()
  const written = writeCalendar('x', [{ ...entry, title: long }])
  for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(written.replaceAll('\r\n ', '').replaceAll('\\,', ',')).toContain(`SUMMARY:${long}`)
})
