import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type RoleKey, roleKeys } from '../../platform/access/index.ts'
import { asWritten } from '../../platform/audit/testing.ts'
import { inTenant, sql } from '../../platform/database/index.ts'
import { rights, tables } from './access.ts'
import { changeOffer, createOffer } from './actions/offers.ts'
import { checkPlaces } from './actions/places.ts'
import { changeState } from './actions/states.ts'
import type { OfferInput, PlacesInput } from './forms.ts'
import { findOffers, searchOffers } from './queries/finding.ts'
import { changesOf, countsOf, statesOf } from './queries/histories.ts'
import { offersInbox, offersInboxCount } from './queries/inbox.ts'
import { getOffer, listOffers, offerNames } from './queries/offers.ts'
import { setting, type TestOffers, testOffers } from './testing.ts'

let its: TestOffers
beforeAll(async () => {
  its = await testOffers()
})
afterAll(() => its.close())

const { today } = setting
const readers = rights['offers.read'] as readonly RoleKey[]
const idOf = (key: string) => its.offers.get(key) as string

const input = (more: Partial<OfferInput> = {}): OfferInput => ({
  name: 'Nähkurs',
  summary: 'Nähen und sprechen.',
  topic: 'language',
  organisation: its.organisation('welfare'),
  site: undefined,
  municipality: its.town('aulenstedt'),
  reach: [],
  languages: ['de', 'uk'],
  targetGroups: [],
  booking: 'registration',
  cost: 'free',
  description: undefined,
  costNote: undefined,
  timesNote: undefined,
  accessibilityNote: undefined,
  contactOffice: undefined,
  phone: undefined,
  email: undefined,
  homepage: undefined,
  state: 'open',
  ...more,
})
const count = (more: Partial<PlacesInput>): PlacesInput => ({ told: 'provider', version: 1, ...more }) as PlacesInput

/** Whatever happens in it is taken back. */
const tried = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work()
    return 'done'
  } catch (error) {
    return error
  }
}

describe('finding', () => {
  const names = async (need: Parameters<typeof findOffers>[2]) =>
    its.as(await its.member(['caseManager']), async (tx) =>
      (await findOffers(tx, { roles: ['caseManager'] }, need, today)).map(({ name }) => name),
    )
  test.each([
    [{}, ['Begegnungscafé', 'Angebot free', 'Angebot stale', 'Angebot full']],
    [{ topic: 'language' }, ['Angebot free', 'Angebot stale', 'Angebot full']],
    [{ language: 'ar' }, ['Angebot free']],
    [{ topic: 'housing' }, []],
  ])('%j gives those with room first', async (need, expected) => {
    expect(await names(need)).toEqual(expected)
  })
  test('by town of residence and by group: what is for everybody fits too', async () => {
    expect(await names({ municipalityId: its.town('dornsiek') })).toContain('Angebot full')
    expect(await names({ municipalityId: its.town('aulenstedt') })).not.toContain('Angebot full')
    expect(await names({ targetGroup: 'kinder' })).not.toContain('Angebot stale')
    expect(await names({ targetGroup: 'kinder' })).toContain('Angebot free')
  })
  test('by parts of words, also of the provider; ended ones only in the list of all', async () => {
    const actor = await its.member(['caseManager'])
    await its.as(actor, async (tx) => {
      expect((await searchOffers(tx, actor, 'begegnungs', 5, today)).map(({ title }) => title)).toEqual([
        'Begegnungscafé',
      ])
      expect(await searchOffers(tx, actor, 'wohlfahrt', 9, today)).toHaveLength(3)
      expect((await listOffers(tx, actor, { state: 'all', text: 'ended' }, today)).total).toBe(1)
      expect((await listOffers(tx, actor, { text: 'ended' }, today)).total).toBe(0)
      expect((await offerNames(tx, [idOf('cafe')])).get(idOf('cafe'))?.name).toBe('Begegnungscafé')
    })
  })
})

describe('who reads and who keeps', () => {
  test.each(roleKeys)('%s', async (role) => {
    const actor = await its.member([role])
    const reads = readers.includes(role)
    await its.as(actor, async (tx) => {
      // As a program that forgot the first two locks.
      const seen = await tables(tx).selectFrom('offer').select('id').execute()
      expect(seen).toHaveLength(reads ? 5 : 0)
      expect(await findOffers(tx, actor, {}, today)).toHaveLength(reads ? 4 : 0)
    })
    const affected = async (key: string) => {
      const outcome = await tried(() =>
        its.as(actor, async (tx) => {
          const { numAffectedRows } = await sql`UPDATE offer SET summary = 'x' WHERE id = ${idOf(key)}::uuid`.execute(
            tx,
          )
          throw new Error(String(numAffectedRows))
        }),
      )
      return Number((outcome as Error).message)
    }
    const keepsOwn = (rights['offers.keep'] as readonly RoleKey[]).includes(role)
    expect(await affected('free')).toBe(keepsOwn ? 1 : 0)
    expect(await affected('cafe')).toBe(role === 'coordinator' ? 1 : 0)
  })
  test('an offer of another organisation is not there to be changed, nor can one be added in its name', async () => {
    const actor = await its.member(['municipality'], 'town')
    const refused = await tried(() =>
      its.as(actor, (tx) => checkPlaces(tx, actor, setting, idOf('free'), count({ freePlaces: 1 }))),
    )
    expect(refused).toMatchObject({ name: 'NotFound' })
    expect(await tried(() => its.as(actor, (tx) => createOffer(tx, actor, setting, input())))).toMatchObject({
      name: 'Forbidden',
    })
  })
  test('nobody deletes, and what was counted is never changed', async () => {
    const actor = await its.member(['coordinator'])
    // Only the platform removes, when an import is taken back: for everybody else there is nothing to delete.
    for (const table of ['offer', 'offer_state', 'offer_count', 'offer_change']) {
      const { numAffectedRows } = await its.as(actor, (tx) => sql`DELETE FROM ${sql.table(table)}`.execute(tx))
      expect(numAffectedRows, table).toBe(0n)
    }
    const change = sql`UPDATE offer_count SET waiting = 0`
    expect(String(await tried(() => its.as(actor, (tx) => change.execute(tx))))).toContain('permission denied')
  })
})

describe('keeping', () => {
  test('a check is what the directory shows, and the history has it with numbers and reasons', async () => {
    const actor = await its.member(['partner'])
    const id = await its.as(actor, (tx) => createOffer(tx, actor, setting, input({ name: 'Chor' })))
    await its.as(actor, async (tx) => {
      await checkPlaces(tx, actor, setting, id, count({ capacity: 10, freePlaces: 0, waiting: 4, full: 4, placed: 1 }))
      const offer = await getOffer(tx, actor, id)
      expect(offer).toMatchObject({ freePlaces: 0, waiting: 4, checkedOn: today, version: 2, simulated: false })
      expect(await countsOf(tx, id, 5)).toMatchObject([
        { moves: { full: 4, placed: 1 }, who: 'Testperson', told: 'provider' },
      ])
      expect((await changesOf(tx, id)).map(({ event }) => event)).toEqual(['checked', 'created'])
    })
    await its.as('system', async (tx) => {
      const { rows } = await sql<{ event: string }>`
        SELECT event FROM audit_entry WHERE subject = ${id} ORDER BY ${asWritten}
      `.execute(tx)
      expect(rows.map(({ event }) => event)).toEqual(['offers.offer-created', 'offers.offer-checked'])
    })
  })
  test('no check of the future, none before the last one', async () => {
    const actor = await its.member(['partner'])
    const check = (checkedOn: string) =>
      tried(() =>
        its.as(actor, (tx) =>
          checkPlaces(tx, actor, setting, idOf('full'), count({ checkedOn: day(checkedOn), freePlaces: 1 })),
        ),
      )
    expect(await check('2026-11-17')).toMatchObject({ issues: [{ code: 'offers-in-future' }] })
    expect(await check('2026-09-30')).toMatchObject({ issues: [{ code: 'offers-checked-later' }] })
  })
  test('somebody who was slower is told, and nothing is overwritten', async () => {
    const [one, other] = [await its.member(['partner']), await its.member(['coordinator'])]
    const id = await its.as(one, (tx) => createOffer(tx, one, setting, input({ name: 'Gartengruppe' })))
    await its.as(other, (tx) => changeOffer(tx, other, setting, id, { ...input({ name: 'Gartentreff' }), version: 1 }))
    const late = await tried(() =>
      its.as(one, (tx) => changeOffer(tx, one, setting, id, { ...input({ name: 'Garten' }), version: 1 })),
    )
    expect(late).toMatchObject({ name: 'ChangedMeanwhile', who: 'Testperson' })
    await its.as(one, async (tx) => expect((await getOffer(tx, one, id)).name).toBe('Gartentreff'))
  })
  test('states go their ways, with a reason where people were led there', async () => {
    const actor = await its.member(['partner'])
    const id = await its.as(actor, (tx) =>
      createOffer(tx, actor, setting, input({ name: 'Lesekreis', state: 'planned' })),
    )
    const to = (state: 'open' | 'paused' | 'planned', version: number, reason?: string) =>
      tried(() => its.as(actor, (tx) => changeState(tx, actor, setting, id, { state, version, since: today, reason })))
    expect(await to('paused', 1)).toMatchObject({ name: 'Invalid' })
    expect(await to('open', 1)).toBe('done')
    expect(await to('paused', 2)).toMatchObject({ issues: [{ field: 'reason', code: 'required' }] })
    expect(await to('paused', 2, 'Umbau')).toBe('done')
    await its.as(actor, async (tx) =>
      expect((await statesOf(tx, id)).map(({ state }) => state)).toEqual(['paused', 'open', 'planned']),
    )
  })
  test('what nobody checked for half a year stands in the inbox of who provides it', async () => {
    const welfare = await its.member(['partner'])
    const items = await its.as(welfare, (tx) => offersInbox(tx, welfare, today, 20))
    expect(items.map(({ title }) => title)).toContain('Angebot stale')
    expect(items.map(({ title }) => title)).not.toContain('Angebot free')
    expect(await its.as(welfare, (tx) => offersInboxCount(tx, welfare, today, 20))).toBe(items.length)
    const lead = await its.member(['lead'])
    expect(await its.as(lead, (tx) => offersInbox(tx, lead, today, 20))).toEqual([])
  })
})

test('insight reads the supply by topic, town and language, and no offer', async () => {
  await inTenant(
    its.db,
    its.tenant,
    'system',
    async (tx) => {
      const { rows } = await sql<{ language: string; free: number }>`
        SELECT language, free_places::int AS free FROM published_offer_supply
        WHERE topic = 'language' AND municipality_key = 'dornsiek' AND language = 'ar'
      `.execute(tx)
      expect(rows).toEqual([{ language: 'ar', free: 4 }])
    },
    { role: 'insight' },
  )
  const looks =
    its.db && inTenant(its.db, its.tenant, 'system', (tx) => sql`SELECT FROM offer`.execute(tx), { role: 'insight' })
  await expect(looks).rejects.toThrow('permission denied')
})
