import { afterAll, beforeAll, expect, test } from 'vitest'
import { asOwner, sql } from '../../platform/database/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/database/testing.ts'

let test_: TestDatabase
beforeAll(async () => {
  test_ = await testDatabase()
})
afterAll(() => test_.close())

test('what hangs on a file is read without a function for each row', async () => {
  const { rows } = await asOwner(test_.db, (tx) =>
    sql<{ policy: string; asks: string }>`
      SELECT policyname AS policy, qual AS asks FROM pg_policies
      WHERE schemaname = ${test_.tenant.schema} AND cmd = 'SELECT' AND tablename LIKE 'case_%'`.execute(tx),
  )
  const withTheFile = rows.filter(({ asks }) => asks.includes('case_file'))
  expect(withTheFile.map(({ policy }) => policy)).toEqual(
    expect.arrayContaining(['case_goal_read', 'case_note_read', 'case_task_read', 'case_conference_participant_read']),
  )
  expect(rows.filter(({ asks }) => /cases_(reads|writes|part_kept)\(/.test(asks)).map(({ policy }) => policy)).toEqual(
    [],
  )
})
