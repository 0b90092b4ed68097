/** The bytes of a document of a file: who gets them past every function of the room, by id alone. */
import { afterAll, expect, test } from 'vitest'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, roleKeys } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { readFile, storeFile } from '../../platform/files/index.ts'
import { type CaseRow, testCases, today } from './testing.ts'

const its = await testCases()
afterAll(its.close)

const scan = { name: 'Bescheid.pdf', bytes: new TextEncoder().encode('%PDF-1.7 Bescheid') }
const ownerOf = (file: CaseRow) => ({ kind: 'cases.file', id: file.id, controllerId: file.controller_id }) as const
const keep = (who: Actor, file: CaseRow) => its.as(who, (tx) => storeFile(tx, who, { ...scan, owner: ownerOf(file) }))

/** What a query finds that asks for the rows themselves. */
const rowsFor = (who: Actor, id: Id<'file'>) =>
  its.as(who, async (tx) => {
    const found = await sql<{ files: number; contents: number }>`
      SELECT (SELECT count(*) FROM stored_file WHERE id = ${id})::integer AS files,
        (SELECT count(*) FROM stored_file_content WHERE file_id = ${id})::integer AS contents`.execute(tx)
    return found.rows[0]
  })
const nothing = { files: 0, contents: 0 }
const both = { files: 1, contents: 1 }

test('the team of the file has them; nobody else, whatever the role', async () => {
  const manager = await its.member(['caseManager'], 'north')
  const file = its.file('north')
  await its.add(file)
  const id = await keep(manager, file)
  expect(Buffer.from((await its.as(manager, (tx) => readFile(tx, id))).body).toString()).toBe('%PDF-1.7 Bescheid')
  expect(await rowsFor(await its.member(['caseManager'], 'north'), id)).toEqual(both)
  for (const role of roleKeys) {
    for (const place of ['south', 'town', 'district'] as const)
      expect([role, place, await rowsFor(await its.member([role], place), id)]).toEqual([role, place, nothing])
    if (role !== 'caseManager')
      expect([role, await rowsFor(await its.member([role], 'north'), id)]).toEqual([role, nothing])
  }
})

test('of a file that one alone leads, they are theirs and their stand-in’s; they move with the file at once', async () => {
  const [lead, colleague, standIn] = [
    await its.member(['caseManager'], 'north'),
    await its.member(['caseManager'], 'north'),
    await its.member(['caseManager'], 'north'),
  ]
  const elsewhere = await its.member(['caseManager'], 'south')
  const file = its.file('north', { reach: 'own', manager_id: lead.userId })
  await its.add(file)
  const id = await keep(lead, file)
  expect(await rowsFor(colleague, id)).toEqual(nothing)
  expect(await rowsFor(standIn, id)).toEqual(nothing)
  await its.standIn(standIn, lead)
  expect(await rowsFor(standIn, id)).toEqual(both)
  await its.as('system', (tx) =>
    sql`UPDATE case_file SET organisation_id = ${its.organisation('south')}, reach = 'team',
      former_organisation_id = organisation_id, after_until = ${today}, after_norm = 'Art. 6 DSGVO' WHERE id = ${file.id}`.execute(
      tx,
    ),
  )
  expect(await rowsFor(elsewhere, id)).toEqual(both)
  // The former team still reads, and removes nothing.
  expect(await rowsFor(lead, id)).toEqual(both)
  await its.as(lead, (tx) => sql`DELETE FROM stored_file WHERE id = ${id}`.execute(tx))
  expect(await rowsFor(elsewhere, id)).toEqual(both)
})

test('nobody hangs a file on a record that is not theirs, changes its owner, or makes it public', async () => {
  const [manager, foreign] = [await its.member(['caseManager'], 'north'), await its.member(['caseManager'], 'south')]
  const file = its.file('north')
  await its.add(file)
  await expect(keep(foreign, file)).rejects.toThrow(/row-level security/)
  const unknown = { kind: 'garden.bed', id: file.id, controllerId: file.controller_id } as const
  await expect(its.as(manager, (tx) => storeFile(tx, manager, { ...scan, owner: unknown }))).rejects.toThrow(
    /row-level security/,
  )
  const id = await keep(manager, file)
  await expect(
    its.as(manager, (tx) => sql`UPDATE stored_file SET owner_kind = NULL WHERE id = ${id}`.execute(tx)),
  ).rejects.toThrow(/permission denied/)
  const published = await its.as(manager, (tx) =>
    sql`UPDATE stored_file SET is_public = true WHERE id = ${id}`.execute(tx),
  )
  expect(published.numAffectedRows).toBe(0n)
  await expect(
    its.as('system', (tx) => sql`UPDATE stored_file SET is_public = true WHERE id = ${id}`.execute(tx)),
  ).rejects.toThrow(/stored_file_owned_is_not_public/)
})
