import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { actAsPublic } from '../../../../platform/access/acting.ts'
import { type Actor, actAsLink } from '../../../../platform/access/index.ts'
import { inTenant, sql, type Tx } from '../../../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../../../platform/database/testing.ts'
import { addMember } from '../../../../platform/identity/testing.ts'
import type { JobRun } from '../../../../platform/jobs/index.ts'
import '../../access.ts'
import '../../../network/index.ts'
import { formTopic } from '../actions/form.ts'
import { mergeTopic } from '../actions/merge.ts'
import { getTopicAt } from '../queries/topics.ts'
import { finishConferences, openConference, sortCards, stepConference, takeCluster } from './actions/holding.ts'
import { addCard, ownBallot, vote } from './actions/joining.ts'
import { newConferenceCode, readConferenceCode } from './domain/code.ts'
import { type ConferenceState, mostCards, mostClusters } from './domain/voting.ts'
import { TakeForm } from './forms.ts'
import { cardsOf, clustersOf, conferenceFindings, conferenceWithCode, countBallots, getConference } from './queries.ts'

let its: TestDatabase
let coordinator: Actor
let id: Id<'conference'>
let present = '2026-11-23'
const setting = { today: day('2026-11-23'), demo: false }

beforeAll(async () => {
  its = await testDatabase()
  coordinator = anActor(['coordinator'])
  await inTenant(its.db, its.tenant, 'system', (tx) => addMember(tx, coordinator))
  const given = { title: 'Konferenz Aulenstedt', municipalityId: undefined, heldOn: setting.today, pointsEach: 3 }
  id = await me((tx) => openConference(tx, coordinator, setting, given))
})
afterAll(() => its.close())

const run = (today: string) =>
  inTenant(its.db, its.tenant, 'system', (tx) =>
    finishConferences({ tx, clock: { today: () => day(today) } } as unknown as JobRun, {}),
  )
const me = <T>(work: (tx: Tx) => Promise<T>) => inTenant(its.db, its.tenant, coordinator, work)
const guest = <T>(work: (tx: Tx) => Promise<T>) =>
  inTenant(its.db, its.tenant, 'system', async (tx) => {
    await actAsPublic(tx)
    await sql.raw(`SET LOCAL app.today = '${present}'`).execute(tx)
    return await work(tx)
  })
/** Until a transaction waits for the lock of another, or this work is over without. */
const waitingOrOver = async (work: Promise<unknown>) => {
  let over = false
  const end = () => {
    over = true
  }
  work.then(end, end)
  while (!over && (await its.db.owner.pool.query('SELECT FROM pg_locks WHERE NOT granted')).rowCount === 0);
}
const now = () => me((tx) => getConference(tx, coordinator, id))
const step = async (to: ConferenceState) => {
  const conference = await now()
  await me((tx) => stepConference(tx, coordinator, conference, to))
}
const seen = async () => {
  const { code } = await now()
  return await guest((tx) => conferenceWithCode(tx, code))
}
const write = async (text: string) => {
  const conference = await seen()
  await guest((tx) => addCard(tx, conference, text, 'de'))
}
const cards = () => me((tx) => cardsOf(tx, id))
const clusters = () => me((tx) => clustersOf(tx, id))

test('a code is read however it is typed, and one that is none is not looked for', () => {
  const code = newConferenceCode()
  expect(readConferenceCode(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toBe(code)
  for (const typed of ['', 'ABC', 'ABCDE0', "'; --  "]) expect(readConferenceCode(typed)).toBeUndefined()
})

test('from cards to a topic: nobody is named, and what became no topic is gone in the end', async () => {
  await expect(guest((tx) => conferenceWithCode(tx, 'ZZZZZZ'))).rejects.toThrow(NotFound)
  for (const told of ['Frau Özdemir wartet', 'Termin am 3.12.', 'Tel. 02581 531234', 'Lindenstraße 14'])
    await expect(write(told)).rejects.toThrow(Invalid)
  await write('Zwei Ämter, ein Nachweis')
  await write('Der Nachweis wird doppelt verlangt')
  await write('Kein Bus am Abend')
  // Who takes part reads nothing of the others, and leaves nothing but a text.
  expect(await guest(async (tx) => (await sql`SELECT FROM conference_card`.execute(tx)).rows)).toEqual([])
  const columns = await me((tx) => sql<Record<string, unknown>>`SELECT * FROM conference_card LIMIT 1`.execute(tx))
  expect(Object.keys(columns.rows[0] ?? {}).sort()).toEqual(['body', 'cluster_id', 'conference_id', 'id', 'locale'])

  await expect(step('voting')).rejects.toThrow(Conflict)
  await step('clustering')
  await expect(write('Zu spät')).rejects.toThrow(Conflict)
  await expect(step('voting')).rejects.toThrow(new Conflict('steering-conference-no-clusters'))
  const written = await cards()
  const named = (word: string) => written.filter(({ body }) => body.includes(word)).map((card) => card.id)
  const sort = async (chosen: readonly Id<'card'>[], title: string) => {
    const conference = await now()
    await me((tx) =>
      sortCards(tx, coordinator, conference, { cards: chosen, into: undefined, title, hurdle: 'repeatedProof' }),
    )
  }
  await sort(named('Nachweis'), 'Doppelte Nachweise')
  await sort(named('Bus'), 'Wege am Abend')
  expect(await guest(async (tx) => (await sql`SELECT FROM conference_cluster`.execute(tx)).rows.length)).toBe(0)

  await step('voting')
  const [proofs, ways] = (await clusters()) as unknown as [{ id: Id<'cluster'> }, { id: Id<'cluster'> }]
  const give = async (browser: string, points: readonly (readonly [Id<'cluster'>, number])[]) => {
    const conference = await seen()
    await guest((tx) => vote(tx, conference, browser, new Map(points)))
  }
  await give('one', [[proofs.id, 3]])
  await give('two', [
    [proofs.id, 1],
    [ways.id, 2],
  ])
  // The same browser again: instead of what it gave before.
  await give('one', [
    [proofs.id, 2],
    [ways.id, 0],
  ])
  await expect(give('three', [[ways.id, 4]])).rejects.toThrow(Invalid)
  expect(await me((tx) => countBallots(tx, id))).toBe(2)
  const voting = await seen()
  expect(await guest((tx) => ownBallot(tx, voting, 'one'))).toEqual(new Map([[proofs.id, 2]]))
  expect(await guest((tx) => ownBallot(tx, voting, 'nobody'))).toEqual(new Map())
  expect(await guest(async (tx) => (await sql`SELECT FROM conference_ballot`.execute(tx)).rows)).toEqual([])

  // Two sent at once from one browser: the second waits for the first and stands instead of it; they are never added up.
  const second = await guest(async (tx) => {
    await vote(tx, voting, 'one', new Map([[ways.id, 3]]))
    const late = guest((other) => vote(other, voting, 'one', new Map([[proofs.id, 2]])))
    await waitingOrOver(late)
    return { late }
  })
  await second.late
  expect(await guest((tx) => ownBallot(tx, voting, 'one'))).toEqual(new Map([[proofs.id, 2]]))
  expect(await me((tx) => countBallots(tx, id))).toBe(2)
  // The database says the same, whatever the program asks: no fourth point, and none that the conference does not give.
  for (const [each, given] of [
    [3, [proofs.id, proofs.id, ways.id, ways.id]],
    [3, []],
    [4, [proofs.id, proofs.id, ways.id, ways.id]],
  ] as const)
    await expect(
      inTenant(its.db, its.tenant, 'system', async (tx) => {
        await actAsLink(tx, Buffer.alloc(32, 7))
        await sql`INSERT INTO conference_ballot VALUES (${id}, ${Buffer.alloc(32, 7)}, ${each}, ${given}::uuid[])`.execute(
          tx,
        )
      }),
    ).rejects.toThrow(/conference_ballot_(points_few|conference)/)

  await step('result')
  // What was looked up while voting was open comes too late, with a plain word.
  await expect(guest((tx) => vote(tx, voting, 'late', new Map([[ways.id, 3]])))).rejects.toThrow(
    new Conflict('steering-conference-over'),
  )
  expect((await clusters()).map(({ title, points }) => [title, points])).toEqual([
    ['Doppelte Nachweise', 3],
    ['Wege am Abend', 2],
  ])
  expect(await me((tx) => countBallots(tx, id))).toBe(0)
  const [first] = await clusters()
  const conference = await now()
  const { number, leftOut } = await me((tx) =>
    takeCluster(tx, coordinator, setting, conference, first as never, undefined),
  )
  expect(leftOut).toBe(0)
  const topic = await me((tx) => getTopicAt(tx, coordinator, String(number)))
  expect(topic).toMatchObject({ title: 'Doppelte Nachweise', state: 'reported' })
  const findings = await me((tx) => conferenceFindings(tx, topic.id))
  expect(findings.map(({ body }) => body).sort()).toEqual([
    'Der Nachweis wird doppelt verlangt',
    'Zwei Ämter, ein Nachweis',
  ])
  // What was said goes with the topic into another one, as its findings do.
  const into = await me((tx) => formTopic(tx, coordinator, setting, { title: 'Nachweise', cells: [] }))
  const other = await me((tx) => getTopicAt(tx, coordinator, into.id))
  await me((tx) => mergeTopic(tx, coordinator, setting, topic, other))
  expect(await me((tx) => conferenceFindings(tx, into.id))).toHaveLength(2)
  await step('finished')
  expect(await cards()).toEqual([])
  await expect(seen()).rejects.toThrow(NotFound)
})

/** Another conference of the same day. */
async function another(title: string): Promise<Id<'conference'>> {
  const given = { title, municipalityId: undefined, heldOn: setting.today, pointsEach: 3 }
  id = await me((tx) => openConference(tx, coordinator, setting, given))
  return id
}

test('cards are taken on the day and the day after, and are gone three days later without a click', async () => {
  await another('Vergessene Konferenz')
  for (const [on, taken] of [
    ['2026-11-22', false],
    ['2026-11-23', true],
    ['2026-11-24', true],
    ['2026-11-25', false],
  ] as const) {
    present = on
    const written = write(`Kein Bus am Abend`)
    await (taken ? written : expect(written).rejects.toThrow(new Conflict('steering-conference-not-today')))
    // The database says the same, whatever the program asks.
    const added = guest((tx) =>
      sql`INSERT INTO conference_card (id, conference_id, body, locale) VALUES (gen_random_uuid(), ${id}, 'Karte', 'de')`.execute(
        tx,
      ),
    )
    await (taken ? added : expect(added).rejects.toThrow(/row-level security/))
  }
  present = '2026-11-23'
  await run('2026-11-25')
  expect([(await now()).state, (await cards()).length]).toEqual(['collecting', 4])
  await run('2026-11-26')
  await run('2026-11-26')
  expect([(await now()).state, (await cards()).length]).toEqual(['finished', 0])
})

test('a conference takes 400 cards and 40 clusters, whoever sends at once', async () => {
  await another('Volle Konferenz')
  await inTenant(its.db, its.tenant, 'system', (tx) =>
    sql`
      INSERT INTO conference_card (id, conference_id, body, locale)
      SELECT gen_random_uuid(), ${id}, 'Karte', 'de' FROM generate_series(1, ${mostCards - 1})
    `.execute(tx),
  )
  const sent = await Promise.allSettled(['eins', 'zwei', 'drei'].map((text) => write(text)))
  expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  await expect(write('vier')).rejects.toThrow(new Conflict('steering-conference-full'))
  expect(
    (await me((tx) => sql`SELECT FROM conference_card WHERE conference_id = ${id}`.execute(tx))).rows,
  ).toHaveLength(mostCards)
  await step('clustering')
  const written = await cards()
  const sort = async (index: number) => {
    const conference = await now()
    const chosen = [written[index]?.id as Id<'card'>]
    await me((tx) =>
      sortCards(tx, coordinator, conference, { cards: chosen, into: undefined, title: `${index}`, hurdle: 'other' }),
    )
  }
  for (let index = 0; index < mostClusters; index++) await sort(index)
  await expect(sort(mostClusters)).rejects.toThrow(new Conflict('steering-conference-many-clusters'))
  expect(await clusters()).toHaveLength(mostClusters)
  const over = me((tx) =>
    sql`INSERT INTO conference_cluster VALUES (gen_random_uuid(), ${id}, 41, 'Noch eine', 'other')`.execute(tx),
  )
  await expect(over).rejects.toThrow(/conference_cluster_position_few/)
})

test('a text becomes a finding only when somebody read it, and never with what tells who somebody is', async () => {
  const sent = { version: '1', cluster: newId(), topic: 'new' }
  expect(TakeForm.safeParse(sent).success).toBe(false)
  expect(TakeForm.safeParse({ ...sent, read: 'on' }).success).toBe(true)

  await another('Konferenz mit Namen')
  await write('Kein Bus am Abend')
  // As the loader does, past the rule for guests; the table of cards does not know telephone numbers.
  await me((tx) =>
    sql`INSERT INTO conference_card (id, conference_id, body, locale) VALUES (gen_random_uuid(), ${id}, 'Tel. 02581 531234', 'de')`.execute(
      tx,
    ),
  )
  await step('clustering')
  const all = (await cards()).map((card) => card.id)
  const sorting = await now()
  await me((tx) => sortCards(tx, coordinator, sorting, { cards: all, into: undefined, title: 'Wege', hurdle: 'other' }))
  await step('voting')
  await step('result')
  const [ways] = await clusters()
  const conference = await now()
  const { number, leftOut } = await me((tx) =>
    takeCluster(tx, coordinator, setting, conference, ways as never, undefined),
  )
  expect(leftOut).toBe(1)
  const topic = await me((tx) => getTopicAt(tx, coordinator, String(number)))
  expect((await me((tx) => conferenceFindings(tx, topic.id))).map(({ body }) => body)).toEqual(['Kein Bus am Abend'])
  for (const body of ['Am 3.12. gewartet', 'AUE-2026-0417', 'a@b', 'x'.repeat(401), ''])
    await expect(
      me((tx) =>
        sql`INSERT INTO conference_finding VALUES (gen_random_uuid(), ${topic.id}, ${id}, 'Wege', 0, ${body}, 'de')`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/conference_finding_(tells_nobody|body_length)/)
})
