/** One tenant with a row of everything that travels, restored beside others and elsewhere. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import { publicKeyText, record, sealAudit, sealKeyFrom, verifyAudit } from '../audit/index.ts'
import { openSecret, type Secrets, sealSecret, secretsFrom } from '../config/index.ts'
import {
  asOwner,
  createTenant,
  type Database,
  getTenant,
  inTenant,
  migrate,
  sql,
  type Tenant,
} from '../database/index.ts'
import { emptyTestDatabase, type TestDatabase, testDatabase } from '../database/testing.ts'
import { createFormat, createTranslate, readCatalogues } from '../i18n/index.ts'
import { enqueue } from '../jobs/index.ts'
import type { RestoreOptions } from './arriving.ts'
import { exportTenant } from './export/export.ts'
import { pendingJobs } from './jobs.ts'
import { finishMove, moveTenant, undoMove } from './move.ts'
import { restore } from './restore.ts'
import { runBackup } from './run.ts'
import { lastBackups } from './runs.ts'
import { openWorkshop } from './scratch.ts'
import { copyingSession } from './session.ts'
import { sharedRows } from './sharedrows.ts'
import { openBackup } from './source.ts'
import { shapesOf } from './tables.ts'
import { catalogueOf } from './testing.ts'
import { differences } from './verify.ts'

const secrets = secretsFrom('the secret of the installation that is backed up')
const others = secretsFrom('the secret of another installation, elsewhere')
const folder = mkdtempSync(join(tmpdir(), 'nahtlos-restore-'))
const now = Date.parse('2026-11-16T08:00:00Z')
const anna = { account: newId<'account'>(), user: newId<'user'>(), email: 'anna@kreis.example' }

let its: TestDatabase
let file: string
/** Another installation, empty at first. */
let elsewhere: Database
beforeAll(async () => {
  its = await testDatabase()
  await seed(its.db, its.tenant)
  await sealAudit(its.db, its.tenant, sealKeyFrom(secrets), systemClock)
  file = (await backUp(its.db, its.tenant)).file
  elsewhere = await emptyTestDatabase()
})
afterAll(async () => {
  await its.close()
  await elsewhere.close()
  rmSync(folder, { recursive: true })
})

function backUp(db: Database, tenant?: Tenant, more: { recipients?: string[]; verify?: boolean } = {}) {
  const fileName = `${randomBytes(6).toString('hex')}.tar`
  const options = { sources: its.sources, secrets, clock: systemClock, folder, fileName, planned: false }
  return runBackup({
    db,
    ...options,
    recipients: more.recipients ?? [],
    verify: more.verify ?? false,
    ...(tenant && { tenant }),
  })
}

/** A member with password and second factor, a session, a setting, a draft that only its owner sees, audit, a job. */
async function seed(db: Database, tenant: Tenant): Promise<void> {
  await copyingSession(db, 'BEGIN', async (client) => {
    await client.query(`SET LOCAL search_path = ${db.names.shared}`)
    const at = new Date(now)
    const id = () => newId(now)
    await client.query('INSERT INTO account (id, email, created_at) VALUES ($1, $2, $3)', [
      anna.account,
      anna.email,
      at,
    ])
    await client.query('INSERT INTO account_tenant VALUES ($1, $2, $3)', [anna.account, tenant.key, at])
    await client.query(
      `INSERT INTO credential (id, account_id, kind, secret, created_at) VALUES ($1, $2, 'password', '$argon2id$x', $3)`,
      [id(), anna.account, at],
    )
    await client.query(
      `INSERT INTO credential (id, account_id, kind, secret, last_step, created_at) VALUES ($1, $2, 'totp', $3, 1, $4)`,
      [id(), anna.account, sealSecret(secrets, 'totp', 'key of the app'), at],
    )
    await client.query(
      `INSERT INTO session (id, token_hash, account_id, tenant, tenant_demo, method, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, false, 'password', $5, $5, $5)`,
      [id(), createHash('sha256').update('token').digest(), anna.account, tenant.key, at],
    )
  })
  await inTenant(db, tenant, 'system', async (tx) => {
    await sql`INSERT INTO membership (id, account_id, name, roles, valid_from, invited_at, changed_at)
      VALUES (${anna.user}, ${anna.account}, 'Testperson', ARRAY['administrator'], '2026-01-01', now(), now())`.execute(
      tx,
    )
    await sql`INSERT INTO setting VALUES ('test.choice', 1, '{"on": true}', now(), ${anna.user})`.execute(tx)
    await enqueue(tx, 'test.job', { id: anna.user }, { key: 'once', runAt: new Date(now) })
    for (let i = 0; i < 20; i++) await record(tx, 'system', { event: 'test.happened', details: { i } })
  })
  // Only its owner sees a draft, and a backup must hold it all the same.
  const who = { userId: anna.user, organisationId: null, controllerId: null }
  const text = JSON.stringify({ text: 'Zeile\n\tmit \\ und ü' })
  await inTenant(db, tenant, who, (tx) =>
    sql`INSERT INTO draft (id, user_id, route, address, content, created_at, updated_at, expires_at)
      VALUES (${newId()}, ${anna.user}, '/a', '/a', ${text}, now(), now(), now() + interval '1 day')`.execute(tx),
  )
}

async function restoreInto(db: Database, more: Partial<RestoreOptions> & { file?: string } = {}) {
  const source = await openBackup(more.file ?? file, [])
  return await restore({ db, sources: its.sources, secrets, source, now, ...more })
}

const ask = async <Row>(db: Database, query: string) =>
  await copyingSession(db, 'BEGIN', async (client) => (await client.query(query)).rows as Row[])

async function sealFindings(db: Database, key: string, own: Secrets) {
  const { id, publicKey } = sealKeyFrom(own)
  const tenant = await getTenant(db, key)
  await sealAudit(db, tenant, sealKeyFrom(own), systemClock)
  return await verifyAudit(db, tenant, { keys: new Map([[id, publicKey]]) })
}

test('every table that tenants share is known: it travels with a tenant, with the whole installation, or stays', async () => {
  const shapes = await copyingSession(its.db, 'BEGIN', (client) => shapesOf(client, its.db.names.shared))
  expect(shapes.map(({ name }) => name).filter((name) => !(name in sharedRows))).toEqual([])
})

test('beside the running tenant under another key: the same rows, the same locks, its own seals, and nobody is written to', async () => {
  const before = await catalogueOf(its.db, its.tenant.schema)
  const writing = new AbortController()
  const written = writeAllTheTime(its, writing.signal)
  const { tenants, accountsKept } = await restoreInto(its.db, { as: 'auental-probe' })
  writing.abort()
  expect(await written).toBeGreaterThan(0)
  expect([tenants.map(({ key }) => key), accountsKept]).toEqual([['auental-probe'], 0])

  const copy = await getTenant(its.db, 'auental-probe')
  expect(await catalogueOf(its.db, copy.schema)).toEqual(before)
  expect(await catalogueOf(its.db, its.tenant.schema)).toEqual(before)
  const { manifest } = await openBackup(file, [])
  // What it was told since: that it was restored, and where its seals come from.
  expect(await differences(its.db, copy.schema, manifest.tenants[0]!)).toEqual([
    'audit_entry',
    'audit_origin',
    'audit_pending',
  ])
  expect((await sealFindings(its.db, copy.key, secrets)).findings).toEqual([])
  expect(
    await ask(its.db, `SELECT locked_reason_code FROM ${its.db.names.shared}.tenant WHERE key = 'auental-probe'`),
  ).toEqual([{ locked_reason_code: 'operation' }])
  expect(await copyingSession(its.db, 'BEGIN', (client) => pendingJobs(client, its.db, copy.schema))).toEqual([])
  // A row of one tenant is still no row of the other, whatever schema a query names.
  const strange = await inTenant(its.db, its.tenant, 'system', (tx) =>
    sql`SELECT FROM ${sql.table(`${copy.schema}.membership`)}`.execute(tx),
  )
  expect(strange.rows).toEqual([])
})

/** Another transaction after the other in the running tenant, until it is told to stop. Returns how many. */
async function writeAllTheTime({ db, tenant }: TestDatabase, signal: AbortSignal): Promise<number> {
  let written = 0
  while (!signal.aborted) {
    await inTenant(db, tenant, 'system', (tx) => record(tx, 'system', { event: 'test.meanwhile' }))
    written++
  }
  return written
}

test('elsewhere, with another secret: password, second factor, jobs and seals come along; sessions do not', async () => {
  const db = elsewhere
  const shared = db.names.shared
  const { factorsLost } = await restoreInto(db, { secrets: others, formerSecrets: secrets })
  expect(factorsLost).toBe(0)
  const found = await ask<{ kind: string; secret: string }>(
    db,
    `SELECT kind, secret FROM ${shared}.credential ORDER BY kind`,
  )
  expect(found.map(({ kind }) => kind)).toEqual(['password', 'totp'])
  expect(openSecret(others, 'totp', found[1]!.secret).toString()).toBe('key of the app')
  expect(await ask(db, `SELECT FROM ${shared}.session`)).toEqual([])
  const tenant = await getTenant(db, 'auental')
  const jobs = await copyingSession(db, 'BEGIN', (client) => pendingJobs(client, db, tenant.schema))
  expect(jobs.map(({ task, key, payload, runAt }) => [task, key, payload, runAt])).toEqual([
    ['test.job', 'once', { id: anna.user }, '2026-11-16T08:00:00.000Z'],
  ])
  expect(await sealFindings(db, 'auental', others)).toMatchObject({ findings: [], entries: 21, checkpoints: 2 })
  // Whoever can write to the database, and no more, cannot put in a key of their own.
  const strange = publicKeyText(sealKeyFrom(secretsFrom('of somebody who can write to the database')))
  await asOwner(db, (tx) => sql`ALTER TABLE audit_origin NO FORCE ROW LEVEL SECURITY`.execute(tx), tenant.schema)
  await asOwner(db, (tx) => sql`UPDATE audit_origin SET public_key = ${strange}`.execute(tx), tenant.schema)
  expect((await sealFindings(db, 'auental', others)).findings.map(({ code }) => code)).toContain('signature')
})

test('who has an account here already stays who she is; a second factor without its secret is left out', async () => {
  const db = elsewhere
  const shared = db.names.shared
  const other = newId<'account'>()
  await copyingSession(db, 'BEGIN', async (client) => {
    await client.query(`SET LOCAL search_path = ${shared}`)
    await client.query(`DELETE FROM account_tenant; DELETE FROM credential; DELETE FROM account`)
    await client.query('INSERT INTO account (id, email, created_at) VALUES ($1, $2, now())', [other, anna.email])
  })
  expect(await restoreInto(db, { secrets: others, as: 'zwei' })).toMatchObject({ factorsLost: 1, accountsKept: 1 })
  const { schema } = await getTenant(db, 'zwei')
  expect(await ask(db, `SELECT account_id FROM ${schema}.membership`)).toEqual([{ account_id: other }])
  expect(await ask(db, `SELECT account_id, tenant FROM ${shared}.account_tenant`)).toEqual([
    { account_id: other, tenant: 'zwei' },
  ])
  // She keeps what she proves herself with here, which is nothing yet.
  expect(await ask(db, `SELECT FROM ${shared}.credential`)).toEqual([])
})

test('refusals leave nothing behind: key taken, whole backup into a filled installation, unknown tenant, newer program', async () => {
  const before = await schemas(its.db)
  await expect(restoreInto(its.db)).rejects.toThrow(/a tenant auental already/)
  await expect(restoreInto(its.db, { as: 'Kreis' })).rejects.toThrow(/cannot be a key/)
  await expect(restoreInto(its.db, { tenantKey: 'warendorf' })).rejects.toThrow(
    /no tenant warendorf; it holds: auental/,
  )
  const whole = (await backUp(its.db)).file
  await expect(restoreInto(its.db, { file: whole })).rejects.toThrow(/empty installation/)
  const older = its.sources.filter(({ key }) => key !== 'platform/settings')
  await expect(restoreInto(its.db, { as: 'auental-x', sources: older })).rejects.toThrow(/newer program/)
  expect(await schemas(its.db)).toEqual(before)
})

test('what a killed restore has left is removed by the next one, and no other schema', async () => {
  const before = await schemas(its.db)
  const killed = await openWorkshop(its.db)
  await killed.make(its.db.names.tenant('half'))
  const living = await openWorkshop(its.db)
  const scratch = living.scratchName()
  await living.make(scratch)
  await asOwner(its.db, (tx) =>
    // As if its connection were gone.
    sql.raw(`COMMENT ON SCHEMA ${its.db.names.tenant('half')} IS 'nahtlos: being filled by 1 since 0'`).execute(tx),
  )
  const next = await openWorkshop(its.db)
  expect(await schemas(its.db)).toEqual([...before, scratch].sort())
  for (const workshop of [killed, living, next]) await workshop.close()
  expect(await schemas(its.db)).toEqual(before)
})

async function schemas(db: Database): Promise<string[]> {
  const prefix = db.names.shared.replace(/nahtlos$/, '')
  const { rows } = await asOwner(db, (tx) =>
    sql<{ name: string }>`SELECT nspname AS name FROM pg_namespace
      WHERE starts_with(nspname, ${prefix}) AND nspname !~ '^(pg_|information_schema|public)' ORDER BY 1`.execute(tx),
  )
  return rows.map(({ name }) => name).sort()
}

test('a run notes how it went, and leaves no half file when it fails', async () => {
  await expect(backUp(its.db, its.tenant, { recipients: ['age1qqqq'] })).rejects.toThrow(/mistyped/)
  await createTenant(its.db, its.sources, { key: 'broken', name: 'Kreis', demo: false, land: 'NW' })
  await asOwner(its.db, (tx) => sql.raw(`DROP TABLE ${its.db.names.tenant('broken')}.migration`).execute(tx))
  const files = readdirSync(folder)
  await expect(backUp(its.db, await getTenant(its.db, 'broken'))).rejects.toThrow()
  expect(readdirSync(folder)).toEqual(files)
  const runs = await asOwner(its.db, (tx) =>
    sql<{ result: string }>`SELECT result FROM backup_run WHERE tenant = 'broken'`.execute(tx),
  )
  expect(runs.rows).toEqual([{ result: 'failed' }])
  expect((await lastBackups(its.db)).newest).toMatchObject({ scope: 'whole', result: 'done', verifiedAt: null })
  await asOwner(its.db, (tx) => sql`DELETE FROM tenant WHERE key = 'broken'`.execute(tx))
  await asOwner(its.db, (tx) => sql.raw(`DROP SCHEMA ${its.db.names.tenant('broken')} CASCADE`).execute(tx))
})

test('everything given out: each table twice, described, summed, without a secret', async () => {
  const out = join(folder, 'out')
  const catalogues = await readCatalogues([new URL('./', import.meta.url)])
  const words = { t: createTranslate('de', catalogues), format: createFormat('de') }
  const given = await exportTenant({ db: its.db, tenant: its.tenant, folder: out, now, ...words })
  const read = (name: string) => readFileSync(join(out, name), 'utf8')
  for (const line of read('SHA256SUMS').trim().split('\n')) {
    const [sum, path] = line.split('  ') as [string, string]
    expect(
      createHash('sha256')
        .update(readFileSync(join(out, path)))
        .digest('hex'),
    ).toBe(sum)
  }

  const { resources } = JSON.parse(read('datapackage.json')) as { resources: { title: string; path: string }[] }
  expect(resources).toHaveLength(given.tables)
  const rows = resources.flatMap(({ title }) => read(`jsonl/${title}.jsonl`).split('\n').slice(0, -1))
  expect(rows.map((row) => JSON.parse(row) as unknown)).toHaveLength(given.rows)
  expect(JSON.parse(read('jsonl/draft.jsonl'))).toMatchObject({ content: { text: 'Zeile\n\tmit \\ und ü' } })
  expect(read('csv/membership.csv')).toContain(`${anna.account};Testperson`)
  expect(read('csv/account.csv')).toContain(anna.email)
  expect(read('README.html')).toMatch(/id="membership".*Who works in this district/s)
  const all =
    readdirSync(join(out, 'jsonl'))
      .map((name) => read(`jsonl/${name}`))
      .join('') + read('csv/account.csv')
  expect(all).not.toMatch(/argon2id|"v1\.|token_hash|key of the app/)
  await expect(exportTenant({ db: its.db, tenant: its.tenant, folder: out, now, ...words })).rejects.toThrow(
    /not empty/,
  )
})

test('moved to another installation and back: closed at the source, the same there, removed here, seals hold all the way', async () => {
  const home = { db: its.db, secrets }
  const away = { db: await emptyTestDatabase(), secrets: others }
  const common = { sources: its.sources, clock: systemClock, workFolder: folder, say: () => undefined, rememberedMs: 0 }
  try {
    await migrate(away.db, its.sources)
    await expect(finishMove(home.db, its.tenant)).rejects.toThrow(/has not moved/)
    expect((await moveTenant({ ...common, from: home, to: away, tenant: its.tenant })).rows).toBeGreaterThan(50)
    expect(
      await ask(home.db, `SELECT locked_reason_code AS why FROM ${home.db.names.shared}.tenant WHERE key = 'auental'`),
    ).toEqual([{ why: 'operation' }])
    expect(readdirSync(folder).filter((name) => name.includes('move'))).toEqual([])

    await undoMove(home.db, its.tenant)
    await expect(moveTenant({ ...common, from: home, to: away, tenant: its.tenant })).rejects.toThrow(/already/)
    expect(await ask(home.db, `SELECT locked_at FROM ${home.db.names.shared}.tenant WHERE key = 'auental'`)).toEqual([
      { locked_at: null },
    ])
    // As the first time ended: the copy at the other place is the district now.
    await asOwner(home.db, (tx) =>
      sql
        .raw(
          `COMMENT ON SCHEMA ${its.tenant.schema} IS 'nahtlos: moved elsewhere, waiting for the word to remove it here'`,
        )
        .execute(tx),
    )
    await finishMove(home.db, its.tenant)
    expect(await schemas(home.db)).not.toContain(its.tenant.schema)
    const { shared } = home.db.names
    expect(
      await ask(
        home.db,
        `SELECT FROM ${shared}.session UNION ALL SELECT FROM ${shared}.account WHERE id = '${anna.account}' AND NOT EXISTS (SELECT FROM ${shared}.account_tenant WHERE account_id = '${anna.account}')`,
      ),
    ).toEqual([])

    const there = await getTenant(away.db, 'auental')
    expect(there.lockedAt ?? null).toBeNull()
    await inTenant(away.db, there, 'system', (tx) => record(tx, 'system', { event: 'test.away' }))
    await moveTenant({ ...common, from: away, to: home, tenant: there })
    const report = await sealFindings(home.db, 'auental', secrets)
    expect(report.findings).toEqual([])
    expect(report.checkpoints).toBeGreaterThanOrEqual(4)
  } finally {
    await away.db.close()
  }
})
