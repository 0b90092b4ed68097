/** The directory as a file holds what its page lists, with places. */
import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { Forbidden } from '../../kernel/errors.ts'
import { exportedIds, fetchInTests, makeNow, orderInTests } from '../../platform/exports/testing.ts'
import { createTranslate } from '../../platform/i18n/index.ts'
import { choosableMunicipalities } from '../network/index.ts'
import { directoryExport } from './exports.ts'
import { inView, readFilter, viewIn } from './pages/listing.ts'
import { listOffers } from './queries/offers.ts'
import { testOffers } from './testing.ts'

const its = await testOffers()
afterAll(() => its.close())
const clock = fixedClock('2026-11-16T09:00:00Z')
const house = { db: its.db, tenant: its.tenant, clock, kinds: [directoryExport] }

test.each([
  ['', 4],
  ['show=all', 5],
  ['show=own', 4],
  ['show=unchecked', 2],
  ['q=Begegnung', 1],
  ['topic=language&room=free', 2],
  ['town=dornsiek&language=de', 4],
  ['language=ar&sort=free&order=down', 1],
  ['group=frauen', 4],
  ['town=nowhere&page=2', 4],
])('under "%s" as many as the page lists, in its order', async (query, count) => {
  const actor = await its.member(['coordinator'])
  const order = await orderInTests(house, actor, directoryExport, query)
  await makeNow(house, order)
  const asked = new URLSearchParams(query)
  asked.delete('page')
  const listed = await its.as(actor, async (tx) => {
    const towns = await choosableMunicipalities(tx, actor, clock.today())
    const { page: _page, ...filter } = await readFilter({ tx, query: asked, clock }, towns)
    return await listOffers(tx, actor, { ...filter, ...inView(viewIn(asked), actor) }, clock.today())
  })
  expect(await exportedIds(its, actor, order)).toEqual(listed.rows.map(({ id }) => id))
  expect(listed.total).toBe(count)
  const t = createTranslate('de', {}, { onMissing: (key) => key })
  const counted = await its.as(
    actor,
    (tx) =>
      directoryExport.count?.({
        tx,
        actor,
        query: asked,
        today: clock.today(),
        tenant: its.tenant,
        locale: 'de',
        t,
      }) as Promise<number>,
  )
  expect(counted).toBe(count)
})

test('holds places, waiting list and the day of the last check', async () => {
  const actor = await its.member(['partner'])
  const order = await orderInTests(house, actor, directoryExport, 'language=ar')
  await makeNow(house, order)
  const file = Buffer.from((await fetchInTests(house, actor, order)).body).toString('utf8')
  expect(file).toMatch(/Angebot free;.*;12;4;3;;02\.11\.2026;/)
})

test('is for staff and providers, not for councils and the immigration office', async () => {
  for (const role of ['council', 'immigrationOffice'] as const)
    await expect(orderInTests(house, await its.member([role]), directoryExport, '')).rejects.toThrow(Forbidden)
})
