/** The pages of the room in browsers of two controllers and of the roles that see no person. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Id, newPublicId } from '../../kernel/ids.ts'
import { type Actor, roleKeys } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { type Browser, type TestGate, testGate } from '../../platform/http/testing.ts'
import { room as network } from '../network/index.ts'
import { tables } from './access.ts'
import { openPerson } from './actions/open.ts'
import { readBirth } from './domain/birth.ts'
import { room } from './index.ts'
import { tidySearches } from './searches.ts'
import { type TestPeople, testPeople } from './testing.ts'

let its: TestPeople
let gate: TestGate
let manager: Browser
let colleague: Browser
let stranger: Browser
let amal: Id<'person'>
let town: Actor
beforeAll(async () => {
  its = await testPeople()
  gate = await testGate(its, { rooms: [network, room] })
  town = await its.member(['caseManager'], 'town')
  const there = { organisationId: its.organisation('town') }
  manager = await gate.member(['caseManager'], { ...there, name: 'Fallführung Eins' })
  colleague = await gate.member(['caseManager'], { ...there, name: 'Fallführung Zwei' })
  stranger = await gate.member(['caseManager'], { organisationId: its.organisation('district') })
  const loaded = await its.load([
    {
      key: 'amal',
      controllerId: its.organisation('town'),
      givenName: 'Amal',
      familyName: 'Haddad',
      birth: readBirth('04.03.1987') ?? null,
      languages: ['ar'],
    },
  ])
  amal = loaded.persons.get('amal') as Id<'person'>
})
afterAll(() => its.close())

const words = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const idIn = (address: string | undefined) => /[0-9a-f-]{36}/.exec(address ?? '')?.[0] ?? ''

async function search(browser: Browser, values: Record<string, string>) {
  const sent = await browser.post('/people', values)
  expect(sent.status).toBe(303)
  return sent.to ?? ''
}

describe('search before create', () => {
  test('answers at an address without a word of it, with the reasons why somebody may be meant', async () => {
    const address = await search(manager, { familyName: 'حداد', givenName: 'امل', birth: '03.04.1987' })
    expect(address).toMatch(/^\/people\/searches\/[0-9a-f-]{36}$/)
    const page = words((await manager.get(address)).text)
    expect(page).toContain('Amal Haddad')
    expect(page).toContain('andere Schreibweise, Tag und Monat vertauscht')
  })

  test('is for the one who searched, for two hours', async () => {
    const address = await search(manager, { familyName: 'Haddad' })
    expect((await colleague.get(address)).status).toBe(404)
    await its.as(town, (tx) =>
      tables(tx)
        .insertInto('person_search')
        .values({
          id: newPublicId<'search'>(),
          controller_id: its.organisation('town'),
          user_id: town.userId,
          given_name: null,
          family_name: 'Alt',
          birth: null,
          created_at: new Date(Date.now() - 3 * 3_600_000),
        })
        .execute(),
    )
    await its.as('system', (tx) => tidySearches(tx))
    expect((await manager.get(address)).status).toBe(200)
    const { rows } = await its.as('system', (tx) =>
      sql<{ names: string[] }>`SELECT array_agg(family_name) AS names FROM person_search`.execute(tx),
    )
    expect(rows[0]?.names).toContain('Haddad')
    expect(rows[0]?.names).not.toContain('Alt')
  })

  test('needs a word, and a day of birth alone is none', async () => {
    const sent = await manager.post('/people', { familyName: 'h', birth: '1987' })
    expect(sent.status).toBe(422)
    expect(words(sent.text)).toContain('mindestens zwei Buchstaben')
  })

  test('comes first: without it the page of a new person leads to it', async () => {
    expect(words((await manager.get('/people/new')).text)).toContain('Suchen Sie zuerst')
  })

  test('finds nobody of another controller', async () => {
    const page = await stranger.get(await search(stranger, { familyName: 'Haddad', givenName: 'Amal' }))
    expect(words(page.text)).toContain('Niemand gefunden')
    expect((await stranger.get(`/people/${amal}`)).status).toBe(404)
    expect((await stranger.get(`/people/${amal}/edit`)).status).toBe(404)
  })

  test('a probable duplicate is shown first, and is added when it is said to be another person', async () => {
    const address = await search(manager, { familyName: 'Hadad', givenName: 'Amal' })
    const from = `/people/new?search=${idIn(address)}`
    expect((await manager.get(from)).text).toContain('value="Hadad"')
    const typed = { familyName: 'Hadad', givenName: 'Amal', birth: '04.03.1987', phone: '0251 12345' }
    const sent = await manager.post('/people/new', typed, { from })
    expect(sent.status).toBe(422)
    expect(words(sent.text)).toContain('Diese Person wird vielleicht schon geführt')
    expect(sent.text).toContain('value="0251 12345"')
    const again = await manager.post('/people/new', { ...typed, otherPerson: 'on' }, { from })
    expect(again.status).toBe(303)
    const page = words((await manager.get(again.to ?? '')).text)
    expect(page).toContain('Die Person ist angelegt.')
    expect(page).toContain('Vielleicht doppelt')
  })

  test('nobody without a name, unless pseudonymous, and then without one', async () => {
    const from = `/people/new?search=${idIn(await search(manager, { familyName: 'Niemand' }))}`
    const nameless = await manager.post('/people/new', { birth: '1990' }, { from })
    expect(nameless.status).toBe(422)
    const sent = await manager.post(
      '/people/new',
      { pseudonymous: 'on', familyName: 'Geheim', phone: '0251 99999', birth: '14.03.1990' },
      { from },
    )
    const page = words((await manager.get(sent.to ?? '')).text)
    expect(page).toContain('ohne Namen geführt')
    expect(page).not.toContain('Geheim')
    const { rows } = await its.as('system', (tx) =>
      sql<{ all: string }>`
        SELECT row_to_json(person)::text || (SELECT json_agg(person_change)::text FROM person_change
          WHERE person_id = person.id) AS "all" FROM person WHERE id = ${idIn(sent.to)}::uuid
      `.execute(tx),
    )
    expect(rows[0]?.all).not.toMatch(/Geheim|99999|03-14/)
  })
})

describe('a record', () => {
  test('that two change at once shows both versions to the second and loses nothing', async () => {
    const edit = `/people/${amal}/edit`
    const as = (more: Record<string, string>) => ({
      familyName: 'Haddad',
      givenName: 'Amal',
      birth: '04.03.1987',
      version: '1',
      ...more,
    })
    expect((await colleague.post(edit, as({ phone: '0251 111111', language: 'ar' }))).status).toBe(303)
    const second = await manager.post(edit, as({ phone: '0251 222222', reachNote: 'nur vormittags', language: 'ar' }))
    expect(second.status).toBe(409)
    const page = words(second.text)
    expect(page).toContain('Fallführung Zwei')
    expect(page).toMatch(/Telefon 0251 111111 0251 222222/)
    expect(page).toMatch(/Hinweis zur Erreichbarkeit nicht angegeben nur vormittags/)
    expect(second.text).toContain('value="0251 222222"')
    const third = await manager.post(
      edit,
      as({ phone: '0251 222222', reachNote: 'nur vormittags', language: 'ar', version: '2' }),
    )
    expect(third.status).toBe(303)
    expect(words((await manager.get(`/people/${amal}/history`)).text)).toContain('0251 111111')
  })

  test('is merged after looking at both, and the merge is undone', async () => {
    const loaded = await its.load(
      ['Jusuf', 'Yousef'].map((givenName) => ({
        key: givenName,
        controllerId: its.organisation('town'),
        givenName,
        familyName: 'Barzani',
      })),
    )
    const [old, kept] = [loaded.persons.get('Jusuf') ?? '', loaded.persons.get('Yousef') ?? '']
    const compare = `/people/${old}/compare/${kept}`
    expect(words((await manager.get(compare)).text)).toContain('andere Schreibweise')
    const merged = await manager.post(compare, { keep: kept, version: '1', otherVersion: '1' })
    expect(merged.to).toBe(`/people/${kept}?done=merged`)
    expect(words((await manager.get(`/people/${old}`)).text)).toContain('Dieser Datensatz ist zusammengeführt')
    const undone = await manager.post(`/people/${old}/undo-merge`, { version: '2' })
    expect(undone.status).toBe(303)
    expect(words((await manager.get(`/people/${old}`)).text)).not.toContain('zusammengeführt ')
    expect((await manager.post(compare, { keep: amal, version: '3', otherVersion: '1' })).status).toBe(422)
    expect((await manager.get(`/people/${old}/compare/${old}`)).status).toBe(404)
    expect((await manager.get(`/people/${old}/compare/nobody`)).status).toBe(404)
  })

  test('begins a family, takes somebody in by the code, and lets them go', async () => {
    const loaded = await its.load([
      {
        key: 'child',
        controllerId: its.organisation('town'),
        givenName: 'Lina',
        familyName: 'Haddad',
        birth: readBirth('2019') ?? null,
      },
      { key: 'other', controllerId: its.organisation('district'), givenName: 'Fremd', familyName: 'Haddad' },
    ])
    const begun = await manager.post(`/people/${amal}/family`, { role: 'adult', since: '01.02.2026' })
    const family = `/people/families/${idIn(begun.to)}`
    const add = (code: string | undefined) =>
      manager.post(`${family}/members`, { code: code ?? '', role: 'child', since: '01.02.2026' })
    expect((await add(loaded.codes.get('other'))).status).toBe(422)
    expect((await add(loaded.codes.get('child'))).status).toBe(303)
    expect((await add(loaded.codes.get('child'))).status).toBe(422)
    const page = words((await manager.get(family)).text)
    expect(page).toContain('Familie, 2 Personen')
    expect(page).toContain('Lina Haddad')
    expect((await stranger.get(family)).status).toBe(404)
    const gone = await manager.post(`${family}/end`, { person: loaded.persons.get('child') ?? '', until: '01.06.2026' })
    expect(gone.to).toBe(`${family}?done=left`)
    expect(words((await manager.get(family)).text)).toContain('Früher in der Familie')
  })
})

describe('nobody else', () => {
  test.each(roleKeys.filter((role) => role !== 'caseManager'))('%s opens a person or searches one', async (role) => {
    const browser = await gate.member([role], { organisationId: its.organisation('town') })
    expect((await browser.get('/people')).status).toBe(403)
    expect([403, 404]).toContain((await browser.get(`/people/${amal}`)).status)
    expect([403, 404]).toContain((await browser.get(`/people/${amal}/history`)).status)
  })

  test('but who was let in reads, for that time, and changes nothing', async () => {
    const coordinator = await gate.member(['coordinator'], { organisationId: its.organisation('town') })
    const actor = {
      ...its.actor,
      userId: coordinator.id,
      roles: ['coordinator'] as const,
      organisationId: its.organisation('town'),
      controllerId: its.organisation('town'),
    }
    const inAnHour = new Date(Date.now() + 3_600_000)
    await its.as(actor, (tx) => openPerson(tx, actor, amal, inAnHour, Date.now()))
    expect(words((await coordinator.get(`/people/${amal}`)).text)).toContain('Amal Haddad')
    expect((await coordinator.get(`/people/${amal}/edit`)).status).toBe(403)
    expect((await coordinator.get('/people')).status).toBe(403)
    await its.as('system', (tx) => sql`DELETE FROM person_opening`.execute(tx))
    expect((await coordinator.get(`/people/${amal}`)).status).toBe(404)
  })

  test('is let in to a person of another controller', async () => {
    const actor = {
      ...its.actor,
      roles: ['coordinator'] as const,
      organisationId: its.organisation('district'),
      controllerId: its.organisation('district'),
    }
    await expect(
      its.as(actor, (tx) => openPerson(tx, actor, amal, new Date(Date.now() + 1000), Date.now())),
    ).rejects.toThrow()
  })
})

test('neither the log nor the audit has a name in it', async () => {
  expect(gate.log.join()).not.toMatch(/Haddad|Hadad|Barzani/)
  const { rows } = await its.as('system', (tx) => sql<{ payload: string }>`SELECT payload FROM audit_entry`.execute(tx))
  expect(rows.map(({ payload }) => payload).join()).not.toMatch(/Haddad|Hadad|Barzani|حداد/)
})
