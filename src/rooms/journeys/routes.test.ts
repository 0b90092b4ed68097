/** A hand-over as both sides meet it on their pages: from the offer to the end, with what comes too late. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { type Browser, type TestGate, testGate } from '../../platform/http/testing.ts'
import { room as network } from '../network/index.ts'
import { room as people } from '../people/index.ts'
import { type NewHandover, offerHandover } from './actions/offer.ts'
import { room } from './index.ts'
import { setting, type TestJourneys, testJourneys } from './testing.ts'

type Member = Browser & { readonly id: Id<'user'> }
let its: TestJourneys
let gate: TestGate
let giver: Actor
let worker: Member
let intake: Member
let colleague: Member
let school: Member
beforeAll(async () => {
  its = await testJourneys()
  gate = await testGate(its, { rooms: [network, people, room] })
  const member = (role: 'caseManager' | 'intake', name: string, organisation: string) =>
    gate.member([role], { name, organisationId: its.organisation(organisation) })
  worker = await member('caseManager', 'Fallführung Stadt', 'town')
  intake = await member('intake', 'Eingang', 'jobcenter')
  colleague = await member('intake', 'Vertretung im Eingang', 'jobcenter')
  school = await member('intake', 'Sekretariat', 'school')
  giver = {
    ...(await its.member('caseManager', 'town')),
    userId: worker.id,
  }
}, 60_000)
afterAll(() => its.close())

const offered = (more: Partial<NewHandover> = {}) =>
  its.as(giver, (tx) =>
    offerHandover(
      tx,
      giver,
      {
        interfaceId: its.interface('town-jobcenter'),
        toOrganisationId: its.organisation('jobcenter'),
        municipalityId: its.municipality,
        targetGroup: null,
        occurredOn: day('2026-11-16'),
        reference: 'AUL-2026-0417',
        content: [{ category: 'household', label: 'Haushalt', lines: ['<b>2</b> Erwachsene'], basisId: null }],
        ...more,
      },
      setting,
    ),
  )
const plain = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const pageOf = async (who: Browser, id: string) => plain((await who.get(`/handovers/${id}`)).text)
/** Sends a form of the page, with the number of steps that it shows. */
async function send(who: Browser, id: string, deed: string, values: Record<string, string> = {}) {
  const page = await who.get(`/handovers/${id}`)
  const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '1'
  return await who.post(`/handovers/${id}/${deed}`, { version, ...values }, { from: `/handovers/${id}` })
}

test('from the offer over a question to the end, on the pages of both', async () => {
  const id = await offered()
  expect(plain((await intake.get('/handovers')).text)).toContain('AUL-2026-0417')
  expect(plain((await worker.get('/handovers?view=given')).text)).toContain('AUL-2026-0417')
  const first = await intake.get(`/handovers/${id}`)
  expect(first.text).toContain('&lt;b&gt;2&lt;/b&gt; Erwachsene')
  expect(plain(first.text)).toContain('Das wurde mit Ihnen geteilt')
  expect(plain(first.text)).toContain('in 5 Arbeitstagen')

  expect((await send(intake, id, 'ask', { question: '' })).status).toBe(422)
  expect((await send(intake, id, 'ask', { question: 'Seit wann?' })).to).toBe(`/handovers/${id}?done=asked`)
  expect(await pageOf(worker, id)).toContain('Seit wann?')
  expect(plain((await worker.get('/inbox')).text)).toContain('Rückfrage beantworten')
  expect((await send(worker, id, 'answer', { answer: 'Seit Mai.' })).to).toContain('done=answered')
  expect(await pageOf(intake, id)).toContain('Seit Mai.')
  expect((await send(intake, id, 'accept')).to).toContain('done=accepted')
  expect(await pageOf(worker, id)).toContain('Der erste Termin steht aus.')
  // A day ahead is booked: it counts once it took place, so the day before it cannot be confirmed.
  expect(
    (await send(intake, id, 'appointment', { occurredOn: '17.11.2026', beginsAt: '9.30', place: 'Raum 12' })).to,
  ).toContain('done=booked')
  expect(await pageOf(worker, id)).toContain('17.11.2026, 09:30 Uhr')
  expect((await send(intake, id, 'settle', { happened: 'tookPlace' })).status).toBe(422)
  expect((await send(intake, id, 'settle', { happened: 'moved' })).status).toBe(422)
  expect((await send(intake, id, 'settle', { happened: 'missed' })).to).toContain('done=missed')
  expect((await send(intake, id, 'appointment', { occurredOn: '16.11.2026' })).to).toContain('done=arrived')
  expect((await send(intake, id, 'complete', { occurredOn: '16.11.2026', outcome: 'settled' })).to).toContain(
    'completed',
  )
  expect(await pageOf(worker, id)).toContain('Anliegen erledigt')
  expect(plain((await worker.get('/handovers?view=done')).text)).toContain('AUL-2026-0417')
})

test('declining needs a reason; the giver reads it', async () => {
  const id = await offered()
  const without = await send(intake, id, 'decline', { reason: '', note: 'Wir sind voll.' })
  expect(without.status).toBe(422)
  expect(without.text).toContain('Wir sind voll.')
  await send(intake, id, 'decline', { reason: 'noCapacity', note: 'Wir sind voll.' })
  const read = await pageOf(worker, id)
  expect(read).toContain('Abgelehnt: Kein Platz frei')
  expect(read).toContain('Wir sind voll.')
  expect(await pageOf(intake, id)).not.toContain('Erwachsene')
})

describe('who comes too late', () => {
  test('is told who did what, and keeps what was typed', async () => {
    const id = await offered()
    await worker.post(`/handovers/${id}/withdraw`, { version: '1' }, { from: `/handovers/${id}` })
    const late = await intake.post(
      `/handovers/${id}/ask`,
      { version: '1', question: 'Wo wohnt die Familie?' },
      { from: `/handovers/${await offered()}` },
    )
    expect(late.status).toBe(409)
    expect(late.text).toContain('Wo wohnt die Familie?')
    expect(plain(late.text)).toMatch(/Fallführung Stadt hat am .* die Übergabe zurückgezogen/)
    expect(await pageOf(intake, id)).toContain('hat die Übergabe zurückgezogen')
  })

  test('is told who of the team has it', async () => {
    const id = await offered()
    const take = (who: Member, seen: string) =>
      who.post(`/handovers/${id}/assign`, { member: who.id, seen }, { from: `/handovers/${id}` })
    expect((await take(intake, '')).to).toContain('done=taken')
    expect((await take(colleague, '')).status).toBe(409)
    const late = await send(colleague, id, 'accept')
    expect(late.status).toBe(409)
    expect(plain(late.text)).toContain('Eingang hat die Übergabe seit')
    expect(plain((await colleague.get('/handovers?whose=mine')).text)).not.toContain('AUL-2026-0417')
    expect((await take(colleague, intake.id)).to).toContain('done=taken')
    expect((await send(colleague, id, 'accept')).to).toContain('done=accepted')
    expect(
      (
        await colleague.post(
          `/handovers/${id}/assign`,
          { member: '', seen: colleague.id },
          { from: `/handovers/${id}` },
        )
      ).to,
    ).toContain('done=released')
  })
})

test('the giver records what it heard, marked so', async () => {
  const id = await offered()
  const nothing = await send(worker, id, 'record', { heard: 'declined', occurredOn: '16.11.2026' })
  expect(nothing.status).toBe(422)
  await send(worker, id, 'record', { heard: 'accepted', occurredOn: '16.11.2026' })
  expect(await pageOf(intake, id)).toContain('Angabe der abgebenden Stelle')
  expect((await send(intake, id, 'record', { heard: 'accepted', occurredOn: '16.11.2026' })).status).toBe(403)
})

test('somebody of another office finds no page, sends no form and counts nothing', async () => {
  const id = await offered()
  expect((await school.get(`/handovers/${id}`)).status).toBe(404)
  expect((await school.post(`/handovers/${id}/accept`, { version: '1' }, { from: '/handovers' })).status).toBe(404)
  expect((await school.post(`/handovers/${id}/message`, { message: 'Hallo' }, { from: '/handovers' })).status).toBe(404)
  expect(plain((await school.get('/handovers')).text)).toContain('Keine Übergabe wartet hier')
  expect(plain((await school.get('/inbox')).text)).not.toContain('AUL-2026-0417')
})

test('looking at the list and at one is on record', async () => {
  const id = await offered()
  await intake.get('/handovers')
  await intake.get(`/handovers/${id}`)
  const { rows } = await its.as('system', (tx) =>
    sql<{ event: string }>`
      SELECT DISTINCT event FROM audit_entry
      WHERE user_id = ${intake.id} AND outcome = 'looked' AND (subject = ${id} OR strpos(payload, ${id}) > 0)
      ORDER BY event`.execute(tx),
  )
  expect(rows.map(({ event }) => event)).toEqual(['journeys.content-read', 'journeys.handovers-listed'])
})

test('the days are set by who may, in order', async () => {
  const admin = await gate.member(['administrator'])
  const path = '/admin/handovers'
  expect((await admin.post(path, { answerDays: '6', escalationDays: '3', version: '0' })).status).toBe(422)
  expect((await admin.post(path, { answerDays: '3', escalationDays: '6', version: '0' })).to).toContain('done=changed')
  const id = await offered()
  expect(await pageOf(intake, id)).toContain('in 3 Arbeitstagen')
  expect((await admin.post(path, { answerDays: '5', escalationDays: '8', version: '1' })).to).toContain('done=changed')
  expect(
    (await worker.post(path, { answerDays: '1', escalationDays: '1', version: '2' }, { from: '/handovers' })).status,
  ).toBe(403)
})

test('a page for the heads tells between whom, and nothing else', async () => {
  const head = await gate.member(['coordinator'], { organisationId: its.organisation('jobcenter') })
  const shown = plain((await head.get('/handovers/escalations')).text)
  expect(shown).toContain('Keine Übergabe wartet zu lange')
  expect((await head.get('/handovers')).status).toBe(403)
})
