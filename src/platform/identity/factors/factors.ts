import { Conflict } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { openSecret, type Secrets, sealSecret } from '../../config/index.ts'
import { sql, type Tx } from '../../database/index.ts'
import type { IdentityTables } from '../tables.ts'
import { stepOfCode } from './totp.ts'

export interface Passkey {
  readonly id: string
  readonly name: string
  /** Host that it belongs to. */
  readonly host: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

/** What an account has besides its password. */
export interface Factors {
  readonly app: { readonly createdAt: Date; readonly lastUsedAt: Date | null } | null
  /** In the order in which they came. */
  readonly passkeys: readonly Passkey[]
  /** Recovery codes that were not used yet. */
  readonly codesLeft: number
}

/** At most so many passkeys for an account. */
export const mostPasskeys = 20

export async function findFactors(tx: Tx, accountId: Id<'account'>): Promise<Factors> {
  const tables = tx.withTables<IdentityTables>()
  const rows = await tables
    .selectFrom('credential')
    .select(['id', 'kind', 'name', 'rp_id', 'created_at', 'last_used_at'])
    .where('account_id', '=', accountId)
    .where('kind', 'in', ['totp', 'passkey'])
    .orderBy('created_at')
    .limit(mostPasskeys + 1)
    .execute()
  const { left } = await tables
    .selectFrom('recovery_code')
    .select((count) => count.fn.countAll<number>().as('left'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  const app = rows.find((row) => row.kind === 'totp')
  return {
    app: app ? { createdAt: app.created_at, lastUsedAt: app.last_used_at } : null,
    passkeys: rows
      .filter((row) => row.kind === 'passkey')
      .map((row) => ({
        id: row.id,
        name: row.name ?? '',
        host: row.rp_id ?? '',
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
      })),
    codesLeft: left,
  }
}

export const hasFactor = ({ app, passkeys }: Factors): boolean => app !== null || passkeys.length > 0

const purpose = 'totp'

/** Keeps the key of an app, in place of an earlier one. `step` is that of the code it was confirmed with. */
export async function keepApp(
  tx: Tx,
  secrets: Secrets,
  accountId: Id<'account'>,
  key: Uint8Array,
  step: number,
  now: number,
): Promise<void> {
  const at = new Date(now)
  const secret = sealSecret(secrets, purpose, key)
  await tx
    .withTables<IdentityTables>()
    .insertInto('credential')
    .values({
      id: newId(now),
      account_id: accountId,
      kind: 'totp',
      secret,
      last_step: step,
      created_at: at,
      last_used_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .column('account_id')
        .where('kind', '=', 'totp')
        .doUpdateSet({ secret, last_step: step, created_at: at, last_used_at: at }),
    )
    .execute()
}

/** Takes a code of the account's app, once: the step is kept in the same statement that compares it. */
export async function takeAppCode(
  tx: Tx,
  secrets: Secrets,
  accountId: Id<'account'>,
  code: string,
  now: number,
): Promise<boolean> {
  const tables = tx.withTables<IdentityTables>()
  const app = await tables
    .selectFrom('credential')
    .select(['id', 'secret'])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'totp')
    .executeTakeFirst()
  if (!app) return false
  const step = stepOfCode(openSecret(secrets, purpose, app.secret), code, now)
  if (step === undefined) return false
  const taken = await tables
    .updateTable('credential')
    .set({ last_step: step, last_used_at: new Date(now) })
    .where('id', '=', app.id)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

/** Removes the app, or one passkey. Recovery codes go with the last factor. Returns how many went. */
export async function removeFactor(
  tx: Tx,
  accountId: Id<'account'>,
  which: 'app' | { readonly passkey: string },
): Promise<number> {
  const tables = tx.withTables<IdentityTables>()
  const base = tables.deleteFrom('credential').where('account_id', '=', accountId)
  const gone = await (which === 'app'
    ? base.where('kind', '=', 'totp')
    : base.where('kind', '=', 'passkey').where('id', '=', which.passkey)
  ).executeTakeFirst()
  if (!hasFactor(await findFactors(tx, accountId)))
    await tables.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  return Number(gone.numDeletedRows)
}

/** Removes everything but the password. Returns how many factors that were. */
export async function removeAllFactors(tx: Tx, accountId: Id<'account'>): Promise<number> {
  const tables = tx.withTables<IdentityTables>()
  const gone = await tables
    .deleteFrom('credential')
    .where('account_id', '=', accountId)
    .where('kind', 'in', ['totp', 'passkey'])
    .executeTakeFirst()
  await tables.deleteFrom('recovery_code').where('account_id', '=', accountId).execute()
  return Number(gone.numDeletedRows)
}

/** Renames a passkey of the account. Throws Conflict when it is gone. */
export async function renamePasskey(tx: Tx, accountId: Id<'account'>, id: string, name: string): Promise<void> {
  const renamed = await tx
    .withTables<IdentityTables>()
    .updateTable('credential')
    .set({ name })
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('kind', '=', 'passkey')
    .executeTakeFirst()
  if (renamed.numUpdatedRows === 0n) throw new Conflict('passkey-gone')
}

/** Two changes of one account at once wait for each other: a last factor cannot be removed twice. */
export async function lockAccount(tx: Tx, accountId: Id<'account'>): Promise<void> {
  await sql`SELECT 1 FROM credential WHERE account_id = ${accountId} ORDER BY id FOR UPDATE`.execute(tx)
}
