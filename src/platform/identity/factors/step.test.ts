import { expect, test } from 'vitest'
import { type SessionFacts, stepOf } from './step.ts'

const password: SessionFacts = {
  method: 'password',
  secondFactor: null,
  hasFactor: false,
  roles: ['council'],
  required: ['administrator'],
}

test.each<[string, Partial<SessionFacts>, ReturnType<typeof stepOf>]>([
  ['a role that needs none', {}, 'open'],
  ['a role that needs one, of several', { roles: ['council', 'administrator'] }, 'enrol'],
  ['one that is there, also where none is needed', { hasFactor: true }, 'prove'],
  ['one that is there and needed', { hasFactor: true, roles: ['administrator'] }, 'prove'],
  ['one that was given', { hasFactor: true, secondFactor: 'totp', roles: ['administrator'] }, 'open'],
  ['a recovery code in its place', { hasFactor: true, secondFactor: 'recovery' }, 'open'],
  ['a passkey alone', { method: 'passkey', secondFactor: 'passkey', roles: ['administrator'] }, 'open'],
  ['a provider that vouches for it', { method: 'oidc', secondFactor: 'provider', roles: ['administrator'] }, 'open'],
  ['a provider that does not', { method: 'oidc', roles: ['administrator'] }, 'enrol'],
  ['an invitation', { method: 'link', roles: ['administrator'] }, 'enrol'],
  ['one click of a demo', { method: 'demo', roles: ['administrator'] }, 'open'],
  ['no role at all', { roles: [] }, 'open'],
])('%s', (_what, facts, step) => {
  expect(stepOf({ ...password, ...facts })).toBe(step)
})
