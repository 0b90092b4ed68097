/** Members who have left: what they did stays, who they were goes. */
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../database/index.ts'
import type { RetentionKind } from '../kind.ts'
import { dueRows } from '../rows.ts'

/** What stands in place of the name from then on. */
export const nameOfWhoLeft = 'Ausgeschiedene Person'

// Who was deactivated has left then; who was not has left when the last of their grants ended.
const leftAt = sql`COALESCE(membership.deactivated_at, (
  SELECT max(COALESCE(given.revoked_at, (given.valid_to + 1)::timestamptz)) FROM membership_role AS given
  WHERE given.member_id = membership.id
  HAVING bool_and(given.revoked_at IS NOT NULL OR given.valid_to IS NOT NULL)
))`

export const memberKind: RetentionKind = {
  key: 'identity.member',
  scope: 'controller',
  fallback: { action: 'delete', period: { months: 12 } },
  actions: ['delete', 'keep'],
  least: { months: 1 },
  fourEyes: true,
  traces: { record: 'reduced', files: 'none', history: 'kept', drafts: 'erased', search: 'none', mail: 'none' },
  async controllers(tx: Tx) {
    const { rows } = await sql<{ id: Id<'organisation'> | null }>`
      SELECT DISTINCT controller_id AS id FROM membership ORDER BY 1 NULLS LAST LIMIT 500
    `.execute(tx)
    return rows.map(({ id }) => id)
  },
  ...dueRows({
    from: sql`membership`,
    id: sql`membership.id::text`,
    since: leftAt,
    where: sql`membership.reduced_at IS NULL`,
    controller: sql`membership.controller_id`,
  }),
  async erase(tx, ids, now) {
    const { rows } = await sql<{ id: string; account_id: string }>`
      UPDATE membership SET name = ${nameOfWhoLeft}, email = NULL, reduced_at = ${new Date(now)},
        deactivated_at = COALESCE(deactivated_at, ${new Date(now)}), version = version + 1
      WHERE id::text = ANY (${[...ids]}::text[]) AND reduced_at IS NULL RETURNING id, account_id
    `.execute(tx)
    const members = rows.map((row) => row.id)
    const drafts = await sql`DELETE FROM draft WHERE user_id = ANY (${members}::uuid[])`.execute(tx)
    const accounts = await forgetAccounts(
      tx,
      rows.map((row) => row.account_id),
    )
    return { membership: rows.length, draft: Number(drafts.numAffectedRows ?? 0n), account: accounts }
  },
}

/** Takes this tenant off the accounts; one that no tenant trusts any more loses its address and everything it proves itself with. */
async function forgetAccounts(tx: Tx, accounts: readonly string[]): Promise<number> {
  const ids = sql`${[...accounts]}::uuid[]`
  await sql`
    DELETE FROM account_tenant WHERE account_id = ANY (${ids})
      AND tenant = (SELECT key FROM tenant WHERE schema_name = current_setting('app.tenant', true))
  `.execute(tx)
  const { rows } = await sql<{ id: string }>`
    UPDATE account SET email = id::text || '@ausgeschieden.invalid'
    WHERE id = ANY (${ids}) AND email IS NOT NULL
      AND NOT EXISTS (SELECT FROM account_tenant WHERE account_tenant.account_id = account.id)
    RETURNING id
  `.execute(tx)
  const gone = sql`${rows.map(({ id }) => id)}::uuid[]`
  await sql`DELETE FROM credential WHERE account_id = ANY (${gone})`.execute(tx)
  await sql`DELETE FROM recovery_code WHERE account_id = ANY (${gone})`.execute(tx)
  await sql`DELETE FROM known_device WHERE account_id = ANY (${gone})`.execute(tx)
  await sql`DELETE FROM session WHERE account_id = ANY (${gone})`.execute(tx)
  await sql`DELETE FROM one_time_link WHERE account_id = ANY (${gone})`.execute(tx)
  return rows.length
}
