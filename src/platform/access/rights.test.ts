import { expect, test } from 'vitest'
import { Forbidden } from '../../kernel/errors.ts'
import { defineRights, demand, may, rolesWith } from './rights.ts'

const rights = defineRights({ 'garden.read': ['coordinator', 'lead'], 'garden.dig': ['lead'] })

test.each([
  [['coordinator'], 'garden.read', true],
  [['coordinator'], 'garden.dig', false],
  [['council', 'lead'], 'garden.dig', true],
  [['administrator'], 'garden.read', false],
  [[], 'garden.read', false],
] as const)('with roles %j: %s is %s', (roles, right, expected) => {
  expect(may({ roles }, right)).toBe(expected)
})

test('nobody may anything without being somebody, and nobody holds a right that no room declared', () => {
  expect(may(null, 'garden.read')).toBe(false)
  expect(() => may({ roles: ['administrator'] }, 'garden.weed')).toThrow(RangeError)
  expect(() => demand({ roles: ['coordinator'] }, 'garden.dig')).toThrow(Forbidden)
})

test('a right cannot be widened by declaring it again', () => {
  expect(() => defineRights({ 'garden.dig': ['lead', 'council'] })).toThrow(/twice/)
  expect(defineRights({ 'garden.dig': ['lead'] })).toEqual({ 'garden.dig': ['lead'] })
  expect([...rolesWith('garden.dig')]).toEqual(rights['garden.dig'])
})
