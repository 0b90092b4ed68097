import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { listBodies, membersOf } from '../queries/bodies.ts'
import { listInterfaces } from '../queries/interfaces.ts'
import { listMunicipalities } from '../queries/municipalities.ts'
import { listOrganisations, namesOf } from '../queries/organisations.ts'
import { findInterfaceTargets } from '../queries/targets.ts'
import { setting, smallNetwork, type TestNetwork, testNetwork } from '../testing.ts'
import { loadNetwork } from './load.ts'

let its: TestNetwork
beforeAll(async () => {
  its = await testNetwork(null)
})
afterAll(() => its.close())

const { today } = setting

test('a network is loaded whole, and only once', async () => {
  const ids = await its.as('system', (tx) => loadNetwork(tx, smallNetwork))
  expect(ids.organisations.size).toBe(6)
  const actor = await its.member('coordinator')
  await its.as(actor, async (tx) => {
    const organisations = await listOrganisations(tx, actor, {}, today)
    expect(organisations.rows.map((row) => [row.name, row.parentName, row.municipalityName])).toEqual([
      ['Beratungsstelle Müllerstraße', null, 'Aulenstedt'],
      ['Jobcenter Kreis Auental', 'Kreis Auental', null],
      ['Kommunales Integrationszentrum', 'Kreis Auental', null],
      ['Kreis Auental', null, null],
      ['Stadt Aulenstedt', null, 'Aulenstedt'],
    ])
    expect(organisations.rows.every((row) => row.simulated)).toBe(true)
    expect(await namesOf(tx, ids.organisations.get('integration-centre')!)).toHaveLength(2)
    const { rows: municipalities } = await listMunicipalities(tx, actor, {}, today)
    expect(municipalities.map((row) => [row.ags, row.regionName, row.population])).toEqual([
      ['05999004', 'Nordkreis', 41_200],
      ['05999012', 'Südkreis', null],
    ])
    const { rows: bodies } = await listBodies(tx, actor, {}, today)
    expect(bodies.map((row) => [row.name, row.chairName, row.members])).toEqual([
      ['Kreistag', null, 0],
      ['Lenkungsgruppe KIM', 'Kommunales Integrationszentrum', 2],
    ])
    expect(await membersOf(tx, ids.bodies.get('steering-group')!, today)).toHaveLength(3)
    const { rows: interfaces } = await listInterfaces(tx, actor, { sort: 'target' }, today)
    expect(interfaces.map((row) => [row.key, row.fromJurisdiction, row.targetDays])).toEqual([
      ['asylblg-sgb2', 'AsylbLG', 14],
      ['course-a2-b1', null, null],
    ])
    expect((await findInterfaceTargets(tx)).map((one) => [one.key, one.targets.length])).toEqual([
      ['asylblg-sgb2', 2],
      ['course-a2-b1', 0],
    ])
  })
  await expect(its.as('system', (tx) => loadNetwork(tx, smallNetwork))).rejects.toThrow('district_one_per_tenant')
})

describe('a network that does not hold together is refused, with every problem', () => {
  const broken: typeof smallNetwork = {
    district: { key5: '5570', name: 'Kreis' },
    simulated: false,
    municipalities: [{ key: 'Ahlen', ags: '05515000', name: 'x', kind: 'town', region: 'west' }],
    organisations: [
      { key: 'a', kind: 'other', name: 'A', parent: 'b' },
      { key: 'b', kind: 'other', name: 'B', parent: 'a' },
      { key: 'c', kind: 'other', name: [{ name: 'C', since: day('2020-01-01') }], parent: 'nobody' },
      { key: 'a', kind: 'other', name: 'A again' },
    ],
    sites: [{ key: 'site', organisation: 'gone', name: 'Haus', sources: [{ title: 'x', field: 'colour' }] }],
    contacts: [{ key: 'new', office: 'Eingang' }],
    bodies: [
      {
        key: 'group',
        name: 'Gruppe',
        kind: 'network',
        public: false,
        chair: 'a',
        members: [
          { organisation: 'b', role: 'chair' },
          { organisation: 'b', from: day('2026-02-01'), to: day('2026-01-01') },
        ],
      },
    ],
    interfaces: [
      {
        key: 'one',
        name: 'Eine',
        from: { label: 'A', kind: 'other', organisation: 'a' },
        to: { label: 'B', jurisdiction: 'sgb-9' },
      },
    ],
  }
  const problems = [
    'district: 5570 is not a key of five digits',
    'municipalities: "Ahlen" is not a key',
    '05515000 is not a municipality key of district 5570',
    'there is no region west',
    'organisations: a is there twice',
    'organisations: b: belongs to itself',
    'organisations: c: exactly one name',
    'organisations: c: there is no organisation nobody',
    'sites: site: there is no organisation gone',
    'sites: site: colour is no field of a site',
    'contacts: "new" is not a key',
    'contacts: new: belongs either to an organisation or to a site',
    'bodies: group: b as chair: chair-taken',
    'bodies: group: b as member: ends-before-it-begins',
    'interfaces: one: A is either one organisation or any of a kind',
    'interfaces: one: there is no jurisdiction sgb-9',
  ]
  test.each(problems)('%s', async (problem) => {
    await expect(its.as('system', (tx) => loadNetwork(tx, broken))).rejects.toThrow(problem)
  })
})
