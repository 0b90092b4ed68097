import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumberOf, formats, Moment, noOffset, readMoment } from './moment.ts'

function read(text: string) {
  // Digits around the text must not be read as part of it: fields stand next to each other in a record.
  const bytes = new TextEncoder().encode(`1${text}1`)
  const moment = new Moment()
  readMoment(bytes, 1, bytes.length - 1, moment)
  const format = formats[moment.format]
  if (format === 'unreadable') return 'unreadable'
  if (format?.startsWith('epoch')) return `${format} ${new Date(moment.instant).toISOString()}`
  const clock = moment.dayOnly ? 'day' : new Date(moment.clock).toISOString().slice(11, 23)
  const offset = moment.offset === noOffset ? 'local' : moment.offset
  return `${format} ${moment.year}-${moment.month}-${moment.day} ${clock} ${offset}`
}

test.each([
  ['2011-10-11T13:45:40.276+02:00', 'iso 2011-10-11 13:45:40.276 120'],
  ['2011-10-11 13:45:40.276000+02:00', 'iso 2011-10-11 13:45:40.276 120'],
  ['2011-10-11T13:45:40Z', 'iso 2011-10-11 13:45:40.000 0'],
  ['2011-10-11T13:45-0330', 'iso 2011-10-11 13:45:00.000 -210'],
  ['2011-10-11 13:45:40 +02', 'iso 2011-10-11 13:45:40.000 120'],
  ['2011-10-11 13:45:40,5 UTC', 'iso 2011-10-11 13:45:40.500 0'],
  ['2011-10-11 9:05', 'iso 2011-10-11 09:05:00.000 local'],
  ['2011-10-11', 'iso 2011-10-11 day local'],
  ['2011-10-11+02:00', 'iso 2011-10-11 day 120'],
  ['  2011-10-11  ', 'iso 2011-10-11 day local'],
  ['2011/10/11 13:45', 'year-first 2011-10-11 13:45:00.000 local'],
  ['11.10.2011', 'dotted 2011-10-11 day local'],
  ['11. 10. 2011', 'dotted 2011-10-11 day local'],
  ['1.2.11', 'dotted 2011-2-1 day local'],
  ['1.2.69 8:30', 'dotted 1969-2-1 08:30:00.000 local'],
  ['11.10.2011 13:45', 'dotted 2011-10-11 13:45:00.000 local'],
  ['11.10.2011, 13:45:40', 'dotted 2011-10-11 13:45:40.000 local'],
  ['11.10.2011 um 13:45 Uhr', 'dotted 2011-10-11 13:45:00.000 local'],
  ['11.10.2011 13:45 MESZ', 'dotted 2011-10-11 13:45:00.000 120'],
  ['20111011', 'compact 2011-10-11 day local'],
  ['20111011134540', 'compact 2011-10-11 13:45:40.000 local'],
  ['20111011T134540Z', 'compact 2011-10-11 13:45:40.000 0'],
  ['1318333540', 'epoch-seconds 2011-10-11T11:45:40.000Z'],
  ['1318333540.25', 'epoch-seconds 2011-10-11T11:45:40.250Z'],
  ['1318333540276', 'epoch-milliseconds 2011-10-11T11:45:40.276Z'],
  ['1318333540276000', 'epoch-microseconds 2011-10-11T11:45:40.276Z'],
  ['2011-10-11T23:59:60Z', 'iso 2011-10-11 00:00:00.000 0'], // a leap second: midnight of the next day, see clock
])('reads %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test('dates with one separator keep their order open', () => {
  expect(read('11/10/2011 1:45 PM')).toBe('slashed 2011-11-10 13:45:00.000 local')
  expect(read('11-10-2011')).toBe('dashed 2011-11-10 day local')
  expect(read('12/31/2011 12:00 AM')).toBe('slashed 2011-12-31 00:00:00.000 local')
})

test.each([
  '',
  'gestern',
  '2011-10',
  '2011-10-1',
  '2011-10-11T',
  '2011-10-11T25:00',
  '2011-10-11T13:60',
  '2011-10-11T13:45:61',
  '2011-10-11T13:45:40.',
  '2011-10-11T13:45+2',
  '2011-10-11 13 Uhr',
  '11.10.2011 13:45 XYZ',
  '11.10',
  '1.2.3.4',
  '11.10.11.',
  '12345',
  '2011101',
  '99:99',
  '13:45',
])('does not take %j for a date', (text) => {
  expect(read(text)).toBe('unreadable')
})

test('knows the calendar', () => {
  expect(dayNumberOf(1970, 1, 1)).toBe(0)
  expect(dayNumberOf(2000, 2, 29)).toBe(Date.UTC(2000, 1, 29) / 86_400_000)
  expect(dayNumberOf(1900, 2, 29)).toBeNaN()
  expect(dayNumberOf(2011, 4, 31)).toBeNaN()
  expect(dayNumberOf(2011, 13, 1)).toBeNaN()
})

test('agrees with the platform on every instant and every offset', () => {
  const instants = fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-30'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
      const sign = offset < 0 ? '-' : '+'
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
      const zone = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
      const text = new Date(date.getTime() + offset * 60_000).toISOString().replace('Z', zone)
      fc.pre(/^\d{4}-/.test(text))
      const bytes = new TextEncoder().encode(text)
      const moment = new Moment()
      readMoment(bytes, 0, bytes.length, moment)
      const days = dayNumberOf(moment.year, moment.month, moment.day)
      expect(days * 86_400_000 + moment.clock - moment.offset * 60_000).toBe(date.getTime())
    }),
  )
})
