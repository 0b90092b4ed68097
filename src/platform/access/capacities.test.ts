import { describe, expect, test } from 'vitest'
import type { Id } from '../../kernel/ids.ts'
import { absentFor, type Capacity, capacityFor } from './capacities.ts'
import { defineRights, may } from './rights.ts'
import type { RoleKey } from './roles.ts'

describe('capacities', () => {
  const place = { organisationId: 'o' as Id<'organisation'>, controllerId: 'o' as Id<'organisation'> }
  const other = { organisationId: 'p' as Id<'organisation'>, controllerId: 'p' as Id<'organisation'> }
  const nobody = { organisationId: null, controllerId: null }
  const absentId = 'x' as Id<'user'>
  const here: Capacity = {
    ...place,
    roles: ['coordinator', 'lead'],
    ownRoles: ['coordinator'],
    absent: [{ userId: absentId, roles: ['lead'] }],
  }
  const there: Capacity = { ...other, roles: ['municipality'], ownRoles: ['municipality'], absent: [] }

  test.each([
    [undefined, place, here],
    [other, place, there],
    [nobody, place, here],
    [undefined, nobody, here],
  ] as const)('chosen %j, at home at %j', (chosen, home, expectedOne) => {
    expect(capacityFor([here, there], chosen, home)).toBe(expectedOne)
  })

  test('the absent member is named only where their grant alone allows it', () => {
    defineRights({ 'capacities.sign': ['lead'], 'capacities.read': ['lead', 'coordinator'] })
    expect(absentFor(here, 'capacities.sign')).toBe(absentId)
    expect(absentFor(here, 'capacities.read')).toBeUndefined()
  })

  test('other eyes open what touches people to nobody who may not see it anyway', () => {
    defineRights({ 'files.read': ['caseManager'], 'files.list': ['caseManager'] }, { people: ['files.read'] })
    const viewing = { memberId: undefined, memberName: undefined, until: new Date(0), notes: [] }
    const eyes = (ownRoles: readonly RoleKey[]) => ({
      roles: ['caseManager'] as const,
      viewing: { ...viewing, ownRoles },
    })
    expect(may(eyes(['administrator']), 'files.read')).toBe(false)
    expect(may(eyes(['administrator']), 'files.list')).toBe(true)
    expect(may(eyes(['caseManager']), 'files.read')).toBe(true)
  })
})
