import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventLog } from '../log.ts'
import { type EventRow, logOf } from '../testing.ts'
import { directlyFollows, handovers } from './follow.ts'

const hour = 3_600_000

/** The same by looking at every pair of events: b follows a when nothing of the case lies between. */
function naive(log: EventLog, codes: ArrayLike<number>, onlyChanges: boolean): Map<string, number[]> {
  const rows = Array.from({ length: log.size }, (_, row) => row).filter(
    (row) => log.cases.codes[row]! >= 0 && codes[row]! >= 0 && !Number.isNaN(log.time[row]!),
  )
  const before = (a: number, b: number) => log.time[a]! < log.time[b]! || (log.time[a]! === log.time[b]! && a < b)
  const found = new Map<string, number[]>()
  for (const a of rows)
    for (const b of rows) {
      if (log.cases.codes[a] !== log.cases.codes[b] || !before(a, b)) continue
      if (rows.some((c) => log.cases.codes[c] === log.cases.codes[a] && before(a, c) && before(c, b))) continue
      if (onlyChanges && codes[a] === codes[b]) continue
      const key = `${codes[a]}>${codes[b]}`
      found.set(
        key,
        [...(found.get(key) ?? []), log.time[b]! - log.time[a]!].sort((x, y) => x - y),
      )
    }
  return found
}

const event = fc.record(
  {
    case: fc.constantFrom('1', '2', '3'),
    activity: fc.constantFrom('a', 'b', 'c'),
    at: fc.integer({ min: 0, max: 40 }).map((hours) => new Date(Date.UTC(2026, 9, 24) + hours * hour).toISOString()),
  },
  { requiredKeys: ['case'] },
)

test.each([
  ['any order, anything missing', (rows: readonly EventRow[]) => rows],
  [
    'in order of time',
    (rows: readonly EventRow[]) =>
      rows.filter(({ at }) => at).sort((a, b) => (a.at! < b.at! ? -1 : a.at! > b.at! ? 1 : 0)),
  ],
  [
    'nothing missing and in order: the quick scan',
    (rows: readonly EventRow[]) =>
      rows.filter(({ at, activity }) => at && activity).sort((a, b) => (a.at! < b.at! ? -1 : a.at! > b.at! ? 1 : 0)),
  ],
])('equals looking at every pair: %s', (_, prepare) => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.boolean(), (rows, onlyChanges) => {
      const log = logOf(prepare(rows as EventRow[]))
      const follows = (onlyChanges ? handovers : directlyFollows)(log, { by: log.activities })
      const found = new Map<string, number[]>()
      follows.slotOf.forEach((slot, row) => {
        if (slot < 0) return
        const key = `${follows.slots.from(slot)}>${follows.slots.to(slot)}`
        found.set(
          key,
          [...(found.get(key) ?? []), follows.wait[row]!].sort((x, y) => x - y),
        )
      })
      const wanted = naive(log, log.activities.codes, onlyChanges)
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted))
    }),
    { numRuns: 200 },
  )
})

test('both scans agree in everything that both tell', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (rows) => {
      const complete = (rows as EventRow[]).filter(({ at, activity }) => at && activity)
      const log = logOf([...complete].sort((a, b) => (a.at! < b.at! ? -1 : a.at! > b.at! ? 1 : 0)))
      const quick = handovers(log, { by: log.activities })
      // An empty rule asks nothing, but only the full scan knows rules.
      const full = handovers(log, { by: log.activities, open: {} })
      expect(quick.previous).toBeUndefined()
      expect(full.previous).toBeDefined()
      expect([...full.slotOf]).toEqual([...quick.slotOf])
      expect(full.wait).toEqual(quick.wait)
      expect(full.pingPong).toEqual(quick.pingPong)
      expect(full.count).toEqual(quick.count)
      expect(full.issues).toEqual(quick.issues)
    }),
  )
})

test('narrow columns give the same as wide ones', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (rows) => {
      const log = logOf(rows as EventRow[])
      const narrow = {
        codes: Uint8Array.from(log.activities.codes, (code) => (code < 0 ? 255 : code)),
        labels: log.activities.labels,
      }
      const wide = directlyFollows(log, { by: log.activities })
      expect([...directlyFollows(log, { by: narrow }).slotOf]).toEqual([...wide.slotOf])
    }),
  )
})
