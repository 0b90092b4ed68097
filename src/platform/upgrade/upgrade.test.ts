import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programVersion } from '../config/index.ts'
import { asOwner, createTenant, type Database, inTenant, migrate, sql, type Tenant } from '../database/index.ts'
import { type MigrationSource, platformSources } from '../database/migrate/sources.ts'
import { emptyTestDatabase } from '../database/testing.ts'
import { rehearse } from './rehearse.ts'

let folder: string
let db: Database
let sources: readonly MigrationSource[]
let tenants: Tenant[]
const write = (name: string, text: string) => writeFileSync(join(folder, 'room', name), text)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'upgrade-'))
  mkdirSync(join(folder, 'room'))
  db = await emptyTestDatabase()
  const room: MigrationSource = { key: 'room', folder: pathToFileURL(`${join(folder, 'room')}/`), scope: 'tenant' }
  sources = [...platformSources().filter(({ key }) => key === 'platform/database'), room]
  write(
    '001_note.sql',
    `CREATE TABLE note (
       id integer NOT NULL GENERATED ALWAYS AS IDENTITY, parent_id integer, text text NOT NULL,
       CONSTRAINT note_pkey PRIMARY KEY (id), CONSTRAINT note_parent_fkey FOREIGN KEY (parent_id) REFERENCES note (id)
     );
     CREATE TABLE other (text text NOT NULL);
     ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
     CREATE POLICY note_app ON note TO {{app}} USING (true);
     GRANT SELECT, INSERT ON note TO {{app}};`,
  )
  await migrate(db, sources)
  tenants = []
  for (const [key, rows] of [
    ['gross', 2000],
    ['klein', 3],
  ] as const) {
    const tenant = await createTenant(db, sources, { key, name: key, demo: false, land: 'NW' })
    await inTenant(db, tenant, 'system', (tx) =>
      sql`INSERT INTO note (text) SELECT 'Notiz ' || n FROM generate_series(1, ${rows}::int) n`.execute(tx),
    )
    tenants.push(tenant)
  }
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const schemas = async () => {
  const { rows } = await asOwner(db, (tx) =>
    sql<{ name: string }>`SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE '%scratch%'`.execute(tx),
  )
  return rows.map(({ name }) => name)
}

test('with nothing to run there is nothing to rehearse', async () => {
  expect(await rehearse({ db, sources, districts: 5 })).toEqual({ schemas: [], left: [] })
})

test('a rehearsal runs the files on copies with all rows, tells times and locks, and leaves nothing', async () => {
  write('002_day.sql', "ALTER TABLE note ADD COLUMN day date; UPDATE note SET text = text || '.';")
  write('003_more.sql', 'CREATE TABLE more (id integer NOT NULL); CREATE INDEX other_by_text ON other (text);')
  const found = await rehearse({ db, sources, districts: 1 })
  expect(found.left).toEqual([{ schema: tenants[1]?.schema, bytes: expect.any(Number) }])
  expect(found.schemas).toMatchObject([
    {
      schema: tenants[0]?.schema,
      rows: 2000,
      steps: [
        { name: '002_day.sql', locked: [{ table: 'note', reading: true }] },
        { name: '003_more.sql', locked: [{ table: 'other', reading: false }] },
      ],
    },
  ])
  expect(found.schemas[0]?.steps[0]?.ms).toBeGreaterThan(0)
  expect(await schemas()).toEqual([])
  const { steps } = await migrate(db, sources, { dryRun: true })
  expect(steps).toHaveLength(4)
})

test('a file that would fail fails on the copy, which is removed', async () => {
  write('004_bad.sql', 'ALTER TABLE note ADD CONSTRAINT note_text_short CHECK (length(text) < 8);')
  await expect(rehearse({ db, sources, districts: 1 })).rejects.toThrow(/note_text_short/)
  expect(await schemas()).toEqual([])
  rmSync(join(folder, 'room/004_bad.sql'))
})

test('an older program says which version a newer database needs', async () => {
  await migrate(db, sources)
  const older = sources.map((source) => ({ ...source }))
  rmSync(join(folder, 'room/003_more.sql'))
  const said = new RegExp(`database is newer .* room/003_more\\.sql.* last migrated by version ${programVersion()}`)
  await expect(migrate(db, older)).rejects.toThrow(said)
  await expect(migrate(db, older, { dryRun: true })).rejects.toThrow(said)
  await expect(rehearse({ db, sources: older, districts: 1 })).rejects.toThrow(said)
})
