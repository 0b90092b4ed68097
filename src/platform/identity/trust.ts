import type { Id } from '../../kernel/ids.ts'
import type { Tenant, Tx } from '../database/index.ts'
import type { IdentityTables } from './tables.ts'

/** From now on this tenant trusts the account: who signs in with it is let in here. */
export async function trust(tx: Tx, tenant: Pick<Tenant, 'key'>, accountId: Id<'account'>, now: number): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .insertInto('account_tenant')
    .values({ account_id: accountId, tenant: tenant.key, since: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whether another tenant trusts the account too: then its password is in nobody's hand but its owner's. */
export async function isTrustedElsewhere(
  tx: Tx,
  tenant: Pick<Tenant, 'key'>,
  accountId: Id<'account'>,
): Promise<boolean> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('account_tenant')
    .select('tenant')
    .where('account_id', '=', accountId)
    .where('tenant', '<>', tenant.key)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
