import { expect, test } from 'vitest'
import { fetchWithin, mayReach } from '../../outbound/index.ts'
import { groupsIn, hasSecondFactor, personIn, rolesFor } from './claims.ts'
import { type AccountFound, joiningOf, mayUsePassword } from './rules.ts'

test.each<[string, Record<string, unknown>, string, readonly string[] | undefined]>([
  ['a list', { groups: ['/kim', '/it'] }, 'groups', ['/kim', '/it']],
  ['nested', { realm_access: { roles: ['fall'] } }, 'realm_access.roles', ['fall']],
  ['a name with dots before steps', { 'https://a.b/c': ['x'], https: {} }, 'https://a.b/c', ['x']],
  ['one text', { groups: '/kim' }, 'groups', ['/kim']],
  ['none', { groups: [] }, 'groups', []],
  ['absent', {}, 'groups', undefined],
  ['what is inherited is not there', {}, 'constructor.name', undefined],
  ['what is no text', { groups: [1, null, '/kim', ''] }, 'groups', ['/kim']],
  ['too short a path', { realm_access: 'x' }, 'realm_access.roles', undefined],
])('groups: %s', (_what, claims, path, groups) => {
  expect(groupsIn(claims, path)).toEqual(groups)
})

const place = { organisationId: 'o' as never, controllerId: 'c' as never }
const table = [
  { group: '/kim', role: 'lead', place: null },
  { group: '/it/*', role: 'administrator', place },
  { group: '/presse', role: 'lead', place: null },
] as const

test.each<[readonly string[], readonly string[], unknown]>([
  [['/kim'], ['lead'], null],
  [['/kim/unten'], [], null],
  [['/KIM'], [], null],
  [['/it'], ['administrator'], place],
  [['/it/netz'], ['administrator'], place],
  [['/itx'], [], null],
  [['/presse', '/kim', '/it/a'], ['lead', 'administrator'], place],
  [[], [], null],
])('roles of %j are %j', (groups, roles, where) => {
  expect(rolesFor(groups, table)).toEqual({ roles, place: where })
})

test.each<[Record<string, unknown>, boolean]>([
  [{ amr: ['pwd', 'otp'] }, true],
  [{ amr: ['pwd'] }, false],
  [{ amr: 'otp' }, false],
  [{ acr: 'gold' }, true],
  [{ acr: ['gold'] }, false],
  [{}, false],
])('a second factor in %j: %s', (claims, expected) => {
  expect(hasSecondFactor(claims, { amr: ['otp'], acr: ['gold'] })).toBe(expected)
  expect(hasSecondFactor(claims, { amr: [], acr: [] })).toBe(false)
})

test('a person is what the provider says, in the form it is kept in', () => {
  expect(personIn({ email: ' A@Kreis.Test ', email_verified: 'false', given_name: 'Ä', family_name: 'B' })).toEqual({
    name: 'Ä B',
    email: 'a@kreis.test',
    emailChecked: false,
  })
  expect(personIn({ email: 'kein', email_verified: true })).toMatchObject({ email: undefined, emailChecked: true })
})

const found: AccountFound = {
  account: true,
  emailChecked: true,
  trustedElsewhere: false,
  member: true,
  linkedOtherwise: false,
}
test.each<[string, string | undefined, Partial<AccountFound>, boolean, ReturnType<typeof joiningOf>]>([
  ['a member', 'a@b', {}, false, 'link'],
  ['a member, address unchecked', 'a@b', { emailChecked: false }, true, 'email-unchecked'],
  ['no address', undefined, {}, true, 'email-missing'],
  ['another district trusts it', 'a@b', { trustedElsewhere: true }, true, 'account-elsewhere'],
  ['linked with somebody else', 'a@b', { linkedOtherwise: true }, true, 'linked-otherwise'],
  ['new, open door', 'a@b', { account: false, member: false }, true, 'join'],
  ['new, by invitation', 'a@b', { account: false, member: false }, false, 'not-invited'],
])('joining: %s', (_what, email, more, open, expected) => {
  expect(joiningOf(email, { ...found, ...more }, open)).toBe(expected)
})

test.each([
  ['left to them', { allowed: true, linked: true }, true],
  ['not linked', { linked: false }, true],
  ['linked', {}, false],
  ['linked administrator', { administrator: true }, false],
  ['the one for emergencies', { emergency: true }, true],
  ['an administrator when that one is gone', { administrator: true, emergencyHolds: false }, true],
  ['anybody else when that one is gone', { emergencyHolds: false }, false],
])('password of somebody %s', (_what, more, expected) => {
  const asked = { allowed: false, linked: true, emergency: false, emergencyHolds: true, administrator: false }
  expect(mayUsePassword({ ...asked, ...more })).toBe(expected)
})

const open = { loopback: false, privateHosts: ['sso.kreis.local'] }
test.each([
  ['93.184.215.14', 'sso.example', true],
  ['2606:2800:21f::1', 'sso.example', true],
  ['127.0.0.1', 'sso.example', false],
  ['::1', 'sso.example', false],
  ['::ffff:127.0.0.1', 'sso.example', false],
  ['0.0.0.0', 'sso.example', false],
  ['::', 'sso.example', false],
  ['169.254.169.254', 'sso.kreis.local', false],
  ['fe80::1', 'sso.kreis.local', false],
  ['64:ff9b::7f00:1', 'sso.example', false],
  ['10.1.2.3', 'sso.example', false],
  ['10.1.2.3', 'sso.kreis.local', true],
  ['172.20.0.1', 'sso.example', false],
  ['192.168.1.1', 'sso.kreis.local', true],
  ['fd00::1', 'sso.example', false],
  ['fd00::1', 'sso.kreis.local', true],
  ['::ffff:10.1.2.3', 'sso.example', false],
  ['no address', 'sso.example', false],
])('a connection to %s for %s: %s', (address, host, expected) => {
  expect(mayReach(address, host, open)).toBe(expected)
})

test.each([
  ['http://sso.example/', 'not-https'],
  ['http://127.0.0.1/', 'not-https'],
  ['ftp://sso.example/', 'not-https'],
  ['https://127.0.0.1/', 'private-address'],
  ['https://[::1]/', 'private-address'],
  ['https://localhost/', 'private-address'],
  ['https://10.0.0.1/', 'private-address'],
  ['https://2130706433/', 'private-address'],
  ['https://169.254.169.254/latest', 'private-address'],
])('no request goes to %s', async (address, code) => {
  await expect(fetchWithin(open, address)).rejects.toMatchObject({ code })
})
