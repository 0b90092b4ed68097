import { createHash } from 'node:crypto'
import type { Clock } from '../../../kernel/clock.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import { sql, type Tenant, type Tx } from '../../database/index.ts'
import { setDirectoryRoles } from '../grants.ts'
import { endSessions } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { isTrustedElsewhere, trust } from '../trust.ts'
import type { Mapped, Person } from './claims.ts'
import type { Refusal } from './refusal.ts'
import { joiningOf } from './rules.ts'

/** Somebody as the provider knows them. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
}

export interface Arriving extends Identity {
  readonly person: Person
  readonly mapped: Mapped
}

export interface Doing {
  readonly tx: Tx
  readonly tenant: Tenant
  readonly clock: Clock
}

export interface Arrived {
  readonly accountId: Id<'account'>
  readonly userId: Id<'user'>
}

/** The link of an account with one person of one directory, in one tenant: what another district linked counts for nothing here. */
function linkOf(tenant: Pick<Tenant, 'key'>, { issuer, subject }: Identity): string {
  return createHash('sha256')
    .update(JSON.stringify([tenant.key, issuer, subject]))
    .digest('base64url')
}

/**
 * The member that somebody from the directory is, with the roles their groups give them today: linked before, or linked,
 * or made now by the rules of joiningOf. Says why when it is nobody. Roles that the groups no longer give end here, also
 * for somebody who is then refused.
 */
export async function admit(doing: Doing, arriving: Arriving, newPeopleJoin: boolean): Promise<Arrived | Refusal> {
  const { tx, tenant } = doing
  const { roles } = arriving.mapped
  const known = await linkedAccount(tx, tenant, arriving)
  const member = known && (await memberOf(tx, known))
  if (member) {
    await giveRoles(doing, member.userId, roles)
    if (roles.length === 0) return 'no-group'
    if (member.ended) return 'access-ended'
    return await welcome(doing, arriving, member)
  }
  if (roles.length === 0) return 'no-group'
  const joining = known ? (newPeopleJoin ? 'join' : 'not-invited') : await judge(doing, arriving, newPeopleJoin)
  if (joining !== 'link' && joining !== 'join') return joining
  const accountId = known ?? (await accountFor(doing, arriving.person.email as string))
  if (!known) await link(doing, accountId, arriving)
  const joined = (await memberOf(tx, accountId)) ?? (await addMember(doing, accountId, arriving))
  if (joined.ended) return 'access-ended'
  await giveRoles(doing, joined.userId, roles)
  return await welcome(doing, arriving, joined)
}

/**
 * Links the account of somebody who is signed in with who they proved to be at the provider. False when that person of the
 * directory belongs to another account, or the account to another person.
 */
export async function linkOwn(doing: Doing, accountId: Id<'account'>, identity: Identity): Promise<boolean> {
  const known = await linkedAccount(doing.tx, doing.tenant, identity)
  if (known) return known === accountId
  if (await isLinked(doing.tx, doing.tenant, accountId, identity.issuer)) return false
  await link(doing, accountId, identity)
  return true
}

/**
 * Undoes the link of a member with the directory, and ends what they have open: for somebody who got a new account there.
 * Returns the member; undefined when the address belongs to nobody here who is linked.
 */
export async function unlinkMember(
  { tx, tenant, clock }: Doing,
  actor: Actor,
  email: string,
): Promise<Id<'user'> | undefined> {
  const member = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select(['id', 'account_id'])
    .where('email', '=', email)
    .executeTakeFirst()
  if (!member) return undefined
  const { numAffectedRows } = await sql`
    DELETE FROM credential
    WHERE account_id = ${member.account_id} AND kind = 'oidc' AND details->>'tenant' = ${tenant.key}
  `.execute(tx)
  if (!numAffectedRows) return undefined
  await endSessions(tx, tenant, member.account_id, 'ended-by-administrator', clock.now())
  await record(tx, actor, { event: 'identity.directory-unlinked', subject: member.id })
  return member.id
}

/** Whether an account is linked with somebody of this tenant's directory. */
export async function isLinked(
  tx: Tx,
  tenant: Pick<Tenant, 'key'>,
  accountId: Id<'account'>,
  issuer: string,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM credential
    WHERE account_id = ${accountId} AND kind = 'oidc'
      AND details->>'tenant' = ${tenant.key} AND details->>'issuer' = ${issuer}
    LIMIT 1
  `.execute(tx)
  return rows.length > 0
}

/** Whether an account is linked with exactly this person. */
export async function isLinkOf(
  tx: Tx,
  tenant: Pick<Tenant, 'key'>,
  accountId: Id<'account'>,
  identity: Identity,
): Promise<boolean> {
  return (await linkedAccount(tx, tenant, identity)) === accountId
}

async function linkedAccount(
  tx: Tx,
  tenant: Pick<Tenant, 'key'>,
  identity: Identity,
): Promise<Id<'account'> | undefined> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('credential')
    .select('account_id')
    .where('kind', '=', 'oidc')
    .where('secret', '=', linkOf(tenant, identity))
    .executeTakeFirst()
  return row?.account_id
}

interface MemberFound extends Arrived {
  readonly accepted: boolean
  readonly ended: boolean
}

async function memberOf(tx: Tx, accountId: Id<'account'>): Promise<MemberFound | undefined> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select(['id', 'accepted_at', 'deactivated_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && { accountId, userId: row.id, accepted: row.accepted_at !== null, ended: row.deactivated_at !== null }
}

async function judge({ tx, tenant }: Doing, { person, issuer }: Arriving, newPeopleJoin: boolean) {
  const account =
    person.email === undefined
      ? undefined
      : await tx
          .withTables<IdentityTables>()
          .selectFrom('account')
          .select('id')
          .where('email', '=', person.email)
          .executeTakeFirst()
  const found = {
    account: account !== undefined,
    emailChecked: person.emailChecked,
    trustedElsewhere: account !== undefined && (await isTrustedElsewhere(tx, tenant, account.id)),
    linkedOtherwise: account !== undefined && (await isLinked(tx, tenant, account.id, issuer)),
    member: account !== undefined && (await memberOf(tx, account.id)) !== undefined,
  }
  return joiningOf(person.email, found, newPeopleJoin)
}

async function accountFor({ tx, clock }: Doing, email: string): Promise<Id<'account'>> {
  const now = clock.now()
  const accounts = tx.withTables<IdentityTables>()
  await accounts
    .insertInto('account')
    .values({ id: newId(now), email, demo_tenant: null, demo_role: null, created_at: new Date(now) })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  const account = await accounts.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  return account.id
}

async function link({ tx, tenant, clock }: Doing, accountId: Id<'account'>, identity: Identity): Promise<void> {
  const now = clock.now()
  await tx
    .withTables<IdentityTables>()
    .insertInto('credential')
    .values({
      id: newId(now),
      account_id: accountId,
      kind: 'oidc',
      secret: linkOf(tenant, identity),
      details: JSON.stringify({ tenant: tenant.key, issuer: identity.issuer, subject: identity.subject }),
      created_at: new Date(now),
      last_used_at: null,
    })
    .execute()
  const member = await memberOf(tx, accountId)
  if (member) {
    await record(
      tx,
      { userId: member.userId, controllerId: null },
      { event: 'identity.directory-linked', subject: member.userId },
    )
  }
}

async function addMember(doing: Doing, accountId: Id<'account'>, { person }: Arriving): Promise<MemberFound> {
  const { tx, clock } = doing
  const now = new Date(clock.now())
  const id = newId<'user'>(clock.now())
  await tx
    .withTables<IdentityTables>()
    .insertInto('membership')
    .values({
      id,
      account_id: accountId,
      name: person.name,
      email: person.email ?? null,
      organisation_id: null,
      controller_id: null,
      invited_at: now,
      accepted_at: now,
      deactivated_at: null,
      changed_at: now,
      changed_by: null,
    })
    .execute()
  await record(tx, 'system', { event: 'identity.directory-joined', subject: id })
  return { accountId, userId: id, accepted: true, ended: false }
}

async function giveRoles({ tx, clock }: Doing, userId: Id<'user'>, roles: readonly RoleKey[]): Promise<void> {
  await setDirectoryRoles(tx, userId, roles, clock.now(), clock.today())
}

/** Accepts an invitation that is open, and puts the member where their group works. */
async function welcome({ tx, tenant, clock }: Doing, { mapped }: Arriving, member: MemberFound): Promise<Arrived> {
  const now = new Date(clock.now())
  const members = tx.withTables<IdentityTables>()
  if (!member.accepted) {
    await members.updateTable('membership').set({ accepted_at: now }).where('id', '=', member.userId).execute()
    await record(
      tx,
      { userId: member.userId, controllerId: null },
      { event: 'identity.member-accepted', subject: member.userId, details: { purpose: 'directory' } },
    )
  }
  const { place } = mapped
  if (place) {
    await members
      .updateTable('membership')
      .set({ organisation_id: place.organisationId, controller_id: place.controllerId, changed_at: now })
      .where('id', '=', member.userId)
      .where('organisation_id', 'is distinct from', place.organisationId)
      .execute()
  }
  await trust(tx, tenant, member.accountId, clock.now())
  return { accountId: member.accountId, userId: member.userId }
}
