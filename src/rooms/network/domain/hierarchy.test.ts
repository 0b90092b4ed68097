import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type ParentSince, wouldCircle } from './hierarchy.ts'

const under = (child: string, parent: string | null, since?: string): ParentSince => ({
  child,
  parent,
  validFrom: since ? day(since) : null,
})

const known = [
  under('team', 'office'),
  under('office', 'district'),
  under('office', 'department', '2025-01-01'),
  under('department', 'district', '2025-01-01'),
]

describe('who belongs to whom', () => {
  test.each([
    ['an office below itself', under('office', 'office'), true],
    ['the district below its office, once and for all', under('district', 'office'), true],
    ['the district below a team of it', under('district', 'team', '2020-01-01'), true],
    ['the office below the district again', under('office', 'district', '2026-01-01'), false],
    [
      'the department below the office, while the office is below it',
      under('department', 'office', '2026-01-01'),
      true,
    ],
    ['the department below the office before that', under('department', 'office'), false],
    ['nobody above', under('office', null, '2026-01-01'), false],
    ['the team below the department', under('team', 'department', '2026-01-01'), false],
  ])('%s', (_, next, circle) => expect(wouldCircle(known, next)).toBe(circle))

  test('a parent planned for later closes a circle too', () => {
    expect(wouldCircle([under('b', 'a', '2027-01-01')], under('a', 'b', '2026-01-01'))).toBe(true)
  })

  test('a row of the same day replaces the one that is there', () => {
    expect(wouldCircle([under('a', 'b'), under('b', 'c')], under('a', 'c'))).toBe(false)
  })

  test('a circle that is already there above does not hang', () => {
    expect(wouldCircle([under('b', 'c'), under('c', 'b')], under('a', 'b'))).toBe(false)
  })
})
