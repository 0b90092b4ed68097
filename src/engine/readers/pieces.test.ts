import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLog } from './index.ts'
import { inPieces, plainEvents } from './testing.ts'

/** How a file is cut into pieces on its way must never show in the result. */

const label = fc.string({
  unit: fc.constantFrom('a', 'b', 'ü', '😀', 'م', ',', ';', '"', '\n', '\r\n', '&', '<', "'"),
  minLength: 1,
  maxLength: 12,
})
const time = fc.constantFrom(
  '2011-10-11T13:45:40.276+02:00',
  '11.10.2011',
  '03/04/2011',
  '25/12/2011 08:00',
  'gestern',
  '',
)
const event = fc.record({ case: label, activity: label, group: label, time })
const events = fc.array(event, { minLength: 1, maxLength: 30 })
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 300 })), {
  minLength: 1,
  maxLength: 20,
})
const encodings = fc.constantFrom('utf8', 'utf16le', 'gzip') as fc.Arbitrary<'utf8' | 'utf16le' | 'gzip'>

type Row = { case: string; activity: string; group: string; time: string }

function writeCsv(rows: readonly Row[]): string {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
  const line = (row: Row) => [row.case, row.activity, row.group, row.time].map(quote).join(',')
  return ['case,activity,org:group,time', '"1","first","g","2011-10-11"', ...rows.map(line)].join('\r\n')
}

function writeXes(rows: readonly Row[]): string {
  const escaped = (text: string) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;')
      .replaceAll('\n', '&#xA;')
  const attribute = (key: string, value: string) => `<string key="${key}" value="${escaped(value)}"/>`
  const trace = (row: Row) =>
    `<trace>${attribute('concept:name', row.case)}<!-- ${'x'.repeat(row.case.length)} --><event>${attribute('concept:name', row.activity)}
      ${attribute('org:group', row.group)}<date key="time:timestamp" value="${row.time}"/></event></trace>`
  const first = { case: '1', activity: 'first', group: 'g', time: '2011-10-11' }
  return `<?xml version="1.0"?>\n<log>\n${[first, ...rows].map(trace).join('\n')}\n</log>`
}

function bytesOf(text: string, encoding: 'utf8' | 'utf16le' | 'gzip'): Uint8Array {
  if (encoding === 'gzip') return gzipSync(text)
  return new Uint8Array(Buffer.from(encoding === 'utf16le' ? `\ufeff${text}` : text, encoding))
}

async function read(bytes: Uint8Array, cut?: readonly number[]) {
  const { log, report } = await readLog(inPieces(bytes, cut), { attributes: ['org:group'] })
  return { events: plainEvents(log), report }
}

test.each([
  ['CSV', writeCsv],
  ['XES', writeXes],
])('%s: the same however it is cut', async (_, write) => {
  await fc.assert(
    fc.asyncProperty(events, sizes, encodings, async (rows, cut, encoding) => {
      const bytes = bytesOf(write(rows), encoding)
      expect(await read(bytes, cut)).toEqual(await read(bytes))
    }),
  )
})

test.each([
  ['CSV', writeCsv],
  ['XES', writeXes],
])('%s: what was written comes back', async (_, write) => {
  await fc.assert(
    fc.asyncProperty(events, async (rows) => {
      const { events: found } = await read(bytesOf(write(rows), 'utf8'))
      const labels = found.slice(1).map((one) => [one.case, one.activity, one.attributes['org:group']])
      expect(labels).toEqual(rows.map((row) => [row.case, row.activity, row.group]))
    }),
  )
})

test.each([
  ['CSV', writeCsv],
  ['XES', writeXes],
])('%s: also across the 64 KiB at which the windows of the readers end', async (_, write) => {
  const rows = Array.from({ length: 3000 }, (_, i) => ({
    case: `Fall ${i}`,
    activity: `"ü,\n${i % 7}`,
    group: `Amt ${i % 5}`,
    time: '11.10.2011',
  }))
  const bytes = bytesOf(write(rows), 'utf8')
  const whole = await read(bytes)
  expect(whole.events.length).toBe(3001)
  for (const size of [1, 4096, 65_535, 65_536, 65_537, 100_003]) expect(await read(bytes, [size])).toEqual(whole)
})

test('a blank label in XES is kept, as the value was given', async () => {
  const text = writeXes([{ case: ' ', activity: ' ', group: ' ', time: '' }])
  const { events: found } = await read(bytesOf(text, 'utf8'))
  expect(found[1]).toMatchObject({ case: ' ', activity: ' ' })
})
