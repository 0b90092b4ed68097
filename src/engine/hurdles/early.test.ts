import { expect, test } from 'vitest'
import { day, dayNumber } from '../../kernel/day.ts'
import { ARRIVED, OPEN } from '../passages.ts'
import { passagesOf } from '../testing.ts'
import { STALE, viewOn } from './view.ts'
import { untilSilence } from './warnings.ts'

test('those who wait in a town that fell silent are known up to its silence, and nobody else', () => {
  const passages = passagesOf({ a: 21 }, [
    { place: 'Karbeck', offered: day('2026-08-01'), case: 0 },
    { place: 'Karbeck', offered: day('2026-09-20'), case: 1 },
    { place: 'Karbeck', offered: day('2026-08-01'), first: day('2026-08-10'), case: 2 },
    { place: 'Lohwinkel', offered: day('2026-08-01'), case: 3 },
  ])
  const view = viewOn(passages, dayNumber(day('2026-10-01')), new Uint8Array(4).fill(1))
  const silence = { kind: 'silence', place: 'Karbeck', since: day('2026-09-12'), days: 45, expected: 9 } as const
  const { status, wait } = untilSilence(passages, view, [silence])
  expect([...status]).toEqual([STALE, STALE, ARRIVED, OPEN])
  expect([...wait]).toEqual([42, 0, 9, 61])
  expect(untilSilence(passages, view, [])).toBe(view)
})
