import { afterAll, expect, test } from 'vitest'
import { DECLINED, NO_DAY, OPEN, type Passages } from '../../src/engine/index.ts'
import { day, dayNumber } from '../../src/kernel/day.ts'
import { period } from '../../src/kernel/period.ts'
import { inTenant, sql } from '../../src/platform/database/index.ts'
import { testCases } from '../../src/rooms/cases/testing.ts'
import { controllingSheet } from '../../src/rooms/insight/controlling/figures.ts'
import { type CaseCounts, readCaseCounts } from '../../src/rooms/insight/controlling/queries.ts'
import { guardPrescribed } from '../../src/rooms/insight/gate/guard.ts'
import { rules } from '../../src/rooms/insight/gate/rules.ts'
import { loadPeople } from '../../src/rooms/people/index.ts'

const its = await testCases()
afterAll(its.close)

const span = period(day('2026-01-01'), day('2026-06-30'))
const closed = (on: string, reason = 'goalsReached', attained: number | null = 3) =>
  ({ phase: 'closed', closed_on: day(on), closure_reason: reason, goal_attainment: attained }) as const
const counts = () =>
  inTenant(its.db, its.tenant, its.actor, (tx) => readCaseCounts(tx, span), { role: 'insight', readOnly: true })

test('files count by the months in which they began and ended, deleted ones go on counting', async () => {
  await its.add(
    its.file('north', { opened_on: day('2025-03-03'), access_path: 'self' }),
    its.file('north', { opened_on: day('2026-06-30'), access_path: 'school' }),
    its.file('south', { opened_on: day('2026-02-01'), access_path: 'school', ...closed('2026-06-30') }),
    its.file('town', { opened_on: day('2025-11-01'), ...closed('2026-01-01', 'movedAway', null) }),
    // Ends after the reference date, so it is open on it; began after it, so it is not there; ended before the year.
    its.file('town', { opened_on: day('2025-11-01'), ...closed('2026-07-01') }),
    its.file('town', { opened_on: day('2026-07-01') }),
    its.file('town', { opened_on: day('2025-01-01'), ...closed('2025-12-31') }),
    its.file('south', { opened_on: day('2026-03-01'), phase: 'adviceOnly', closed_on: day('2026-03-02') }),
  )
  await its.as('system', (tx) =>
    sql`INSERT INTO case_statistic (id, controller_id, organisation_id, phase, opened_month, closed_month, days_open,
        closure_reason, goal_attainment, access_path, persons, simulated)
      VALUES (gen_random_uuid(), ${its.organisation('town')}, ${its.organisation('town')}, 'closed', '2026-01-01', '2026-04-01',
        90, 'goalsReached', 4, 'self', 3, true)`.execute(tx),
  )
  const { caseload, access, closures, attainments, towns, population } = await counts()
  expect(Object.fromEntries(caseload.map(({ key, count }) => [key, count]))).toEqual({
    opened: 4,
    open: 3,
    persons: 3,
    personsUndated: 0,
    closed: 3,
    adviceOnly: 1,
    referredOn: 0,
    declined: 0,
  })
  expect(access).toEqual([
    { key: 'school', count: 2 },
    { key: 'self', count: 1 },
    { key: null, count: 1 },
  ])
  expect(closures).toEqual([
    { key: 'goalsReached', count: 2 },
    { key: 'movedAway', count: 1 },
  ])
  expect(attainments).toEqual([
    { key: '3', count: 1 },
    { key: '4', count: 1 },
    { key: null, count: 1 },
  ])
  expect(towns.reduce((sum, { open }) => sum + open, 0)).toBe(3)
  expect(population).toBe(7)
})

test('persons are those of the reference date, whoever came or left later; of deleted files their number, and that is said', async () => {
  const file = its.file('north', { opened_on: day('2026-02-01') })
  const ended = its.file('town', { opened_on: day('2026-02-01'), ...closed('2026-09-30') })
  await its.add(file, ended)
  const before = await personsOn('2026-06-30')
  const others = await Promise.all(['2026-03-31', '2026-09-30'].map(async (on) => ({ on, had: await personsOn(on) })))
  const { persons } = await its.as('system', (tx) =>
    loadPeople(
      tx,
      {
        persons: ['stays', 'left', 'leaves', 'comes', 'first'].map((key) => ({
          key,
          controllerId: its.organisation('district'),
          givenName: 'Ada',
          familyName: key,
        })),
      },
      { simulated: true },
    ),
  )
  const member = (key: string, since: string, until: string | null) =>
    its.as('system', (tx) =>
      sql`INSERT INTO case_person (case_id, controller_id, person_id, role, since, until) VALUES
        (${file.id}, ${its.organisation('district')}, ${persons.get(key)}, 'adult', ${since}, ${until})`.execute(tx),
    )
  await member('stays', '2026-02-01', null)
  await member('first', '2026-06-30', null)
  await member('left', '2026-02-01', '2026-04-10')
  await member('leaves', '2026-02-01', '2026-08-10')
  await member('comes', '2026-07-01', null)
  // Stays, first and leaves are three where the file counted one before.
  expect(await personsOn('2026-06-30')).toEqual({ ...before, persons: (before.persons ?? 0) + 2 })
  // In March `left` was there and `first` was not yet; in September `leaves` is gone and `comes` is there.
  for (const { on, had } of others) expect(await personsOn(on)).toEqual({ ...had, persons: (had.persons ?? 0) + 2 })
  // A file that is deleted now was open then, with three people of whom nobody knows since when.
  await its.as('system', (tx) =>
    sql`INSERT INTO case_statistic (id, controller_id, organisation_id, phase, opened_month, closed_month, days_open,
        closure_reason, persons, simulated)
      VALUES (gen_random_uuid(), ${its.organisation('town')}, ${its.organisation('town')}, 'closed', '2026-05-01', '2026-07-01',
        60, 'goalsReached', 3, true)`.execute(tx),
  )
  const after = await personsOn('2026-06-30')
  expect(after.persons).toBe((before.persons ?? 0) + 5)
  expect(after.personsUndated).toBe((before.personsUndated ?? 0) + 3)

  async function personsOn(on: string) {
    const { caseload } = await inTenant(
      its.db,
      its.tenant,
      its.actor,
      (tx) => readCaseCounts(tx, period(day('2026-01-01'), day(on))),
      { role: 'insight', readOnly: true },
    )
    const of = (wanted: string) => caseload.find(({ key }) => key === wanted)?.count
    return { open: of('open'), persons: of('persons'), personsUndated: of('personsUndated') }
  }
})

test('what insight reads of files names no day, no file and nobody', async () => {
  const { rows } = await inTenant(
    its.db,
    its.tenant,
    its.actor,
    (tx) =>
      sql<{ name: string }>`SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = 'published_case' ORDER BY 1`.execute(tx),
    { role: 'insight', readOnly: true },
  )
  expect(rows.map(({ name }) => name)).toEqual([
    'access_path',
    'closed_month',
    'closure_reason',
    'goal_attainment',
    'municipality_id',
    'opened_month',
    'persons',
    'persons_since',
    'persons_until',
    'phase',
    'simulated',
    'target_group',
  ])
})

const none: CaseCounts = {
  caseload: [{ key: 'open', count: 1 }],
  towns: [],
  access: [],
  groups: [],
  closures: [],
  attainments: [],
  population: 1,
  simulated: true,
}

test('hand-overs count by what was known on the reference date', () => {
  const on = (text: string | null) => (text === null ? NO_DAY : dayNumber(day(text)))
  const told = [
    // offered, answered, first appointment, state
    ['2026-01-01', '2026-01-05', '2026-01-11', OPEN],
    ['2026-06-30', '2026-07-02', '2026-07-04', OPEN],
    ['2026-03-01', '2026-03-02', null, DECLINED],
    ['2026-03-01', '2026-03-02', '2026-03-21', OPEN],
    ['2025-12-31', '2026-01-02', '2026-01-03', OPEN],
    ['2026-07-01', null, null, OPEN],
  ] as const
  const passages = {
    size: told.length,
    interfaces: [{ key: 'benefits', targetDays: 14 }],
    interfaceOf: new Int32Array(told.length),
    offeredOn: Int32Array.from(told, ([offered]) => on(offered)),
    answeredOn: Int32Array.from(told, ([, answered]) => on(answered)),
    firstOn: Int32Array.from(told, ([, , first]) => on(first)),
    state: Uint8Array.from(told, ([, , , state]) => state),
  } as unknown as Passages
  expect(controllingSheet(none, passages, span).tables.handOvers.rows).toEqual([
    { interface: 'benefits', offered: 4, accepted: 2, declined: 1, arrived: 2, median: 15 },
  ])
})

test('the Land gets every table exactly, by the norm that asks for it', () => {
  const sheet = controllingSheet(none, { size: 0, interfaces: [] } as unknown as Passages, span)
  const { tables } = guardPrescribed(sheet, rules['controlling'])
  expect(Object.keys(tables)).toEqual(Object.keys(sheet.tables))
  expect(tables['caseload']).toMatchObject({
    rule: 'prescribed',
    rows: [{ key: { value: 'open' }, count: { value: 1 } }],
  })
})
