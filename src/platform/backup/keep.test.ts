import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expiredBackups, longestKeptDays } from './keep.ts'

const nightly = (from: string, nights: number) =>
  Array.from({ length: nights }, (_, night) => {
    const madeMs = Date.parse(`${from}T02:17:00Z`) + night * 86_400_000
    return { id: new Date(madeMs).toISOString().slice(0, 10), madeMs, verified: true }
  })
const keptOf = (backups: ReturnType<typeof nightly>, keep: { days: number; weeks: number; months: number }) => {
  const gone = new Set(expiredBackups(backups, keep).map(({ id }) => id))
  return backups.filter(({ id }) => !gone.has(id)).map(({ id }) => id)
}

test.each([
  { keep: { days: 3, weeks: 0, months: 0 }, kept: ['2026-11-14', '2026-11-15', '2026-11-16'] },
  // The last of a week is its Sunday, the last of a month its last day; the present ones are under way.
  { keep: { days: 1, weeks: 3, months: 0 }, kept: ['2026-11-08', '2026-11-15', '2026-11-16'] },
  { keep: { days: 1, weeks: 0, months: 3 }, kept: ['2026-09-30', '2026-10-31', '2026-11-16'] },
])('of a hundred nights, $keep keeps $kept', ({ keep, kept }) => {
  expect(keptOf(nightly('2026-08-09', 100), keep)).toEqual(kept)
})

test('a row of runs that could not be restored does not push out the one that could', () => {
  const runs = nightly('2026-11-01', 10).map((run, night) => ({ ...run, verified: night === 2 }))
  expect(keptOf(runs, { days: 2, weeks: 0, months: 0 })).toEqual(['2026-11-03', '2026-11-09', '2026-11-10'])
})

test('whatever is kept is bounded, holds the newest, and nothing of it is older than what is promised', () => {
  const backups = fc.array(
    fc.record({
      id: fc.uuid(),
      madeMs: fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2026-11-16') }),
      verified: fc.constant(true),
    }),
    { maxLength: 200 },
  )
  const rule = fc.record({ days: fc.integer({ min: 1, max: 14 }), weeks: fc.nat(8), months: fc.nat(24) })
  fc.assert(
    fc.property(backups, rule, (runs, keep) => {
      const gone = new Set(expiredBackups(runs, keep))
      const kept = runs.filter((run) => !gone.has(run))
      expect(kept.length).toBeLessThanOrEqual(keep.days + keep.weeks + keep.months + 1)
      if (runs.length > 0)
        expect(Math.max(...kept.map(({ madeMs }) => madeMs))).toBe(Math.max(...runs.map(({ madeMs }) => madeMs)))
    }),
  )
  fc.assert(
    fc.property(rule, (keep) => {
      const runs = nightly('2024-01-01', 1050)
      const oldest = Date.parse(keptOf(runs, keep)[0] as string)
      const ageDays = (runs.at(-1)!.madeMs - oldest) / 86_400_000
      expect(ageDays).toBeLessThan(longestKeptDays(keep) + 1)
    }),
    { numRuns: 20 },
  )
})
