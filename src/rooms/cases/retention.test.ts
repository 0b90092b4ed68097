import { afterAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { loadCases } from './load.ts'
import { personalData } from './personaldata.ts'
import { retention } from './retention.ts'
import { type CaseRow, testCases } from './testing.ts'

const its = await testCases()
afterAll(its.close)

const [closed, inquiry] = retention as [(typeof retention)[0], (typeof retention)[0]]
const before = new Date('2026-01-01')
const long = {
  phase: 'closed' as const,
  opened_on: day('2020-02-03'),
  closed_on: day('2021-05-06'),
  closure_reason: 'goalsReached',
  goal_attainment: 3,
}

const dueOf = (kind: typeof closed, ids?: readonly string[]) =>
  its.as('system', async (tx) =>
    (await kind.due!(tx, { before, controllerId: its.organisation('district'), limit: 100, ...(ids && { ids }) })).map(
      ({ id }) => id,
    ),
  )
const statistics = () =>
  its.as('system', async (tx) => (await sql<Record<string, unknown>>`SELECT * FROM case_statistic`.execute(tx)).rows)

describe('what is deleted when, and what stays', () => {
  test('closed files and inquiries each have their clock, per controller; open ones have none', async () => {
    const [over, young, open, advised, foreign] = [
      its.file('north', long),
      its.file('north', { ...long, closed_on: day('2026-05-06') }),
      its.file('north', { opened_on: day('2020-02-03') }),
      its.file('south', { ...long, phase: 'adviceOnly', closure_reason: null, goal_attainment: null }),
      its.file('town', long),
    ]
    await its.add(over, young, open, advised, foreign)
    const ids = [over, young, open, advised, foreign].map(({ id }) => id)
    expect(await dueOf(closed, ids)).toEqual([over.id])
    expect(await dueOf(inquiry, ids)).toEqual([advised.id])
  })

  test('a deleted file leaves figures without person, Aktenzeichen and day, and nothing else', async () => {
    const file = its.file('north', long)
    await its.add(file)
    await fill(file)
    const counts = await its.as('system', (tx) => closed.erase!(tx, [file.id], Date.now()))
    expect(counts).toMatchObject({ case_file: 1, case_statistic: 1, course_entry: 1 })
    const left = await its.as('system', async (tx) => {
      const found: string[] = []
      const { rows } = await sql<{ name: string }>`
        SELECT table_name AS name FROM information_schema.columns
        WHERE table_schema = current_schema() AND column_name = 'case_id' AND table_name <> 'case_file'`.execute(tx)
      for (const { name } of rows) {
        const kept = await sql`SELECT 1 FROM ${sql.table(name)} WHERE case_id = ${file.id}`.execute(tx)
        if (kept.rows.length > 0) found.push(name)
      }
      return found
    })
    expect(left).toEqual([])
    const [row] = await statistics()
    expect(row).toMatchObject({
      opened_month: '2020-02-01',
      closed_month: '2021-05-01',
      days_open: 458,
      goal_attainment: 3,
      persons: 1,
    })
    expect(JSON.stringify(row)).not.toContain(file.id)
    expect(JSON.stringify(row)).not.toContain(file.person_id)
    expect(JSON.stringify(row)).not.toContain(file.reference)
  })

  /** One row in every part of a file that this room knows. */
  async function fill(file: CaseRow): Promise<void> {
    await its.as('system', async (tx) => {
      await sql`INSERT INTO case_person VALUES (${file.id}, ${file.controller_id}, ${file.person_id}, 'main', '2020-02-03', NULL)`.execute(
        tx,
      )
      await sql`INSERT INTO case_opening VALUES (${newId()}, ${file.id}, ${file.controller_id}, ${newId()}, 'supervision', 'Beschwerde geprüft', now(), now() + interval '1 hour')`.execute(
        tx,
      )
      await sql`INSERT INTO case_intake VALUES (${file.id}, ${file.controller_id}, true, true, true, true, true, 'accept', NULL, '2020-02-03', NULL)`.execute(
        tx,
      )
      await sql`INSERT INTO course_entry (id, controller_id, case_id, kind, from_on, certainty, version, created_at)
        VALUES (${newId()}, ${file.controller_id}, ${file.id}, 'languageA2', '2020-03-01', 'day', 1, now())`.execute(tx)
      await sql`INSERT INTO case_need (id, case_id, controller_id, recorded_by, topic, needed_on, record_lag_days, simulated, version,
          created_at, changed_at)
        VALUES (${newId()}, ${file.id}, ${file.controller_id}, ${file.organisation_id}, 'language', '2020-03-01', 0, true, 1, now(),
          now())`.execute(tx)
    })
  }

  test('k. deletion falls due while a hand-over is open: the file stays until it has ended', async () => {
    const file = its.file('north', long)
    await its.add(file)
    expect(await its.as('system', (tx) => closed.obstacles!(tx, [file.id]))).toEqual(new Map())
    await its.as('system', (tx) => openHandover(tx, file))
    expect(await its.as('system', (tx) => closed.obstacles!(tx, [file.id]))).toEqual(
      new Map([[file.id, 'case-handover-open']]),
    )
    await its.as('system', (tx) =>
      sql`UPDATE handover SET state = 'withdrawn', ended_on = last_step_on WHERE origin_id = ${file.id}`.execute(tx),
    )
    expect(await its.as('system', (tx) => closed.obstacles!(tx, [file.id]))).toEqual(new Map())
  })

  async function openHandover(tx: Tx, file: CaseRow): Promise<void> {
    const between = newId()
    await sql`INSERT INTO service_interface (id, key, name, from_label, to_label, checklist, simulated, version, changed_at)
      VALUES (${between}, 'asylblg-sgb2', 'Wechsel AsylbLG → SGB II', 'Sozialamt', 'Jobcenter', '{}', true, 1, now())`.execute(
      tx,
    )
    await sql`INSERT INTO handover (id, controller_id, interface_id, from_organisation_id, to_organisation_id, person_key, state,
        prepared_on, last_step_on, last_recorded_at, sides, record_lag_days, simulated, version, created_at, origin_id)
      VALUES (${newId()}, ${file.controller_id}, ${between}, ${file.organisation_id}, ${its.organisation('town')},
        ${file.journey_key}, 'prepared', '2026-11-02', '2026-11-02', now(), 'sender', 0, true, 1, now(), ${file.id})`.execute(
      tx,
    )
  }
})

describe('what cases know about a person', () => {
  test('all files of the own controller with their parts; an open one forbids erasing, an ended one goes', async () => {
    const manager = await its.member(['caseManager'], 'south')
    const person = its.person('district')
    await its.as('system', (tx) => sql`DELETE FROM case_file WHERE person_id = ${person}`.execute(tx))
    const [ended, alone] = [its.file('north', long), its.file('north', { reach: 'own', manager_id: newId<'user'>() })]
    await its.add(ended, alone, its.file('town'))
    const given = await its.as(manager, (tx) => personalData.export(tx, manager, person))
    const files = given['files'] as readonly { readonly reference: string }[]
    expect(files.map(({ reference }) => reference).toSorted()).toEqual([ended.reference, alone.reference].toSorted())
    expect(await its.as(manager, (tx) => personalData.holds(tx, manager, person))).toEqual([
      { reason: 'cases.hold.open', until: null },
    ])
    await its.as('system', (tx) => sql`DELETE FROM case_file WHERE id = ${alone.id}`.execute(tx))
    expect(await its.as(manager, (tx) => personalData.erase(tx, manager, person))).toBe(1)
    expect(await its.as(manager, (tx) => personalData.export(tx, manager, person))).toEqual({ files: [] })
  })
})

test('loading gives Aktenzeichen in the order of the years, and opening by hand goes on after them', async () => {
  const one = (key: string, openedOn: string) => ({
    key,
    controllerId: its.organisation('district'),
    organisationId: its.organisation('north'),
    personId: its.person('district') as Id<'person'>,
    phase: 'planning' as const,
    openedOn: day(openedOn),
  })
  const loaded = await its.as('system', (tx) =>
    loadCases(tx, [one('a', '2025-03-01'), one('b', '2026-03-01'), one('c', '2026-04-01')], {
      simulated: true,
      prefix: 'AUE',
    }),
  )
  expect([...loaded.references.values()]).toEqual(['AUE-2025-0001', 'AUE-2026-0001', 'AUE-2026-0002'])
  const more = await its.as('system', (tx) =>
    loadCases(tx, [one('d', '2026-05-01')], { simulated: true, prefix: 'AUE' }),
  )
  expect(more.references.get('d')).toBe('AUE-2026-0003')
})
