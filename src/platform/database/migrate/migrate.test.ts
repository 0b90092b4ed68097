import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asOwner, createTenant, type Database, inTenant, listTenants, migrate, sql } from '../index.ts'
import { emptyTestDatabase } from '../testing.ts'
import { type MigrationSource, platformSources, readFiles } from './sources.ts'

let folder: string
let db: Database
let sources: readonly MigrationSource[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-'))
  mkdirSync(join(folder, 'room'))
  db = await emptyTestDatabase()
  const room: MigrationSource = { key: 'room', folder: pathToFileURL(`${join(folder, 'room')}/`), scope: 'tenant' }
  sources = [...platformSources().filter(({ key }) => key === 'platform/database'), room]
})
afterEach(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

/** Files of the platform's own part that every database has. */
const ownFiles = () => sources.slice(0, -1).flatMap((source) => readFiles(source).map(({ name }) => name))

const write = (name: string, text: string) => writeFileSync(join(folder, 'room', name), text)
const noteTable = `
  CREATE TABLE note (text text NOT NULL);
  ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY note_app ON note TO {{app}}, {{publish}} USING (true);
  GRANT SELECT, INSERT ON note TO {{app}};
  GRANT SELECT ON note TO {{publish}};
`
const district = (key: string) => ({ key, name: `Kreis ${key}`, demo: false, land: 'NW' as const })
const stepsOf = async (options = {}) => (await migrate(db, sources, options)).steps.map(({ name }) => name)
const columns = async (schema: string) => {
  const found = await asOwner(db, (tx) =>
    sql<{ name: string }>`SELECT attname AS name FROM pg_attribute
      WHERE attrelid = to_regclass(${`"${schema}".note`}) AND attnum > 0 ORDER BY attnum`.execute(tx),
  )
  return found.rows.map(({ name }) => name)
}

test('an empty database gets everything, once; a new file runs in every tenant', async () => {
  write('001_note.sql', noteTable)
  expect(await stepsOf({ dryRun: true })).toEqual(ownFiles())
  expect(await migrate(db, sources)).toMatchObject({ existed: false, tenants: 0 })
  const tenants = [await createTenant(db, sources, district('a')), await createTenant(db, sources, district('b'))]
  expect(await migrate(db, sources)).toEqual({ existed: true, tenants: 2, steps: [] })

  write('002_day.sql', 'ALTER TABLE note ADD COLUMN day date;')
  expect(await stepsOf({ dryRun: true })).toEqual(['002_day.sql', '002_day.sql'])
  expect(await columns(tenants[0]!.schema)).toEqual(['text'])
  expect(await stepsOf()).toEqual(['002_day.sql', '002_day.sql'])
  for (const { schema } of tenants) expect(await columns(schema)).toEqual(['text', 'day'])
})

test('insight reads what was published, and nothing else', async () => {
  write('001_note.sql', noteTable)
  write(
    '002_note.publish.sql',
    'CREATE VIEW published_note AS SELECT text FROM note; GRANT SELECT ON published_note TO {{insight}};',
  )
  await migrate(db, sources)
  const tenant = await createTenant(db, sources, district('a'))
  await inTenant(db, tenant, 'system', (tx) => sql`INSERT INTO note VALUES ('sichtbar')`.execute(tx))
  const read = (table: string) =>
    inTenant(db, tenant, 'system', (tx) => sql`SELECT * FROM ${sql.table(table)}`.execute(tx), { role: 'insight' })
  expect((await read('published_note')).rows).toEqual([{ text: 'sichtbar' }])
  await expect(read('note')).rejects.toMatchObject({ code: '42501' })
})

describe('refused, before anything has changed:', () => {
  beforeEach(async () => {
    write('001_note.sql', noteTable)
    write('002_day.sql', 'ALTER TABLE note ADD COLUMN day date;')
    await migrate(db, sources)
    await createTenant(db, sources, district('a'))
    await createTenant(db, sources, district('b'))
  })

  test('a file that was changed after it had run', async () => {
    write('001_note.sql', `${noteTable} -- better`)
    write('003_more.sql', 'ALTER TABLE note ADD COLUMN more text;')
    await expect(migrate(db, sources)).rejects.toThrow(
      /001_note\.sql was changed after it had run in .*t_a\. Restore it/,
    )
    for (const { schema } of await listTenants(db)) expect(await columns(schema)).toEqual(['text', 'day'])
  })

  test('a database that is newer than the program', async () => {
    rmSync(join(folder, 'room/002_day.sql'))
    await expect(migrate(db, sources)).rejects.toThrow(/The database is newer .* has room\/002_day\.sql/)
  })

  test('a file that turned up before one that ran', async () => {
    rmSync(join(folder, 'room/001_note.sql'))
    write('001_note.sql', noteTable)
    write('000_first.sql', 'SELECT 1;')
    await expect(migrate(db, sources)).rejects.toThrow(/000_first\.sql comes before 002_day\.sql/)
  })

  test('other line ends are no change', async () => {
    write('001_note.sql', noteTable.replaceAll('\n', '\r\n'))
    expect(await stepsOf()).toEqual([])
  })
})

test('a failing file leaves nothing behind and is named with its line', async () => {
  write('001_note.sql', noteTable)
  await migrate(db, sources)
  const { schema } = await createTenant(db, sources, district('a'))
  write('002_bad.sql', 'ALTER TABLE note ADD COLUMN a text;\n\nALTER TABLE nope ADD COLUMN b text;\nSELECT kaputt;')
  await expect(migrate(db, sources)).rejects.toThrow(/relation "nope" does not exist/)
  write('002_bad.sql', 'ALTER TABLE note ADD COLUMN a text;\n\nSELECT kaputt;')
  await expect(migrate(db, sources)).rejects.toThrow(/002_bad\.sql:3: column "kaputt" does not exist/)
  expect(await columns(schema)).toEqual(['text'])
  write('002_bad.sql', 'ALTER TABLE note ADD COLUMN a text;')
  expect(await stepsOf()).toEqual(['002_bad.sql'])
})

test('two at once do the work once', async () => {
  write('001_note.sql', noteTable)
  const reports = await Promise.all([migrate(db, sources), migrate(db, sources), migrate(db, sources)])
  expect(reports.flatMap((report) => report.steps)).toHaveLength(ownFiles().length)
})

test('a tenant whose making was cut off is completed by the next migration', async () => {
  write('001_note.sql', 'SELECT kaputt;')
  await migrate(db, sources)
  await expect(createTenant(db, sources, district('a'))).rejects.toThrow('kaputt')
  write('001_note.sql', noteTable)
  expect(await stepsOf()).toEqual(['001_note.sql'])
  expect(await columns(db.names.tenant('a'))).toEqual(['text'])
})
