import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { newPublicId } from '../../kernel/ids.ts'
import { publicKeyText, type SealKey } from '../audit/index.ts'
import { quoteIdentifier, quoteLiteral } from '../database/escape.ts'
import type { Database, Tenant } from '../database/index.ts'
import type { Entry } from './format/archive.ts'
import {
  type CopiedPlace,
  type CopiedSequence,
  type CopiedTable,
  type CopiedTenant,
  formatVersion,
  type Manifest,
  manifestName,
  partName,
  placeOf,
  sharedPlace,
} from './format/manifest.ts'
import { pendingJobs } from './jobs.ts'
import { BackupRefused } from './refused.ts'
import { openSession, type Querying, reading, type Session } from './session.ts'
import { conditionFor } from './sharedrows.ts'
import { rowsOf, shapesOf, type TableShape } from './tables.ts'

export interface DumpOptions {
  readonly db: Database
  readonly sealKey: SealKey
  /** Version of the program. */
  readonly program: string
  /** One tenant instead of the whole installation. */
  readonly tenant?: Tenant
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Bytes of rows that are compressed at once: memory stays at a few times this, however large a table is. */
const partBytes = 4 * 1024 * 1024

const compress = promisify(zstdCompress)

/**
 * Everything that a backup holds, entry by entry, as the owner sees it in one moment. One transaction holds the snapshot
 * for the whole run; each tenant is read in a transaction of its own that shares it, so that the locks of fifty tenants
 * need not be held at once. Throws BackupRefused when the database was migrated on the way.
 */
export async function* dump(options: DumpOptions): AsyncGenerator<Entry> {
  const { db, tenant } = options
  const holder = await openSession(db, reading)
  try {
    const snapshot = (await one<{ id: string }>(holder.client, 'SELECT pg_export_snapshot() AS id')).id
    const version = (
      await one<{ version: string }>(holder.client, `SELECT current_setting('server_version') AS version`)
    ).version
    const tenants = await tenantsIn(holder.client, db, tenant)
    const shared = yield* dumpPlace(options, snapshot, sharedPlace, db.names.shared, (shape) =>
      conditionFor(shape.name, tenant?.key),
    )
    const copied: CopiedTenant[] = []
    for (const { key, name, schema } of tenants) {
      const jobs = await pendingJobs(holder.client, db, schema)
      const place = yield* dumpPlace(options, snapshot, placeOf(key), schema, () => '')
      copied.push({ key, name, schema, ...place, jobs })
    }
    const manifest: Manifest = {
      format: formatVersion,
      id: newPublicId<'backup'>(),
      madeAt: new Date(options.now).toISOString(),
      program: options.program,
      postgres: version,
      scope: tenant ? 'tenant' : 'whole',
      sealKey: { id: options.sealKey.id, publicKey: publicKeyText(options.sealKey) },
      shared,
      tenants: copied,
    }
    yield { name: manifestName, content: Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`) }
    await holder.commit()
  } finally {
    holder.drop()
  }
}

async function tenantsIn(client: Querying, db: Database, only: Tenant | undefined) {
  const { rows } = await client.query<{ key: string; name: string; schema: string }>(
    `SELECT key, name, schema_name AS schema FROM ${quoteIdentifier(db.names.shared)}.tenant
     ${only ? `WHERE key = ${quoteLiteral(only.key)}` : ''} ORDER BY key COLLATE "C"`,
  )
  return rows
}

/** One schema, in a transaction that sees what the holder of the snapshot sees. */
async function* dumpPlace(
  { db }: DumpOptions,
  snapshot: string,
  place: string,
  schema: string,
  condition: (shape: TableShape) => string | undefined,
): AsyncGenerator<Entry, CopiedPlace> {
  const session = await openSession(db, `${reading}; SET TRANSACTION SNAPSHOT ${quoteLiteral(snapshot)}`)
  try {
    // Conditions name the tables of the shared schema.
    await session.client.query(`SET LOCAL search_path = ${quoteIdentifier(schema)}`)
    const migrations = await migrationsOf(session.client, schema)
    const tables: CopiedTable[] = []
    for (const shape of await shapesOf(session.client, schema)) {
      const where = condition(shape)
      if (where === undefined) continue
      tables.push(yield* dumpTable(session, place, schema, shape, where))
    }
    const sequences = await sequencesOf(session.client, schema)
    await mustBeUnmigrated(db, schema, migrations)
    await session.commit()
    return { migrations, tables, sequences }
  } finally {
    session.drop()
  }
}

async function* dumpTable(
  { client }: Session,
  place: string,
  schema: string,
  shape: TableShape,
  where: string,
): AsyncGenerator<Entry, CopiedTable> {
  const sum = new CopySum()
  let number = 0
  let pending: Promise<Entry> | undefined
  for await (const raw of inParts(copyOut(client, rowsOf(schema, shape, where)))) {
    sum.add(raw)
    const name = partName(place, shape.name, ++number)
    // While a part is compressed on another thread, the next one is read.
    if (pending) yield await pending
    pending = compressed(name, raw)
    pending.catch(() => undefined) // heard where it is awaited
  }
  if (pending) yield await pending
  return { name: shape.name, columns: [...shape.columns], order: [...shape.order], ...sum.result() }
}

async function compressed(name: string, raw: Buffer): Promise<Entry> {
  const content = await compress(raw, { params: { [constants.ZSTD_c_compressionLevel]: 3 } })
  return { name, content }
}

/** The rows of a query in the text form of COPY. */
export function copyOut(client: pg.ClientBase, query: string): AsyncIterable<Buffer> {
  return client.query(copyTo(`COPY (${query}) TO STDOUT`))
}

/** Counts and sums rows as COPY writes them: one line each, for line ends inside of values are escaped. */
export class CopySum {
  readonly #hash = createHash('sha256')
  #rows = 0
  #bytes = 0

  add(raw: Buffer): void {
    this.#hash.update(raw)
    this.#bytes += raw.length
    for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) this.#rows++
  }

  result(): Pick<CopiedTable, 'rows' | 'bytes' | 'sha256'> {
    return { rows: this.#rows, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}

async function* inParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    bytes += chunk.length
    if (bytes < partBytes) continue
    yield Buffer.concat(held)
    held = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(held)
}

async function migrationsOf(client: Querying, schema: string): Promise<CopiedPlace['migrations']> {
  const { rows } = await client.query<CopiedPlace['migrations'][number]>(
    `SELECT source, name, checksum FROM ${quoteIdentifier(schema)}.migration ORDER BY source COLLATE "C", name COLLATE "C"`,
  )
  return rows
}

/** Read outside of the snapshot: a table that a migration has rewritten since would look empty inside of it. */
async function mustBeUnmigrated(db: Database, schema: string, before: CopiedPlace['migrations']): Promise<void> {
  const after = await migrationsOf(db.owner.pool as unknown as Querying, schema)
  if (JSON.stringify(after) !== JSON.stringify(before))
    throw new BackupRefused('The database was migrated while it was backed up. Run the backup again.')
}

async function sequencesOf(client: Querying, schema: string): Promise<CopiedSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'S' ORDER BY 1`,
    [quoteIdentifier(schema)],
  )
  const sequences: CopiedSequence[] = []
  for (const { name } of rows) {
    const state = await one<{ last: string; called: boolean }>(
      client,
      `SELECT last_value::text AS last, is_called AS called FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
    )
    sequences.push({ name, ...state })
  }
  return sequences
}

async function one<Row extends pg.QueryResultRow>(client: Querying, query: string): Promise<Row> {
  const { rows } = await client.query<Row>(query)
  return rows[0] as Row
}
