/** Who is found by what, by whom, and that nobody else finds anything: the search, its hints, and the locks on them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, roleKeys } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { tables, visiblePersons } from './access.ts'
import { createPerson } from './actions/create.ts'
import { mergePersons, undoMerge } from './actions/merge.ts'
import { readBirth } from './domain/birth.ts'
import { spellings } from './domain/spellings.testing.ts'
import { findDuplicates } from './queries/duplicates.ts'
import { personNames } from './queries/persons.ts'
import { personsNamed, searchPersons } from './queries/search.ts'
import { testPeople } from './testing.ts'

const its = await testPeople()
afterAll(its.close)

const district = await its.member(['caseManager'], 'district')
const town = await its.member(['caseManager'], 'town')

/** Each spelling of each name as a person of the town, the first with a family name of its own. */
const persons = spellings.flatMap((group, number) =>
  group.map((givenName, at) => ({
    key: `${number}-${at}`,
    givenName,
    familyName: `Qwirl${'abcdefghijklmnopqrstuvwxyz'[number]}`,
  })),
)
let ids: ReadonlyMap<string, Id<'person'>>
beforeAll(async () => {
  ids = (await its.load(persons.map((person) => ({ ...person, controllerId: its.organisation('town') })))).persons
})

const search = (actor: Actor, text: string, birthYear?: number) =>
  its.as(actor, async (tx) => (await searchPersons(tx, actor, { text, birthYear }, 200)).persons)

describe('the search', () => {
  test.each(spellings.map((group, at) => [group[0], group, at] as const))(
    'finds %s under each of its spellings, and by it all of them',
    async (first, group, at) => {
      const idOf = (other: number) => ids.get(`${at}-${other}`) as Id<'person'>
      const found = async (text: string) =>
        new Set((await its.as(town, (tx) => searchPersons(tx, town, { text }, 200))).persons.map(({ id }) => id))
      // Each spelling shares a sound with the first of its group; with one another most do.
      for (const spelling of group) expect([spelling, (await found(spelling)).has(idOf(0))]).toEqual([spelling, true])
      const byFirst = await found(first ?? '')
      expect(group.filter((_, other) => !byFirst.has(idOf(other)))).toEqual([])
    },
  )

  test('puts what is written as typed first', async () => {
    const [first] = await search(town, 'Мухаммед')
    expect(first?.givenName).toBe('Мухаммед')
    expect((await search(town, 'Oleksan'))[0]?.givenName).toMatch(/^Oleksand/)
  })

  test('needs each word, in any order, and takes beginnings', async () => {
    expect((await search(town, 'qwirla moham')).map(({ givenName }) => givenName)).toContain('Mohammed')
    expect(await search(town, 'qwirlb mohammed')).toEqual([])
    expect(await search(town, 'm')).toEqual([])
    expect(await search(town, '   ')).toEqual([])
    expect(await search(town, `%' OR 1=1 --`)).toEqual([])
  })

  test('finds a code as it is said', async () => {
    const [person] = await search(town, 'Mohammed Qwirla')
    const code = person?.code.toLowerCase().replace('-', ' ') ?? ''
    expect((await search(town, code)).map(({ id }) => id)).toEqual([person?.id])
    expect(await search(district, code)).toEqual([])
  })

  test('narrows by a year of birth and keeps those of whom none is known', async () => {
    await its.as(town, (tx) =>
      createPerson(tx, town, { givenName: 'Zzyzx', birth: readBirth('1980') ?? null }, { simulated: true }),
    )
    await its.as(town, (tx) => createPerson(tx, town, { givenName: 'Zzyzx' }, { simulated: true }))
    expect(await search(town, 'Zzyzx')).toHaveLength(2)
    expect(await search(town, 'Zzyzx', 1980)).toHaveLength(2)
    expect(await search(town, 'Zzyzx', 1990)).toHaveLength(1)
  })

  test('gives the same to lists of other rooms', async () => {
    const named = await its.as(town, async (tx) => {
      const query = personsNamed(town, 'moham qwirla')
      return query && (await visiblePersons(tx, town).select('person.id').where('person.id', 'in', query).execute())
    })
    expect(named?.map(({ id }) => id)).toContain(ids.get('0-0'))
    expect(personsNamed(town, 'x')).toBeUndefined()
  })

  test('reads tokens by index alone', async () => {
    const plan = await its.as(town, async (tx) => {
      await sql`SET LOCAL enable_seqscan = off`.execute(tx)
      const { rows } = await sql<Record<string, string>>`
        EXPLAIN SELECT person_id FROM person_name_token
        WHERE controller_id = ${town.controllerId} AND kind = 'exact' AND token >= 'moh' AND token < 'moi'
      `.execute(tx)
      return rows.map((row) => Object.values(row)[0]).join('\n')
    })
    expect(plan).toMatch(/Index (Only )?Scan|Bitmap Index Scan/)
    expect(plan).toMatch(/Index Cond: .*token >= 'moh'/)
  })
})

describe('nobody else', () => {
  test('of another controller or role finds a person, by any way', async () => {
    for (const role of roleKeys) {
      for (const organisation of ['district', 'town'] as const) {
        if (role === 'caseManager' && organisation === 'town') continue
        const actor = await its.member([role], organisation)
        await its.as(actor, async (tx) => {
          expect((await searchPersons(tx, actor, { text: 'Mohammed' }, 50)).total, role).toBe(0)
          expect(await findDuplicates(tx, actor, { givenName: 'Mohammed', familyName: 'Qwirla' })).toEqual([])
          expect((await personNames(tx, actor, [ids.get('0-0') as Id<'person'>])).size).toBe(0)
          expect(await visiblePersons(tx, actor).select('person.id').execute()).toEqual([])
          // Past every function of the room: the third lock alone.
          for (const table of ['person', 'person_name_token', 'person_change', 'family', 'family_member'] as const)
            expect(await tables(tx).selectFrom(table).selectAll().execute(), `${role} ${table}`).toEqual([])
        })
      }
    }
  })

  test('even one who pretends to have the role in the program alone', async () => {
    const intake = await its.member(['intake'], 'town')
    const pretending: Actor = { ...intake, roles: ['caseManager'] }
    await its.as(intake, async (tx) => {
      expect((await searchPersons(tx, pretending, { text: 'Mohammed' }, 50)).total).toBe(0)
    })
  })

  test('writes a person into the records of another controller', async () => {
    const stranger: Actor = { ...district, controllerId: its.organisation('town') }
    await expect(
      its.as(district, (tx) => createPerson(tx, stranger, { givenName: 'Test' }, { simulated: true })),
    ).rejects.toThrow(/row-level security/)
  })

  test('finds a person by the residence title: no index and no search leads from it', async () => {
    const { rows } = await its.as('system', (tx) =>
      sql<{ indexdef: string }>`SELECT indexdef FROM pg_indexes WHERE indexdef LIKE '%residence_group%'`.execute(tx),
    )
    expect(rows).toEqual([])
  })
})

describe('duplicates', () => {
  test('are told with score and reasons, most likely first', async () => {
    await its.load([
      {
        key: 'a',
        controllerId: its.organisation('district'),
        givenName: 'Amal',
        familyName: 'Haddad',
        birth: readBirth('04.03.1987') ?? null,
      },
      {
        key: 'b',
        controllerId: its.organisation('district'),
        givenName: 'Haddad',
        familyName: 'Amal',
        birth: readBirth('03.04.1987') ?? null,
      },
      {
        key: 'c',
        controllerId: its.organisation('district'),
        givenName: 'Amal',
        familyName: 'Schneider',
        birth: readBirth('29.07.1961') ?? null,
      },
    ])
    const found = await its.as(district, (tx) =>
      findDuplicates(tx, district, { givenName: 'أمل', familyName: 'Hadad', birth: readBirth('04.03.1987') }),
    )
    expect(found.map(({ person }) => person.familyName)).toEqual(['Haddad', 'Amal'])
    expect(found[0]?.reasons).toContain('birth-same')
    expect(found[1]?.reasons).toEqual(['swappedNames', 'birth-swapped'])
  })

  test('that were merged are found by either name, as the one that stands for both; taken back, both are there again', async () => {
    const make = (givenName: string) =>
      its.as(district, (tx) => createPerson(tx, district, { givenName, familyName: 'Brzesk' }, { simulated: true }))
    const [old, kept] = [await make('Wojciech'), await make('Adalbert')]
    await its.as(district, (tx) => mergePersons(tx, district, { from: old, fromVersion: 1, into: kept }))
    expect((await search(district, 'Wojciech')).map(({ id }) => id)).toEqual([kept])
    expect((await its.as(district, (tx) => personNames(tx, district, [old]))).get(old)?.name).toBe('Adalbert Brzesk')
    await expect(
      its.as(district, (tx) => mergePersons(tx, district, { from: kept, fromVersion: 1, into: old })),
    ).rejects.toThrow('people-merged-already')
    await its.as(district, (tx) => undoMerge(tx, district, old, 2))
    expect((await search(district, 'Wojciech')).map(({ id }) => id)).toEqual([old])
    expect((await search(district, 'Brzesk')).map(({ id }) => id).sort()).toEqual([old, kept].sort())
  })
})
