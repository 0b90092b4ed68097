import { sealKeyFrom } from '../audit/index.ts'
import { quoteIdentifier, quoteLiteral } from '../database/escape.ts'
import type { Database } from '../database/index.ts'
import { type Arriving, isWhole, type Restored, type RestoreOptions } from './arriving.ts'
import { enqueuePending } from './jobs.ts'
import { resealFactors, type Sealing } from './reseal.ts'
import type { Workshop } from './scratch.ts'
import { copyingSession, type Querying } from './session.ts'
import { conditionFor, sharedRows } from './sharedrows.ts'
import { qualified, shapesOf } from './tables.ts'
import { takeOverSeals } from './takeover.ts'

/**
 * Decides which account of this installation each account of the backup is: the same one, where it is here already (by its
 * id, or another one with its e-mail address, or the same role of a demo), or itself. Notes it in the scratch schema.
 * Demo roles of a tenant that gets another key become accounts of their own.
 */
export async function mapAccounts(db: Database, scratch: string, arriving: readonly Arriving[]): Promise<void> {
  const map = qualified(scratch, 'account_map')
  const here = qualified(db.names.shared, 'account')
  await copyingSession(db, 'BEGIN', async (client) => {
    await client.query(`SET LOCAL search_path = ${quoteIdentifier(scratch)}`)
    await client.query(`CREATE TABLE ${map} (old_id uuid NOT NULL, new_id uuid NOT NULL, known boolean NOT NULL,
      CONSTRAINT account_map_pkey PRIMARY KEY (old_id))`)
    for (const { from, key } of arriving)
      await client.query(
        `INSERT INTO ${map} (old_id, new_id, known)
         SELECT a.id, coalesce(same.id, mail.id, role.id, CASE WHEN a.demo_tenant = $1 AND $1 <> $2 THEN gen_random_uuid() ELSE a.id END),
                coalesce(same.id, mail.id, role.id) IS NOT NULL
         FROM account a
         LEFT JOIN ${here} same ON same.id = a.id AND (a.demo_tenant IS NULL OR $1 = $2)
         LEFT JOIN ${here} mail ON mail.email = a.email
         LEFT JOIN ${here} role ON role.demo_tenant = $2 AND role.demo_role = a.demo_role
         WHERE a.${conditionFor('account', from.key)}
         ON CONFLICT (old_id) DO NOTHING`,
        [from.key, key],
      )
  })
}

/** In a tenant's rows, what names an account of the backup names the one it is here. */
export async function remapAccounts(client: Querying, scratch: string, schema: string): Promise<void> {
  const map = qualified(scratch, 'account_map')
  const { rows: changed } = await client.query(`SELECT FROM ${map} WHERE old_id <> new_id LIMIT 1`)
  if (changed.length === 0) return
  for (const { name, columns } of await shapesOf(client, schema))
    if (columns.includes('account_id'))
      await client.query(
        `UPDATE ${qualified(schema, name)} AS copied SET account_id = map.new_id
         FROM ${map} AS map WHERE map.old_id = copied.account_id AND map.new_id <> map.old_id`,
      )
}

export interface Merging extends RestoreOptions {
  readonly workshop: Workshop
  readonly scratch: string
  readonly arriving: readonly Arriving[]
}

/** Puts the restored tenants into use: their rows in the shared schema, what waits in the queue, seals. One transaction. */
export async function mergeShared(merging: Merging): Promise<Pick<Restored, 'accountsKept' | 'factorsLost'>> {
  const { db, workshop, scratch, arriving, secrets, formerSecrets, source, now } = merging
  return await copyingSession(db, 'BEGIN', async (client) => {
    // Conditions name the tables of the backup; the installation's own are named with their schema.
    await client.query(`SET LOCAL search_path = ${quoteIdentifier(scratch)}`)
    const factorsLost = await resealHere(client, scratch, { secrets, former: formerSecrets })
    for (const one of isWhole(merging) ? [undefined] : arriving)
      for (const table of Object.keys(sharedRows)) await mergeTable(client, merging, table, one)
    for (const { from, key, schema } of arriving) {
      if (isWhole(merging) || key === from.key) await enqueuePending(client, db, schema, from.jobs)
      await takeOverSeals(client, sealKeyFrom(secrets), { from: from.key, key, schema, manifest: source.manifest, now })
      await workshop.handOver(client, schema)
    }
    const { rows } = await client.query<{ kept: number }>(
      `SELECT count(*)::int AS kept FROM account_map WHERE known AND old_id <> new_id`,
    )
    return { accountsKept: rows[0]?.kept ?? 0, factorsLost }
  })
}

/** In the scratch schema, where the owner changes rows only without the force of row-level security. */
async function resealHere(client: Querying, scratch: string, sealing: Sealing): Promise<number> {
  await client.query('ALTER TABLE credential NO FORCE ROW LEVEL SECURITY')
  return await resealFactors(client, scratch, sealing)
}

/** The rows of one shared table; `one` is the tenant they belong to, undefined for all rows of a whole installation. */
async function mergeTable(
  client: Querying,
  { db, scratch, arriving }: Merging,
  table: string,
  one: Arriving | undefined,
): Promise<void> {
  const where = conditionFor(table, one?.from.key)
  if (where === undefined) return
  const live = (await shapesOf(client, db.names.shared)).find(({ name }) => name === table)
  const there = (await shapesOf(client, scratch)).some(({ name }) => name === table)
  if (!live || !there) return
  const hasAccount = table !== 'account' && live.columns.includes('account_id')
  // What an account proves itself with comes only with an account that is new here: a known one keeps its password.
  const onlyNew = table === 'account' || (hasAccount && !live.columns.includes('tenant'))
  const values = live.columns.map((column) => valueFor(table, column, one, arriving))
  const joined =
    table === 'account'
      ? 'JOIN account_map AS map ON map.old_id = copied.id'
      : hasAccount
        ? 'JOIN account_map AS map ON map.old_id = copied.account_id'
        : ''
  const conditions = [...(where ? [where] : []), ...(onlyNew ? ['NOT map.known'] : [])]
  const conflict = table === 'account_tenant' || table === 'milestone' ? 'ON CONFLICT DO NOTHING' : ''
  await client.query(
    `INSERT INTO ${qualified(db.names.shared, table)} (${live.columns.map(quoteIdentifier).join(', ')})
     SELECT ${values.join(', ')} FROM ${qualified(scratch, table)} AS copied ${joined}
     ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ${conflict}`,
  )
}

/** A column's value, where a tenant may have another key and an account another id than in the backup. */
function valueFor(table: string, column: string, one: Arriving | undefined, all: readonly Arriving[]): string {
  const own = `copied.${quoteIdentifier(column)}`
  if (table === 'account' && column === 'id') return 'map.new_id'
  if (column === 'account_id') return 'map.new_id'
  // Schemas may be named otherwise here than where the backup was made.
  if (table === 'tenant' && column === 'schema_name')
    return `CASE copied.key ${all.map(({ from, schema }) => `WHEN ${quoteLiteral(from.key)} THEN ${quoteLiteral(schema)}`).join(' ')} END`
  if (!one) return own
  const renamed = one.key !== one.from.key
  if (table === 'tenant' && column === 'key') return quoteLiteral(one.key)
  // A copy beside the original must not write to people before somebody has said so.
  if (table === 'tenant' && column === 'locked_at' && renamed)
    return `CASE WHEN copied.demo THEN ${own} ELSE coalesce(${own}, now()) END`
  if (table === 'tenant' && column === 'locked_reason_code' && renamed)
    return `CASE WHEN copied.demo THEN ${own} ELSE coalesce(${own}, 'operation') END`
  // Published ids hang on the origin, and two tenants cannot have the same.
  if (table === 'tenant' && column === 'origin' && renamed) return 'NULL'
  if (column === 'tenant') return quoteLiteral(one.key)
  if (column === 'demo_tenant')
    return `CASE WHEN ${own} = ${quoteLiteral(one.from.key)} THEN ${quoteLiteral(one.key)} ELSE ${own} END`
  return own
}
