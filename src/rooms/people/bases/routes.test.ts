/** A consent as a case manager and the recipient meet it, by the pages and their forms. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../../platform/database/index.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { outboxOf } from '../../../platform/mail/testing.ts'
import { room as network } from '../../network/index.ts'
import { room } from '../index.ts'
import { type TestPeople, testPeople } from '../testing.ts'
import { basesJobs } from './notices.ts'

let its: TestPeople
let gate: TestGate
let manager: Browser
let intake: Browser
let person = ''
let basis = ''

beforeAll(async () => {
  its = await testPeople()
  gate = await testGate(its, { rooms: [network, room] })
  const [district, town] = [its.organisation('district'), its.organisation('town')]
  manager = await gate.member(['caseManager'], { name: 'Fallführung', organisationId: district })
  intake = await gate.member(['intake'], { name: 'Eingang', organisationId: town })
  const loaded = await its.load([
    { key: 'amal', controllerId: district, givenName: 'Amal', familyName: 'Haddad', languages: ['ckb', 'ar'] },
  ])
  person = `/people/${loaded.persons.get('amal')}`
})
afterAll(() => its.close())

const asked = () => ({
  recipient: its.organisation('town'),
  purpose: 'languageCourse',
  categories: ['contact', 'language'],
  validUntil: '31.12.2026',
  language: 'ar',
})

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82])

/** Sends a form with a file, as the browser of the case manager; the status of the answer. */
async function upload(path: string, fields: Readonly<Record<string, string>>, scan: File): Promise<number> {
  const body = new FormData()
  body.set('csrf', await manager.token(path))
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set('scan', scan)
  const { origin } = gate.options
  const headers = {
    cookie: [...manager.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    origin,
    'sec-fetch-site': 'same-origin',
  }
  const connection = { incoming: { socket: { remoteAddress: manager.address } } }
  const request = { method: 'POST', body, headers }
  return (await gate.gate.request(`${origin}/${its.tenant.key}${path}`, request, connection)).status
}

test('who asks for too much at once is told everything that is wrong, and nothing is prepared', async () => {
  const answer = await manager.post(`${person}/bases/new`, {
    ...asked(),
    purpose: 'forCounselling',
    validUntil: '31.11.2026',
  })
  expect(answer.status).toBe(422)
  expect(answer.text).toMatch(/href="#[^"]*purpose[^"]*"/)
  expect(answer.text).toMatch(/href="#[^"]*validUntil[^"]*"/)
  const { rows } = await its.as('system', (tx) => sql`SELECT FROM transfer_basis`.execute(tx))
  expect(rows).toHaveLength(0)
})

test('a sheet is prepared and shown in German beside the language of the person', async () => {
  const form = await manager.get(`${person}/bases/new`)
  expect(form.text).toMatch(/<option value="ar" selected/)
  const made = await manager.post(`${person}/bases/new`, asked())
  expect(made.status).toBe(303)
  basis = made.to?.replace('?done=drafted', '') ?? ''
  const sheet = await manager.get(`${basis}/form`)
  expect(sheet.text).toContain('einen Platz in einem Sprachkurs finden und anmelden')
  expect(sheet.text).toMatch(/<div lang="ar" dir="rtl">/)
  expect(sheet.text).toContain('Es gilt der deutsche Text')
})

test('a scan that is no picture and no PDF is refused and nothing is signed; with a picture it holds', async () => {
  const fields = { version: '1', givenOn: '16.11.2026', method: 'signed', interpreterUsed: 'on' }
  const refused = await upload(`${basis}/sign`, fields, new File(['#!/bin/sh'], 'blatt.pdf'))
  expect(refused).toBe(422)
  const signed = await upload(`${basis}/sign`, fields, new File([png], 'blatt.png'))
  expect(signed).toBe(303)
  expect((await manager.get(`${person}/bases`)).text).toMatch(/Stadt Aulenstedt/)
  const scan = await manager.get(`${basis}/scan`)
  expect([scan.status, scan.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('attachment')])
  for (const path of ['', '/form', '/pdf', '/scan', '/sign', '/revoke'])
    expect((await intake.get(`${basis}${path}`)).status, path).toBe(403)
})

test('a basis is never opened below another person', async () => {
  const other = await its.load([
    { key: 'other', controllerId: its.organisation('district'), givenName: 'B', familyName: 'C' },
  ])
  const below = basis.replace(person, `/people/${other.persons.get('other')}`)
  for (const path of ['', '/form', '/scan']) expect((await manager.get(`${below}${path}`)).status, path).toBe(404)
  expect((await manager.post(`${below}/revoke`, {}, { from: basis })).status).toBe(404)
})

test('one click revokes; the recipient finds it in the inbox and by a mail without a word about the person', async () => {
  await its.as('system', (tx) =>
    sql`UPDATE membership SET email = 'eingang@aulenstedt.test' WHERE name = 'Eingang'`.execute(tx),
  )
  const revoked = await manager.post(`${basis}/revoke`, {}, { from: basis })
  expect([revoked.status, revoked.to]).toEqual([303, expect.stringContaining('?done=revoked')])
  expect((await manager.get(revoked.to ?? '')).text).toContain('ist informiert und kann die Angaben nicht mehr lesen')
  const inbox = await intake.get('/inbox')
  const notice = /\/people\/notices\/[0-9a-f-]{36}/.exec(inbox.text)?.[0] ?? ''
  const page = await intake.get(notice)
  expect(page.text).toMatch(/einen Platz in einem Sprachkurs|finding a place on a language course/)
  expect(page.text + inbox.text).not.toMatch(/Haddad|Amal|P-[0-9A-Z]{6}/)
  expect((await intake.post(notice, {})).status).toBe(303)
  expect((await intake.get('/inbox')).text).not.toContain(notice)
  expect((await manager.get(notice)).status).toBe(404)
  const payload = { basis: basis.split('/').at(-1) }
  await its.as('system', async (tx) => {
    await basesJobs['people.tell-revocation']?.({ tx, db: its.db, tenant: its.tenant, clock: gate.clock }, payload)
  })
  const [mail, ...more] = await outboxOf(its, its.tenant)
  expect(more).toEqual([])
  expect(mail).toMatchObject({
    to: 'eingang@aulenstedt.test',
    template: 'people.basis-revoked',
    values: {},
    links: { link: notice },
  })
})

test('who gives to an office in which nobody has an account is asked to tell it', async () => {
  await its.as('system', (tx) => sql`UPDATE membership SET deactivated_at = now() WHERE name = 'Eingang'`.execute(tx))
  expect((await manager.get(basis)).text).toContain('Teilen Sie der Stelle den Widerruf selbst mit')
  await its.as('system', (tx) => sql`UPDATE membership SET deactivated_at = NULL WHERE name = 'Eingang'`.execute(tx))
})

test('the information sheet says to whom data pass today', async () => {
  const sheet = await manager.get(`${person}/information?language=de`)
  expect(sheet.text).toContain('Zurzeit an niemanden.')
  const arabic = await manager.get(`${person}/information`)
  expect(arabic.text).toMatch(/<div lang="ar" dir="rtl">/)
})

test('texts are written by the administration alone', async () => {
  const administrator = await gate.member(['administrator'], { name: 'Verwaltung' })
  expect((await manager.get('/admin/consent-texts')).status).toBe(403)
  expect((await administrator.get('/admin/consent-texts/consent/xx')).status).toBe(404)
  const fields = { after: '0', text: '# Kopf\n\nText für {recipient}', reviewedBy: 'Übersetzungsdienst' }
  expect((await administrator.post('/admin/consent-texts/consent/tr', fields)).status).toBe(303)
  expect((await administrator.post('/admin/consent-texts/consent/tr', fields)).status).toBe(409)
  expect((await administrator.get('/admin/consent-texts')).text).toContain('Übersetzungsdienst')
})
