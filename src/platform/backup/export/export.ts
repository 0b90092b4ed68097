import { createHash } from 'node:crypto'
import { mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { record } from '../../audit/index.ts'
import { quoteIdentifier, quoteLiteral } from '../../database/escape.ts'
import { type Database, inTenant, type Tenant } from '../../database/index.ts'
import type { Format, Translate } from '../../i18n/index.ts'
import { BackupRefused } from '../refused.ts'
import { copyingSession, reading } from '../session.ts'
import { qualified } from '../tables.ts'
import { type DescribedColumn, type DescribedTable, describeTables } from './describe.ts'
import { dataPackage } from './package.ts'
import { readme } from './readme.tsx'

export interface ExportOptions {
  readonly db: Database
  readonly tenant: Tenant
  /** Made; must be empty. */
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly t: Translate
  readonly format: Format
}

export interface Exported {
  readonly tables: number
  readonly rows: number
  readonly files: number
}

/**
 * Gives out everything of a tenant in open formats, of one moment: CSV and JSON Lines for each table, stored files under
 * their names, a description for people and one for programs, checksums. Secrets are left out, and the description says
 * so. Throws BackupRefused when the folder holds something.
 */
export async function exportTenant(options: ExportOptions): Promise<Exported> {
  const { db, tenant, folder, now, t, format } = options
  await makeFolder(folder)
  const sums: string[] = []
  const note = (path: string, sha256: string) => sums.push(`${sha256}  ${path}\n`)
  const exported = await copyingSession(db, reading, async (client) => {
    const tables = []
    for (const table of [...(await describeTables(client, tenant.schema)), accountsTable]) {
      const csv = await writeRows(client, csvQuery(options, table), join(folder, 'csv', `${table.name}.csv`))
      const lines = await writeRows(client, jsonQuery(options, table), join(folder, 'jsonl', `${table.name}.jsonl`))
      note(`csv/${table.name}.csv`, csv.sha256)
      note(`jsonl/${table.name}.jsonl`, lines.sha256)
      // A line of JSON is a row, always.
      tables.push({ ...table, ...csv, rows: lines.lines })
    }
    return { tables, files: await writeFiles(client, tenant, folder, note) }
  })
  const about = { name: tenant.key, title: tenant.name, created: new Date(now).toISOString() }
  const texts = {
    'datapackage.json': `${JSON.stringify(dataPackage(about, exported.tables), null, 1)}\n`,
    'README.html': readme({ tenant, ...exported, at: now, t, format }),
  }
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(folder, name), text)
    note(name, createHash('sha256').update(text).digest('hex'))
  }
  await writeFile(join(folder, 'SHA256SUMS'), sums.join(''))
  const rows = exported.tables.reduce((sum, table) => sum + table.rows, 0)
  await inTenant(db, tenant, 'system', (tx) =>
    record(tx, 'system', {
      event: 'backup.exported',
      details: { tables: exported.tables.length, rows, files: exported.files },
    }),
  )
  return { tables: exported.tables.length, rows, files: exported.files }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new BackupRefused(`${folder} is not empty. Name a new folder.`)
  for (const name of ['csv', 'jsonl', 'files']) await mkdir(join(folder, name), { mode: 0o700 })
}

/** Who may sign in to this tenant, without what they prove themselves with. From the schema that all tenants share. */
const accountsTable: DescribedTable = {
  name: 'account',
  comment:
    'Accounts that this district trusts. What they prove themselves with (passwords, second factors) is left out',
  columns: [
    { name: 'id', type: 'uuid', category: 'U', required: true, comment: null },
    { name: 'email', type: 'text', category: 'S', required: false, comment: null },
    { name: 'locale', type: 'text', category: 'S', required: true, comment: null },
    { name: 'created_at', type: 'timestamp with time zone', category: 'D', required: true, comment: null },
  ],
  key: ['id'],
  references: [],
  checks: [],
}

type Place = Pick<ExportOptions, 'db' | 'tenant'>

/** Rows of a table, of the tenant alone. */
function from({ tenant, db }: Place, { name }: DescribedTable): string {
  if (name !== accountsTable.name) return qualified(tenant.schema, name)
  const key = quoteLiteral(tenant.key)
  const shared = quoteIdentifier(db.names.shared)
  return `(SELECT * FROM ${shared}.account WHERE demo_tenant = ${key}
    OR id IN (SELECT account_id FROM ${shared}.account_tenant WHERE tenant = ${key})) AS account`
}

const order = ({ key, columns }: DescribedTable) => {
  const names = new Set(columns.map(({ name }) => name))
  const sorted = key.filter((name) => names.has(name)).map(quoteIdentifier)
  return sorted.length > 0 ? ` ORDER BY ${sorted.join(', ')}` : ''
}

function csvQuery(place: Place, table: DescribedTable): string {
  const columns = table.columns
    .map((column) => `${forCsv(table, column)} AS ${quoteIdentifier(column.name)}`)
    .join(', ')
  return `COPY (SELECT ${columns} FROM ${from(place, table)}${order(table)}) TO STDOUT (FORMAT csv, HEADER, DELIMITER ';', ENCODING 'UTF8')`
}

/** Each row an object on a line of its own. The quoting of CSV is switched off by signs that JSON never holds. */
function jsonQuery(place: Place, table: DescribedTable): string {
  const columns = table.columns
    .map((column) => `${storedValue(table, column)} AS ${quoteIdentifier(column.name)}`)
    .join(', ')
  return `COPY (SELECT to_jsonb(r)::text FROM (SELECT ${columns} FROM ${from(place, table)}${order(table)}) AS r)
    TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02', ENCODING 'UTF8')`
}

/** What a sign-in by directory is sealed with stands inside of a setting. */
function storedValue(table: DescribedTable, { name, type }: DescribedColumn): string {
  const own = quoteIdentifier(name)
  if (table.name === 'setting' && name === 'value')
    return `CASE WHEN jsonb_typeof(${own}) = 'object' THEN ${own} - 'clientSecret' ELSE ${own} END`
  return type === 'bytea' ? `encode(${own}, 'hex')` : own
}

function forCsv(table: DescribedTable, column: DescribedColumn): string {
  const value = storedValue(table, column)
  if (column.category === 'A') return `to_json(${value})::text`
  if (column.category === 'B') return `${value}::text`
  // What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
  if (column.category === 'S') return `CASE WHEN ${value} ~ '^\\s*[=+@-]' THEN '''' || ${value} ELSE ${value}::text END`
  return value
}

async function writeRows(client: pg.ClientBase, query: string, path: string) {
  const hash = createHash('sha256')
  let lines = 0
  let bytes = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of client.query(copyTo(query)) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
      await handle.writeFile(chunk)
    }
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), lines, bytes }
}

/** Files one by one; the name begins with the id, since two may have one name. */
async function writeFiles(
  client: pg.ClientBase,
  { schema }: Tenant,
  folder: string,
  note: (path: string, sha256: string) => void,
): Promise<number> {
  const found = await client.query<{ id: string; name: string }>(
    `SELECT id, name FROM ${qualified(schema, 'stored_file')} ORDER BY id`,
  )
  for (const { id, name } of found.rows) {
    const { rows } = await client.query<{ content: Buffer }>(
      `SELECT content FROM ${qualified(schema, 'stored_file_content')} WHERE file_id = $1`,
      [id],
    )
    const content = rows[0]?.content
    if (!content) continue
    const path = `files/${id}-${name}`
    await writeFile(join(folder, path), content, { mode: 0o600 })
    note(path, createHash('sha256').update(content).digest('hex'))
  }
  return found.rows.length
}
