import { afterAll, describe, expect, test } from 'vitest'
import { addDays, dayOfInstant } from '../../../kernel/day.ts'
import type { RoleKey } from '../../../platform/access/index.ts'
import { sql } from '../../../platform/database/index.ts'
import { testGate } from '../../../platform/http/testing.ts'
import { room as journeys } from '../../journeys/index.ts'
import { room as network } from '../../network/index.ts'
import { room as offers } from '../../offers/index.ts'
import { loadPeople, room as people } from '../../people/index.ts'
import { room as cases } from '../index.ts'
import { testCases } from '../testing.ts'
import { type CaseWork, loadWork } from './load.ts'

const its = await testCases()
afterAll(its.close)
const house = await testGate(its, { rooms: [network, offers, people, journeys, cases] })
const now = dayOfInstant(house.clock.now(), 'Europe/Berlin')
const town = its.organisation('town')
const manager = await house.member(['caseManager'], { organisationId: town, name: 'Kim Fallführung' })

/** A file of the town whose person prefers a language, with work in it. */
async function aFile(language: string, secret: string) {
  const loaded = await its.as('system', (tx) =>
    loadPeople(
      tx,
      { persons: [{ key: 'p', controllerId: town, givenName: 'Mina', familyName: 'Geheim', languages: [language] }] },
      { simulated: true },
    ),
  )
  const row = its.file('town', { person_id: loaded.persons.get('p')!, manager_id: manager.id })
  await its.add(row)
  const work: CaseWork = {
    caseId: row.id,
    goals: [
      {
        title: `Ziel ${secret}`,
        translated: { language, title: `Hedef ${secret}` },
        steps: [{ title: 'Antrag', doer: 'office', doerName: 'Amt', dueOn: addDays(now, -2) }],
      },
    ],
    tasks: [{ kind: 'appointment', title: `Termin ${secret}`, dueOn: now, dueAt: '14:00', place: `Ort ${secret}` }],
    notes: [{ kind: 'talk', happenedOn: addDays(now, -3), text: `Vermerk ${secret}` }],
  }
  await its.as('system', (tx) => loadWork(tx, [work], { simulated: true, now: house.clock.now() }))
  return row
}

const stepOf = async (caseId: string) =>
  (await its.as('system', (tx) => sql<{ id: string }>`SELECT id FROM case_step WHERE case_id = ${caseId}`.execute(tx)))
    .rows[0]!.id
const taskOf = async (caseId: string) =>
  (await its.as('system', (tx) => sql<{ id: string }>`SELECT id FROM case_task WHERE case_id = ${caseId}`.execute(tx)))
    .rows[0]!.id

test('the file shows goals, what is due and notes; at every open step a hurdle is two clicks away', async () => {
  const row = await aFile('tr', 'sichtbar')
  const page = await manager.get(`/cases/${row.id}`)
  expect(page.status).toBe(200)
  for (const words of ['Ziel sichtbar', 'Termin sichtbar', 'Vermerk sichtbar']) expect(page.text).toContain(words)
  const at = `/cases/${row.id}/findings/new?at=step-${await stepOf(row.id)}`
  expect(page.text).toContain(`href="/auental${at}"`)
  expect((await manager.get(at)).status).toBe(200)
  const step = `/cases/${row.id}/steps/${await stepOf(row.id)}`
  expect((await manager.post(step, { state: 'done', version: '1' })).to).toBe(`${step}?done=moved`)
  expect((await manager.get(`/cases/${row.id}`)).text).not.toContain(`findings/new?at=step-${await stepOf(row.id)}`)
})

test('with one click it is put off, and done, and leads back to the list', async () => {
  const row = await aFile('tr', 'klick')
  const path = `/cases/${row.id}/tasks/${await taskOf(row.id)}`
  expect((await manager.get('/follow-ups')).text).toContain('Termin klick')
  const from = { from: '/follow-ups' }
  const later = await manager.post(`${path}/postpone`, { delay: 'week', version: '1', back: 'own' }, from)
  expect(later.to).toBe('/follow-ups?done=postponed')
  const done = await manager.post(`${path}/end`, { state: 'done', version: '2', back: 'own' }, from)
  expect(done.to).toBe('/follow-ups?done=done')
  expect((await manager.get('/follow-ups')).text).not.toContain('Termin klick')
})

describe.each<RoleKey>([
  'intake',
  'immigrationOffice',
  'municipality',
  'lead',
  'council',
  'coordinator',
  'dataProtection',
])('%s', (role) => {
  test('opens no part of a file, also not of the own organisation', async () => {
    const row = await aFile('tr', 'geheim')
    const other = await house.member([role], { organisationId: town })
    for (const part of [
      'notes',
      'documents',
      'assessments',
      'plan',
      'plan/print',
      'plan/pdf',
      'tasks',
      'conferences',
      `tasks/${await taskOf(row.id)}`,
      `steps/${await stepOf(row.id)}`,
    ]) {
      const page = await other.get(`/cases/${row.id}/${part}`)
      expect([403, 404], `${role} ${part}`).toContain(page.status)
      expect(page.text).not.toContain('geheim')
    }
    expect((await other.get('/inbox')).text).not.toContain(row.reference)
  })
})

describe('the calendar', () => {
  const made = async () => {
    const page = await manager.post('/follow-ups/calendar', { act: 'make' })
    return /\/auental(\/de\/follow-ups\/[\w-]+)/.exec(page.text)![1]!
  }

  test('tells Aktenzeichen and time and nothing that somebody typed; a new address ends the old one', async () => {
    const row = await aFile('tr', 'kalender')
    const address = await made()
    const feed = await house.browser().get(address)
    expect(feed.headers.get('content-type')).toContain('text/calendar')
    expect(feed.text).toContain(`SUMMARY:Termin ${row.reference}`)
    for (const word of ['kalender', 'Geheim', 'Mina', 'Ort ']) expect(feed.text).not.toContain(word)
    const next = await made()
    expect((await house.browser().get(address)).status).toBe(404)
    expect((await house.browser().get(next)).status).toBe(200)
    await manager.post('/follow-ups/calendar', { act: 'revoke' })
    expect((await house.browser().get(next)).status).toBe(404)
  })

  test('is empty as soon as the role is gone, although the address lives', async () => {
    const leaver = await house.member(['caseManager'], { organisationId: town })
    const row = await aFile('tr', 'abschied')
    await its.as('system', (tx) =>
      sql`UPDATE case_task SET assignee_id = ${leaver.id} WHERE case_id = ${row.id}`.execute(tx),
    )
    const page = await leaver.post('/follow-ups/calendar', { act: 'make' })
    const address = /\/auental(\/de\/follow-ups\/[\w-]+)/.exec(page.text)![1]!
    expect((await house.browser().get(address)).text).toContain(row.reference)
    await its.as('system', (tx) =>
      sql`UPDATE membership_role SET revoked_at = now() WHERE member_id = ${leaver.id}`.execute(tx),
    )
    const after = await house.browser().get(address)
    expect(after.text).not.toContain(row.reference)
  })
})

describe('the plan in two languages', () => {
  test('is a PDF and a page to print, from right to left too', async () => {
    const turkish = await aFile('tr', 'druck')
    const pdf = await manager.get(`/cases/${turkish.id}/plan/pdf`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(pdf.text.slice(0, 5)).toBe('%PDF-')
    const arabic = await aFile('ar', 'druck')
    const page = await manager.get(`/cases/${arabic.id}/plan/print`)
    expect(page.text).toContain('dir="rtl"')
    expect(page.text).toContain('Hedef druck')
    // The step has no translation: it stays German, marked as such.
    expect(page.text).toContain('(بالألمانية فقط)')
    // Somali has no labels: the next language that the person speaks has.
    const somali = await aFile('so', 'druck')
    await its.as('system', (tx) =>
      sql`UPDATE person SET languages = '{so,fr,de}' WHERE id = (SELECT person_id FROM case_file WHERE id = ${somali.id})`.execute(
        tx,
      ),
    )
    expect((await manager.get(`/cases/${somali.id}/plan/print`)).text).toContain('Mon plan')
    const mirrored = await manager.get(`/cases/${arabic.id}/plan/pdf`)
    expect(mirrored.status).toBe(200)
    expect(mirrored.text).toContain('+NotoSansArabic-')
    expect(mirrored.text).toContain('/Lang (ar)')
  })
})
