import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { quoteIdentifier, quoteLiteral } from '../database/escape.ts'
import { asOwner, type Database, sql } from '../database/index.ts'
import { BackupRefused } from './refused.ts'

/**
 * Schemas that are being filled or looked at. Each carries a mark in its comment with the connection that works on it; when
 * that connection is gone (the program was killed), the next run finds the mark and removes the schema. A schema without
 * such a mark is never removed.
 */
export interface Workshop {
  /** Makes a schema with the rights that every tenant's has. Throws BackupRefused when there is one that is in use. */
  make(schema: string): Promise<void>
  /** A name that nothing else has. */
  scratchName(): string
  /** Removes a schema of this workshop. */
  drop(schema: string): Promise<void>
  /** In the transaction that puts a schema into use. */
  handOver(client: Pick<pg.ClientBase, 'query'>, schema: string): Promise<void>
  /** Removes what is left and ends. */
  close(): Promise<void>
}

const mark = 'nahtlos: being filled by '

export async function openWorkshop(db: Database): Promise<Workshop> {
  const holder = await db.owner.pool.connect()
  const { rows } = await holder.query<{ me: string }>(
    `SELECT pid || ' since ' || extract(epoch FROM backend_start) AS me FROM pg_stat_activity WHERE pid = pg_backend_pid()`,
  )
  const own = mark + rows[0]?.me
  const made = new Set<string>()
  async function drop(schema: string): Promise<void> {
    await asOwner(db, (tx) => sql.raw(`DROP SCHEMA IF EXISTS ${quoteIdentifier(schema)} CASCADE`).execute(tx))
    made.delete(schema)
  }
  try {
    for (const schema of await leftSchemas(db)) await drop(schema)
  } catch (error) {
    holder.release()
    throw error
  }
  return {
    async make(schema) {
      const { app, insight, publish } = db.names.role
      const name = quoteIdentifier(schema)
      const text = [
        `CREATE SCHEMA ${name}`,
        `COMMENT ON SCHEMA ${name} IS ${quoteLiteral(own)}`,
        `GRANT USAGE ON SCHEMA ${name} TO ${[app, insight, publish].map(quoteIdentifier).join(', ')}`,
        `GRANT CREATE ON SCHEMA ${name} TO ${quoteIdentifier(publish)}`,
      ].join('; ')
      await asOwner(db, (tx) => sql.raw(text).execute(tx)).catch((error: { code?: string }) => {
        if (error.code === '42P06')
          throw new BackupRefused(`There is a schema ${schema} already. Restore under another key: --as <key>`)
        throw error
      })
      made.add(schema)
    },
    scratchName: () => `${db.names.shared}_scratch_${randomBytes(5).toString('hex')}`,
    drop,
    async handOver(client, schema) {
      await client.query(`COMMENT ON SCHEMA ${quoteIdentifier(schema)} IS NULL`)
      made.delete(schema)
    },
    async close() {
      try {
        for (const schema of [...made]) await drop(schema)
      } finally {
        holder.release()
      }
    },
  }
}

/** Schemas whose mark names a connection that is gone. */
async function leftSchemas(db: Database): Promise<string[]> {
  const { rows } = await asOwner(db, (tx) =>
    sql<{ name: string }>`
      SELECT nspname AS name FROM pg_namespace, obj_description(pg_namespace.oid, 'pg_namespace') AS note
      WHERE starts_with(note, ${mark})
        AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE note = ${mark} || pid || ' since ' || extract(epoch FROM backend_start))
      ORDER BY 1`.execute(tx),
  )
  return rows.map(({ name }) => name)
}
