import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { Conflict, Forbidden, Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import { inTenant, sql, type Tx } from '../../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../../platform/database/testing.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import { queueSchema } from '../../../platform/jobs/queue.ts'
import '../access.ts'
import '../../network/index.ts'
import { assessTopic, assignTopic, describeTopic } from './actions/assess.ts'
import { addCells, formTopic, freeCells } from './actions/form.ts'
import { lookThrough } from './actions/lookthrough.ts'
import { mergeTopic, splitTopic, unmergeTopic } from './actions/merge.ts'
import { moveTopic } from './actions/move.ts'
import { type Cell, cellKey, readCell } from './domain/cells.ts'
import { topicJobs } from './jobs.ts'
import { topicPath } from './paths.ts'
import { arrivedOn } from './queries/arrivals.ts'
import { cellsOf, waitingCells } from './queries/cells.ts'
import { searchTopics, topicInbox } from './queries/inbox.ts'
import { stepsOf } from './queries/parts.ts'
import { getTopic, getTopicAt, listTopics } from './queries/topics.ts'

let its: TestDatabase
let coordinator: Actor
let steering: Actor
let caseManager: Actor
const today = day('2026-11-23')
const setting = { today, demo: false }

beforeAll(async () => {
  its = await testDatabase()
  const member = async (role: RoleKey) => {
    const actor = anActor([role])
    await inTenant(its.db, its.tenant, 'system', (tx) => addMember(tx, actor))
    return actor
  }
  coordinator = await member('coordinator')
  steering = await member('steering')
  caseManager = await member('caseManager')
})
afterAll(() => its.close())

const as = <T>(actor: Actor | 'system', work: (tx: Tx) => Promise<T>) => inTenant(its.db, its.tenant, actor, work)
const me = <T>(work: (tx: Tx) => Promise<T>) => as(coordinator, work)

/** Quarters that no other test uses. */
let year = 1950
const someCells = (count: number): readonly Cell[] => {
  year++
  return Array.from({ length: count }, (_, index) => ({
    interfaceId: null,
    hurdle: ['waitingTime', 'noCapacity', 'distance', 'cost'][index] ?? 'other',
    quarter: day(`${year}-04-01`),
    regionKey: index % 2 === 0 ? 'north' : null,
  }))
}
const aTopic = async (cells: readonly Cell[] = someCells(2), title = 'Wege zum Kurs') => {
  const { id } = await me((tx) => formTopic(tx, coordinator, setting, { title, cells }))
  return await read(id)
}
const read = (id: Id<'topic'>) => me((tx) => getTopic(tx, coordinator, id))
const cellsNow = async (id: Id<'topic'>) => (await me((tx) => cellsOf(tx, id))).map(cellKey).sort()
const keysOf = (cells: readonly Cell[]) => cells.map(cellKey).sort()
/** What waits in the queue for those who reported, the oldest first. */
const jobs = async () => {
  const queue = queueSchema(its.db.names.shared)
  const { rows } = await its.db.owner.pool.query<{
    payload: { payload: { title: string; cells: Cell[]; news?: { kind: string } } }
  }>(
    `SELECT job.payload FROM "${queue}"._private_jobs AS job JOIN "${queue}"._private_tasks AS task ON task.id = job.task_id
     WHERE task.identifier = 'cases.topic-formed' ORDER BY job.id`,
  )
  return rows.map(({ payload }) => payload.payload)
}

test('a cell is told by one word', () => {
  for (const cell of someCells(4)) expect(readCell(cellKey(cell))).toEqual(cell)
  expect(readCell('~waitingTime~2026-02-01~')).toBeUndefined()
  expect(readCell("~x'; DROP~2026-01-01~")).toBeUndefined()
})

describe('a topic', () => {
  test('is formed from cells, and a cell belongs to one topic', async () => {
    const cells = someCells(2)
    const topic = await aTopic(cells)
    expect(topic).toMatchObject({ state: 'clustered', version: 1, title: 'Wege zum Kurs' })
    expect(await cellsNow(topic.id)).toEqual(keysOf(cells))
    await expect(aTopic([cells[1] as Cell])).rejects.toThrow(new Conflict('steering-cell-taken'))
    const other = await aTopic([])
    expect([other.state, other.number - topic.number]).toEqual(['reported', 1])
    await me((tx) => addCells(tx, coordinator, setting, other, someCells(1)))
    expect((await read(other.id)).state).toBe('clustered')
  })

  test('is found by its number, its id and its words', async () => {
    const topic = await aTopic(undefined, 'Fahrpläne der Busse im Nordkreis')
    for (const at of [String(topic.number), topic.id])
      expect((await me((tx) => getTopicAt(tx, coordinator, at))).id).toBe(topic.id)
    for (const at of ['0', '01', 'x', '99999999999'])
      await expect(me((tx) => getTopicAt(tx, coordinator, at))).rejects.toThrow('no topic')
    expect((await me((tx) => searchTopics(tx, coordinator, 'Fahrpläne', 5))).map(({ title }) => title)).toEqual([
      topic.title,
    ])
  })

  test('is read by the steering group, and written by coordination and lead alone', async () => {
    const topic = await aTopic()
    expect((await as(steering, (tx) => getTopic(tx, steering, topic.id))).title).toBe(topic.title)
    await expect(as(steering, (tx) => formTopic(tx, steering, setting, { title: 'x', cells: [] }))).rejects.toThrow(
      Forbidden,
    )
    await expect(as(caseManager, (tx) => getTopic(tx, caseManager, topic.id))).rejects.toThrow(Forbidden)
    const rows = (actor: Actor) =>
      as(actor, async (tx) => (await sql`SELECT FROM topic WHERE id = ${topic.id}`.execute(tx)).rows.length)
    expect([await rows(steering), await rows(caseManager)]).toEqual([1, 0])
    const { numAffectedRows } = await as(steering, (tx) =>
      sql`UPDATE topic SET title = 'x' WHERE id = ${topic.id}`.execute(tx),
    )
    expect(numAffectedRows).toBe(0n)
    await expect(me((tx) => sql`UPDATE topic_change SET note = 'x'`.execute(tx))).rejects.toThrow('permission denied')
    await expect(me((tx) => sql`DELETE FROM topic_change`.execute(tx))).rejects.toThrow('permission denied')
  })

  test('tells the steering group nothing of its cells: they may be one person', async () => {
    const [noticed] = someCells(1) as [Cell]
    await as('system', async (tx) => topicJobs['steering.finding-released']?.({ tx } as never, noticed as never))
    const topic = await aTopic()
    const rows = (actor: Actor) =>
      as(actor, async (tx) => {
        const count = async (from: string) => (await sql.raw(`SELECT FROM ${from} LIMIT 1`).execute(tx)).rows.length
        return [await count('topic_cell'), await count('topic_change_cells'), await count('topic_notice')]
      })
    expect([await rows(coordinator), await rows(steering)]).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ])
    const steps = (actor: Actor) => as(actor, (tx) => stepsOf(tx, topic.id, 1))
    expect((await steps(coordinator))[0]?.cells).toHaveLength(2)
    expect(await steps(steering)).toMatchObject([{ kind: 'formed', cells: null }])
    await aTopic([noticed])
  })

  test('takes no text that tells who somebody is, wherever it is typed', async () => {
    const topic = await aTopic()
    const named = 'Frau Özdemir wartet'
    const given = { frequency: 'frequent', severity: 'serious', levels: ['team'], districtWide: true } as const
    const other = await aTopic()
    const [cell] = await me((tx) => cellsOf(tx, topic.id))
    for (const [field, typed] of [
      ['title', (tx) => formTopic(tx, coordinator, setting, { title: named, cells: [] })],
      ['description', (tx) => describeTopic(tx, coordinator, topic, { title: 'Wege', description: named })],
      [
        'assessment',
        (tx) => assessTopic(tx, coordinator, setting, topic, { ...given, municipalities: [], text: named }),
      ],
      ['note', (tx) => mergeTopic(tx, coordinator, setting, topic, other, named)],
      ['title', (tx) => splitTopic(tx, coordinator, setting, topic, { title: named, cells: [cell as Cell] })],
      ['note', (tx) => moveTopic(tx, coordinator, topic.id, 'closed', { note: named })],
    ] as readonly [string, (tx: Tx) => Promise<unknown>][])
      await expect(me(typed)).rejects.toThrow(`${field}: steering-${field === 'note' ? 'record' : 'text'}-tells`)
    expect((await read(topic.id)).version).toBe(1)
    await me((tx) => moveTopic(tx, coordinator, topic.id, 'closed', { note: 'Beschluss vom 3.12.2026' }))
  })

  test('takes two at once: the second sees that somebody was faster', async () => {
    const topic = await aTopic()
    const [cell] = someCells(1) as [Cell]
    await me((tx) => addCells(tx, coordinator, setting, topic, [cell]))
    await expect(me((tx) => freeCells(tx, coordinator, topic, [cell]))).rejects.toThrow(ChangedMeanwhile)
  })
})

describe('merging and splitting', () => {
  test('a merge moves the findings, and taking it back brings them and the state back', async () => {
    const [from, into] = [await aTopic(), await aTopic()]
    const [fromCells, intoCells] = [await cellsNow(from.id), await cellsNow(into.id)]
    await me((tx) => mergeTopic(tx, coordinator, setting, from, into, 'Dasselbe'))
    expect(await cellsNow(into.id)).toEqual([...fromCells, ...intoCells].sort())
    expect(await read(from.id)).toMatchObject({ state: 'closed', mergedInto: into.id })
    const listed = await me((tx) => listTopics(tx, coordinator, { limit: 500 }))
    expect(listed.rows.map(({ id }) => id)).not.toContain(from.id)
    await expect(me((tx) => moveTopic(tx, coordinator, from.id, 'reopened', { note: 'x' }))).rejects.toThrow(Conflict)

    const merged = await read(from.id)
    await me((tx) => unmergeTopic(tx, coordinator, setting, merged))
    expect([await cellsNow(from.id), await cellsNow(into.id)]).toEqual([fromCells, intoCells])
    expect(await read(from.id)).toMatchObject({ state: 'clustered', mergedInto: null })
    const kinds = async (id: Id<'topic'>) => (await me((tx) => stepsOf(tx, id, 9))).map(({ kind }) => kind)
    expect(await kinds(from.id)).toEqual(['unmerged', 'merged', 'formed'])
    expect(await kinds(into.id)).toEqual(['unmerged', 'received', 'formed'])
    const back = await read(from.id)
    await expect(me((tx) => unmergeTopic(tx, coordinator, setting, back))).rejects.toThrow(Conflict)
  })

  test('what moved on since the merge stays where it is', async () => {
    const [from, into] = [await aTopic(), await aTopic()]
    const cells = await me((tx) => cellsOf(tx, from.id))
    await me((tx) => mergeTopic(tx, coordinator, setting, from, into))
    const now = await read(into.id)
    await me((tx) => freeCells(tx, coordinator, now, [cells[0] as Cell]))
    const merged = await read(from.id)
    await me((tx) => unmergeTopic(tx, coordinator, setting, merged))
    expect(await cellsNow(from.id)).toEqual(keysOf(cells.slice(1)))
  })

  test('what the group has keeps its findings: a merge into it is not taken back', async () => {
    const [from, into] = [await aTopic(), await aTopic()]
    await me((tx) => mergeTopic(tx, coordinator, setting, from, into))
    const before = await cellsNow(into.id)
    for (const state of ['submitted', 'accepted'] as const) await me((tx) => moveTopic(tx, coordinator, into.id, state))
    const merged = await read(from.id)
    await expect(me((tx) => unmergeTopic(tx, coordinator, setting, merged))).rejects.toThrow(
      new Conflict('steering-topic-fixed'),
    )
    expect(await cellsNow(into.id)).toEqual(before)
  })

  test('a split leaves at least one finding, and both histories name the other', async () => {
    const topic = await aTopic(someCells(3))
    const cells = await me((tx) => cellsOf(tx, topic.id))
    const split = (chosen: readonly Cell[]) =>
      me((tx) => splitTopic(tx, coordinator, setting, topic, { title: 'Eigenes', cells: chosen }))
    await expect(split(cells)).rejects.toThrow(Invalid)
    await expect(split(someCells(1))).rejects.toThrow(Invalid)
    const half = await split(cells.slice(0, 2))
    expect(await cellsNow(half.id)).toEqual(keysOf(cells.slice(0, 2)))
    expect(await cellsNow(topic.id)).toEqual(keysOf(cells.slice(2)))
    const [step] = await me((tx) => stepsOf(tx, topic.id, 1))
    expect(step).toMatchObject({ kind: 'split', other: { number: half.number }, who: 'Testperson' })
    const [other] = await me((tx) => stepsOf(tx, half.id, 1))
    expect(other).toMatchObject({ kind: 'splitOff', other: { number: topic.number } })
  })
})

describe('on its way', () => {
  test('it is assessed, moved and closed with a reason; its findings are fixed once it is submitted', async () => {
    const topic = await aTopic()
    const given = { frequency: 'frequent', severity: 'serious', levels: ['district'], districtWide: true } as const
    const assess = (over = {}) =>
      me((tx) => assessTopic(tx, coordinator, setting, topic, { ...given, municipalities: [], ...over }))
    await expect(assess({ districtWide: false })).rejects.toThrow(Invalid)
    await assess()
    expect(await read(topic.id)).toMatchObject({ state: 'assessed', severity: 'serious', districtWide: true })
    await expect(me((tx) => moveTopic(tx, coordinator, topic.id, 'accepted'))).rejects.toThrow(Conflict)
    for (const state of ['proposalDrafted', 'submitted', 'accepted'] as const)
      await me((tx) => moveTopic(tx, coordinator, topic.id, state))
    const fixed = await read(topic.id)
    expect(fixed.state).toBe('accepted')
    await expect(me((tx) => addCells(tx, coordinator, setting, fixed, someCells(1)))).rejects.toThrow(
      new Conflict('steering-topic-fixed'),
    )
    await expect(me((tx) => moveTopic(tx, coordinator, topic.id, 'closed'))).rejects.toThrow(Invalid)
    await me((tx) => moveTopic(tx, coordinator, topic.id, 'closed', { note: 'Erledigt' }))
    await me((tx) => moveTopic(tx, coordinator, topic.id, 'reopened', { note: 'Doch nicht' }))
    expect((await me((tx) => stepsOf(tx, topic.id, 1)))[0]).toMatchObject({ kind: 'moved', stateBefore: 'closed' })
  })

  test('those who reported are told by cells: no finding, no case, no author', async () => {
    const cells = someCells(2)
    const before = (await jobs()).length
    await aTopic(cells, 'Rückmeldung')
    const told = (await jobs()).slice(before)
    expect(told).toHaveLength(1)
    expect(Object.keys(told[0] ?? {}).sort()).toEqual(['cells', 'decisionOn', 'news', 'title'])
    expect(told[0]).toMatchObject({ title: 'Rückmeldung', news: { kind: 'topicFormed', on: today } })
    expect(keysOf(told[0]?.cells ?? [])).toEqual(keysOf(cells))
  })

  test('what is released into a cell of a topic later is told to its author too', async () => {
    const [cell, other] = someCells(2) as [Cell, Cell]
    const grown = await aTopic([cell], 'Später gemeldet')
    const before = (await jobs()).length
    const released = topicJobs['steering.finding-released']
    for (const one of [cell, other]) await as('system', async (tx) => await released?.({ tx } as never, one as never))
    const told = (await jobs()).slice(before)
    expect(told).toMatchObject([{ title: 'Später gemeldet', cells: [cell], news: { kind: 'topicFormed' } }])
    expect(keysOf(await me((tx) => waitingCells(tx, 10)))).toEqual([cellKey(other)])
    await aTopic([other])
    await me((tx) => lookThrough(tx, coordinator, grown))
  })

  test('the inbox names a topic that findings came to, until somebody has looked through it', async () => {
    const cells = someCells(2)
    const topic = await aTopic(cells, 'Gewachsen')
    const released = topicJobs['steering.finding-released']
    const inbox = async (actor: Actor) =>
      (await as(actor, (tx) => topicInbox(tx, actor, today, 50)))
        .filter(({ path }) => path === topicPath(topic.number))
        .map(({ title, kind }) => `${kind} ${title}`)
    expect(await inbox(coordinator)).toEqual([])
    for (const one of cells) await as('system', async (tx) => await released?.({ tx } as never, one as never))
    expect(await inbox(coordinator)).toEqual([`steering.topic.inbox.arrived ${topic.number}: Gewachsen`])
    expect(await inbox(steering)).toEqual([])
    expect(await as(steering, (tx) => arrivedOn(tx, topic.id))).toBeUndefined()
    await expect(as(steering, (tx) => lookThrough(tx, steering, topic))).rejects.toThrow(Forbidden)
    await me((tx) => lookThrough(tx, coordinator, topic))
    expect(await inbox(coordinator)).toEqual([])
  })

  test('the inbox names what waits for a topic, until it is part of one', async () => {
    const cells = someCells(2)
    await as('system', async (tx) => {
      for (const { interfaceId, hurdle, quarter, regionKey } of cells)
        await sql`INSERT INTO topic_notice VALUES (${interfaceId}, ${hurdle}, ${quarter}, ${regionKey}, ${today})`.execute(
          tx,
        )
    })
    expect(keysOf(await me((tx) => waitingCells(tx, 10)))).toEqual(keysOf(cells))
    const titles = async (actor: Actor) =>
      (await as(actor, (tx) => topicInbox(tx, actor, today, 10))).map(({ title }) => title)
    expect(await titles(coordinator)).toEqual(['Kein Platz frei', 'Wartezeit auf einen Termin'])
    expect(await titles(steering)).toEqual([])
    await aTopic(cells)
    expect(await titles(coordinator)).toEqual([])
  })
})

test('a group has to have a proposal by a day that lies ahead', async () => {
  const topic = await aTopic()
  const given = { bodyId: topic.id as never, responsibleId: topic.id as never, dueOn: today }
  await expect(me((tx) => assignTopic(tx, coordinator, setting, topic, given))).rejects.toThrow(Invalid)
})
