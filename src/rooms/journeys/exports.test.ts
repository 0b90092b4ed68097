/** Hand-overs as a file hold what the Postkorb lists, on all its pages, for either side. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { Conflict, Forbidden } from '../../kernel/errors.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { exportedIds, fetchInTests, makeNow, orderInTests } from '../../platform/exports/testing.ts'
import { tables } from './access.ts'
import { handoversExport } from './exports.ts'
import { type HandoverData, loadJourneys } from './load.ts'
import { namesOn } from './names.ts'
import { listingOf } from './pages/listing.ts'
import { countInboxRows, listInbox } from './queries/inbox.ts'
import { aHandover, aStep, testJourneys } from './testing.ts'

const its = await testJourneys()
afterAll(() => its.close())
const clock = fixedClock('2026-11-16T09:00:00Z')
const house = { db: its.db, tenant: its.tenant, clock, kinds: [handoversExport] }

const ways = {
  prepared: ['prepared'],
  offered: ['prepared', 'offered'],
  accepted: ['offered', 'accepted'],
  arrived: ['offered', 'accepted', 'firstAppointment'],
  declined: ['offered', 'declined'],
  givenUp: ['prepared', 'withdrawn'],
  withdrawn: ['offered', 'withdrawn'],
} as const
const organisations = ['town', 'jobcenter', 'school'] as const
const aPassage = fc.record({
  from: fc.constantFrom(...organisations),
  to: fc.constantFrom(...organisations),
  way: fc.constantFrom(...(Object.keys(ways) as (keyof typeof ways)[])),
})
const aReader = fc.record({
  role: fc.constantFrom<RoleKey>('caseManager', 'municipality', 'intake', 'immigrationOffice', 'coordinator'),
  at: fc.constantFrom(...organisations),
})

const loaded = ({ from, to, way }: { from: string; to: string; way: keyof typeof ways }): HandoverData => {
  const steps = ways[way].map((kind, nth) =>
    aStep(kind, `2026-11-0${nth + 2}`, kind === 'declined' ? { reason: 'noPlace' } : {}),
  )
  const [giving, taking] = [its.organisation(from), its.organisation(to)]
  return aHandover(its, steps, {
    fromOrganisationId: giving,
    fromControllerId: giving,
    toOrganisationId: taking,
    toControllerId: taking,
  })
}

/** All pages of the Postkorb, seven at a time. */
async function listed(actor: Actor, query: URLSearchParams): Promise<readonly string[]> {
  return await its.as(actor, async (tx) => {
    const listing = listingOf(query, actor, await namesOn(tx, actor, clock.today()))
    const ids: string[] = []
    for (let offset = 0; ; offset += 7) {
      const { rows, total } = await listInbox(tx, actor, { ...listing, limit: 7, offset })
      ids.push(...rows.map(({ id }) => id))
      if (rows.length === 0) {
        expect(ids).toHaveLength(total)
        return ids
      }
    }
  })
}

test('(i) the list on all its pages and the file hold the same, in the same order, and only what concerns the reader', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aPassage, { minLength: 1, maxLength: 8 }),
      fc.array(aReader, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', 'view=given', 'view=done', 'whose=mine', 'view=done&state=declined'),
      async (passages, readers, query) => {
        const data = passages.filter(({ from, to }) => from !== to).map(loaded)
        await its.as('system', (tx) => loadJourneys(tx, data, { simulated: true }))
        for (const { role, at } of readers) {
          const actor = await its.member(role, at)
          const ordered = orderInTests(house, actor, handoversExport, query)
          if (!['caseManager', 'municipality', 'intake'].includes(role)) {
            await expect(ordered).rejects.toThrow(Forbidden)
            continue
          }
          const order = await ordered
          await makeNow(house, order)
          const ids = await listed(actor, new URLSearchParams(query))
          expect(await exportedIds(its, actor, order)).toEqual(ids)
          const rows = await its.as('system', (tx) =>
            tables(tx)
              .selectFrom('handover')
              .select(['from_organisation_id as from', 'to_organisation_id as to'])
              .where('id', 'in', ids.length > 0 ? (ids as never) : [null as never])
              .execute(),
          )
          const own = its.organisation(at)
          expect(rows.every(({ from, to }) => to === own || (from === own && role !== 'intake'))).toBe(true)
        }
      },
    ),
    { numRuns: 20, interruptAfterTimeLimit: 30_000 },
  )
})

test('a file is kept back once a hand-over in it concerns its orderer no more', async () => {
  await its.as('system', (tx) =>
    loadJourneys(tx, [loaded({ from: 'town', to: 'jobcenter', way: 'offered' })], { simulated: true }),
  )
  const actor = await its.member('intake', 'jobcenter')
  const order = await orderInTests(house, actor, handoversExport, '')
  await makeNow(house, order)
  const ids = (await exportedIds(its, actor, order)) ?? []
  expect(ids.length).toBeGreaterThan(0)
  const stranger = await its.member('intake', 'school')
  expect(await its.as(stranger, (tx) => countInboxRows(tx, stranger, ids))).toBe(0)
  // Given up before it was offered: it then concerns the giving side alone.
  await its.as('system', (tx) =>
    sql`UPDATE handover SET state = 'withdrawn', offered_on = NULL, reply_by = NULL, ended_on = last_step_on
      WHERE state = 'offered' AND id = ANY (${[...ids]}::uuid[])`.execute(tx),
  )
  await expect(fetchInTests(house, actor, order)).rejects.toThrow(Conflict)
})
