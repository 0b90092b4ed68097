import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type Membership, membershipIssue } from './members.ts'

const member = (organisation: string, role: Membership['role'], from?: string, to?: string): Membership => ({
  organisation,
  role,
  validFrom: from ? day(from) : null,
  validTo: to ? day(to) : null,
})

describe('AG Integration', () => {
  const known = [
    member('centre', 'chair', '2020-01-01'),
    member('aulenstedt', 'member'),
    member('caritas', 'member', '2020-01-01', '2024-12-31'),
  ]
  test.each([
    ['a new town', member('bruchwede', 'member'), undefined],
    ['a town that is there', member('aulenstedt', 'member', '2026-01-01'), 'already-member'],
    ['a town that is there, as a guest too', member('aulenstedt', 'guest'), undefined],
    ['one that had left comes back', member('caritas', 'member', '2025-01-01'), undefined],
    ['one comes back a day early', member('caritas', 'member', '2024-12-31'), 'already-member'],
    ['a second chair', member('aulenstedt', 'chair', '2026-01-01'), 'chair-taken'],
    ['the chair before', member('aulenstedt', 'chair', '2015-01-01', '2019-12-31'), undefined],
    ['to before from', member('bruchwede', 'member', '2026-02-01', '2026-01-01'), 'ends-before-it-begins'],
  ])('%s: %s', (_, next, issue) => expect(membershipIssue(known, next)).toBe(issue))
})
