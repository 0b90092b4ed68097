/** What a link shows after its PIN: the same as the receiver with an account sees, and no more than the bases still carry. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { storeFile } from '../../../platform/files/index.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { loadBases, loadPeople, revokeBasis } from '../../people/index.ts'
import { offerHandover } from '../actions/offer.ts'
import { room } from '../index.ts'
import { setting, type TestJourneys, testJourneys } from '../testing.ts'
import { makeLink } from './actions/links.ts'

let its: TestJourneys
let house: TestGate
let worker: Actor
let personId: Id<'person'>
let bases: ReadonlyMap<string, string>
let handover: Id<'handover'>
let partner: Browser
let path: string

beforeAll(async () => {
  its = await testJourneys()
  house = await testGate(its, { rooms: [room] })
  worker = await its.member('caseManager', 'town')
  const [controllerId, recipientId] = [its.organisation('town'), its.organisation('jobcenter')]
  const people = await its.as('system', (tx) =>
    loadPeople(
      tx,
      { persons: [{ key: 'p', controllerId, givenName: 'Amal', familyName: 'Beispiel' }] },
      { simulated: true },
    ),
  )
  personId = people.persons.get('p') as Id<'person'>
  const basis = (key: string, category: 'household' | 'health' | 'livelihood') => ({
    key,
    controllerId,
    personId,
    kind: 'consent' as const,
    purpose: 'benefitsApplication' as const,
    recipientId,
    categories: [category],
    givenOn: day('2026-10-12'),
    validUntil: day('2027-10-12'),
  })
  bases = await its.as('system', (tx) =>
    loadBases(tx, [basis('a', 'household'), basis('b', 'health'), basis('c', 'livelihood')], {
      simulated: true,
      today: day('2026-11-16'),
    }),
  )
  handover = await its.as(worker, async (tx) => {
    const text = 'Betrag;Monat\n563;November\n'
    const fileId = await storeFile(tx, worker, { name: 'Bescheid.csv', bytes: Buffer.from(text), owner: null })
    return await offerHandover(
      tx,
      worker,
      {
        interfaceId: its.interface('town-jobcenter'),
        toOrganisationId: recipientId,
        municipalityId: its.municipality,
        targetGroup: null,
        occurredOn: day('2026-11-16'),
        reference: 'AUE-2026-0417',
        content: [
          {
            category: 'household',
            label: 'Haushalt',
            lines: ['2 Erwachsene', '2 Kinder'],
            basisId: bases.get('a') ?? '',
          },
          { category: 'health', label: 'Gesundheit', lines: ['Rollstuhl'], basisId: bases.get('b') ?? '' },
        ],
        documents: [{ fileId, category: 'livelihood', basisId: bases.get('c') ?? '' }],
        note: 'Termin am Nachmittag',
        reads: { until: day('2027-02-21') },
      },
      setting,
    )
  })
  const made = await its.as(worker, (tx) => makeLink(tx, worker, handover, {}, setting))
  path = made.path
  partner = house.browser()
  await partner.post(path, { pin: made.pin })
}, 60_000)
afterAll(() => its.close())

/** The preview of what was shared, as text. */
const previewIn = (page: string) =>
  (/<section class="nl-preview"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '').replace(/<[^>]+>/g, '|').replace(/\|+/g, '|')

test('the link shows what the receiver with an account sees, word for word', async () => {
  const receiver = await house.member(['intake'], { organisationId: its.organisation('jobcenter') })
  const seen = previewIn((await receiver.get(`/handovers/${handover}`)).text)
  for (const shown of ['2 Erwachsene', '2 Kinder', 'Rollstuhl', 'Termin am Nachmittag', 'Bescheid.csv', '21.02.2027'])
    expect(seen, shown).toContain(shown)
  expect(seen).not.toMatch(/Amal|Beispiel/)
  expect(previewIn((await partner.get(path)).text)).toBe(seen)
})

test('a document goes to the browser that opened the link and to no other', async () => {
  const address =
    /handover-answers\/[\w-]{43}\/documents\/[0-9a-f-]{36}/.exec((await partner.get(path)).text)?.[0] ?? ''
  const sent = await partner.get(`/de/${address}`)
  expect([sent.status, sent.text]).toEqual([200, 'Betrag;Monat\n563;November\n'])
  expect(sent.headers.get('cache-control')).toBe('no-store')
  expect((await house.browser().get(`/de/${address}`)).status).toBe(404)
  expect((await partner.get(`/de/${address.slice(0, -4)}0000`)).status).toBe(404)
})

test('a revoked basis closes what it carried at once, also where the link is open', async () => {
  const revoke = (key: string) =>
    its.as(worker, (tx) => revokeBasis(tx, worker, { personId, id: (bases.get(key) ?? '') as never }, setting))
  const address =
    /handover-answers\/[\w-]{43}\/documents\/[0-9a-f-]{36}/.exec((await partner.get(path)).text)?.[0] ?? ''
  await revoke('b')
  const some = previewIn((await partner.get(path)).text)
  expect(some).not.toContain('Rollstuhl')
  expect(some).toContain('2 Erwachsene')
  expect(some).toContain('widerrufen')
  await revoke('c')
  expect((await partner.get(`/de/${address}`)).status).toBe(404)
  await revoke('a')
  const none = (await partner.get(path)).text
  for (const gone of ['2 Erwachsene', 'Rollstuhl', 'Termin am Nachmittag', 'Bescheid.csv'])
    expect(none, gone).not.toContain(gone)
})
