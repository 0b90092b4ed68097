import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { asWritten } from '../../../platform/audit/testing.ts'
import { sql } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { getCaseToWrite } from '../queries.ts'
import { type TestFile, type TestSharing, testSharing } from '../sharing/testing.ts'
import { addEntry, changeEntry, type NewEntry, removeEntry } from './actions.ts'
import { entriesOf, loggedOf } from './queries.ts'

let its: TestSharing
let manager: Actor
let file: TestFile
const clock = fixedClock('2026-11-23T08:00:00Z')
const entry: NewEntry = { kind: 'accommodation', from: day('2025-10-01'), certainty: 'day' }

beforeAll(async () => {
  its = await testSharing()
  manager = await its.member(['caseManager'], 'team')
  file = await its.file()
})
afterAll(() => its.close())

const write = async (who: Actor, work: 'add' | 'change' | 'remove', version = 1) =>
  its.as(who, async (tx) => {
    const owner = await getCaseToWrite(tx, who, file.id)
    const [first] = await entriesOf(tx, file.id)
    if (work === 'add') await addEntry(tx, who, owner, entry, clock)
    else if (work === 'remove') await removeEntry(tx, who, owner, first!.id, version)
    else await changeEntry(tx, who, owner, first!.id, version, { ...entry, until: day('2026-05-30') })
  })

describe('an entry of the Verlauf', () => {
  test('is added, changed and removed by the team that has the file, each time noted', async () => {
    await write(manager, 'add')
    await write(manager, 'change')
    expect(await its.as(manager, (tx) => entriesOf(tx, file.id))).toMatchObject([
      { kind: 'accommodation', until: '2026-05-30', version: 2 },
    ])
    await expect(write(manager, 'change', 1)).rejects.toThrow(ChangedMeanwhile)
    await expect(write(manager, 'remove', 1)).rejects.toThrow(ChangedMeanwhile)
    await write(manager, 'remove', 2)
    expect(await its.as(manager, (tx) => entriesOf(tx, file.id))).toEqual([])
    const { rows } = await its.as('system', (tx) =>
      sql<{
        event: string
      }>`SELECT event FROM audit_entry WHERE event LIKE 'cases.course%' ORDER BY ${asWritten}`.execute(tx),
    )
    expect(rows.map(({ event }) => event.replace('cases.course-entry-', ''))).toEqual(['added', 'changed', 'removed'])
  })

  test('is nobody else’s, neither to read nor to write', async () => {
    await write(manager, 'add')
    for (const [roles, organisation] of [
      [['caseManager'], 'town'],
      [['coordinator'], 'district'],
      [['intake'], 'jobcenter'],
    ] as const) {
      const other = await its.member(roles, organisation)
      expect((await its.as(other, (tx) => sql`SELECT * FROM course_entry`.execute(tx))).rows).toEqual([])
      const forced = its.as(other, (tx) =>
        addEntry(tx, other, { id: file.id, controllerId: other.controllerId! }, entry, clock),
      )
      await expect(forced).rejects.toThrow(/row-level security/)
    }
  })

  test('who only opened the file reads it and finds no hand-over', async () => {
    const coordinator = await its.member(['coordinator'], 'district')
    await its.as('system', (tx) =>
      sql`
        INSERT INTO case_opening (id, case_id, controller_id, user_id, kind, reason, opened_at, until)
        VALUES (gen_random_uuid(), ${file.id}, ${its.organisation('district')}, ${coordinator.userId}, 'supervision',
          'Beschwerde der Familie', now(), now() + interval '1 hour')
      `.execute(tx),
    )
    const seen = await its.as(coordinator, (tx) => entriesOf(tx, file.id))
    expect(seen).toHaveLength(1)
    const logged = await its.as(coordinator, (tx) => loggedOf(tx, coordinator, file, clock.today()))
    expect(logged).toEqual({ passages: [], milestones: [] })
    const forced = its.as(coordinator, (tx) =>
      sql`DELETE FROM course_entry WHERE id = ${seen[0]!.id} RETURNING id`.execute(tx),
    )
    expect((await forced).rows).toEqual([])
  })
})
