import { once } from 'node:events'
import { from as copyFrom } from 'pg-copy-streams'
import { quoteIdentifier, quoteLiteral } from '../database/escape.ts'
import type { Database } from '../database/index.ts'
import { CopySum } from './dump.ts'
import type { CopiedPlace, CopiedTable } from './format/manifest.ts'
import { BackupRefused } from './refused.ts'
import { openSession, type Querying } from './session.ts'
import { columnList, qualified, shapesOf } from './tables.ts'

/** Fills one schema that nobody uses yet, in one transaction: all of it is there or nothing. */
export interface Loading {
  /** Rows of a table as COPY wrote them, in any portions; the tables one after the other. */
  write(table: string, raw: Buffer): Promise<void>
  /** Checks counts and sums against the manifest, lets `finally_` change rows, puts keys and locks back, and commits. */
  finish(finally_?: (client: Querying) => Promise<void>): Promise<void>
  /** Leaves the schema as it was. */
  drop(): void
}

/**
 * Begins to fill a schema at the state of migrations that the backup was made at. Foreign keys are taken off and put back at
 * the end, so that tables come in any order and are checked at once; forced row-level security, under which COPY loads
 * nothing, is lifted for the owner inside this transaction, and no other ever sees the schema without it. Needs no more
 * than to own the tables.
 */
export async function beginLoading(db: Database, schema: string, place: CopiedPlace): Promise<Loading> {
  const session = await openSession(db, 'BEGIN')
  const { client } = session
  try {
    await client.query(`SET LOCAL search_path = ${quoteIdentifier(schema)}`)
    await mustFit(client, schema, place)
    const keys = await foreignKeys(client, schema)
    const forced = await forcedTables(client, schema)
    await runAll(client, [
      ...keys.map(({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`),
      ...forced.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`),
    ])
    const all = place.tables.map(({ name }) => qualified(schema, name))
    // Migrations may have put rows in; what counts is what was there.
    const filled = await filledTables(client, all)
    if (filled.length > 0) await client.query(`TRUNCATE ${filled.join(', ')}`)

    const sums = new Map<string, CopySum>()
    let open: { readonly name: string; readonly copy: ReturnType<typeof copyFrom> } | undefined

    async function closeTable(): Promise<void> {
      if (!open) return
      const { name, copy } = open
      open = undefined
      copy.end()
      await once(copy, 'finish').catch((error) => {
        throw notLoaded(name, error)
      })
    }

    return {
      async write(name, raw) {
        if (open?.name !== name) {
          await closeTable()
          const shape = place.tables.find((table) => table.name === name)
          if (!shape || sums.has(name)) throw new BackupRefused(`The backup holds rows of ${name} where none belong.`)
          const text = `COPY ${qualified(schema, name)} (${columnList(shape.columns)}) FROM STDIN`
          open = { name, copy: client.query(copyFrom(text)) }
          sums.set(name, new CopySum())
        }
        sums.get(name)?.add(raw)
        await written(open.copy, raw).catch((error) => {
          throw notLoaded(name, error)
        })
      },
      async finish(finally_) {
        await closeTable()
        for (const table of place.tables) mustBeWhole(table, sums.get(table.name) ?? new CopySum())
        await finally_?.(client)
        await runAll(client, [
          ...keys.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`),
          ...keys.flatMap(({ table, name, comment }) =>
            comment ? [`COMMENT ON CONSTRAINT ${name} ON ${table} IS ${quoteLiteral(comment)}`] : [],
          ),
          ...forced.map((table) => `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`),
        ])
        for (const { name, last, called } of place.sequences)
          await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [qualified(schema, name), last, called])
        await session.commit()
        if (all.length > 0) await db.owner.pool.query(`ANALYZE ${all.join(', ')}`)
      },
      drop: () => session.drop(),
    }
  } catch (error) {
    session.drop()
    throw error
  }
}

/** Statements without values, in one round trip. */
async function runAll(client: Querying, statements: readonly string[]): Promise<void> {
  if (statements.length > 0) await client.query(statements.join('; '))
}

async function filledTables(client: Querying, tables: readonly string[]): Promise<string[]> {
  if (tables.length === 0) return []
  const { rows } = await client.query<{ table: string }>(
    tables
      .map((table) => `SELECT ${quoteLiteral(table)} AS table WHERE EXISTS (SELECT FROM ${table})`)
      .join(' UNION ALL '),
  )
  return rows.map((row) => row.table)
}

/** Resolves when the stream can take more; fails with its error. */
function written(copy: ReturnType<typeof copyFrom>, raw: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    copy.once('error', reject)
    copy.write(raw, (error) => {
      copy.off('error', reject)
      if (error) reject(error)
      else resolve()
    })
  })
}

/** The error of PostgreSQL would quote the row; only its code is passed on. */
function notLoaded(table: string, error: unknown): BackupRefused {
  const { code } = error as { code?: string }
  return new BackupRefused(`The rows of ${table} could not be loaded (${code ?? 'no code'}); nothing was changed.`)
}

function mustBeWhole(table: CopiedTable, sum: CopySum): void {
  const { rows, sha256 } = sum.result()
  if (rows !== table.rows || sha256 !== table.sha256)
    throw new BackupRefused(
      `${table.name} is not what was backed up: ${table.rows} rows were written, ${rows} came. Take another copy of the file.`,
    )
}

/** The same migrations make the same tables; if they do not, the program was changed by hand. */
async function mustFit(client: Querying, schema: string, place: CopiedPlace): Promise<void> {
  const there = new Map((await shapesOf(client, schema)).map((shape) => [shape.name, shape.columns]))
  for (const { name, columns } of place.tables) {
    const own = there.get(name)
    if (!own || [...own].sort().join() !== [...columns].sort().join())
      throw new BackupRefused(`The table ${name} of the backup is not the one that this program makes.`)
  }
}

interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
  readonly comment: string | null
}

async function foreignKeys(client: Querying, schema: string): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition,
            obj_description(oid, 'pg_constraint') AS comment
     FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype = 'f' AND conparentid = 0
     ORDER BY 1, 2`,
    [quoteIdentifier(schema)],
  )
  return rows
}

async function forcedTables(client: Querying, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    `SELECT oid::regclass::text AS table FROM pg_class
     WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p') AND relforcerowsecurity ORDER BY 1`,
    [quoteIdentifier(schema)],
  )
  return rows.map(({ table }) => table)
}
