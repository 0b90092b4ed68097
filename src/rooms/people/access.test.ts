/** Random persons, moves, merges and openings against a simple model of who may see whom. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, type RoleKey, roleKeys } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { tables, visiblePersons } from './access.ts'
import { createPerson } from './actions/create.ts'
import { createFamily } from './actions/families.ts'
import { mergePersons, undoMerge } from './actions/merge.ts'
import { openPerson } from './actions/open.ts'
import { findDuplicates } from './queries/duplicates.ts'
import { getPerson, personNames } from './queries/persons.ts'
import { searchPersons } from './queries/search.ts'
import { testPeople } from './testing.ts'

const its = await testPeople()
afterAll(its.close)

type Place = 'district' | 'town'
const places: readonly Place[] = ['district', 'town']
const managers = new Map<Place, Actor>()
for (const place of places) managers.set(place, await its.member(['caseManager'], place))

/** Every role in both places, and one who has two of them. */
const actors: { actor: Actor; place: Place; roles: readonly RoleKey[] }[] = []
for (const place of places)
  for (const roles of [
    ...roleKeys.map((role) => [role]),
    ['coordinator', 'intake'],
    ['caseManager', 'coordinator'],
  ] as RoleKey[][])
    actors.push({ actor: await its.member(roles, place), place, roles })

interface Known {
  readonly id: Id<'person'>
  readonly place: Place
  mergedInto: Id<'person'> | null
  version: number
  readonly openTo: Set<string>
}

/** The model: a list of persons, and a rule of two lines. */
const known: Known[] = []
const managesCases = (place: Place, roles: readonly RoleKey[], person: Known) =>
  roles.includes('caseManager') && place === person.place
const sees = ({ actor, place, roles }: (typeof actors)[number], person: Known) =>
  managesCases(place, roles, person) || person.openTo.has(actor.userId)

const names = ['Mohammed', 'Muhammad', 'Olena', 'Yusuf', 'Jusuf']
const someone = fc.nat({ max: 1000 })
const step = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    place: fc.constantFrom(...places),
    name: fc.constantFrom(...names),
  }),
  fc.record({ kind: fc.constant('merge' as const), one: someone, other: someone }),
  fc.record({ kind: fc.constant('undo' as const), one: someone }),
  fc.record({ kind: fc.constant('open' as const), one: someone, actor: someone, over: fc.boolean() }),
  fc.record({ kind: fc.constant('close' as const) }),
)

async function play(action: typeof step extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  const pick = (number: number) => known[number % known.length]
  if (action.kind === 'create') {
    const manager = managers.get(action.place) as Actor
    const id = await its.as(manager, (tx) =>
      createPerson(tx, manager, { givenName: action.name, familyName: 'Probe' }, { simulated: true }),
    )
    known.push({ id, place: action.place, mergedInto: null, version: 1, openTo: new Set() })
  }
  if (action.kind === 'merge') {
    const [one, other] = [pick(action.one), pick(action.other)]
    if (!one || !other || one === other || one.mergedInto || other.mergedInto) return
    const manager = managers.get(one.place) as Actor
    const merging = its.as(manager, (tx) =>
      mergePersons(tx, manager, { from: one.id, fromVersion: one.version, into: other.id }),
    )
    if (one.place !== other.place) return await expect(merging).rejects.toThrow('there is no person')
    await merging
    one.mergedInto = other.id
    one.version++
  }
  if (action.kind === 'undo') {
    const one = pick(action.one)
    if (!one?.mergedInto) return
    const manager = managers.get(one.place) as Actor
    await its.as(manager, (tx) => undoMerge(tx, manager, one.id, one.version))
    one.mergedInto = null
    one.version++
  }
  if (action.kind === 'open') {
    const [one, who] = [pick(action.one), actors[action.actor % actors.length]]
    if (!one || !who) return
    if (action.over) return await openedOnce(one, who.actor)
    const opening = its.as(who.actor, (tx) =>
      openPerson(tx, who.actor, one.id, new Date(Date.now() + 3_600_000), Date.now()),
    )
    const may = who.place === one.place && who.roles.some((role) => ['caseManager', 'coordinator'].includes(role))
    if (!may) return await expect(opening).rejects.toThrow()
    await opening
    one.openTo.add(who.actor.userId)
  }
  if (action.kind === 'close') {
    await its.as('system', (tx) => sql`DELETE FROM person_opening`.execute(tx))
    for (const person of known) person.openTo.clear()
  }
}

/** An opening whose time is over; the grant knows no way to end one earlier. */
async function openedOnce(person: Known, { userId }: Actor): Promise<void> {
  await its.as('system', (tx) =>
    tables(tx)
      .insertInto('person_opening')
      .values({
        person_id: person.id,
        user_id: userId,
        controller_id: its.organisation(person.place),
        opened_at: sql<Date>`clock_timestamp() - interval '4 hours'`,
        until: sql<Date>`clock_timestamp() - interval '1 hour'`,
      })
      .execute(),
  )
}

test('whatever happened, everybody sees exactly whom the model lets them see, by every way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), someone, async (actions, number) => {
      for (const action of actions) await play(action)
      const who = actors[number % actors.length] as (typeof actors)[number]
      const { actor, place, roles } = who
      const ids = (persons: readonly Known[]) => persons.map(({ id }) => id).sort()
      const seen = known.filter((person) => sees(who, person))
      const searched = known.filter((person) => managesCases(place, roles, person) && person.mergedInto === null)
      await its.as(actor, async (tx) => {
        const listed = await visiblePersons(tx, actor).select('person.id').execute()
        expect(listed.map(({ id }) => id).sort()).toEqual(ids(seen))
        // Past every function of the room: the third lock alone.
        const rows = await tables(tx).selectFrom('person').select('id').execute()
        expect(rows.map(({ id }) => id).sort()).toEqual(ids(seen))
        const tokens = await tables(tx).selectFrom('person_name_token').select('person_id').distinct().execute()
        expect(tokens.length).toBe(known.filter((person) => managesCases(place, roles, person)).length)
        const found = await searchPersons(tx, actor, { text: 'Probe' }, 10_000)
        expect(found.persons.map(({ id }) => id).sort()).toEqual(ids(searched))
        const alike = await findDuplicates(tx, actor, { givenName: 'Mohammed', familyName: 'Probe' }, { limit: 10_000 })
        for (const { person } of alike) expect(ids(searched)).toContain(person.id)
        for (const person of known.slice(-5))
          if (!seen.includes(person))
            await expect(getPerson(tx, actor, person.id)).rejects.toThrow('there is no person')
        const labels = await personNames(tx, actor, ids(known))
        for (const id of labels.keys()) expect(ids(seen)).toContain(id)
      })
    }),
    { numRuns: 30 },
  )
})

test('a family is seen by those who see somebody of it, and shows them nobody else', async () => {
  const manager = managers.get('town') as Actor
  const make = (givenName: string) =>
    its.as(manager, (tx) => createPerson(tx, manager, { givenName }, { simulated: true }))
  const [mother, child] = [await make('Mutter'), await make('Kind')]
  await its.as(manager, (tx) =>
    createFamily(
      tx,
      manager,
      [
        { personId: mother, role: 'adult', since: '2026-01-01' as never },
        { personId: child, role: 'child', since: '2026-01-01' as never },
      ],
      { simulated: true },
    ),
  )
  const supervisor = await its.member(['coordinator'], 'town')
  const rows = () =>
    its.as(supervisor, async (tx) => ({
      families: (await tables(tx).selectFrom('family').select('id').execute()).length,
      members: (await tables(tx).selectFrom('family_member').select('person_id').execute()).map((row) => row.person_id),
    }))
  expect(await rows()).toEqual({ families: 0, members: [] })
  await its.as(supervisor, (tx) => openPerson(tx, supervisor, child, new Date(Date.now() + 3_600_000), Date.now()))
  expect(await rows()).toEqual({ families: 1, members: [child] })
})

test('who moves to another controller sees the new scope at once', async () => {
  const manager = managers.get('town') as Actor
  const id = await its.as(manager, (tx) => createPerson(tx, manager, { givenName: 'Umzug' }, { simulated: true }))
  const mover = await its.member(['caseManager'], 'district')
  const count = (actor: Actor) =>
    its.as(actor, async (tx) => (await searchPersons(tx, actor, { text: 'Umzug' }, 10)).total)
  expect(await count(mover)).toBe(0)
  const town = its.organisation('town')
  await its.as('system', async (tx) => {
    await sql`
      UPDATE membership SET organisation_id = ${town}, controller_id = ${town} WHERE id = ${mover.userId}
    `.execute(tx)
  })
  expect(await count({ ...mover, organisationId: town, controllerId: town })).toBe(1)
  expect(await count(mover)).toBe(0)
  expect(id).toBeDefined()
})
