import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { inTenant, sql } from '../../../platform/database/index.ts'
import type { Browser } from '../../../platform/http/testing.ts'
import { type TestGroup, testGroup } from '../proposals/testing.ts'
import { formTopic } from './actions/form.ts'
import { moveTopic } from './actions/move.ts'
import type { Cell } from './domain/cells.ts'
import { loadTopics } from './load.ts'
import { getTopicRow } from './queries/topics.ts'

/** A topic of two cases and one of four, each in two cells; another one of which nobody reported anything. */
let its: TestGroup
let coordinator: Browser
let steering: Browser
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ')

beforeAll(async () => {
  its = await testGroup()
  coordinator = await its.house.member(['coordinator'])
  steering = await its.house.member(['steering'])
  const cell = (over: Partial<Cell>): Cell => ({
    interfaceId: its.interfaceId,
    hurdle: 'missingDocument',
    quarter: day('2026-07-01'),
    regionKey: null,
    ...over,
  })
  const few = [cell({}), cell({ quarter: day('2026-04-01') })]
  const many = [cell({ hurdle: 'waitingTime' }), cell({ hurdle: 'waitingTime', interfaceId: null })]
  await inTenant(its.db, its.tenant, 'system', async (tx) => {
    for (const [index, one] of [...few, ...many, ...many].entries())
      await sql`
        INSERT INTO finding (id, controller_id, interface_id, hurdle, quarter, region_key, text, state, told_by, source_hash, simulated, version)
        VALUES (${newId()}::uuid, ${newId()}::uuid, ${one.interfaceId}, ${one.hurdle}, ${one.quarter}, ${one.regionKey}, NULL,
          'released', 'case', ${`\\x${Buffer.from(`case ${index}`.padEnd(32)).toString('hex')}`}::bytea, false, 1)
      `.execute(tx)
    const topic = (title: string, cells: readonly Cell[]) => ({ title, cells, formedOn: day('2026-10-05') })
    await loadTopics(tx, {
      topics: [topic('Wenige', few), topic('Etliche', many), topic('Keine', [])],
      noticed: few.map((one) => ({ cell: one, on: day('2026-10-01') })),
      simulated: false,
    })
  })
}, 60_000)
afterAll(() => its.close())

const aTopic = (title: string) =>
  inTenant(its.db, its.tenant, 'system', async (tx) => {
    const { id } = await formTopic(tx, 'system', { today: day('2026-10-05'), demo: false }, { title, cells: [] })
    return await getTopicRow(tx, id)
  })

test('coordination sees where every finding of a topic lies', async () => {
  const page = plain((await coordinator.get('/topics/1')).text)
  for (const told of ['3. Quartal 2026', '2. Quartal 2026', 'Sozialamt an Jobcenter', 'aus 2 Befundgruppen'])
    expect(page).toContain(told)
  const place = await coordinator.get('/network/interfaces/sozialamt-jobcenter')
  expect(plain(place.text)).toContain('Wenige')
})

test('the steering group sees what the gate released: no cell, no quarter, no small number', async () => {
  const few = plain((await steering.get('/topics/1')).text)
  expect(few).toContain('unter 3')
  const many = plain((await steering.get('/topics/2')).text)
  expect(many).toContain('in 4 Hinweisen')
  for (const page of [few, many])
    for (const told of ['Quartal 2026', 'Sozialamt an Jobcenter', 'Befundgruppe', 'Wartezeit', 'von 1 im Kreis'])
      expect(page).not.toContain(told)
  expect(plain((await steering.get('/topics/3')).text)).toContain('gehört noch keine Befundgruppe')
  const listed = plain((await steering.get('/topics')).text)
  expect(listed).toMatch(/Wenige Thema 1 .{0,20}unter 3/)
  const place = await steering.get('/network/interfaces/sozialamt-jobcenter')
  expect(place.status).toBe(200)
  expect(plain(place.text)).not.toMatch(/Wenige|Etliche|Themen an dieser Schnittstelle/)
})

test('a merge that cannot be taken back says why, instead of a button that would be refused', async () => {
  const [first, second] = [await aTopic('Erstes'), await aTopic('Zweites')]
  const page = async () => plain((await coordinator.get(`/topics/${first.number}`)).text)
  await coordinator.post(`/topics/${first.number}/merge`, { version: String(first.version), into: second.id })
  expect(await page()).toContain('Zusammenführung zurücknehmen')
  await inTenant(its.db, its.tenant, 'system', (tx) => moveTopic(tx, 'system', second.id, 'submitted'))
  expect(await page()).toContain(`Thema ${second.number} hat den Stand „zur Entscheidung“`)
  expect(await page()).not.toContain('Zusammenführung zurücknehmen')
})

test('no text was missing', () => expect(its.house.log.filter((line) => line.includes('text missing'))).toEqual([]))
