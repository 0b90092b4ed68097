import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Clock, fixedClock } from '../../../kernel/clock.ts'
import { addDays, type Day, day } from '../../../kernel/day.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql } from '../../../platform/database/index.ts'
import { mergePersons, undoMerge } from '../actions/merge.ts'
import { openPerson } from '../actions/open.ts'
import { type DataCategory, dataCategories } from '../domain/kinds.ts'
import { getPerson } from '../queries/persons.ts'
import { type TestPeople, testPeople } from '../testing.ts'
import { demandBases } from './actions/demand.ts'
import { draftBasis, grantBasis, recordTask } from './actions/granting.ts'
import { revokeBasis, takeNote } from './actions/revoking.ts'
import { writeText } from './actions/texts.ts'
import { composeText } from './compose.ts'
import type { Purpose } from './domain/kinds.ts'
import { basesInbox, countBasesInbox, getNotice } from './notices.ts'
import { basesOf, basesOfAll, coveringBases, endedBases } from './queries/bases.ts'
import { findProof } from './queries/proofs.ts'

const today = day('2026-11-16')
const at = (when: Day): Clock => fixedClock(`${when}T08:00:00Z`)
const setting = { clock: at(today), simulated: true }
const purpose: Purpose = 'benefitsApplication'

let its: TestPeople
let manager: Actor
let other: Actor
let intake: Actor
let town: Id<'organisation'>
let persons = 0

beforeAll(async () => {
  its = await testPeople()
  manager = await its.member(['caseManager'], 'district')
  other = await its.member(['caseManager'], 'town')
  intake = await its.member(['intake'], 'town')
  town = its.organisation('town')
})
afterAll(() => its.close())

async function aPerson(): Promise<Id<'person'>> {
  const key = `person-${persons++}`
  const loaded = await its.load([
    { key, controllerId: its.organisation('district'), givenName: 'Amal', familyName: `Haddad${key}` },
  ])
  return loaded.persons.get(key) as Id<'person'>
}

interface Asked {
  readonly categories?: readonly DataCategory[]
  readonly recipientId?: Id<'organisation'>
  readonly validUntil?: Day
  readonly givenOn?: Day
  readonly purpose?: Purpose
}

const draft = (personId: Id<'person'>, asked: Asked = {}) =>
  its.as(manager, async (tx) => {
    const { categories = ['contact', 'language'], recipientId = town, validUntil = addDays(today, 365) } = asked
    const composed = await composeText(tx, 'consent', 'de', {
      issuer: 'Kreis Auental',
      recipient: 'Stadt Aulenstedt',
      purpose,
      categories,
      validUntil,
    })
    const scope = { personId, recipientId, purpose: asked.purpose ?? purpose, categories, validUntil }
    return await draftBasis(tx, manager, { kind: 'consent', language: 'de', ...scope, ...composed }, setting)
  })

async function signed(personId: Id<'person'>, asked: Asked = {}) {
  const id = await draft(personId, asked)
  const grant = { givenOn: asked.givenOn ?? today, method: 'signed', interpreterUsed: true, scanId: null } as const
  await its.as(manager, (tx) => grantBasis(tx, manager, { personId, id, version: 1 }, grant, setting))
  return id
}

const revoke = (personId: Id<'person'>, id: string) =>
  its.as(manager, (tx) => revokeBasis(tx, manager, { personId, id }, setting))

const ask = (personId: Id<'person'>, categories: readonly DataCategory[], on = today, recipientId = town) =>
  its.as(manager, (tx) => demandBases(tx, { personId, recipientId, categories, today: on }))

describe('a consent', () => {
  test('counts for nothing before it is signed, then for what it names and for nobody else', async () => {
    const person = await aPerson()
    const id = await draft(person)
    await expect(ask(person, ['contact'])).rejects.toThrow(Invalid)
    const grant = { givenOn: today, method: 'witnessed', interpreterUsed: true, scanId: null } as const
    await its.as(manager, (tx) => grantBasis(tx, manager, { personId: person, id, version: 1 }, grant, setting))
    expect([...(await ask(person, ['contact', 'language'])).keys()]).toEqual(['contact', 'language'])
    await expect(ask(person, ['contact', 'health', 'work'])).rejects.toMatchObject({
      issues: [
        { field: 'categories', code: 'people-no-basis', values: { category: 'health' } },
        { field: 'categories', code: 'people-no-basis', values: { category: 'work' } },
      ],
    })
    await expect(ask(person, ['contact'], today, its.organisation('district'))).rejects.toThrow(Invalid)
    const elsewhere = { personId: person, recipientId: town, purpose: 'housing', today } as const
    expect(await its.as(manager, (tx) => coveringBases(tx, elsewhere))).toEqual(new Map())
  })

  test('keeps word for word what was put before the person, also when the text changes later', async () => {
    const administrator = await its.member(['administrator'], 'district')
    const person = await aPerson()
    const id = await draft(person)
    const text = '# Neu\n\nGanz anders, an {recipient}.'
    const typed = { key: 'consent', language: 'de', text, reviewedBy: 'Datenschutz', after: 0 } as const
    await its.as(administrator, (tx) => writeText(tx, administrator, typed, setting))
    await expect(its.as(administrator, (tx) => writeText(tx, administrator, typed, setting))).rejects.toThrow(Conflict)
    await expect(
      its.as(administrator, (tx) => writeText(tx, administrator, { ...typed, text: '{wer}', after: 1 }, setting)),
    ).rejects.toMatchObject({ issues: [{ field: 'text', code: 'people-unknown-place', values: { place: '{wer}' } }] })
    await expect(its.as(manager, (tx) => writeText(tx, manager, { ...typed, after: 1 }, setting))).rejects.toThrow(
      Forbidden,
    )
    const proof = await its.as(manager, (tx) => findProof(tx, id))
    expect(proof?.wording[0]).toEqual({
      kind: 'heading',
      german: 'Einwilligung in die Weitergabe von Daten',
      other: null,
    })
    expect(proof?.editions).toEqual({ german: '2026-11', other: null, otherReviewed: true })
    const later = await its.as(manager, async (tx) => findProof(tx, await draftAgain(person)))
    expect(later?.wording[1]?.german).toBe('Ganz anders, an Stadt Aulenstedt.')
    expect(later?.editions.german).toBe('1')
  })

  const draftAgain = (person: Id<'person'>) => draft(person)

  test('is signed once, on a day that has come and before it ends, by those who saw its last state', async () => {
    const person = await aPerson()
    const id = await draft(person)
    const sign = (givenOn: Day, version = 1) =>
      its.as(manager, (tx) =>
        grantBasis(
          tx,
          manager,
          { personId: person, id, version },
          { givenOn, method: 'signed', interpreterUsed: false, scanId: null },
          setting,
        ),
      )
    await expect(sign(addDays(today, 1))).rejects.toThrow(Invalid)
    await expect(sign(today, 2)).rejects.toThrow(Conflict)
    await sign(today)
    await expect(sign(today, 2)).rejects.toThrow(Conflict)
  })

  test('ends within three years', async () => {
    const person = await aPerson()
    await expect(draft(person, { validUntil: addDays(today, -1) })).rejects.toThrow(Invalid)
    await expect(draft(person, { validUntil: day('2029-11-17') })).rejects.toThrow(Invalid)
    await draft(person, { validUntil: day('2029-11-16') })
  })
})

describe('a revocation', () => {
  test('refuses at once, tells the recipient once, and the recipient takes note', async () => {
    const person = await aPerson()
    const id = await signed(person)
    await revoke(person, id)
    await revoke(person, id)
    await expect(ask(person, ['contact'])).rejects.toThrow(Invalid)
    expect(await its.as(intake, (tx) => endedBases(tx, [id], today))).toEqual(
      new Map([[id, { why: 'revoked', on: today }]]),
    )
    const [item, ...more] = await its.as(intake, (tx) => basesInbox(tx, intake, today, 10))
    expect(more).toEqual([])
    expect(item).toMatchObject({ title: 'Kreis Auental', kind: 'people.bases.inbox.consent', due: null })
    const notice = item?.path.split('/').at(-1) ?? ''
    const read = await its.as(intake, (tx) => getNotice(tx, intake, notice))
    expect(read.basis).toMatchObject({ id, purpose, categories: ['contact', 'language'], revokedOn: today })
    await expect(its.as(manager, (tx) => getNotice(tx, manager, notice))).rejects.toThrow(NotFound)
    await its.as(intake, (tx) => takeNote(tx, intake, notice, setting))
    expect(await its.as(intake, (tx) => countBasesInbox(tx, intake, today, 10))).toBe(0)
  })

  test('of a draft discards it and tells nobody', async () => {
    const person = await aPerson()
    await revoke(person, await draft(person))
    expect(await its.as(intake, (tx) => countBasesInbox(tx, intake, today, 10))).toBe(0)
  })

  test('at the same moment as a transfer comes after it or before it, never in between', async () => {
    const person = await aPerson()
    const id = await signed(person)
    let holds: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      holds = resolve
    })
    let ends: () => void = () => undefined
    const end = new Promise<void>((resolve) => {
      ends = resolve
    })
    const order: string[] = []
    const sending = its.as(manager, async (tx) => {
      await demandBases(tx, { personId: person, recipientId: town, categories: ['contact'], today })
      holds()
      await end
      order.push('sent')
    })
    await held
    const revoking = revoke(person, id).then(() => order.push('revoked'))
    ends()
    await Promise.all([sending, revoking])
    expect(order).toEqual(['sent', 'revoked'])
  })
})

describe('who sees a basis', () => {
  test('the recipient sees that it holds, neither the proof nor the person nor a draft', async () => {
    const person = await aPerson()
    const [given, prepared] = [await signed(person), await draft(person)]
    const seen = await its.as(intake, (tx) => endedBases(tx, [given, prepared], today))
    expect([...seen.keys()]).toEqual([prepared])
    expect(await its.as(intake, (tx) => findProof(tx, given))).toBeUndefined()
    expect(await its.as(intake, (tx) => basesOfAll(tx, [person]))).toEqual(new Map())
    await expect(its.as(other, (tx) => basesOf(tx, other, person))).rejects.toThrow(NotFound)
    await expect(
      its.as(other, (tx) => revokeBasis(tx, other, { personId: person, id: given }, setting)),
    ).rejects.toThrow(NotFound)
  })

  test('neither the immigration office nor the council sees one row, whatever they ask', async () => {
    await signed(await aPerson())
    for (const role of ['immigrationOffice', 'coordinator', 'council', 'administrator', 'dataProtection'] as const) {
      const actor = await its.member([role], 'town')
      for (const table of ['transfer_basis', 'transfer_basis_proof', 'transfer_basis_notice']) {
        const { rows } = await its.as(actor, (tx) => sql`SELECT FROM ${sql.table(table)}`.execute(tx))
        expect([role, table, rows.length]).toEqual([role, table, 0])
      }
    }
  })

  test('who was let in to the person for some hours reads, and ends nothing', async () => {
    const supervisor = await its.member(['coordinator'], 'district')
    const person = await aPerson()
    const id = await signed(person)
    await its.as(supervisor, (tx) => openPerson(tx, supervisor, person, new Date(Date.now() + 3_600_000), Date.now()))
    expect(await its.as(supervisor, (tx) => basesOf(tx, supervisor, person))).toHaveLength(1)
    expect(await its.as(supervisor, (tx) => findProof(tx, id))).toBeDefined()
    const revoking = its.as(supervisor, (tx) => revokeBasis(tx, supervisor, { personId: person, id }, setting))
    await expect(revoking).rejects.toThrow(Forbidden)
  })
})

describe('a basis of a statutory task', () => {
  const task = (personId: Id<'person'>, norm: string, categories: readonly DataCategory[]) =>
    its.as(manager, (tx) =>
      recordTask(
        tx,
        manager,
        { personId, recipientId: town, purpose, categories, norm, givenOn: today, validUntil: null },
        setting,
      ),
    )

  test('holds without an end, for data on health only where its norm allows for them', async () => {
    const person = await aPerson()
    await expect(task(person, 'sgb10-69', ['health'])).rejects.toThrow(Invalid)
    await task(person, 'sgb8-8a', ['health'])
    expect((await ask(person, ['health'], addDays(today, 5000))).get('health')).toMatchObject({ norm: 'sgb8-8a' })
  })
})

test('two records of one person hold together what was agreed, and part again when the merge is undone', async () => {
  const [one, another] = [await aPerson(), await aPerson()]
  const id = await signed(one)
  await its.as(manager, (tx) => mergePersons(tx, manager, { from: one, fromVersion: 1, into: another }))
  expect((await its.as(manager, (tx) => basesOf(tx, manager, another))).map((basis) => basis.id)).toEqual([id])
  expect((await ask(another, ['contact'])).get('contact')?.id).toBe(id)
  const { version } = await its.as(manager, (tx) => getPerson(tx, manager, one))
  await its.as(manager, (tx) => undoMerge(tx, manager, one, version))
  await expect(ask(another, ['contact'])).rejects.toThrow(Invalid)
  expect((await ask(one, ['contact'])).get('contact')?.id).toBe(id)
})

test('who entered a basis is told 60 days before it runs out, unless a later one holds', async () => {
  const person = await aPerson()
  const keeper = manager
  const before = await its.as(keeper, (tx) => countBasesInbox(tx, keeper, today, 100))
  await signed(person, { validUntil: addDays(today, 60), recipientId: its.organisation('town') })
  await signed(person, { validUntil: addDays(today, 61), purpose: 'housing' })
  expect(await its.as(keeper, (tx) => countBasesInbox(tx, keeper, today, 100))).toBe(before + 1)
  await signed(person, { validUntil: addDays(today, 300) })
  expect(await its.as(keeper, (tx) => countBasesInbox(tx, keeper, today, 100))).toBe(before)
})

test('whatever was granted, revoked and has run out: exactly what the model allows may pass', async () => {
  const recipients = [town, its.organisation('district')]
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('grant' as const),
        recipient: fc.nat(1),
        categories: fc.subarray([...dataCategories], { minLength: 1, maxLength: 4 }),
        days: fc.integer({ min: 0, max: 90 }),
        isSigned: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('revoke' as const), which: fc.nat(9) }) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), fc.nat(100), async (steps, later) => {
      const person = await aPerson()
      const model: {
        id: string
        recipient: number
        categories: readonly DataCategory[]
        until: Day
        holds: boolean
      }[] = []
      for (const one of steps) {
        if (one.kind === 'grant') {
          const until = addDays(today, one.days)
          const asked = {
            categories: one.categories,
            validUntil: until,
            recipientId: recipients[one.recipient] ?? town,
          }
          const id = one.isSigned ? await signed(person, asked) : await draft(person, asked)
          model.push({ id, recipient: one.recipient, categories: one.categories, until, holds: one.isSigned })
        } else {
          const chosen = model[one.which % Math.max(1, model.length)]
          if (!chosen) continue
          await revoke(person, chosen.id)
          chosen.holds = false
        }
      }
      const on = addDays(today, later)
      for (const [index, recipientId] of recipients.entries()) {
        const allowed = new Set(
          model
            .filter((one) => one.recipient === index && one.holds && one.until >= on)
            .flatMap((one) => one.categories),
        )
        const covered = await its.as(manager, (tx) => coveringBases(tx, { personId: person, recipientId, today: on }))
        expect([...covered.keys()].sort()).toEqual([...allowed].sort())
        const missing = dataCategories.filter((category) => !allowed.has(category))
        if (missing.length > 0) await expect(ask(person, missing, on, recipientId)).rejects.toThrow(Invalid)
      }
      const ended = await its.as(manager, (tx) =>
        endedBases(
          tx,
          model.map(({ id }) => id),
          on,
        ),
      )
      expect([...ended.keys()].sort()).toEqual(
        model
          .filter((one) => !one.holds || one.until < on)
          .map(({ id }) => id)
          .sort(),
      )
    }),
    { numRuns: 12 },
  )
})
