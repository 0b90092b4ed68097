/** What was shared ends for each side after its own period; what the figures need stays. */
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { answerHandover } from './actions/answer.ts'
import { bookAppointment } from './actions/appointment.ts'
import { withdrawHandover } from './actions/end.ts'
import { writeMessage } from './actions/messages.ts'
import { type NewHandover, newJourneyKey, offerHandover } from './actions/offer.ts'
import { eraseSharedOf } from './forgetting.ts'
import { followedHandovers } from './queries/followed.ts'
import { handedOverOf } from './queries/handedover.ts'
import { retention } from './retention.ts'
import { type TestJourneys, testJourneys, tickingClock } from './testing.ts'

let its: TestJourneys
let giver: Actor
let receiver: Actor
beforeAll(async () => {
  its = await testJourneys()
  giver = await its.member('caseManager', 'town')
  receiver = await its.member('intake', 'jobcenter')
}, 60_000)
afterAll(() => its.close())

const today = day('2026-11-16')
const setting = { clock: tickingClock('2026-11-16T08:00:00Z'), tenant: { demo: true, land: 'NW' } } as const
const kindOf = (key: string) => retention.find((one) => one.key === key)!

const offered = (more: Partial<NewHandover> = {}) =>
  its.as(giver, (tx) =>
    offerHandover(
      tx,
      giver,
      {
        interfaceId: its.interface('town-jobcenter'),
        toOrganisationId: its.organisation('jobcenter'),
        municipalityId: its.municipality,
        targetGroup: 'Familien',
        occurredOn: today,
        reference: 'AUL-2026-0001',
        content: [{ category: 'household', label: 'Haushalt', lines: ['2 Erwachsene'], basisId: null }],
        note: 'Termin am Nachmittag',
        ...more,
      },
      setting,
    ),
  )

const dueBy = (key: string, controller: string, on: Day, id: string) =>
  its.as('system', async (tx) => {
    const query = { before: new Date(`${on}T12:00:00Z`), controllerId: its.organisation(controller), ids: [id] }
    const due = await kindOf(key).due!(tx, { ...query, limit: 10 })
    return due.length === 1
  })
const copiesOf = (id: string) =>
  its.as('system', async (tx) => {
    const { rows } = await sql<{ side: string }>`
      SELECT side FROM handover_content WHERE handover_id = ${id} ORDER BY side`.execute(tx)
    return rows.map(({ side }) => side)
  })

describe('the copy of the receiving side', () => {
  test.each([
    ['whose right to read ends', { reads: { until: day('2026-12-31') } }, day('2027-01-01')],
    ['of what is withdrawn', {}, today],
  ])('%s is due from the day on which nobody there reads it', async (what, more, from) => {
    const id = await offered(more)
    if (what === 'of what is withdrawn')
      await its.as(giver, (tx) => withdrawHandover(tx, giver, id, { occurredOn: today }, setting))
    expect(await dueBy('journeys.received-copy', 'jobcenter', addDays(from, -1), id)).toBe(false)
    expect(await dueBy('journeys.received-copy', 'jobcenter', from, id)).toBe(true)
    expect(await dueBy('journeys.received-copy', 'town', from, id), 'it is not the giver’s').toBe(false)
  })

  test('goes without the giver’s, which has its own clock', async () => {
    const id = await offered({ reads: { until: day('2026-12-31') } })
    expect(await dueBy('journeys.given-copy', 'town', day('2030-01-01'), id), 'it has not ended').toBe(false)
    await its.as('system', (tx) => kindOf('journeys.received-copy').erase!(tx, [id], 0))
    expect(await copiesOf(id)).toEqual(['sender'])
    expect(await dueBy('journeys.received-copy', 'jobcenter', day('2030-01-01'), id)).toBe(false)
  })
})

test('the giver’s proof goes with Aktenzeichen and file; the hand-over and its steps stay for the figures', async () => {
  const id = await offered({ originId: newJourneyKey() })
  await its.as(giver, (tx) => withdrawHandover(tx, giver, id, { occurredOn: today }, setting))
  expect(await dueBy('journeys.given-copy', 'town', addDays(today, 1), id)).toBe(true)
  const before = await published()
  await its.as('system', (tx) => kindOf('journeys.given-copy').erase!(tx, [id], 0))
  expect(await copiesOf(id)).toEqual(['receiver'])
  const { rows } = await its.as('system', (tx) =>
    sql`SELECT reference, origin_id, sent_by, state FROM handover WHERE id = ${id}`.execute(tx),
  )
  expect(rows).toEqual([{ reference: null, origin_id: null, sent_by: null, state: 'withdrawn' }])
  expect(await dueBy('journeys.given-copy', 'town', day('2030-01-01'), id)).toBe(false)
  expect(await published()).toEqual(before)
})

/** What insight computes from. */
const published = () =>
  its.as(
    'system',
    async (tx) =>
      (
        await sql<{ state: number; count: number }>`
          SELECT state, count(*)::integer AS count FROM published_passage GROUP BY 1 ORDER BY 1`.execute(tx)
      ).rows,
    'insight',
  )

test('questions and answers go where they were written, each side its own', async () => {
  const id = await offered()
  await its.as(receiver, (tx) =>
    writeMessage(tx, receiver, id, { kind: 'note', body: 'Unterlagen fehlen' } as never, setting),
  )
  await its.as(giver, (tx) => writeMessage(tx, giver, id, { kind: 'note', body: 'Kommen morgen' } as never, setting))
  await its.as(giver, (tx) => withdrawHandover(tx, giver, id, { occurredOn: today }, setting))
  const due = (controller: string) =>
    its.as('system', (tx) =>
      kindOf('journeys.message').due!(tx, {
        before: new Date('2026-11-18'),
        controllerId: its.organisation(controller),
        limit: 50,
      }),
    )
  expect(await due('town')).toHaveLength(1)
  const [mine] = await due('jobcenter')
  expect(await its.as('system', (tx) => kindOf('journeys.message').erase!(tx, [mine!.id], 0))).toEqual({
    handover_message: 1,
  })
  expect(await due('town')).toHaveLength(1)
})

test('a file that goes takes its own side along and leaves the other controller theirs', async () => {
  const file = newJourneyKey() as unknown as Id<'case'>
  const id = await offered({ originId: file as never })
  const [told] = await its.as('system', (tx) => handedOverOf(tx, [file]))
  expect(told).toMatchObject({
    side: 'given',
    reference: 'AUL-2026-0001',
    shared: [{ label: 'Haushalt', lines: ['2 Erwachsene'] }],
    note: 'Termin am Nachmittag',
  })
  await its.as('system', (tx) => eraseSharedOf(tx, [{ id: file, controllerId: its.organisation('town') }]))
  expect(await copiesOf(id)).toEqual(['receiver'])
  expect(await its.as('system', (tx) => handedOverOf(tx, [file]))).toEqual([])
})

test('what passed of a file is asked for by as many queries for three hand-overs as for one', async () => {
  const [one, three] = [newJourneyKey(), newJourneyKey()]
  await offered({ originId: one })
  const ids = [
    await offered({ originId: three }),
    await offered({ originId: three }),
    await offered({ originId: three }),
  ]
  for (const id of ids) {
    await its.as(giver, (tx) => writeMessage(tx, giver, id, `Nachricht ${id}`, setting))
    await its.as(receiver, (tx) => answerHandover(tx, receiver, id, { kind: 'accepted', occurredOn: today }, setting))
    await its.as(giver, (tx) => bookAppointment(tx, giver, id, { heldOn: day('2026-11-20') }, setting))
  }
  const counted = async <T>(work: (tx: Tx) => Promise<T>) => {
    let queries = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        queries += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    return { told: await its.as('system', (tx) => work(tx.withPlugin(counting) as Tx)), queries }
  }
  const told = await counted((tx) => handedOverOf(tx, [three]))
  expect(told.queries).toBe((await counted((tx) => handedOverOf(tx, [one]))).queries)
  expect(told.told.map(({ id, note, messages }) => [id, note, messages.map(({ body }) => body)])).toEqual(
    ids.map((id) => [id, 'Termin am Nachmittag', [`Nachricht ${id}`]]),
  )
  const followed = await counted((tx) => followedHandovers(tx, three))
  expect(followed.queries).toBe(2)
  expect(followed.told.map(({ appointment }) => appointment?.heldOn)).toEqual([
    '2026-11-20',
    '2026-11-20',
    '2026-11-20',
  ])
})

test('nobody but the program forgets: no member has a way to delete a copy', async () => {
  const id = await offered()
  for (const who of [giver, receiver])
    for (const table of ['handover_content', 'handover_message'])
      await its.as(who, (tx) => sql`DELETE FROM ${sql.table(table)} WHERE handover_id = ${id}`.execute(tx))
  expect(await copiesOf(id)).toEqual(['receiver', 'sender'])
})

test('nobody but the program takes off or changes what ties a hand-over to its file', async () => {
  const id = await offered({ originId: newJourneyKey() })
  const other = newJourneyKey()
  for (const who of [giver, receiver])
    for (const change of [sql`origin_id = ${other}`, sql`reference = NULL`, sql`sent_by = ${receiver.userId}`])
      await expect(
        its.as(who, (tx) => sql`UPDATE handover SET ${change} WHERE id = ${id}`.execute(tx)),
      ).rejects.toThrow(/row-level security/)
  const changed = await its.as(receiver, (tx) =>
    sql`UPDATE handover SET reply_by = reply_by WHERE id = ${id}`.execute(tx),
  )
  expect(changed.numAffectedRows).toBe(1n)
})
