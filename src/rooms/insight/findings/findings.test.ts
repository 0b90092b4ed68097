import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { day } from '../../../kernel/day.ts'
import { Forbidden } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import { inTenant, sql } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import '../access.ts'
import { release } from '../release.ts'
import { type TestInsight, testInsight } from '../testing.ts'
import { type FindingFilter, findingFigures, findingTexts } from './figures.ts'
import type { FindingCell } from './queries.ts'

let its: TestInsight
let coordinator: Actor
let steering: Actor
let caseManager: Actor
const clock = fixedClock('2026-11-23T08:00:00Z')

const cell = (over: Partial<FindingCell> = {}): FindingCell => ({
  interfaceKey: 'benefits',
  hurdle: 'missingDocument',
  quarter: day('2026-07-01'),
  region: 'north',
  ...over,
})

beforeAll(async () => {
  its = await testInsight()
  const member = async (role: RoleKey) => {
    const actor = anActor([role])
    await inTenant(its.db, its.tenant, 'system', (tx) => addMember(tx, actor))
    return actor
  }
  coordinator = await member('coordinator')
  steering = await member('steering')
  caseManager = await member('caseManager')
  const told = [
    // Two findings of one case, one of another, one told by nobody's name.
    [cell(), 'case 1', 'Zwei Stellen verlangen denselben Nachweis.'],
    [cell(), 'case 1', null],
    [cell(), 'case 2', 'Zwei Stellen verlangen denselben Nachweis.'],
    [cell(), null, null],
    [cell({ hurdle: 'waitingTime' }), 'case 2', 'Erst nach Wochen ein Termin.'],
    [cell({ hurdle: 'waitingTime', interfaceKey: null, region: null }), 'case 3', null],
  ] as const
  await inTenant(its.db, its.tenant, 'system', async (tx) => {
    for (const [one, source, text] of told)
      await sql`
        INSERT INTO finding (id, controller_id, interface_id, hurdle, quarter, region_key, text, state, told_by, source_hash, simulated, version)
        VALUES (${newId()}::uuid, ${newId()}::uuid, ${(one.interfaceKey && its.network.interfaces.get(one.interfaceKey)) || null},
          ${one.hurdle}, ${one.quarter}, ${one.region}, ${text}, 'released', ${source ? 'case' : 'person'},
          ${source === null ? null : `\\x${Buffer.from(source.padEnd(32)).toString('hex')}`}::bytea, false, 1)
      `.execute(tx)
  })
})
afterAll(() => its.close())

const as = <T>(actor: Actor, work: (request: Parameters<typeof findingFigures>[0]) => Promise<T>) =>
  inTenant(its.db, its.tenant, actor, (tx) => work({ db: its.db, tx, tenant: its.tenant, actor, clock }))
const figures = (filter: FindingFilter = {}) =>
  as(coordinator, async (request) =>
    release(await findingFigures(request, filter), {
      kind: 'coordinator',
      tx: request.tx,
      actor: coordinator,
      event: 'insight.findings-seen',
    }),
  )

test('cells count findings and distinct cases', async () => {
  expect((await figures()).table.tables.cells.rows).toEqual([
    {
      interface: 'benefits',
      hurdle: 'missingDocument',
      quarter: '2026-07',
      region: 'north',
      findings: 4,
      cases: 2,
      texts: 2,
    },
    {
      interface: 'benefits',
      hurdle: 'waitingTime',
      quarter: '2026-07',
      region: 'north',
      findings: 1,
      cases: 1,
      texts: 1,
    },
    { interface: null, hurdle: 'waitingTime', quarter: '2026-07', region: null, findings: 1, cases: 1, texts: 0 },
  ])
})

test('a case in two cells of a group counts once', async () => {
  const groups = [
    { key: '1', cells: [cell(), cell({ hurdle: 'waitingTime' })] },
    { key: '2', cells: [cell({ hurdle: 'waitingTime', interfaceKey: null, region: null })] },
    { key: '3', cells: [cell({ quarter: day('2020-01-01') })] },
  ]
  expect((await figures({ groups })).table.tables.groups.rows).toEqual([
    { group: '1', findings: 5, cases: 2 },
    { group: '2', findings: 1, cases: 1 },
  ])
})

test('texts come without a case; the steering group sees none of fewer than three cases, and never where they are from', async () => {
  const two = { key: '1', cells: [cell(), cell({ hurdle: 'waitingTime' })] }
  const three = { key: '2', cells: [...two.cells, cell({ hurdle: 'waitingTime', interfaceKey: null, region: null })] }
  const exact = await as(coordinator, (request) => findingTexts(request, 'coordinator', [two]))
  expect(exact.map(({ text }) => text).sort()).toEqual([
    'Erst nach Wochen ein Termin.',
    'Zwei Stellen verlangen denselben Nachweis.',
  ])
  expect(exact.find(({ text }) => text.startsWith('Zwei'))?.cell).toEqual(cell())
  expect(await as(steering, (request) => findingTexts(request, 'steering', [two]))).toEqual([])
  const shown = await as(steering, (request) => findingTexts(request, 'steering', [two, three]))
  expect(shown.map(({ group, cell }) => [group, cell])).toEqual([
    ['2', null],
    ['2', null],
  ])
})

test('nobody else comes by', async () => {
  await expect(as(steering, (request) => findingTexts(request, 'coordinator', []))).rejects.toThrow(Forbidden)
  await expect(as(caseManager, (request) => findingTexts(request, 'steering', []))).rejects.toThrow(Forbidden)
})
