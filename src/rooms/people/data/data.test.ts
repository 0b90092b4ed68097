/** The rights of persons: the copy, requests and what becomes of them, and the period of who has no case. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql } from '../../../platform/database/index.ts'
import { storeFile } from '../../../platform/files/index.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { outboxOf } from '../../../platform/mail/testing.ts'
import { heldPersons, setHold } from '../../../platform/retention/holds.ts'
import { decideRule } from '../../../platform/retention/rules.ts'
import type { Room } from '../../../platform/room.ts'
import { room as network } from '../../network/index.ts'
import { demandBases, loadBases } from '../bases/index.ts'
import { readBirth } from '../domain/birth.ts'
import { room } from '../index.ts'
import { personNames } from '../queries/persons.ts'
import { retention } from '../retention.ts'
import { keptProofs } from '../telling/kept.ts'
import { tellingJobs, tellRecipientJob } from '../telling/queries.ts'
import { type TestPeople, testPeople } from '../testing.ts'
import { answerBy } from './page.tsx'
import { copySchemaOf } from './schema.ts'

let its: TestPeople
let manager: Browser
let colleague: Browser
let receiver: Browser
let persons: ReadonlyMap<string, Id<'person'>>
let held: Id<'person'> | undefined
let clock: TestGate['clock']

/** A room above that keeps something of persons and may hold one. */
const above: Room = {
  key: 'above',
  folder: new URL('./nothing/', import.meta.url),
  rights: {},
  routes: [],
  personalData: {
    export: async () => ({ notes: [{ text: 'aus dem Raum darüber' }] }),
    holds: async (_tx, _actor, person) =>
      person === held ? [{ reason: 'people.person', until: day('2029-12-31') }] : [],
    schema: z.strictObject({ notes: z.array(z.strictObject({ text: z.string() })) }),
    recipients: async () => [
      {
        organisationId: its.organisation('district'),
        path: '/handovers/0197b2a4-0000-4000-8000-000000000001',
        reference: 'AUL-2026-0001',
        passedOn: day('2026-10-01'),
      },
    ],
    erase: async () => 0,
  },
}

beforeAll(async () => {
  its = await testPeople()
  const gate = await testGate(its, { rooms: [network, room, above] })
  const town = { organisationId: its.organisation('town') }
  manager = await gate.member(['caseManager'], town)
  colleague = await gate.member(['caseManager'], town)
  clock = gate.clock
  receiver = await gate.member(['intake'], { name: 'Eingang', organisationId: its.organisation('district') })
  const loaded = await its.load(
    ['amal', 'lina', 'olena', 'old'].map((key) => ({
      key,
      controllerId: its.organisation('town'),
      givenName: key,
      familyName: 'Wegmann',
      birth: readBirth('1987') ?? null,
      createdAt: Date.parse(key === 'old' ? '2024-01-10T10:00:00Z' : '2026-11-01T10:00:00Z'),
    })),
  )
  persons = loaded.persons
})
afterAll(() => its.close())

const data = (key: string, more = '') => `/people/${persons.get(key)}/data${more}`
const words = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const ask = async (key: string, kind: string) => {
  const sent = await manager.post(data(key, '/requests'), { kind, receivedOn: '16.11.2026', note: 'bitte' })
  expect(sent.status).toBe(303)
  const { rows } = await its.as('system', (tx) =>
    sql<{ id: string }>`
      SELECT id FROM person_request WHERE person_id = ${persons.get(key)}::uuid AND state = 'open'
    `.execute(tx),
  )
  return rows[0]?.id ?? ''
}

test.each([
  ['2026-11-16', '2026-12-16'],
  ['2026-01-31', '2026-02-28'],
  ['2026-12-31', '2027-01-31'],
])('what came in on %s is answered by %s', (received, until) => {
  expect(answerBy(day(received))).toBe(until)
})

describe('the copy', () => {
  test('holds what every room keeps, as JSON and as PDF', async () => {
    const json = await manager.get(data('amal', '/copy.json'))
    expect(json.headers.get('content-disposition')).toMatch(/attachment.*P-[0-9A-Z]{6}\.json/)
    expect(JSON.parse(json.text)).toMatchObject({
      format: 'nahtlos-person/1',
      controller: 'Stadt Aulenstedt',
      rooms: { people: { record: { familyName: 'Wegmann' } }, above: { notes: [{ text: 'aus dem Raum darüber' }] } },
    })
    const rooms = [room, above].map(({ key, personalData }) => ({ room: key, schema: personalData!.schema }))
    expect(copySchemaOf(rooms).safeParse(JSON.parse(json.text)).error).toBeUndefined()
    const described = JSON.parse((await manager.get(data('amal', '/schema.json'))).text)
    expect(described.properties.rooms.properties.people.properties.record.properties).toHaveProperty('familyName')
    const pdf = await manager.get(data('amal', '/copy.pdf'))
    expect(pdf.status).toBe(200)
    expect(pdf.text.slice(0, 5)).toBe('%PDF-')
    expect(words((await manager.get(data('amal', '/copy.html'))).text)).toContain('aus dem Raum darüber')
    const { rows } = await its.as('system', (tx) =>
      sql<{ payload: string }>`SELECT payload FROM audit_entry WHERE event = 'people.data-exported'`.execute(tx),
    )
    expect(rows).toHaveLength(3)
  })
})

describe('a request', () => {
  test('for erasure is carried out by somebody else, and nothing is left', async () => {
    const request = await ask('lina', 'erasure')
    expect((await manager.post(data('lina', '/decide'), { request, verdict: 'done' })).status).toBe(409)
    held = persons.get('lina')
    const page = words((await colleague.get(data('lina'))).text)
    expect(page).toContain('bis 31.12.2029')
    expect((await colleague.post(data('lina', '/decide'), { request, verdict: 'done' })).status).toBe(409)
    held = undefined
    const erased = await colleague.post(data('lina', '/decide'), { request, verdict: 'done' })
    expect(erased.to).toBe('/people?done=erased')
    expect((await manager.get(data('lina'))).status).toBe(404)
    const { rows } = await its.as('system', (tx) =>
      sql<{ left: number }>`
        SELECT (SELECT count(*) FROM person_name_token WHERE person_id = ${persons.get('lina')}::uuid)
          + (SELECT count(*) FROM person_change WHERE person_id = ${persons.get('lina')}::uuid) AS "left"
      `.execute(tx),
    )
    expect(rows[0]?.left).toBe(0)
  })

  test('that is refused needs its reason, and is decided once', async () => {
    const request = await ask('amal', 'rectification')
    expect((await manager.post(data('amal', '/decide'), { request, verdict: 'refused' })).status).toBe(422)
    const refused = { request, verdict: 'refused', outcome: 'Die Angabe stimmt.' }
    expect((await manager.post(data('amal', '/decide'), refused)).status).toBe(303)
    expect(words((await manager.get(data('amal'))).text)).toContain('Die Angabe stimmt.')
    expect((await manager.post(data('amal', '/decide'), refused)).status).toBe(409)
  })

  test('for restriction puts a mark under which nothing is changed, until it is lifted', async () => {
    const request = await ask('olena', 'restriction')
    await manager.post(data('olena', '/decide'), { request, verdict: 'done' })
    const edit = `/people/${persons.get('olena')}/edit`
    const typed = { familyName: 'Anders', version: '1' }
    expect(words((await manager.get(`/people/${persons.get('olena')}`)).text)).toContain(
      'Eingeschränkt seit 16.11.2026',
    )
    expect((await manager.post(edit, typed)).status).toBe(409)
    expect((await manager.post(data('olena', '/lift'), {})).status).toBe(303)
    expect((await manager.post(edit, typed)).status).toBe(303)
  })
})

describe('the period of persons without a case', () => {
  const [kind] = retention
  const query = { before: new Date('2025-11-16T00:00:00Z'), limit: 100 }
  const due = () =>
    its.as('system', async (tx) => {
      const controllerId = its.organisation('town')
      const count = await kind?.count?.(tx, { ...query, controllerId })
      const rows = (await kind?.due?.(tx, { ...query, controllerId })) ?? []
      expect(count?.count).toBe(rows.length)
      return rows.map(({ id }) => id)
    })

  test('spares whom another room refers to, and whose record is restricted', async () => {
    expect(await due()).toEqual([persons.get('old')])
    await its.as('system', (tx) =>
      sql`UPDATE person SET merged_into = ${persons.get('old')}::uuid WHERE id = ${persons.get('amal')}::uuid`.execute(
        tx,
      ),
    )
    expect(await due()).toEqual([])
    await its.as('system', async (tx) => {
      await sql`UPDATE person SET merged_into = NULL`.execute(tx)
      await sql`UPDATE person SET restricted_on = '2026-01-01' WHERE id = ${persons.get('old')}::uuid`.execute(tx)
    })
    expect(await due()).toEqual([])
    await its.as('system', (tx) => sql`UPDATE person SET restricted_on = NULL`.execute(tx))
  })

  test('ends with every trace', async () => {
    const erased = await its.as(
      'system',
      (tx) => kind?.erase?.(tx, [persons.get('old') ?? ''], 0) ?? Promise.resolve({}),
    )
    expect(erased).toMatchObject({ person: 1, person_change: 1 })
    expect(await due()).toEqual([])
  })
})

describe('recipients (Art. 19)', () => {
  const told = async (key: string) =>
    (
      await its.as('system', (tx) =>
        sql<{ id: string; kind: string; fields: string[]; body: string | null; person_id: string | null }>`
          SELECT id, kind, fields, body, person_id FROM person_telling
          WHERE person_id = ${persons.get(key)}::uuid ORDER BY told_at`.execute(tx),
      )
    ).rows

  test('learn which fields were corrected and what is right, and the page shows who was told and who has read it', async () => {
    const request = await ask('amal', 'rectification')
    await manager.post(`/people/${persons.get('amal')}/edit`, { familyName: 'Wegman', phone: '02541 1', version: '1' })
    await manager.post(data('amal', '/decide'), { request, verdict: 'done', told: 'Wegman mit einem n' })
    const [telling] = await told('amal')
    expect(telling).toMatchObject({ kind: 'rectified', fields: expect.arrayContaining(['familyName', 'phone']) })
    expect(words((await manager.get(data('amal'))).text)).toContain('noch nicht gelesen')
    await its.as('system', async (tx) => {
      await sql`UPDATE membership SET email = 'eingang@kreis.test' WHERE name = 'Eingang'`.execute(tx)
      await tellingJobs[tellRecipientJob]!({ tx, db: its.db, tenant: its.tenant, clock }, { telling: telling!.id })
    })
    expect((await outboxOf(its, its.tenant)).map(({ to, template }) => [to, template])).toEqual([
      ['eingang@kreis.test', 'people.recipient-told'],
    ])
    const notice = words((await receiver.get(`/people/tellings/${telling?.id}`)).text)
    expect(notice).toContain('Wegman mit einem n')
    expect(notice).toContain('AUL-2026-0001')
    expect((await receiver.post(`/people/tellings/${telling?.id}`, {})).status).toBe(303)
    expect(words((await manager.get(data('amal'))).text)).toMatch(/Kreis Auental Berichtigung · .* · gelesen/)
    expect((await manager.get(`/people/tellings/${telling?.id}`)).status, 'it is not to them').toBe(404)
    const taker = await its.member(['intake'], 'district')
    await expect(
      its.as(taker, (tx) => sql`UPDATE person_telling SET person_id = NULL WHERE id = ${telling!.id}`.execute(tx)),
      'whom it concerns is taken off by the program alone',
    ).rejects.toThrow(/row-level security/)
    const residence = { familyName: 'Wegman', residenceGroup: 'humanitarianOther', version: '2' }
    await manager.post(`/people/${persons.get('amal')}/edit`, residence)
    const read = words((await manager.get(data('amal', '/copy.html'))).text)
    expect(read.match(/.{60}(humanitarianOther|familyName).{40}/g)).toBeNull()
    const copy = JSON.parse((await manager.get(data('amal', '/copy.json'))).text)
    expect(copy.rooms.people.told).toMatchObject([{ kind: 'rectified', recipient: 'Kreis Auental' }])
  })

  test('learn of a restriction and of its end; meanwhile the person is marked and no basis carries anything', async () => {
    const before = (await told('olena')).length
    const request = await ask('olena', 'restriction')
    await manager.post(data('olena', '/decide'), { request, verdict: 'done' })
    expect((await told('olena')).slice(before).map(({ kind }) => kind)).toEqual(['restricted'])
    const asked = {
      personId: persons.get('olena')!,
      recipientId: its.organisation('district'),
      today: day('2026-11-16'),
    }
    const keeper = await its.member(['caseManager'], 'town')
    await expect(its.as(keeper, (tx) => demandBases(tx, { ...asked, categories: ['contact'] }))).rejects.toThrow(
      'people-restricted-transfer',
    )
    const names = await its.as(keeper, (tx) => personNames(tx, keeper, [asked.personId]))
    expect(names.get(asked.personId)?.isRestricted).toBe(true)
    await manager.post(data('olena', '/lift'), {})
    expect((await told('olena')).slice(before).map(({ kind }) => kind)).toEqual(['restricted', 'lifted'])
  })
})

describe('a consent beside an erasure', () => {
  test('can be proven still: its words and its sheet, under the code, for data protection alone', async () => {
    const person = persons.get('olena')!
    const [basis] = await its.as('system', async (tx) => [
      ...(
        await loadBases(
          tx,
          [
            {
              key: 'b',
              controllerId: its.organisation('town'),
              personId: person,
              kind: 'consent',
              purpose: 'languageCourse',
              recipientId: its.organisation('district'),
              categories: ['contact'],
              givenOn: day('2026-10-01'),
              validUntil: day('2027-10-01'),
            },
          ],
          { simulated: true, today: day('2026-11-16') },
        )
      ).values(),
    ])
    const owner = { kind: 'people.basis', id: basis!, controllerId: its.organisation('town') } as const
    const scan = await its.as('system', async (tx) => {
      const id = await storeFile(tx, null, { name: 'Blatt.pdf', bytes: new TextEncoder().encode('%PDF-1.7'), owner })
      await sql`UPDATE transfer_basis_proof SET scan_file_id = ${id} WHERE basis_id = ${basis!}`.execute(tx)
      return id
    })
    const keptUntil = async () =>
      /vom 01\.10\.2026, Nachweis bis ([\d.]+)/.exec(words((await manager.get(data('olena'))).text))?.[1]
    expect(await keptUntil()).toBe('16.11.2029')
    const rule = { action: 'delete', archiveAnswerMonths: null, reason: 'Beschluss' } as const
    const decide = (months: number, version: number) =>
      its.as('system', (tx) =>
        decideRule(
          tx,
          'system',
          keptProofs,
          its.organisation('town'),
          { ...rule, period: { months }, version },
          clock.now(),
        ),
      )
    await decide(24, 0)
    expect(await keptUntil(), 'what the controller has decided').toBe('16.11.2028')
    await decide(36, 1)
    const request = await ask('olena', 'erasure')
    expect((await colleague.post(data('olena', '/decide'), { request, verdict: 'done' })).to).toBe(
      '/people?done=erased',
    )
    const reads = async (role: 'caseManager' | 'dataProtection' | 'coordinator' | 'administrator', place: string) => {
      const who = await its.member([role], place)
      return await its.as(who, async (tx) => {
        const proofs = await sql<{ person_code: string }>`SELECT person_code FROM kept_proof`.execute(tx)
        const files =
          await sql`SELECT id FROM stored_file_content JOIN stored_file ON id = file_id WHERE id = ${scan}`.execute(tx)
        return [proofs.rows.length, files.rows.length]
      })
    }
    expect(await reads('dataProtection', 'town')).toEqual([1, 1])
    expect(await reads('dataProtection', 'district')).toEqual([0, 0])
    for (const role of ['caseManager', 'coordinator', 'administrator'] as const)
      expect(await reads(role, 'town')).toEqual([0, 0])
    expect(await its.as('system', async (tx) => (await sql`SELECT 1 FROM transfer_basis`.execute(tx)).rows)).toEqual([])
    const kind = retention.find(({ key }) => key === 'people.kept-proof')!
    const controllerId = its.organisation('town')
    const due = (before: string) =>
      its.as('system', (tx) => kind.due!(tx, { before: new Date(before), controllerId, limit: 10 }))
    expect(await due('2026-11-15')).toEqual([])
    expect(await due('2026-11-18')).toHaveLength(1)
  })
})

test('a hold of data protection keeps the person and refuses the erasure that was asked for', async () => {
  const code = JSON.parse((await manager.get(data('amal', '/copy.json'))).text).code as string
  const [kind] = retention
  expect(await its.as('system', (tx) => kind!.find!(tx, code.toLowerCase()))).toBe(persons.get('amal'))
  const guard = await its.member(['dataProtection'], 'town')
  const hold = {
    target: 'record',
    kind: 'people.person',
    controllerId: its.organisation('town'),
    recordId: persons.get('amal')!,
    reason: 'legalDispute',
    reference: '4 K 17/26',
    until: null,
  } as const
  await its.as(guard, (tx) => setHold(tx, guard, hold, Date.now()))
  expect(words((await manager.get(data('amal'))).text)).toContain('Sperre des Datenschutzes: Rechtsstreit')
  const request = await ask('amal', 'erasure')
  expect((await colleague.post(data('amal', '/decide'), { request, verdict: 'done' })).status).toBe(409)
  const held = await its.as('system', (tx) =>
    heldPersons(tx, [persons.get('amal')!, persons.get('old')!], day('2026-11-16')),
  )
  expect([...held]).toEqual([[persons.get('amal'), 'legalDispute']])
})
