import { expect, test } from 'vitest'
import { parsePattern } from './pattern.ts'
import type { ReadRequest } from './request.ts'
import { plainEvents, readText } from './testing.ts'

/** Reads times as the only varying column of a log and shows what became of them. */
async function read(times: readonly string[], request: ReadRequest = {}) {
  const rows = times.map((time, i) => `${i},x,"${time}"`)
  const { log, report } = await readText(`case,activity,time\n${rows.join('\n')}\n`, request)
  const odd = report.oddities.map(({ code, count, line }) => `${code} ${count}x from line ${line}`)
  return { times: plainEvents(log).map((event) => event.time), odd, report: report.times }
}

test('one late row decides the order of day and month for all', async () => {
  const dayFirst = await read(['03/04/2011', '05/06/2011 08:00', '25/12/2011'])
  expect(dayFirst.times).toEqual(['2011-04-03', '2011-06-05T06:00:00.000Z', '2011-12-25'])
  expect(dayFirst.report.order).toEqual({ dayFirst: true, by: 'data' })
  const monthFirst = await read(['03/04/2011', '12/25/2011'])
  expect(monthFirst.times).toEqual(['2011-03-04', '2011-12-25'])
  expect(monthFirst.report.order).toEqual({ dayFirst: false, by: 'data' })
})

test('an order that nothing decides is reported with its line, and can be given', async () => {
  const open = await read(['05/05/2011', '03/04/2011'])
  expect(open.times).toEqual(['2011-05-05', '2011-04-03'])
  expect(open.odd).toEqual(['order-undecided 2x from line 3'])
  const given = await read(['05/05/2011', '03/04/2011'], { dates: 'month-first' })
  expect(given.times).toEqual(['2011-05-05', '2011-03-04'])
  expect(given.odd).toEqual([])
  expect(given.report.order).toEqual({ dayFirst: false, by: 'given' })
})

test('contradicting rows are reported and kept without a time', async () => {
  const { times, odd } = await read(['25/12/2011', '26/12/2011', '12/27/2011'])
  expect(times).toEqual(['2011-12-25', '2011-12-26', undefined])
  expect(odd).toEqual(['order-contradicted 1x from line 4', 'time-unreadable 1x from line 4'])
})

test('dashes and slashes are decided apart', async () => {
  const { times } = await read(['01/25/2011', '25-01-2011', '03/04/2011', '03-04-2011'])
  expect(times).toEqual(['2011-01-25', '2011-01-25', '2011-03-04', '2011-04-03'])
})

test('offsets are honoured row by row, other rows are local', async () => {
  const { times, odd, report } = await read(['2011-07-01 12:00', '2011-07-01 12:00+00:00', '2011-07-01 12:00-05:00'])
  expect(times).toEqual(['2011-07-01T10:00:00.000Z', '2011-07-01T12:00:00.000Z', '2011-07-01T17:00:00.000Z'])
  expect(odd).toEqual(['time-local-and-offset 1x from line 2'])
  expect([report.withOffset, report.local, report.days]).toEqual([2, 1, 0])
  const elsewhere = await read(['2011-07-01 12:00'], { timeZone: 'America/New_York' })
  expect(elsewhere.times).toEqual(['2011-07-01T16:00:00.000Z'])
  expect(elsewhere.report.zone).toBe('America/New_York')
})

test('the nights on which the clock changes are counted', async () => {
  const { times, odd } = await read([
    '2011-03-27 02:30',
    '2011-10-30 02:30',
    '30.10.2011 02:31',
    '2011-10-30T02:30+01:00',
  ])
  expect(times.slice(0, 3)).toEqual([
    '2011-03-27T01:30:00.000Z',
    '2011-10-30T00:30:00.000Z',
    '2011-10-30T00:31:00.000Z',
  ])
  expect(times[3]).toBe('2011-10-30T01:30:00.000Z')
  expect(odd).toEqual(
    ['time-gap 1x from line 2', 'time-local-and-offset 1x from line 5', 'time-fold 2x from line 3'].sort(byLine),
  )
})

const byLine = (a: string, b: string) => Number(a.split(' ').at(-1)) - Number(b.split(' ').at(-1))

test('days stay days, and a mixture is reported', async () => {
  const { times, odd } = await read(['11.10.2011', '12.10.2011', '12.10.2011 08:00'])
  expect(times).toEqual(['2011-10-11', '2011-10-12', '2011-10-12T06:00:00.000Z'])
  expect(odd).toEqual(['time-days-and-instants 1x from line 4'])
})

test('1948 and 2990 are reported and kept; the first of January 1970 is no date either', async () => {
  const { times, odd, report } = await read(['1948-01-26', '2990-05-05 10:00Z', '1970-01-01T00:00:00Z', '2011-10-11'])
  expect(times).toEqual(['1948-01-26', '2990-05-05T10:00:00.000Z', '1970-01-01T00:00:00.000Z', '2011-10-11'])
  expect(odd).toContain('time-implausible 3x from line 2')
  expect(new Date(report.first).toISOString()).toBe('1948-01-26T00:00:00.000Z')
})

test('missing and unreadable times keep their row', async () => {
  const { times, odd, report } = await read(['2011-10-11', '', 'gestern', '2011-02-30'])
  expect(times).toEqual(['2011-10-11', undefined, undefined, undefined])
  expect(odd).toEqual(['time-missing 1x from line 3', 'time-unreadable 2x from line 4'])
  expect(report.formats).toEqual([
    { format: 'unreadable', count: 2 },
    { format: 'iso', count: 1 },
  ])
})

test('a given format is taken at its word', async () => {
  const pattern = parsePattern("d.M.yy 'um' H.mm") ?? 'guess'
  const { times, odd } = await read(['1.2.11 um 8.30', '11.12.11 um 13.45', '2011-10-11'], { dates: pattern })
  expect(times).toEqual(['2011-02-01T07:30:00.000Z', '2011-12-11T12:45:00.000Z', undefined])
  expect(odd).toEqual(['time-unreadable 1x from line 4'])
})

test.each([
  ['yyyy-MM-dd HH:mm:ss.SSSXXX', '2011-10-11 13:45:40.276+02:00', '2011-10-11T11:45:40.276Z'],
  ['MM/dd/yyyy hh:mm a', '10/11/2011 01:45 PM', '2011-10-11T11:45:00.000Z'],
  ['MM/dd/yyyy hh:mm a', '10/11/2011 12:05 am', '2011-10-10T22:05:00.000Z'],
  ["yyyy-MM-dd'T'HH:mm", '2011-10-11T13:45', '2011-10-11T11:45:00.000Z'],
  ['ddMMyyyy', '11102011', '2011-10-11'],
])('format %s', async (format, text, expected) => {
  const { times } = await read([text], { dates: parsePattern(format) ?? 'guess' })
  expect(times).toEqual([expected])
})

test.each(['HH:mm', 'yyyy-MM', 'dd.MM.yyyy QQ', ''])('%j is no format', (format) => {
  expect(parsePattern(format)).toBeUndefined()
})
