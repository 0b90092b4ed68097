/** Every column of a room of the people's side that holds files: its files have an owner, and somebody answers for who reads them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { asOwner, sql } from '../../src/platform/database/index.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/database/testing.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())

/** Columns of files that say nothing of a person: reports, papers. A new one belongs here only after thinking. */
const nobodys = ['measure_document.file_id', 'paper_attachment.file_id']
/** Where a file of a person hangs, and the kind of owner that decides. */
const owners: Readonly<Record<string, string>> = {
  'case_document.file_id': 'cases.file',
  'transfer_basis_proof.scan_file_id': 'people.basis',
  'kept_proof.scan_file_id': 'people.basis',
}

test('every column that names files says whose they are', () => {
  const declared = rooms.flatMap((room) => room.fileColumns ?? []).map(({ table, column }) => `${table}.${column}`)
  expect(declared.sort()).toEqual([...nobodys, ...Object.keys(owners)].sort())
})

test('every kind of owner has a policy that reads, and one that adds', async () => {
  const { rows } = await asOwner(house.db, (tx) =>
    sql<{ command: string; expression: string }>`
      SELECT cmd AS command, coalesce(qual, '') || coalesce(with_check, '') AS expression FROM pg_policies
      WHERE schemaname = ${house.tenant.schema} AND tablename = 'stored_file'`.execute(tx),
  )
  for (const kind of Object.values(owners))
    for (const command of ['SELECT', 'INSERT'])
      expect(
        rows.filter((row) => row.command === command && row.expression.includes(`'${kind}'`)),
        `${kind} ${command}`,
      ).not.toEqual([])
})
