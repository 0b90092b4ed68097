import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { tables } from './access.ts'
import { organisationKinds } from './domain/kinds.ts'
import { targetOn } from './domain/targets.ts'
import type { NetworkData } from './load.ts'
import { listBodies } from './queries/bodies.ts'
import { organisationChoices } from './queries/choices.ts'
import { listContacts } from './queries/contacts.ts'
import { listInterfaces } from './queries/interfaces.ts'
import { listJurisdictions } from './queries/jurisdictions.ts'
import { listMunicipalities } from './queries/municipalities.ts'
import { getOrganisation, listOrganisations } from './queries/organisations.ts'
import { readOverview } from './queries/overview.ts'
import { searchNetwork } from './queries/search.ts'
import { listSites } from './queries/sites.ts'
import { findInterfaceTargets } from './queries/targets.ts'
import { usesOf } from './queries/uses.ts'
import { setting, smallNetwork, type TestNetwork, testNetwork } from './testing.ts'

/** The small network and 120 schools, for lists with pages. */
const network: NetworkData = {
  ...smallNetwork,
  organisations: [
    ...smallNetwork.organisations!,
    ...Array.from({ length: 120 }, (_, index) => ({
      key: `school-${index}`,
      kind: 'school' as const,
      name: `Grundschule ${String(index).padStart(3, '0')}`,
      parent: 'town-aulenstedt',
    })),
  ],
}

let its: TestNetwork
let actor: Actor
beforeAll(async () => {
  its = await testNetwork(network)
  actor = await its.member('municipality')
})
afterAll(() => its.close())

const { today } = setting
const names = async (listing: Parameters<typeof listOrganisations>[2]) =>
  (await its.as(actor, (tx) => listOrganisations(tx, actor, listing, today))).rows.map((row) => row.name)

describe('organisations are found', () => {
  test.each([
    [{ text: 'müllerstraße' }, ['Beratungsstelle Müllerstraße']],
    [{ text: 'MUELLERSTRASSE' }, ['Beratungsstelle Müllerstraße']],
    [{ text: 'mullerstrasse berat' }, ['Beratungsstelle Müllerstraße']],
    [{ text: 'zentrum' }, ['Kommunales Integrationszentrum']],
    [{ text: 'schulamt' }, ['Kommunales Integrationszentrum']],
    [{ text: 'aussiedler' }, []],
    [{ text: 'aussiedler', state: 'ended' as const }, ['Amt für Aussiedlerfragen']],
    [{ text: 'aussiedler', state: 'all' as const }, ['Amt für Aussiedlerfragen']],
    [{ kind: 'welfareAssociation' as const }, ['Beratungsstelle Müllerstraße']],
    [{ parent: 'kreis' }, ['Jobcenter Kreis Auental', 'Kommunales Integrationszentrum']],
    [{ municipality: 'aulenstedt' }, ['Beratungsstelle Müllerstraße', 'Stadt Aulenstedt']],
    [{ controller: true }, ['Kreis Auental', 'Stadt Aulenstedt']],
    [{ text: '%_\\' }, undefined],
    [{ text: "'; DROP TABLE organisation; --" }, []],
  ])('by %j', async (listing, expected) => {
    if (expected) expect(await names(listing)).toEqual(expected)
    else expect((await names(listing)).length).toBeGreaterThan(5)
  })

  test('under the name of the day', async () => {
    const before = await its.as(actor, (tx) => getOrganisation(tx, actor, 'integration-centre', day('2018-12-31')))
    expect(before.name).toBe('Kommunales Integrationszentrum im Schulamt')
  })

  test('page by page, each once, in the order of the German dictionary', async () => {
    const all = await names({ limit: 1000 })
    expect(all).toHaveLength(125)
    expect(all).toEqual(all.toSorted(new Intl.Collator('de').compare))
    const pages = [await names({ limit: 50 }), await names({ limit: 50, offset: 50 }), await names({ offset: 100 })]
    expect(pages.flat()).toEqual(all)
    expect(pages.map((page) => page.length)).toEqual([50, 50, 25])
    expect(await names({ limit: 1000, descending: true })).toEqual(all.toReversed())
  })

  test.each(['kind', 'parent', 'municipality'] as const)('in the order of %s, both ways', async (sort) => {
    const all = (await names({ limit: 1000 })).toSorted()
    for (const descending of [false, true])
      expect((await names({ limit: 1000, sort, descending })).toSorted()).toEqual(all)
  })

  test('the count names all, also those on other pages', async () => {
    const { total } = await its.as(actor, (tx) => listOrganisations(tx, actor, { kind: 'school', limit: 5 }, today))
    expect(total).toBe(120)
  })
})

describe('the other lists', () => {
  test.each([
    ['sites of an organisation', listSites, { organisation: 'integration-centre' }, ['villa']],
    ['sites by street', listSites, { text: 'markt 1' }, ['villa']],
    [
      'contacts of an organisation, with those of its sites',
      listContacts,
      { organisation: 'integration-centre' },
      ['first-counselling'],
    ],
    ['contacts of a site', listContacts, { site: 'villa' }, ['first-counselling']],
    ['municipalities of a region', listMunicipalities, { region: 'south' }, ['dornsiek']],
    ['municipalities by key', listMunicipalities, { text: '05999004' }, ['aulenstedt']],
    [
      'municipalities, the largest first',
      listMunicipalities,
      { sort: 'population', descending: true },
      ['aulenstedt', 'dornsiek'],
    ],
    ['jurisdictions by code', listJurisdictions, { text: 'sgb' }, ['sgb-2']],
    ['bodies with an organisation', listBodies, { organisation: 'jobcenter' }, ['steering-group']],
    ['public bodies', listBodies, { isPublic: true }, ['council']],
    ['interfaces of a jurisdiction', listInterfaces, { jurisdiction: 'sgb-2' }, ['asylblg-sgb2']],
    ['interfaces of an organisation', listInterfaces, { organisation: 'jobcenter' }, ['asylblg-sgb2']],
    ['interfaces without a target', listInterfaces, { hasTarget: false }, ['course-a2-b1']],
    ['interfaces by a word of a side', listInterfaces, { text: 'jobcenter' }, ['asylblg-sgb2']],
    [
      'interfaces, the shortest target last',
      listInterfaces,
      { sort: 'target', descending: true },
      ['asylblg-sgb2', 'course-a2-b1'],
    ],
  ] as readonly (readonly [string, unknown, object, readonly string[]])[])('%s', async (_, list, listing, keys) => {
    // Each list with filters of its own; the table above pairs them.
    const find = list as (...asked: Parameters<typeof listSites>) => ReturnType<typeof listSites>
    const { rows } = await its.as(actor, (tx) => find(tx, actor, listing as never, today))
    expect(rows.map((row) => row.key)).toEqual(keys)
  })
})

test('the target that the list shows is the one that the rule names', async () => {
  const key = 'asylblg-sgb2'
  const entry = fc.record({
    days: fc.option(fc.integer({ min: 1, max: 90 })),
    validFrom: fc.integer({ min: 0, max: 4 }).map((n) => addDays(day('2030-01-01'), n)),
  })
  const on = fc.integer({ min: -1, max: 6 }).map((n) => addDays(day('2030-01-01'), n))
  const undo = new Error('undo')
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 6 }), on, async (entries, when) => {
      await its
        .as('system', async (tx) => {
          const { id } = await tables(tx)
            .selectFrom('service_interface')
            .select('id')
            .where('key', '=', key)
            .executeTakeFirstOrThrow()
          for (const [index, { days, validFrom }] of entries.entries())
            await sql`
              INSERT INTO interface_target (interface_id, number, days, unit, valid_from, backdated, simulated, recorded_at)
              VALUES (${id}, ${index + 3}, ${days}, 'calendarDays', ${validFrom}, false, true, now())
            `.execute(tx)
          const targets = (await findInterfaceTargets(tx)).find((one) => one.key === key)?.targets ?? []
          expect(targets).toHaveLength(entries.length + 2)
          const listed = await listInterfaces(tx, actor, { jurisdiction: 'sgb-2' }, when)
          expect(listed.rows[0]?.targetDays).toBe(targetOn(targets, when)?.days ?? null)
          const published = await sql<{ days: number | null }>`
            SELECT days FROM (
              SELECT days, number, valid_from, lead(valid_from) OVER (ORDER BY valid_from, number) AS next_from
              FROM interface_target WHERE interface_id = ${id}
            ) AS target WHERE valid_from <= ${when} AND (next_from IS NULL OR next_from > ${when})`.execute(tx)
          expect(published.rows[0]?.days ?? null).toBe(targetOn(targets, when)?.days ?? null)
          throw undo
        })
        .catch((error) => {
          if (error !== undo) throw error
        })
    }),
    { numRuns: 40 },
  )
})

describe('the search on every page', () => {
  test.each([
    ['jobcenter', ['/network/interfaces/asylblg-sgb2', '/network/organisations/jobcenter']],
    ['lenkungsgruppe', ['/network/bodies/steering-group']],
    ['', []],
    ['?', []],
  ])('%j', async (text, expected) => {
    const hits = await its.as(actor, (tx) => searchNetwork(tx, actor, text, 20))
    expect(hits.map((hit) => hit.path)).toEqual(expected)
  })
  test('gives no more than asked for', async () => {
    expect(await its.as(actor, (tx) => searchNetwork(tx, actor, 'grundschule', 7))).toHaveLength(7)
  })
  test('does not know what a member of a council may not see', async () => {
    const council = await its.member('council')
    expect(await its.as(council, (tx) => searchNetwork(tx, council, 'lenkungsgruppe', 20))).toEqual([])
  })
})

test('what still refers to a record is counted', async () => {
  const uses = await its.as(actor, (tx) => usesOf(tx, actor, 'organisation', 'jobcenter', today))
  expect(uses).toEqual({ contact: 1, body: 1, interface: 1 })
})

test('the overview counts what there is today', async () => {
  const overview = await its.as(actor, (tx) => readOverview(tx, actor, today))
  expect(overview).toEqual({
    counts: { organisation: 125, site: 1, contact: 2, municipality: 2, jurisdiction: 2, body: 2, interface: 2 },
    interfacesWithoutTarget: 1,
    population: 41_200,
  })
})

test('the nearest controller above answers for an organisation', async () => {
  const choices = await its.as(actor, (tx) => organisationChoices(tx, actor))
  const named = (id: string | undefined) => choices.find((choice) => choice.id === id)?.name
  const of = (name: string) => named(choices.find((choice) => choice.name === name)?.controllerId)
  expect(of('Jobcenter Kreis Auental')).toBe('Kreis Auental')
  expect(of('Grundschule 001')).toBe('Stadt Aulenstedt')
  expect(of('Stadt Aulenstedt')).toBe('Stadt Aulenstedt')
  expect(of('Beratungsstelle Müllerstraße')).toBe('Beratungsstelle Müllerstraße')
})

test('the search uses its index under row-level security', async () => {
  const plan = await its.as(actor, async (tx) => {
    await sql`SET LOCAL enable_seqscan = off`.execute(tx)
    const explained = await sql<{ 'QUERY PLAN': string }>`
      EXPLAIN SELECT subject_id FROM network_word
      WHERE subject_kind = 'organisation' AND ending >= 'amt' AND ending < 'amu' AND at_start >= false`.execute(tx)
    return explained.rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  expect(plan).toMatch(/Index Cond:.*ending >= 'amt'.*ending < 'amu'/)
})

test('there are as many kinds of organisations as the form offers', () => expect(organisationKinds).toHaveLength(7))
