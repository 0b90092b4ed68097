import { asOwner, type Database, sql } from './database.ts'
import { quoteIdentifier } from './escape.ts'
import type { Tenant } from './tenant.ts'

/** Tenants that one statement asks at once: each costs the server locks, of which it keeps some thousands. */
const atOnce = 50

/**
 * Asks every tenant the same small question in few statements instead of one transaction each: whether something waits, how
 * old the oldest is. `question` gets the quoted name of a schema and gives a SELECT that names its tables with it. As the
 * owner, who may see the rows of tenants only in this way (docs/decisions/the-owner-copies.md); never for requests, and never for
 * contents. Each row comes with its tenant. A tenant that is being made has no tables yet: it is left out, and keeps nobody waiting.
 */
export async function readAcross<Row extends object>(
  db: Database,
  tenants: readonly Tenant[],
  question: (schema: string) => string,
): Promise<readonly (Row & { readonly tenant: Tenant })[]> {
  const found: (Row & { readonly tenant: Tenant })[] = []
  for (let from = 0; from < tenants.length; from += atOnce)
    found.push(...(await readSome<Row>(db, tenants.slice(from, from + atOnce), question)))
  return found
}

async function readSome<Row extends object>(
  db: Database,
  tenants: readonly Tenant[],
  question: (schema: string) => string,
): Promise<readonly (Row & { readonly tenant: Tenant })[]> {
  const parts = tenants.map(({ schema }, nth) => {
    return `SELECT ${nth} AS nth, answer.* FROM (${question(quoteIdentifier(schema))}) AS answer`
  })
  try {
    const { rows } = await asOwner(db, async (tx) => {
      await sql.raw(`SET LOCAL "app"."copying" = 'on'; SET LOCAL jit = off`).execute(tx)
      return await sql.raw<Row & { nth: number }>(parts.join(' UNION ALL ')).execute(tx)
    })
    return rows.map(({ nth, ...row }) => ({ ...(row as unknown as Row), tenant: tenants[nth] as Tenant }))
  } catch (error) {
    if (!hasNoTables(error)) throw error
    if (tenants.length === 1) return []
    const found: (Row & { readonly tenant: Tenant })[] = []
    for (const tenant of tenants) found.push(...(await readSome<Row>(db, [tenant], question)))
    return found
  }
}

/** 42P01: no such table; 3F000: no such schema. */
const hasNoTables = (error: unknown) => ['42P01', '3F000'].includes((error as { code?: string }).code ?? '')
