/** Long, because it is one life of a case through the pages of all who have to do with it, and who have not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '../../kernel/ids.ts'
import { roleKeys } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { type Browser, type TestGate, testGate } from '../../platform/http/testing.ts'
import { room as journeys } from '../journeys/index.ts'
import { room as network } from '../network/index.ts'
import { loadPeople, mergePersons, room as people, undoMerge } from '../people/index.ts'
import { room } from './index.ts'
import { type ControllerKey, controllerOf, type TeamKey, type TestCases, testCases, today } from './testing.ts'

let its: TestCases
let gate: TestGate
type Member = Browser & { readonly id: Id<'user'> }
let north: Member
let colleague: Member
let south: Member
let town: Member
let coordinator: Member
let guard: Member

beforeAll(async () => {
  its = await testCases()
  gate = await testGate(its, { rooms: [network, people, journeys, room] })
  // Policies compare with the time of the database: openings of an earlier moment would be over.
  gate.clock.set(new Date().toISOString())
  north = await member('caseManager', 'north', 'Fallführung Nord')
  colleague = await member('caseManager', 'north', 'Kollegin Nord')
  south = await member('caseManager', 'south', 'Fallführung Süd')
  town = await member('caseManager', 'town', 'Fallführung Stadt')
  coordinator = await member('coordinator', 'district', 'Fachaufsicht')
  guard = await member('dataProtection', 'district', 'Datenschutz')
})
afterAll(() => its.close())

async function member(role: (typeof roleKeys)[number], team: TeamKey | ControllerKey, name: string): Promise<Member> {
  const browser = await gate.member([role], { organisationId: its.organisation(team), name })
  await its.as('system', (tx) =>
    sql`UPDATE membership SET controller_id = ${its.organisation(controllerOf(team))} WHERE id = ${browser.id}`.execute(
      tx,
    ),
  )
  return browser
}

const words = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const pathOf = (address: string | undefined) => (address ?? '').split('?')[0] ?? ''
const versionOf = async (path: string) =>
  (
    await its.as('system', (tx) =>
      sql<{ version: number }>`SELECT version FROM case_file WHERE id = ${path.split('/').at(-1)}`.execute(tx),
    )
  ).rows[0]?.version ?? 0

let persons = 0
async function aPerson(controller: ControllerKey = 'district', familyName = 'Rahimi'): Promise<Id<'person'>> {
  persons += 1
  const key = `p${persons}`
  const loaded = await its.as('system', (tx) =>
    loadPeople(
      tx,
      {
        persons: [
          {
            key,
            controllerId: its.organisation(controller),
            givenName: `Person${persons}`,
            familyName,
            languages: ['fa'],
          },
        ],
      },
      { simulated: true },
    ),
  )
  return loaded.persons.get(key) as Id<'person'>
}

const yes = { complexNeed: 'yes', manyActors: 'yes', regularWaysFail: 'yes', ownResources: 'yes', agreed: 'yes' }

/** Opens a case by the form; returns its address. */
async function open(by: Browser, person: Id<'person'>, more: Record<string, string> = {}): Promise<string> {
  const sent = await by.post('/cases/new', { person, ...yes, accessPath: 'authority', decision: 'accept', ...more })
  expect(sent.status, words(sent.text)).toBe(303)
  return pathOf(sent.to)
}

async function move(by: Browser, path: string, to: TeamKey, days = '30') {
  return await by.post(`${path}/move`, {
    organisation: its.organisation(to),
    afterDays: days,
    afterNorm: 'Nachfragen zum Wechsel, Art. 6 Abs. 1 Buchst. e DSGVO',
    version: String(await versionOf(path)),
  })
}

describe('intake', () => {
  test('opens in clarification with an Aktenzeichen and a first follow-up; a second file of the person is refused', async () => {
    const person = await aPerson()
    const path = await open(north, person)
    const page = words((await north.get(path)).text)
    expect(page).toMatch(/AUE-\d{4}-\d{4} · Person\d+ Rahimi/)
    expect(page).toContain('Phase: Klärung')
    expect(page).toContain('Klärung abschließen')
    const again = await north.post('/cases/new', { person, ...yes, accessPath: 'self', decision: 'accept' })
    expect(again.status).toBe(422)
    expect(words(again.text)).toMatch(/schon ein Fall offen: AUE-/)
  })

  test('against the criteria it needs a reason, and what was typed stays', async () => {
    const person = await aPerson()
    const sent = await north.post('/cases/new', {
      person,
      ...yes,
      agreed: 'no',
      accessPath: 'school',
      decision: 'accept',
    })
    expect(sent.status).toBe(422)
    expect(words(sent.text)).toContain('Begründen Sie, warum Sie anders entscheiden')
    const path = await open(north, person, { complexNeed: 'no', manyActors: 'no', decision: 'adviceOnly' })
    expect(words((await north.get(path)).text)).toContain('nur beraten')
    expect(words((await north.get('/cases')).text)).not.toContain(path)
  })
})

describe('the life of a file', () => {
  test('phases follow each other as data says; who saw an older version is told, and nothing is lost', async () => {
    const path = await open(north, await aPerson())
    const version = String(await versionOf(path))
    expect((await north.post(`${path}/phase`, { phase: 'assessment', version })).status).toBe(303)
    const late = await colleague.post(`${path}/phase`, { phase: 'planning', version })
    expect(late.status).toBe(409)
    expect(words(late.text)).toContain('Fallführung Nord')
    const jump = await north.post(`${path}/phase`, { phase: 'declined', version: String(await versionOf(path)) })
    expect(jump.status).toBe(409)
    const closed = await north.post(`${path}/close`, {
      reason: 'goalsReached',
      attainment: '3',
      version: String(await versionOf(path)),
    })
    expect(closed.status).toBe(303)
    expect(words((await north.get(path)).text)).toContain('beendet: abgeschlossen')
    expect((await north.get('/cases')).text).not.toContain(path)
    expect((await north.get('/cases?state=closed')).text).toContain(path)
  })

  test('b. after it went to another team the old one reads until the agreed day and writes nothing, no note either', async () => {
    const path = await open(north, await aPerson())
    expect((await south.get(path)).status).toBe(404)
    expect((await move(north, path, 'south')).status).toBe(303)
    expect((await south.get(path)).status).toBe(200)
    const page = await north.get(path)
    expect(page.status).toBe(200)
    expect(words(page.text)).toContain('Diese Akte hat jetzt ein anderes Team')
    expect(page.text).not.toContain(`${path}/notes/new`)
    const note = await north.post(`${path}/notes/new`, {
      text: 'Nachtrag aus dem alten Team',
      kind: 'note',
      occurredOn: today,
    })
    expect([403, 404]).toContain(note.status)
    const { rows } = await its.as('system', (tx) =>
      sql`SELECT 1 FROM case_note WHERE case_id = ${path.split('/').at(-1)}`.execute(tx),
    )
    expect(rows).toEqual([])
    expect((await north.get('/cases')).text, 'the list has what the team has now').not.toContain(path)
    await its.as('system', (tx) =>
      sql`UPDATE case_file SET after_until = access_today() - 1 WHERE id = ${path.split('/').at(-1)}`.execute(tx),
    )
    expect((await north.get(path)).status).toBe(404)
  })

  test('f. a late action after losing the file changes nothing', async () => {
    const path = await open(north, await aPerson())
    const version = String(await versionOf(path))
    expect((await move(north, path, 'south', '1')).status).toBe(303)
    for (const [address, values] of [
      ['phase', { phase: 'assessment', version }],
      ['close', { reason: 'other', attainment: '0', version }],
      ['move', { organisation: its.organisation('north'), afterDays: '10', afterNorm: 'zurück', version }],
    ] as const)
      expect((await north.post(`${path}/${address}`, values)).status, address).toBe(403)
    const bulk = await north.post('/cases/assign', { cases: path.split('/').at(-1) ?? '', manager: colleague.id })
    expect(bulk.status).toBe(403)
    expect(words((await south.get(path)).text)).toContain('Phase: Klärung')
  })

  test('a file goes to no team of another controller', async () => {
    const path = await open(north, await aPerson())
    expect((await move(north, path, 'town')).status).toBe(422)
    expect((await town.get(path)).status).toBe(404)
  })

  test('h. who changes team has the new scope with the next request', async () => {
    const path = await open(north, await aPerson())
    const mover = await member('caseManager', 'south', 'Wechselt das Team')
    expect((await mover.get(path)).status).toBe(404)
    await its.as('system', (tx) =>
      sql`UPDATE membership SET organisation_id = ${its.organisation('north')} WHERE id = ${mover.id}`.execute(tx),
    )
    expect((await mover.get(path)).status).toBe(200)
    expect((await mover.get('/cases')).text).toContain(path)
  })

  test('d. members of the family travel with the file, or are shown not to', async () => {
    const [mother, child, aunt] = [await aPerson(), await aPerson(), await aPerson()]
    const family = await its.as('system', async (tx) => {
      const id = (
        await sql<{ id: string }>`INSERT INTO family (id, controller_id, code, simulated, version, created_at)
        VALUES (gen_random_uuid(), ${its.organisation('district')}, 'F-7K3M9Q', true, 1, now()) RETURNING id`.execute(
          tx,
        )
      ).rows[0]!.id
      for (const [person, role] of [
        [mother, 'adult'],
        [child, 'child'],
      ] as const)
        await sql`INSERT INTO family_member VALUES (${id}, ${person}, ${its.organisation('district')}, ${role}, '2025-01-01', NULL)`.execute(
          tx,
        )
      return id
    })
    const path = await open(north, mother, { withFamily: 'on' })
    await its.as('system', (tx) =>
      sql`INSERT INTO family_member VALUES (${family}, ${aunt}, ${its.organisation('district')}, 'other', ${today}, NULL)`.execute(
        tx,
      ),
    )
    await move(north, path, 'south')
    const page = words((await south.get(path)).text)
    expect(page).toMatch(/Familie .*Hauptperson/)
    expect(page.match(/nicht in dieser Akte/g)).toHaveLength(1)
  })
})

describe('beyond the team', () => {
  test('supervision has figures without a key to a file, and opens one with a reason, for a time, to read', async () => {
    const path = await open(north, await aPerson())
    const reference = /AUE-\d{4}-\d{4}/.exec((await north.get(path)).text)?.[0] ?? ''
    expect((await coordinator.get(path)).status).toBe(404)
    const figures = await coordinator.get('/cases/supervision')
    expect(words(figures.text)).toContain('Case Management Nord')
    expect(figures.text).not.toContain(reference)
    expect(figures.text).not.toContain(path.split('/').at(-1))
    expect((await coordinator.post('/cases/supervision/enter', { reference, reason: 'kurz' })).status).toBe(422)
    const opened = await coordinator.post('/cases/supervision/enter', {
      reference,
      reason: 'Beschwerde vom 12.11. prüfen',
    })
    expect(pathOf(opened.to)).toBe(path)
    expect((await coordinator.get(path)).status).toBe(200)
    expect((await coordinator.post(`${path}/phase`, { phase: 'assessment', version: '1' })).status).toBe(403)
    expect(words((await north.get(path)).text)).toContain('Letzter fremder Zugriff: Fachaufsicht, Fachaufsicht')
    expect(words((await north.get(`${path}/looks`)).text)).toContain('Beschwerde vom 12.11. prüfen')
  })

  test('in an emergency a case manager of the controller reads for three hours, and data protection is told', async () => {
    const path = await open(north, await aPerson(), { own: 'on' })
    const reference = /AUE-\d{4}-\d{4}/.exec((await north.get(path)).text)?.[0] ?? ''
    expect((await colleague.get(path)).status, 'only who leads it').toBe(404)
    const reason = 'Anruf der Klinik, Fallführung nicht erreichbar'
    const foreign = await town.post('/cases/emergency/enter', { reference, reason })
    expect(foreign.status, 'of another controller it is not there').toBe(422)
    expect((await south.post('/cases/emergency/enter', { reference, reason })).status).toBe(303)
    expect((await south.get(path)).status).toBe(200)
    expect(words((await guard.get('/inbox')).text)).toContain('Fallführung Süd')
    expect(words((await guard.get('/cases/openings')).text)).toContain(reason)
    expect((await guard.get(path)).status).toBe(403)
    const { rows } = await its.as('system', (tx) =>
      sql<{ hours: number }>`SELECT extract(epoch FROM until - opened_at)::float8 / 3600 AS hours FROM case_opening
        WHERE kind = 'emergency' AND case_id = ${path.split('/').at(-1)}`.execute(tx),
    )
    expect(rows.map(({ hours }) => hours)).toEqual([3])
  })

  test('i. no list, count, search or name of another team or controller leaks', async () => {
    const path = await open(town, await aPerson('town', 'Unauffindbar'))
    const reference = /AUE-\d{4}-\d{4}/.exec((await town.get(path)).text)?.[0] ?? ''
    for (const browser of [north, south]) {
      const sent = await browser.post('/cases/search', { name: 'Unauffindbar' })
      const found = await browser.get(sent.to ?? '')
      expect(words(found.text)).toContain('Niemand mit diesem Namen')
      expect(sent.to).not.toContain('Unauffindbar')
      expect(words((await browser.get(`/cases?reference=${reference}`)).text)).toContain(
        'Unter dieser Auswahl steht nichts',
      )
      expect((await browser.get(path)).status).toBe(404)
    }
    const own = await town.get((await town.post('/cases/search', { name: 'unauffind' })).to ?? '')
    expect(own.text).toContain(path)
  })

  test('a search of somebody else is not there, nor a view', async () => {
    await aPerson('district', 'Gesucht')
    const { to } = await north.post('/cases/search', { name: 'Gesucht' })
    expect((await colleague.get(to ?? '')).text).not.toContain('Gesucht')
    await north.post('/cases/views', { name: 'Eilige', query: 'due=overdue&search=x' })
    expect((await north.get('/cases')).text).toContain('?due=overdue"')
    expect((await colleague.get('/cases')).text).not.toContain('Eilige')
  })

  test('every role without case management is refused at every page of a file', async () => {
    const path = await open(north, await aPerson())
    for (const role of roleKeys.filter((key) => !['caseManager', 'coordinator'].includes(key))) {
      const browser = await member(role, 'north', role)
      for (const address of ['/cases', '/cases/new', path, `${path}/manage`, `${path}/close`, `${path}/looks`])
        expect([403, 404], `${role} ${address}`).toContain((await browser.get(address)).status)
    }
  })
})

test('j. two records of a person are merged and parted again: the file stays with the one who stands for both', async () => {
  const [kept, merged] = [await aPerson(), await aPerson()]
  const path = await open(north, merged)
  const actor = await its.member(['caseManager'], 'north')
  const nameIn = async () => /Person\d+ Rahimi/.exec(words((await north.get(path)).text))?.[0]
  const before = await nameIn()
  await its.as(actor, (tx) => mergePersons(tx, actor, { from: merged, fromVersion: 1, into: kept }))
  expect(await nameIn()).not.toBe(before)
  await its.as(actor, (tx) => undoMerge(tx, actor, merged, 2))
  expect(await nameIn()).toBe(before)
})
