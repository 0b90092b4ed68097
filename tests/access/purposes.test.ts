/**
 * What the immigration office reaches when it really asks, with records of the demo before it: by every page, every download,
 * the search, the API and past all of them by the rows themselves. And that nobody finds persons by their residence status.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { rooms } from '../../src/app.ts'
import { day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { type Actor, type RoleKey, rolesWith } from '../../src/platform/access/index.ts'
import { admitProgram } from '../../src/platform/api/administer.ts'
import { type Database, getTenant, inTenant, sql, type Tenant } from '../../src/platform/database/index.ts'
import { listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { type Browser, type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { createTranslate } from '../../src/platform/i18n/index.ts'
import { residenceGroups } from '../../src/rooms/people/index.ts'
import { demoDatabase } from '../demo.ts'
import { addressWith, type Keys, keysOf } from './records.ts'

let db: Database
let tenant: Tenant
let house: TestGate
let keys: Keys
let secrets: readonly string[]
beforeAll(async () => {
  db = await demoDatabase()
  tenant = await getTenant(db, 'auental')
  house = await testGate({ db, tenant }, { rooms })
  keys = (await keysOf(db, tenant, await getTenant(db, 'warendorf'))).looked
  secrets = await secretsOfFiles()
})
afterAll(() => db.close())

/** The rooms that keep data of people, and the lists among their addresses. */
const ofPeople = rooms.filter(({ key }) => ['people', 'journeys', 'cases', 'offers'].includes(key))
const routes = listRoutes(rooms)
const isOfPeople = ({ room }: { readonly room: string }) => ofPeople.some(({ key }) => key === room)
const lists = routes.filter((route) => isOfPeople(route) && route.methods.includes('GET') && !route.path.includes(':'))
const asSystem = <T>(query: string) =>
  inTenant(db, tenant, 'system', async (tx) => (await sql.raw<T>(query).execute(tx)).rows)

/** What stands in files and records of persons and nowhere else: names, notes, what was shared; the newest, as lists show them. */
async function secretsOfFiles(): Promise<readonly string[]> {
  const rows = await asSystem<{ text: string }>(`
    SELECT * FROM (SELECT given_name || ' ' || family_name AS text FROM person
      WHERE given_name IS NOT NULL AND family_name IS NOT NULL ORDER BY id DESC LIMIT 250) AS names
    UNION SELECT * FROM (SELECT left(text, 60) FROM case_note ORDER BY created_at DESC LIMIT 100) AS notes
    UNION SELECT * FROM (
      SELECT line FROM handover_content, jsonb_array_elements(items) AS item, jsonb_array_elements_text(item -> 'lines') AS line
      WHERE length(line) > 25 LIMIT 100
    ) AS shared`)
  return rows.map(({ text }) => text).filter((text) => text.length > 7)
}

/** Somebody who works where this role of the demo works, or where another one does. */
async function colleagueOf(role: RoleKey, ...roles: RoleKey[]): Promise<Browser & { id: Id<'user'> }> {
  const [place] = await asSystem<{ organisationId: Id<'organisation'>; controllerId: Id<'organisation'> }>(`
    SELECT m.organisation_id AS "organisationId", m.controller_id AS "controllerId"
    FROM membership AS m JOIN membership_role AS held ON held.member_id = m.id
    WHERE m.email IS NULL AND held.role = '${role}' AND m.organisation_id IS NOT NULL LIMIT 1`)
  return await house.member(roles.length > 0 ? roles : [role], place)
}

/** Text as it is read, so that a name in an attribute counts too, and entities do not hide one. */
const plain = (text: string) => text.replaceAll('&#x27;', "'").replaceAll('&amp;', '&').replace(/\s+/g, ' ')
const leaksIn = (text: string) => {
  const read = plain(text)
  // Any code of a person, and any Aktenzeichen of a file.
  const codes = read.match(/\b(?:P-[0-9A-Z]{6}|AUE-20\d\d-\d{4})\b/g) ?? []
  return [...codes, ...secrets.filter((secret) => read.includes(secret))]
}

describe('the immigration and naturalisation office', () => {
  // Once where it belongs, and once as if the same people sat in the middle of case management.
  test.each(['immigrationOffice', 'caseManager'] as const)(
    'finds no person and no note at any address (placed as %s)',
    async (place) => {
      const office = await colleagueOf(place, 'immigrationOffice')
      const read: string[] = []
      for (const route of routes.filter(({ methods }) => methods.includes('GET'))) {
        // The structure's side knows no person: its pages are read once, its papers and workbooks hold no readable text.
        if (!isOfPeople(route) && (place === 'caseManager' || route.kind === 'download')) continue
        const answer = await office.get(addressWith(keys, office.id, route))
        if (answer.status !== 200) continue
        read.push(route.path)
        expect(leaksIn(answer.text), route.path).toEqual([])
      }
      expect(read.length).toBeGreaterThan(place === 'caseManager' ? 2 : 15)
      expect(secrets.length).toBeGreaterThan(200)
      expect(read.filter((path) => /^\/(cases|people|handovers|follow-ups|findings|exports)(\/|$)/.test(path))).toEqual(
        [],
      )
    },
  )

  test('gets nothing from the search that stands on every page, nor by sending the forms of others', async () => {
    const office = await colleagueOf('immigrationOffice')
    const [person] = await asSystem<{ given: string; family: string }>(
      `SELECT given_name AS given, family_name AS family FROM person WHERE family_name IS NOT NULL ORDER BY id LIMIT 1`,
    )
    for (const text of [person!.family, `${person!.given} ${person!.family}`, 'AUE-2026', 'P-'])
      expect(leaksIn((await office.post('/search', { text }, { from: '/referrals' })).text), text).toEqual([])
    expect(
      (await office.post('/people', { givenName: '', familyName: person!.family, birth: '' }, { from: '/referrals' }))
        .status,
    ).toBe(403)
    expect((await office.post('/cases/searches', { name: person!.family }, { from: '/referrals' })).status).not.toBe(
      200,
    )
  })

  test('reads no row of persons, files or what was shared, past every page', async () => {
    const office = await colleagueOf('immigrationOffice')
    const tables = await asSystem<{ name: string }>(`
      SELECT table_name AS name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = current_schema() AND column_name = 'controller_id' AND table_type = 'BASE TABLE' ORDER BY 1`)
    const asked = tables.map(({ name }) => name)
    const { seen, tried } = await rowsSeenBy(await actorOf(office, ['immigrationOffice']), asked)
    // Where the same question finds what lies there, it was asked: neither closed off by an error nor empty for everybody.
    const manager = await rowsSeenBy(await actorOf(await colleagueOf('caseManager'), ['caseManager']), asked)
    expect(manager.seen).toEqual(expect.arrayContaining(['person', 'case_file', 'case_note', 'handover']))
    expect([tried, manager.tried]).toEqual([asked.length, asked.length])
    expect(tables.length).toBeGreaterThan(30)
    // Its own referrals with their steps; and what everybody signed in knows of members and their grants.
    expect(seen.filter((name) => !['handover', 'journey_step'].includes(name))).toEqual(knownToAll)
  })

  /** Of some tables those in which a member sees a row, and how many were answered. One transaction each: an error ends it. */
  async function rowsSeenBy(member: Actor, asked: readonly string[]) {
    const seen: string[] = []
    let tried = 0
    for (const name of asked) {
      const some = await inTenant(db, tenant, member, async (tx) => {
        const { rows } = await sql<{ some: boolean }>`SELECT EXISTS (SELECT FROM ${sql.table(name)}) AS some`.execute(
          tx,
        )
        return rows[0]!.some
      })
      tried++
      if (some) seen.push(name)
    }
    return { seen, tried }
  }

  /** Rows of these say whose member somebody is, or belong to the structure's side. */
  const knownToAll = ['membership', 'membership_role']

  test('a program of the office gets nothing from the API that is not its own', async () => {
    const [place] = await asSystem<{ organisationId: Id<'organisation'>; controllerId: Id<'organisation'> }>(`
      SELECT id AS "organisationId", id AS "controllerId" FROM organisation WHERE key = 'auslaenderbehoerde'`)
    const api = rooms.flatMap((room) => room.api ?? [])
    const admin = await actorOf(await colleagueOf('administrator'), ['administrator'])
    const { token } = await inTenant(db, tenant, admin, (tx) =>
      admitProgram(
        { tx, tenant, actor: admin, clock: house.clock },
        {
          name: 'Fachverfahren',
          ...place!,
          role: 'immigrationOffice',
          scopes: [...new Set(api.map(({ scope }) => scope))],
          validTo: day('2027-01-01'),
        },
      ),
    )
    expect(api.length).toBeGreaterThan(3)
    const [handover] = await asSystem<{ id: string }>(`SELECT id FROM handover WHERE ended_on IS NULL LIMIT 1`)
    let tried = 0
    for (const { path, method, right } of api) {
      expect([...rolesWith(right)], path).not.toContain('immigrationOffice')
      if (method !== 'GET') continue
      tried++
      const url = `http://nahtlos.test/${tenant.key}/api/v1${path.replace(/:[a-z]+/g, handover!.id)}`
      const answer = await house.gate.request(url, { headers: { authorization: `Bearer ${token}` } })
      expect([path, answer.status === 403 || answer.status === 404]).toEqual([path, true])
      expect(leaksIn(await answer.text()), path).toEqual([])
    }
    expect(tried).toBeGreaterThan(1)
  })
})

/** A browser's member as the room's functions know it. */
async function actorOf({ id }: { readonly id: Id<'user'> }, roles: readonly RoleKey[]): Promise<Actor> {
  const [found] = await asSystem<Actor>(`
    SELECT id AS "userId", account_id AS "accountId", name, organisation_id AS "organisationId", controller_id AS "controllerId"
    FROM membership WHERE id = '${id}'`)
  return { ...found!, roles, locale: 'de' }
}

describe('nobody searches across purposes or by residence status', () => {
  const asked = ['residence', 'residenceGroup', 'residence_group', 'aufenthalt', 'purpose', 'purposes']

  test('no form takes such a word but those that keep a person’s record or write a transfer basis', () => {
    const taking = ofPeople.flatMap((room) =>
      room.routes.flatMap((route) => {
        if (!('schema' in route)) return []
        const names = namesIn(z.toJSONSchema(route.schema, { unrepresentable: 'any', io: 'input' }))
        return names.some((name) => /residence|aufenthalt|^purposes?$/i.test(name)) ? [route.path] : []
      }),
    )
    expect(taking.sort()).toEqual([
      '/cases/:id/conferences/:conference',
      '/cases/:id/conferences/new',
      '/people/:id/bases/new',
      '/people/:id/bases/release',
      '/people/:id/bases/task',
      '/people/:id/edit',
      '/people/new',
    ])
  })

  test('no route of the API takes or gives one', () => {
    for (const { path, input, answer } of rooms.flatMap((room) => room.api ?? []))
      for (const schema of [input, answer])
        expect(
          namesIn(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })).filter((name) =>
            /residence/i.test(name),
          ),
          path,
        ).toEqual([])
  })

  test('no export has a column for it, nor is narrowed by it', async () => {
    const manager = await actorOf(await colleagueOf('caseManager'), ['caseManager'])
    const kinds = rooms.flatMap((room) => room.exports ?? [])
    expect(kinds.length).toBeGreaterThan(2)
    for (const { key, parameters, table } of kinds) {
      const columns = await inTenant(db, tenant, manager, async (tx) => {
        const t = createTranslate('de', {}, { onMissing: (name) => name })
        const scope = {
          tx,
          actor: manager,
          query: new URLSearchParams(),
          today: house.clock.today(),
          tenant,
          locale: 'de',
          t,
        } as const
        return (await table(scope)).columns.map((column) => column.key)
      })
      expect(
        [...parameters, ...columns].filter((name) => /residence|aufenthalt/i.test(name)),
        key,
      ).toEqual([])
    }
  })

  test.each(['caseManager', 'coordinator', 'municipality', 'intake'] as const)(
    'every list says the same to a %s whatever status is asked for',
    { timeout: 60_000 },
    async (role) => {
      const who = await colleagueOf(role)
      const words = new URLSearchParams()
      for (const name of asked) for (const group of residenceGroups.slice(0, 2)) words.append(name, group)
      let looked = 0
      for (const route of lists.filter(({ roles }) => roles.includes(role))) {
        const [before, after] = [await who.get(route.path), await who.get(`${route.path}?${words}`)]
        if (before.status !== 200) continue
        looked++
        if (after.status === 200) expect(shownBy(after.text), route.path).toBe(shownBy(before.text))
        else expect(after.status, route.path).toBeGreaterThanOrEqual(400)
      }
      expect(looked).toBeGreaterThan(1)
    },
  )

  test('a search for persons with a status beside it finds what it finds without', async () => {
    const manager = await colleagueOf('caseManager')
    const [most] = await asSystem<{ family: string }>(
      `SELECT family_name AS family FROM person WHERE family_name IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    )
    const search = async (more: Readonly<Record<string, string>>) => {
      const sent = await manager.post('/people', { givenName: '', familyName: most!.family, birth: '', ...more })
      expect(sent.status).toBe(303)
      return shownBy((await manager.get(sent.to!.replace(/^\/auental/, ''))).text)
    }
    const found = await search({})
    expect(found).toContain(most!.family)
    for (const group of residenceGroups.slice(0, 3))
      expect(await search({ residenceGroup: group, purpose: group })).toBe(found)
  })

  test('no index leads from a residence group to a person, and there is one purpose', async () => {
    const indexes = await asSystem<{ definition: string }>(
      `SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = current_schema() AND indexdef ~ 'residence_group|purpose'`,
    )
    expect(indexes).toEqual([])
    const purposes = await asSystem<{ purpose: string }>(`SELECT DISTINCT purpose FROM person`)
    expect(purposes).toEqual([{ purpose: 'caseManagement' }])
  })
})

/** All names of properties in a JSON schema, at any depth. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'properties'
      ? [...Object.keys(value as object), ...Object.values(value as object).flatMap(namesIn)]
      : namesIn(value),
  )
}

/** What a page shows, without the address it was asked by, which it repeats in links and forms, and without tokens. */
const shownBy = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
