import { Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { record } from '../../audit/index.ts'
import { type Database, inTenant, type Tenant, type Tx } from '../../database/index.ts'
import { type Doing, memberToChange } from '../doing.ts'
import { endSessions } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { isTrustedElsewhere } from '../trust.ts'
import { removeAllFactors } from './factors.ts'
import { notify } from './notices.ts'

/**
 * Takes app, passkeys and recovery codes off a member who has lost them; every session ends, the password stays, and at the
 * next sign-in they set up anew. Throws Invalid when another tenant trusts the account too: then only whoever runs the
 * platform may.
 */
export async function resetFactors(doing: Doing, id: string): Promise<void> {
  const { tx, tenant, actor } = doing
  const member = await memberToChange(doing, id)
  if (await isTrustedElsewhere(tx, tenant, member.accountId))
    throw new Invalid([{ field: '', code: 'factor-trusted-elsewhere' }])
  await reset(tx, tenant, member.accountId, doing.clock.now(), (details) =>
    record(tx, actor, { event: 'identity.factors-reset', subject: id, details }),
  )
}

/** The same for whoever runs the platform, by address. Returns how many factors went. Throws NotFound. */
export async function resetFactorsOf(
  db: Database,
  tenant: Tenant,
  email: string,
  now: number = Date.now(),
): Promise<number> {
  return await inTenant(db, tenant, 'system', async (tx) => {
    const member = await tx
      .withTables<IdentityTables>()
      .selectFrom('membership')
      .select(['id', 'account_id'])
      .where('email', '=', email.trim().toLowerCase())
      .executeTakeFirst()
    if (!member) throw new NotFound(`nobody in ${tenant.key} has this address`)
    return await reset(tx, tenant, member.account_id, now, (details) =>
      record(tx, 'system', { event: 'identity.factors-reset', subject: member.id, details }),
    )
  })
}

async function reset(
  tx: Tx,
  tenant: Tenant,
  accountId: Id<'account'>,
  now: number,
  note: (details: { readonly factors: number; readonly sessions: number }) => Promise<void>,
): Promise<number> {
  const factors = await removeAllFactors(tx, accountId)
  const sessions = await endSessions(tx, tenant, accountId, 'factor-reset', now)
  await notify(tx, accountId, 'factor-reset', now)
  await note({ factors, sessions })
  return factors
}
