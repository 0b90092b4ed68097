import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { grantIssues, needsSecond, oneYearAfter, substitutionIssues } from './granting.ts'

describe('the rules of granting', () => {
  const from = day('2026-11-16')
  test.each([
    [['lead'], from, null, false, []],
    [['lead'], from, day('2026-11-15'), false, ['ends-before-it-begins']],
    [['partner'], from, day('2027-11-16'), true, []],
    [['partner'], from, day('2027-11-17'), true, ['partner-too-long']],
    [['partner'], from, null, true, ['partner-needs-an-end']],
    [['partner'], from, day('2027-01-31'), false, ['partner-needs-an-organisation']],
  ] as const)('%j from %s to %s', (roles, validFrom, validTo, hasOrganisation, codes) => {
    expect(grantIssues(roles, { validFrom, validTo }, hasOrganisation).map(({ code }) => code)).toEqual(codes)
  })

  test('a year after a leap day is the last of February', () => {
    expect(oneYearAfter(day('2028-02-29'))).toBe('2029-02-28')
  })

  test.each([
    ['administrator', 1, true],
    ['administrator', 0, false],
    ['dataProtection', 3, true],
    ['lead', 3, false],
  ] as const)('%s with %d other administrators: second person %s', (role, others, wanted) => {
    expect(needsSecond(role, others)).toBe(wanted)
  })

  const ada = { id: 'a', roles: ['caseManager'], controllerId: 'town' } as const
  const bea = { id: 'b', roles: ['caseManager'], controllerId: 'town' } as const
  const admin = { id: 'c', roles: ['administrator'], controllerId: 'district' } as const
  const days = { validFrom: from, validTo: day('2026-11-30') }
  test.each([
    [ada, bea, days, ada, false, []],
    [ada, ada, days, ada, false, ['substitute-is-oneself']],
    [ada, { ...bea, roles: [] }, days, ada, false, ['substitute-has-no-access']],
    [ada, { ...bea, roles: ['partner'] }, days, admin, false, ['substitute-is-outside']],
    [ada, { ...bea, controllerId: 'other' }, days, ada, false, ['substitute-elsewhere']],
    [ada, { ...bea, controllerId: 'other' }, days, admin, false, []],
    [ada, bea, { validFrom: day('2026-11-01'), validTo: day('2026-11-15') }, ada, false, ['substitution-past']],
    [ada, bea, { validFrom: from, validTo: day('2027-11-17') }, ada, false, ['substitution-too-long']],
    [ada, bea, days, ada, true, ['guarded-by-another']],
    [admin, bea, days, admin, true, ['guarded-by-another']],
    [ada, bea, days, admin, true, []],
  ] as const)('substitution %#', (absent, substitute, when, by, includesGuarded, codes) => {
    const issues = substitutionIssues(absent, substitute, when, { today: from, by, includesGuarded })
    expect(issues.map(({ code }) => code)).toEqual(codes)
  })
})
