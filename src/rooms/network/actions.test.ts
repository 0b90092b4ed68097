/** Long, because it is one list: every write of the room against the same small network, which each test leaves as it was. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { changeBody, createBody } from './actions/bodies.ts'
import { changeContact, createContact } from './actions/contacts.ts'
import { addRegion, describeDistrict } from './actions/district.ts'
import { endRecord, reopenRecord } from './actions/endings.ts'
import { changeInterface, createInterface } from './actions/interfaces.ts'
import { changeJurisdiction, createJurisdiction } from './actions/jurisdictions.ts'
import { addMember, endMembership, removeMember } from './actions/members.ts'
import { changeMunicipality, createMunicipality } from './actions/municipalities.ts'
import { moveOrganisation, removeName, removeParent, renameOrganisation } from './actions/organisationhistory.ts'
import { changeOrganisation, createOrganisation } from './actions/organisations.ts'
import { changeSite, createSite } from './actions/sites.ts'
import { addSource, removeSource } from './actions/sources.ts'
import { addTarget } from './actions/targets.ts'
import type { RecordKind } from './domain/kinds.ts'
import { getBody, membersOf } from './queries/bodies.ts'
import { getHead } from './queries/heads.ts'
import { getInterface } from './queries/interfaces.ts'
import { listMunicipalities } from './queries/municipalities.ts'
import { getOrganisation, listOrganisations, namesOf, parentsOf } from './queries/organisations.ts'
import { changesOf } from './queries/records.ts'
import { getSite, listSites } from './queries/sites.ts'
import { sourcesOf } from './queries/sources.ts'
import { setting, type TestNetwork, testNetwork } from './testing.ts'

let its: TestNetwork
let actor: Actor
beforeAll(async () => {
  its = await testNetwork()
  actor = await its.member('coordinator')
})
afterAll(() => its.close())

const { today } = setting

/** Work as the coordinator that leaves nothing behind, so that each test finds the small network. */
async function trying<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  const undo = new Error('undo')
  await its
    .as(actor, async (tx) => {
      result = { value: await work(tx) }
      throw undo
    })
    .catch((error) => {
      if (error !== undo) throw error
    })
  return result!.value
}

/** The newest version of a record, as the history has it. */
async function latest(tx: Tx, kind: RecordKind, key: string) {
  const { id, version } = await getHead(tx, actor, kind, key, today)
  const [change] = await changesOf(tx, id, 1)
  expect(change?.version).toBe(version)
  return change
}

const office = { name: 'Kreisjugendamt', kind: 'districtOffice', isController: false } as const
const site = { organisation: 'jobcenter', name: 'Rathaus', municipality: 'dornsiek' }
const contact = { belongsTo: { kind: 'site', key: 'villa' }, office: 'Empfang', internal: false } as const
const town = { name: 'Karbeck', ags: '05999036', kind: 'town' } as const
const law = { code: 'SGB VIII', name: 'Kinder- und Jugendhilfe' }
const group = { name: 'Projektgruppe Formulare', kind: 'projectGroup', isPublic: false } as const
const service = {
  name: 'Kita an Schule',
  fromLabel: 'Kindertagesstätte',
  toLabel: 'Grundschule',
  to: { kind: 'school' },
  checklist: ['Anmeldung'],
} as const

describe('a new record of each kind', () => {
  const cases: readonly (readonly [RecordKind, string, (tx: Tx) => Promise<string>])[] = [
    ['organisation', 'kreisjugendamt', (tx) => createOrganisation(tx, actor, setting, { ...office, parent: 'kreis' })],
    ['site', 'rathaus', (tx) => createSite(tx, actor, setting, site)],
    ['contact', 'empfang', (tx) => createContact(tx, actor, setting, contact)],
    ['municipality', 'karbeck', (tx) => createMunicipality(tx, actor, setting, { ...town, region: 'south' })],
    ['jurisdiction', 'sgb-viii', (tx) => createJurisdiction(tx, actor, setting, law)],
    ['body', 'projektgruppe-formulare', (tx) => createBody(tx, actor, setting, { ...group, parent: 'steering-group' })],
    [
      'interface',
      'kita-an-schule',
      (tx) => createInterface(tx, actor, setting, { ...service, checklist: ['Anmeldung'] }),
    ],
  ]
  test.each(cases)('%s %s: is there, with its history, found, audited', async (kind, key, create) => {
    await trying(async (tx) => {
      expect(await create(tx)).toBe(key)
      const head = await getHead(tx, actor, kind, key, today)
      expect(head).toMatchObject({ version: 1, endedOn: null, simulated: false })
      const change = await latest(tx, kind, key)
      expect(change).toMatchObject({ event: 'created', changedBy: actor.name })
      expect(change?.changes.length).toBeGreaterThan(0)
      const words = await sql<{
        n: number
      }>`SELECT count(*) AS n FROM network_word WHERE subject_id = ${head.id}`.execute(tx)
      expect(words.rows[0]?.n).toBeGreaterThan(3)
    })
    await its.as('system', async (tx) => {
      const { rows } = await sql`SELECT FROM audit_entry WHERE event = ${`network.${kind}-created`}`.execute(tx)
      expect(rows, 'what was rolled back left no entry in the audit').toHaveLength(0)
    })
  })

  test('of the same name as another gets another key', async () => {
    await trying(async (tx) => {
      const keys = [await createBody(tx, actor, setting, group), await createBody(tx, actor, setting, group)]
      expect(keys).toEqual(['projektgruppe-formulare', 'projektgruppe-formulare-2'])
    })
  })

  test('is marked as simulated in a demonstration, except law', async () => {
    await trying(async (tx) => {
      const demo = { ...setting, demo: true }
      const key = await createSite(tx, actor, demo, site)
      expect((await getSite(tx, actor, key, today)).simulated).toBe(true)
      const lawKey = await createJurisdiction(tx, actor, demo, law)
      expect((await getHead(tx, actor, 'jurisdiction', lawKey, today)).simulated).toBe(false)
    })
  })

  test('writes its audit entry in the same transaction, without contents', async () => {
    const key = await its.as(actor, (tx) => createContact(tx, actor, setting, { ...contact, office: 'Pforte' }))
    const entries = await its.as('system', async (tx) => {
      const found = await sql<{
        payload: string
      }>`SELECT payload FROM audit_entry WHERE event = 'network.contact-created'`.execute(tx)
      return found.rows.map((row) => row.payload)
    })
    expect(entries).toHaveLength(1)
    expect(entries[0]).toContain('"office"')
    expect(entries[0]).not.toContain('Pforte')
    await its.as(actor, (tx) => endRecord(tx, actor, setting, 'contact', key, { version: 1, endedOn: today }))
  })
})

describe('a change', () => {
  const cases: readonly (readonly [RecordKind, string, (tx: Tx, version: number) => Promise<void>])[] = [
    [
      'organisation',
      'jobcenter',
      (tx, version) => changeOrganisation(tx, actor, setting, 'jobcenter', { ...office, name: 'Jobcenter', version }),
    ],
    ['site', 'villa', (tx, version) => changeSite(tx, actor, setting, 'villa', { ...site, version })],
    ['contact', 'entry', (tx, version) => changeContact(tx, actor, setting, 'entry', { ...contact, version })],
    [
      'municipality',
      'dornsiek',
      (tx, version) => changeMunicipality(tx, actor, 'dornsiek', { ...town, ags: '05999012', version }),
    ],
    [
      'jurisdiction',
      'sgb-2',
      (tx, version) => changeJurisdiction(tx, actor, setting, 'sgb-2', { ...law, code: 'SGB 2', version }),
    ],
    ['body', 'council', (tx, version) => changeBody(tx, actor, setting, 'council', { ...group, version })],
    [
      'interface',
      'course-a2-b1',
      (tx, version) =>
        changeInterface(tx, actor, setting, 'course-a2-b1', { ...service, checklist: ['Zertifikat'], version }),
    ],
  ]
  test.each(cases)('of a %s is kept, once, and only from the version that was seen', async (kind, key, change) => {
    await trying(async (tx) => {
      await change(tx, 1)
      const kept = await latest(tx, kind, key)
      expect(kept).toMatchObject({ version: 2, event: 'changed', changedBy: actor.name })
      expect(kept?.changes.length).toBeGreaterThan(0)
      // The same again changes nothing, whatever version was seen.
      await change(tx, 1)
      expect((await latest(tx, kind, key))?.version).toBe(2)
    })
    await trying(async (tx) => {
      await sql`SAVEPOINT before`.execute(tx)
      await expect(change(tx, 7)).rejects.toThrow(ChangedMeanwhile)
    })
  })

  test('says who was faster, and when', async () => {
    const lead = await its.member('coordinator', 'lead')
    const before = await its.as(actor, (tx) => getSite(tx, actor, 'villa', today))
    await its.as(lead, (tx) =>
      changeSite(tx, lead, setting, 'villa', { ...site, name: 'Villa', version: before.version }),
    )
    const late = its.as(actor, (tx) =>
      changeSite(tx, actor, setting, 'villa', { ...site, name: 'Haus am Markt 2', version: before.version }),
    )
    await expect(late).rejects.toMatchObject({ who: lead.name, at: expect.any(Date) })
    expect((await its.as(actor, (tx) => getSite(tx, actor, 'villa', today))).name).toBe('Villa')
  })

  test('at the same moment happens once', async () => {
    const { version } = await its.as(actor, (tx) => getSite(tx, actor, 'villa', today))
    const attempts = ['A', 'B', 'C'].map((name) =>
      its.as(actor, (tx) => changeSite(tx, actor, setting, 'villa', { ...site, name, version })),
    )
    const results = await Promise.allSettled(attempts)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await its.as(actor, (tx) => getSite(tx, actor, 'villa', today))).version).toBe(version + 1)
  })

  test('is found under its new name and no longer under the old one', async () => {
    await trying(async (tx) => {
      const { version } = await getSite(tx, actor, 'villa', today)
      await changeSite(tx, actor, setting, 'villa', { ...site, name: 'Bürgerhaus', version })
      expect((await listSites(tx, actor, { text: 'bürgerhaus' }, today)).total).toBe(1)
      expect((await listSites(tx, actor, { text: 'markt 1' }, today)).total).toBe(0)
    })
  })

  test('refers only to what is there', async () => {
    await trying(async (tx) => {
      const wrong = createSite(tx, actor, setting, { ...site, organisation: 'nobody' })
      await expect(wrong).rejects.toMatchObject({ issues: [{ field: 'organisation', code: 'not-an-option' }] })
    })
  })
})

describe('an organisation over time', () => {
  test('is renamed from a day on, and found under both names', async () => {
    await trying(async (tx) => {
      await renameOrganisation(tx, actor, setting, 'jobcenter', {
        name: 'Arbeitsagentur Kreis',
        validFrom: day('2027-01-01'),
      })
      expect((await getOrganisation(tx, actor, 'jobcenter', today)).name).toBe('Jobcenter Kreis Auental')
      const later = await getOrganisation(tx, actor, 'jobcenter', day('2027-01-01'))
      expect(later.name).toBe('Arbeitsagentur Kreis')
      for (const text of ['arbeitsagentur', 'jobcenter'])
        expect((await listOrganisations(tx, actor, { text }, today)).total).toBe(1)
      expect((await latest(tx, 'organisation', 'jobcenter'))?.changes).toEqual([
        { field: 'name', of: '2027-01-01', before: null, after: 'Arbeitsagentur Kreis' },
      ])
    })
  })

  test('has one name on a day', async () => {
    await trying(async (tx) => {
      const again = renameOrganisation(tx, actor, setting, 'integration-centre', {
        name: 'KI',
        validFrom: day('2019-01-01'),
      })
      await expect(again).rejects.toMatchObject({ issues: [{ field: 'validFrom', code: 'network-day-taken' }] })
    })
  })

  test('a correction changes the name of today and leaves the others', async () => {
    await trying(async (tx) => {
      await changeOrganisation(tx, actor, setting, 'integration-centre', {
        ...office,
        name: 'Integrationszentrum',
        version: 1,
      })
      const { id } = await getOrganisation(tx, actor, 'integration-centre', today)
      expect((await namesOf(tx, id)).map((name) => name.name).sort()).toEqual([
        'Integrationszentrum',
        'Kommunales Integrationszentrum im Schulamt',
      ])
    })
  })

  test('a name is taken back, the first never', async () => {
    await trying(async (tx) => {
      const { id } = await getOrganisation(tx, actor, 'integration-centre', today)
      const names = await namesOf(tx, id)
      const first = names.find((name) => name.validFrom === null)!
      const second = names.find((name) => name.validFrom !== null)!
      await removeName(tx, actor, setting, 'integration-centre', second.id as never)
      expect((await getOrganisation(tx, actor, 'integration-centre', today)).name).toBe(first.name)
      await expect(removeName(tx, actor, setting, 'integration-centre', first.id as never)).rejects.toThrow(NotFound)
    })
  })

  test('moves below another from a day on, and back', async () => {
    await trying(async (tx) => {
      const from = day('2026-07-01')
      await moveOrganisation(tx, actor, setting, 'jobcenter', { parent: 'integration-centre', validFrom: from })
      const moved = await getOrganisation(tx, actor, 'jobcenter', today)
      expect(moved.parentKey).toBe('integration-centre')
      expect((await getOrganisation(tx, actor, 'jobcenter', day('2026-06-30'))).parentKey).toBe('kreis')
      const row = (await parentsOf(tx, moved.id, today)).find((parent) => parent.validFrom === from)!
      await removeParent(tx, actor, setting, 'jobcenter', row.id as never)
      expect((await getOrganisation(tx, actor, 'jobcenter', today)).parentKey).toBe('kreis')
    })
  })

  test('never belongs to itself, also not over two others', async () => {
    await trying(async (tx) => {
      await sql`SAVEPOINT before`.execute(tx)
      const circle = moveOrganisation(tx, actor, setting, 'kreis', { parent: 'jobcenter' })
      await expect(circle).rejects.toMatchObject({ issues: [{ field: 'parent', code: 'network-belongs-to-itself' }] })
    })
  })

  test('two moves at once cannot close a circle', async () => {
    const make = (name: string) => its.as(actor, (tx) => createOrganisation(tx, actor, setting, { ...office, name }))
    const [a, b] = [await make('Dezernat A'), await make('Dezernat B')]
    const results = await Promise.allSettled([
      its.as(actor, (tx) => moveOrganisation(tx, actor, setting, a, { parent: b })),
      its.as(actor, (tx) => moveOrganisation(tx, actor, setting, b, { parent: a })),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    for (const key of [a, b])
      await its.as(actor, async (tx) => {
        const { version } = await getOrganisation(tx, actor, key, today)
        await endRecord(tx, actor, setting, 'organisation', key, { version, endedOn: today })
      })
  })
})

describe('an end', () => {
  test('keeps the record, out of the lists from that day on', async () => {
    await trying(async (tx) => {
      await endRecord(tx, actor, setting, 'organisation', 'caritas', { version: 1, endedOn: day('2026-12-01') })
      const listed = (on: string) => listOrganisations(tx, actor, { text: 'beratungsstelle' }, day(on))
      expect((await listed('2026-11-30')).total).toBe(1)
      expect((await listed('2026-12-01')).total).toBe(0)
      expect((await getOrganisation(tx, actor, 'caritas', today)).endedOn).toBe('2026-12-01')
      await expect(reopenRecord(tx, actor, setting, 'organisation', 'caritas', { version: 1 })).rejects.toThrow(
        ChangedMeanwhile,
      )
      await reopenRecord(tx, actor, setting, 'organisation', 'caritas', { version: 2 })
      expect((await listed('2026-12-01')).total).toBe(1)
      expect((await latest(tx, 'organisation', 'caritas'))?.event).toBe('reopened')
    })
  })
})

describe('a municipality', () => {
  test.each([
    ['of another district', '05515004', 'network-ags-other-district'],
    ['that is the district', '05999000', 'network-ags-district'],
    ['that is there', '05999004', 'taken'],
  ])('with the key of one %s is refused', async (_, ags, code) => {
    await trying(async (tx) => {
      const wrong = createMunicipality(tx, actor, setting, { ...town, ags })
      await expect(wrong).rejects.toMatchObject({ issues: [{ field: 'ags', code }] })
    })
  })
})

describe('the district', () => {
  test('cannot leave its municipalities outside', async () => {
    await trying(async (tx) => {
      const moved = describeDistrict(tx, actor, setting, { key5: '05998', name: 'Kreis Auental', version: 1 })
      await expect(moved).rejects.toMatchObject({ issues: [{ field: 'key5', code: 'network-municipality-outside' }] })
    })
  })
  test('gets another part, each once', async () => {
    await trying(async (tx) => {
      await addRegion(tx, actor, { name: 'Mitte' })
      await createMunicipality(tx, actor, setting, { ...town, region: 'mitte' })
      expect((await listMunicipalities(tx, actor, { region: 'mitte' }, today)).total).toBe(1)
      await expect(addRegion(tx, actor, { name: 'Mitte' })).rejects.toMatchObject({ issues: [{ code: 'taken' }] })
    })
  })
})

describe('a body', () => {
  test('takes in, lets go and takes back organisations', async () => {
    await trying(async (tx) => {
      const { id } = await getBody(tx, actor, 'council', today)
      await addMember(tx, actor, setting, 'council', {
        organisation: 'caritas',
        role: 'advisor',
        validFrom: day('2026-01-01'),
      })
      const [member] = await membersOf(tx, id, today)
      expect(member).toMatchObject({ organisationKey: 'caritas', role: 'advisor', validTo: null })
      const row = member!.id as never
      const tooEarly = endMembership(tx, actor, setting, 'council', { row, validTo: day('2025-12-31') })
      await expect(tooEarly).rejects.toMatchObject({ issues: [{ code: 'network-ends-before-it-begins' }] })
      await endMembership(tx, actor, setting, 'council', { row, validTo: day('2026-06-30') })
      expect((await getBody(tx, actor, 'council', today)).members).toBe(0)
      expect((await getBody(tx, actor, 'council', day('2026-06-30'))).members).toBe(1)
      await removeMember(tx, actor, setting, 'council', row)
      expect(await membersOf(tx, id, today)).toEqual([])
      expect((await latest(tx, 'body', 'council'))?.event).toBe('member-removed')
    })
  })

  test('has one chair at a time', async () => {
    await trying(async (tx) => {
      const second = addMember(tx, actor, setting, 'steering-group', {
        organisation: 'kreis',
        role: 'chair',
      })
      await expect(second).rejects.toMatchObject({ issues: [{ field: 'role', code: 'network-chair-taken' }] })
    })
  })

  test('never belongs to itself', async () => {
    await trying(async (tx) => {
      const key = await createBody(tx, actor, setting, { ...group, parent: 'steering-group' })
      const circle = changeBody(tx, actor, setting, 'steering-group', { ...group, parent: key, version: 1 })
      await expect(circle).rejects.toMatchObject({ issues: [{ code: 'network-belongs-to-itself' }] })
    })
  })
})

describe('a target', () => {
  const agreed = { agreed: 'days', days: 10, unit: 'workingDays', backdated: false } as const

  test('holds from its day on; what was recorded stays', async () => {
    await trying(async (tx) => {
      await addTarget(tx, actor, setting, 'asylblg-sgb2', { ...agreed, validFrom: day('2026-12-01') })
      const on = async (when: string) => {
        const { targetDays, targetUnit } = await getInterface(tx, actor, 'asylblg-sgb2', day(when))
        return [targetDays, targetUnit]
      }
      expect(await on('2024-12-31')).toEqual([21, 'calendarDays'])
      expect(await on('2026-11-30')).toEqual([14, 'calendarDays'])
      expect(await on('2026-12-01')).toEqual([10, 'workingDays'])
      await addTarget(tx, actor, setting, 'asylblg-sgb2', { ...agreed, agreed: 'none', validFrom: day('2027-01-01') })
      expect(await on('2027-01-01')).toEqual([null, 'workingDays'])
    })
  })

  test('before or with one that is there must be said to be backdated', async () => {
    await trying(async (tx) => {
      const silent = addTarget(tx, actor, setting, 'asylblg-sgb2', { ...agreed, validFrom: day('2025-03-12') })
      await expect(silent).rejects.toMatchObject({ issues: [{ field: 'backdated', code: 'network-backdated' }] })
      await addTarget(tx, actor, setting, 'asylblg-sgb2', {
        ...agreed,
        validFrom: day('2025-03-12'),
        backdated: true,
        note: 'Schreibfehler in der Niederschrift',
      })
      expect((await getInterface(tx, actor, 'asylblg-sgb2', today)).targetDays).toBe(10)
    })
  })

  test('is recorded by the lead too, but the catalogue is not changed', async () => {
    const lead = await its.member('lead')
    await its.as(lead, (tx) =>
      addTarget(tx, lead, setting, 'course-a2-b1', { ...agreed, validFrom: day('2026-01-01') }),
    )
    const known = await its.as(lead, (tx) => getInterface(tx, lead, 'course-a2-b1', today))
    expect(known).toMatchObject({ targetDays: 10, version: 2 })
    const added = its.as(lead, (tx) => createInterface(tx, lead, setting, { ...service, checklist: [] }))
    await expect(added).rejects.toThrow('row-level security')
  })
})

describe('a source', () => {
  test('is given and taken back', async () => {
    await trying(async (tx) => {
      const { id } = await getHead(tx, actor, 'municipality', 'dornsiek', today)
      await addSource(tx, actor, setting, 'municipality', 'dornsiek', {
        title: 'Statistik',
        address: 'https://statistik.example',
        field: 'population',
      })
      const [source] = await sourcesOf(tx, id)
      expect(source).toMatchObject({ title: 'Statistik', field: 'population' })
      await removeSource(tx, actor, setting, 'municipality', 'dornsiek', source!.id as never)
      expect(await sourcesOf(tx, id)).toEqual([])
      await expect(removeSource(tx, actor, setting, 'municipality', 'dornsiek', source!.id as never)).rejects.toThrow(
        NotFound,
      )
    })
  })
})
