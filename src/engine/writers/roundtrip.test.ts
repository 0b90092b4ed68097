import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EventLog, type LabelColumn, labelColumn } from '../log.ts'
import { type ObjectLog, readLog, readObjectLog } from '../readers/index.ts'
import { ocelJsonOf, xesOf } from './index.ts'

async function* bytes(pieces: Iterable<string>) {
  yield new TextEncoder().encode([...pieces].join(''))
}

/** Names as they are, and worse. */
const words = fc.oneof(
  fc.constantFrom('NA', '007', 'Sozialamt "A" & <B>', 'Zeile\nzwei', 'Übergabe 📄', "d'Or"),
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/\p{Cc}/u.test(text) && text.trim() !== ''),
)
const instants = fc.integer({ min: 86_400_000, max: 4_000_000_000_000 })

const logs = fc
  .array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'NA', 'd & e'),
      activity: words,
      time: instants,
      group: fc.option(words, { nil: undefined }),
      channel: fc.option(fc.constantFrom('Telefon', 'Post'), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map(
    (rows): EventLog => ({
      size: rows.length,
      cases: labelColumn(rows.map(({ name }) => name)),
      activities: labelColumn(rows.map(({ activity }) => activity)),
      time: Float64Array.from(rows, ({ time }) => time),
      attributes: new Map([
        ['org:group', labelColumn(rows.map(({ group }) => group))],
        ['case:channel', labelColumn(rows.map(({ channel }) => channel))],
        ['case:town', labelColumn(rows.map(({ name }) => `Ort ${name}`))],
      ]),
    }),
  )

const at = ({ codes, labels }: LabelColumn, row: number) => labels[codes[row]!]

/** Events in words, cases one after the other as XES must have them. */
function told(log: EventLog) {
  const rows = Array.from({ length: log.size }, (_, row) => ({
    case: at(log.cases, row),
    activity: at(log.activities, row),
    time: log.time[row],
    ...Object.fromEntries(
      [...log.attributes].flatMap(([name, column]) => (at(column, row) === undefined ? [] : [[name, at(column, row)]])),
    ),
  }))
  const order = [...new Set(rows.map((row) => row.case))]
  return order.flatMap((name) => rows.filter((row) => row.case === name))
}

describe('a log written as XES', () => {
  test('is read back as the same log', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (log) => {
        const { log: read } = await readLog(bytes(xesOf(log)), { attributes: 'all' })
        // The time is a column of its own; read as an attribute too, it would stand twice.
        expect(told(read)).toEqual(told(log))
      }),
      { numRuns: 80 },
    )
  })

  test('declares what it uses, in UTC, and nothing else', () => {
    const log: EventLog = {
      size: 1,
      cases: labelColumn(['1']),
      activities: labelColumn(['angeboten']),
      time: Float64Array.of(Date.parse('2026-03-29T02:30:00+02:00')),
      attributes: new Map([['org:group', labelColumn(['Jobcenter'])]]),
    }
    const text = [...xesOf(log, { name: 'Kreis', about: { Hinweis: 'simuliert' } })].join('')
    expect(text).toContain('xes.version="1849-2023"')
    expect(text).toContain('<date key="time:timestamp" value="2026-03-29T00:30:00.000+00:00"/>')
    expect([...text.matchAll(/prefix="(\w+)"/g)].map(([, prefix]) => prefix)).toEqual(['concept', 'time', 'org'])
    expect(text).toContain('<string key="Hinweis" value="simuliert"/>')
  })

  test('has no sign that XML cannot hold', () => {
    const log: EventLog = {
      size: 1,
      cases: labelColumn(['\u0000\ud800']),
      activities: labelColumn(['\u0007']),
      time: Float64Array.of(1),
      attributes: new Map(),
    }
    expect([...xesOf(log)].join('')).not.toMatch(/(?!\n)\p{Cc}|\p{Cs}/u)
  })
})

const objectLogs = fc
  .record({
    events: fc.array(
      fc.record({
        type: fc.constantFrom('bieten', 'annehmen'),
        time: instants,
        touches: fc.array(fc.nat(3), { maxLength: 3 }),
        note: fc.option(words),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    links: fc.array(fc.record({ from: fc.nat(3), to: fc.nat(3), qualifier: words }), { maxLength: 5 }),
    values: fc.array(fc.record({ object: fc.nat(3), time: instants, value: words }), { maxLength: 5 }),
  })
  .map(({ events, links, values }) => ({
    objectTypes: [
      { name: 'fall', attributes: [{ name: 'ort', type: 'string' }] },
      { name: 'stelle', attributes: [] },
    ],
    eventTypes: [
      { name: 'annehmen', attributes: [] },
      { name: 'bieten', attributes: [{ name: 'notiz', type: 'string' }] },
    ],
    objects: [0, 1, 2, 3].map((object) => ({
      id: `o${object}`,
      type: object < 3 ? 'fall' : 'stelle',
      attributes: values
        .filter((value) => value.object === object)
        .map(({ time, value }) => ({ name: 'ort', time: new Date(time).toISOString(), value })),
      relationships: links
        .filter(({ from }) => from === object)
        .map(({ to, qualifier }) => ({ objectId: `o${to}`, qualifier })),
    })),
    events: events.map(({ type, time, touches, note }, index) => ({
      id: `e${index}`,
      type,
      time: new Date(time).toISOString(),
      attributes: note === null ? [] : [{ name: 'notiz', value: note }],
      relationships: touches.map((object) => ({ objectId: `o${object}`, qualifier: 'betrifft' })),
    })),
  }))

describe('an object-centric log written as OCEL', () => {
  test('is read back as the same log', async () => {
    await fc.assert(
      fc.asyncProperty(objectLogs, async (source) => {
        const { log } = await readObjectLog(bytes([JSON.stringify(source)]))
        const { log: again }: { log: ObjectLog } = await readObjectLog(bytes(ocelJsonOf(log)))
        expect(again).toEqual(log)
      }),
      { numRuns: 80 },
    )
  })
})
