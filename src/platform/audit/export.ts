import { type Database, inTenant, type Tenant } from '../database/index.ts'
import type { AuditTables } from './tables.ts'

/** A signed state as it is kept outside of the database. */
export interface ExportedCheckpoint {
  readonly tenant: string
  readonly size: number
  readonly root: Buffer
}

/**
 * Every signed state of the audit from `fromSize` on, one line of JSON each: to be kept where nobody who can write to
 * the database can write, for that is what shows later when its newest part was cut off.
 */
export async function exportCheckpoints(db: Database, tenant: Tenant, fromSize = 0): Promise<string> {
  const rows = await inTenant(db, tenant, 'system', (tx) =>
    tx
      .withTables<AuditTables>()
      .selectFrom('audit_checkpoint')
      .selectAll()
      .where('size', '>', fromSize)
      .orderBy('size')
      .execute(),
  )
  const lines = rows.map((row) =>
    JSON.stringify({
      tenant: tenant.key,
      size: row.size,
      root: row.root.toString('base64'),
      previousSize: row.previous_size,
      previousRoot: row.previous_root.toString('base64'),
      sealedMs: row.sealed_ms,
      key: row.key_id,
      signature: row.signature.toString('base64'),
    }),
  )
  return lines.map((line) => `${line}\n`).join('')
}

/** Reads what `exportCheckpoints` wrote. Throws SyntaxError naming the line that cannot be read. */
export function readExported(text: string): ExportedCheckpoint[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => readLine(line, number))
}

function readLine(line: string, number: number): ExportedCheckpoint {
  try {
    const { tenant, size, root } = JSON.parse(line) as Record<string, unknown>
    if (typeof tenant === 'string' && typeof size === 'number' && typeof root === 'string') {
      return { tenant, size, root: Buffer.from(root, 'base64') }
    }
  } catch {
    // told below, with the number of the line
  }
  throw new SyntaxError(`line ${number} is not a checkpoint`)
}
