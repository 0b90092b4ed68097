import { NotFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { record } from '../audit/index.ts'
import { type Database, inShared, inTenant, type SharedTx, type Tenant, type Tx } from '../database/index.ts'
import type { IdentityTables, LinkPurpose } from './tables.ts'
import { hashOf, newToken } from './tokens.ts'

/** How long a link may be used. */
export const linkDays: Readonly<Record<LinkPurpose, number>> = { invite: 7, administrator: 3, reset: 1 }

export interface OneTimeLink {
  readonly id: string
  readonly purpose: LinkPurpose
  readonly tenant: string
  readonly accountId: Id<'account'> | null
  /** The member who made it; null for the operator, at the command line. */
  readonly createdBy: Id<'user'> | null
  readonly expiresAt: Date
}

export interface NewLink {
  /** Below the tenant; holds the token, which is kept nowhere. */
  readonly path: string
  readonly expiresAt: Date
}

/** Makes a link that works once. Earlier links of the same account and purpose no longer work, unless `keepsEarlier`. */
export async function createLink(
  tx: Tx | SharedTx,
  tenant: Pick<Tenant, 'key'>,
  purpose: LinkPurpose,
  accountId: Id<'account'> | null,
  createdBy: Id<'user'> | null,
  now: number,
  { hours = linkDays[purpose] * 24, keepsEarlier = false }: { hours?: number; keepsEarlier?: boolean } = {},
): Promise<NewLink> {
  const identity = (tx as SharedTx).withTables<IdentityTables>()
  const earlier = identity
    .updateTable('one_time_link')
    .set({ revoked_at: new Date(now) })
    .where('tenant', '=', tenant.key)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
  if (!keepsEarlier)
    await (accountId ? earlier.where('account_id', '=', accountId) : earlier.where('account_id', 'is', null)).execute()
  const token = newToken()
  const expiresAt = new Date(now + hours * 3_600_000)
  await identity
    .insertInto('one_time_link')
    .values({
      id: newId(now),
      token_hash: hashOf(token),
      purpose,
      tenant: tenant.key,
      account_id: accountId,
      created_at: new Date(now),
      created_by: createdBy,
      expires_at: expiresAt,
      used_at: null,
      revoked_at: null,
    })
    .execute()
  return { path: `/welcome/${token}`, expiresAt }
}

/** A link as whoever runs the platform hands it over. */
export interface PrintedLink {
  readonly url: string
  readonly expiresAt: Date
}

/** The link of `npx nahtlos tenant create`: whoever opens it becomes an administrator. Returns the whole address. */
export async function createAdministratorLink(
  db: Database,
  tenant: Pick<Tenant, 'key' | 'origin'>,
  origin: string,
  now: number = Date.now(),
): Promise<PrintedLink> {
  const link = await inShared(db, (tx) => createLink(tx, tenant, 'administrator', null, null, now))
  return { url: `${tenant.origin ?? origin}/${tenant.key}${link.path}`, expiresAt: link.expiresAt }
}

/**
 * A link with which somebody sets a new password, made by whoever runs the platform: also for an account that several
 * districts trust, where none of their administrators may. Throws NotFound when nobody in this tenant has the address.
 */
export async function createPasswordLink(
  db: Database,
  tenant: Tenant,
  email: string,
  origin: string,
  now: number = Date.now(),
): Promise<PrintedLink> {
  const link = await inTenant(db, tenant, 'system', async (tx) => {
    const member = await tx
      .withTables<IdentityTables>()
      .selectFrom('membership')
      .select(['id', 'account_id'])
      .where('email', '=', email.trim().toLowerCase())
      .executeTakeFirst()
    if (!member) throw new NotFound(`nobody in ${tenant.key} has this address`)
    await record(tx, 'system', { event: 'identity.link-made', subject: member.id, details: { purpose: 'reset' } })
    return await createLink(tx, tenant, 'reset', member.account_id, null, now)
  })
  return { url: `${tenant.origin ?? origin}/${tenant.key}${link.path}`, expiresAt: link.expiresAt }
}

/** A link that can still be used in this tenant. Looking does not use it up. */
export async function findLink(
  tx: Tx,
  tenant: Pick<Tenant, 'key'>,
  token: string,
  now: number,
): Promise<OneTimeLink | undefined> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('one_time_link')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .where('tenant', '=', tenant.key)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      purpose: row.purpose,
      tenant: row.tenant,
      accountId: row.account_id,
      createdBy: row.created_by,
      expiresAt: row.expires_at,
    }
  )
}

/** Uses a link up. False when somebody was quicker: of two at once exactly one gets true. */
export async function useLink(tx: Tx, link: OneTimeLink, now: number): Promise<boolean> {
  const used = await tx
    .withTables<IdentityTables>()
    .updateTable('one_time_link')
    .set({ used_at: new Date(now) })
    .where('id', '=', link.id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}
