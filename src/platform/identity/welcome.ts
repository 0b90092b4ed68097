import type { Clock } from '../../kernel/clock.ts'
import { Invalid } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { record } from '../audit/index.ts'
import { type Database, inTenant, type Tenant, type Tx } from '../database/index.ts'
import { notify } from './factors/notices.ts'
import { passwordHolds } from './federation/atsignin.ts'
import { capacitiesOn, insertGrants, plainGrant } from './grants.ts'
import { findLink, type OneTimeLink, useLink } from './links.ts'
import { hashPassword, isPassword, passwordIssues } from './password.ts'
import { endSessions, startSession } from './sessions.ts'
import type { IdentityTables } from './tables.ts'
import { isTrustedElsewhere, trust } from './trust.ts'

/** What the page of a link has to ask for. */
export interface Welcome {
  readonly link: OneTimeLink
  /** Null for the first administrator, who says it. */
  readonly name: string | null
  readonly email: string | null
  /** The account is in use elsewhere already: its password is asked for, none is set. */
  readonly hasPassword: boolean
}

/** What a link offers; undefined when it can no longer be used. Looking changes nothing. */
export async function findWelcome(tx: Tx, tenant: Tenant, token: string, now: number): Promise<Welcome | undefined> {
  const link = await findLink(tx, tenant, token, now)
  if (!link) return undefined
  if (!link.accountId) return { link, name: null, email: null, hasPassword: false }
  const member = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select(['name', 'email', 'deactivated_at'])
    .where('account_id', '=', link.accountId)
    .executeTakeFirst()
  if (!member || member.deactivated_at) return undefined
  if (link.purpose === 'reset' && !(await passwordHolds(tx, tenant, link.accountId))) return undefined
  // Another tenant may have come to trust the account since an administrator made the link.
  const ofAdministrator = link.purpose === 'reset' && link.createdBy !== null
  if (ofAdministrator && (await isTrustedElsewhere(tx, tenant, link.accountId))) return undefined
  const secret = link.purpose === 'reset' ? undefined : await passwordOf(tx, link.accountId)
  return { link, name: member.name, email: member.email, hasPassword: secret !== undefined }
}

export interface Accepting {
  readonly password: string
  /** Given by the first administrator only. */
  readonly name?: string | undefined
  readonly email?: string | undefined
}

/**
 * Uses a link: sets the password (or checks it where the account has one), accepts the membership and signs in. Returns
 * the token of the session, undefined when the link can no longer be used. Throws Invalid for the password.
 */
export async function acceptWelcome(
  db: Database,
  tenant: Tenant,
  token: string,
  accepting: Accepting,
  clock: Clock,
): Promise<string | undefined> {
  const now = clock.now()
  const welcome = await inTenant(db, tenant, 'system', (tx) => findWelcome(tx, tenant, token, now))
  if (!welcome) return undefined
  const person = personOf(welcome, accepting)
  // Hashing takes a tenth of a second: done before the transaction that uses the link up.
  const kept = await inTenant(db, tenant, 'system', (tx) => knownPassword(tx, welcome, person.email))
  if (kept !== undefined) {
    if (!(await isPassword(accepting.password, kept)))
      throw new Invalid([{ field: 'password', code: 'password-of-account' }])
  } else {
    const known = [person.name, person.email, tenant.name, tenant.key]
    const issues = await passwordIssues(accepting.password, 'password', known)
    if (issues.length > 0) throw new Invalid(issues)
  }
  const hashed = kept === undefined ? await hashPassword(accepting.password) : undefined
  return await inTenant(db, tenant, 'system', async (tx) => {
    if (!(await useLink(tx, welcome.link, now))) return undefined
    const accountId = welcome.link.accountId ?? (await findOrMakeAccount(tx, person.email, now))
    if (hashed) await setPassword(tx, accountId, hashed, now)
    const userId = await acceptMembership(tx, welcome, accountId, person, clock)
    await trust(tx, tenant, accountId, now)
    if (welcome.link.purpose === 'reset') {
      await endSessions(tx, tenant, accountId, 'password-changed', now)
      await notify(tx, accountId, 'password-changed', now)
    }
    const event = welcome.link.purpose === 'reset' ? 'identity.password-reset' : 'identity.member-accepted'
    await record(
      tx,
      { userId, controllerId: null },
      { event, subject: userId, details: { purpose: welcome.link.purpose } },
    )
    return await startSession(tx, tenant, accountId, 'link', now)
  })
}

function personOf(welcome: Welcome, accepting: Accepting): { name: string; email: string } {
  return { name: welcome.name ?? accepting.name ?? '', email: welcome.email ?? accepting.email ?? '' }
}

/** The password to check instead of setting one: the account's, unless this link is there to replace it. */
async function knownPassword(tx: Tx, welcome: Welcome, email: string): Promise<string | undefined> {
  if (welcome.link.purpose === 'reset') return undefined
  if (welcome.link.accountId) return await passwordOf(tx, welcome.link.accountId)
  const account = await tx
    .withTables<IdentityTables>()
    .selectFrom('account')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirst()
  return account && (await passwordOf(tx, account.id))
}

async function passwordOf(tx: Tx, accountId: Id<'account'>): Promise<string | undefined> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('credential')
    .select('secret')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'password')
    .executeTakeFirst()
  return row?.secret
}

/** Sets or replaces the password of an account. */
export async function setPassword(tx: Tx, accountId: Id<'account'>, hashed: string, now: number): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .insertInto('credential')
    .values({
      id: newId(now),
      account_id: accountId,
      kind: 'password',
      secret: hashed,
      created_at: new Date(now),
      last_used_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .column('account_id')
        .where('kind', '=', 'password')
        .doUpdateSet({ secret: hashed, created_at: new Date(now) }),
    )
    .execute()
}

async function findOrMakeAccount(tx: Tx, email: string, now: number): Promise<Id<'account'>> {
  const accounts = tx.withTables<IdentityTables>()
  await accounts
    .insertInto('account')
    .values({ id: newId(now), email, demo_tenant: null, demo_role: null, created_at: new Date(now) })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  const account = await accounts.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  return account.id
}

async function acceptMembership(
  tx: Tx,
  welcome: Welcome,
  accountId: Id<'account'>,
  person: { name: string; email: string },
  clock: Clock,
): Promise<Id<'user'>> {
  const now = new Date(clock.now())
  const members = tx.withTables<IdentityTables>()
  const there = await members
    .selectFrom('membership')
    .select(['id', 'accepted_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!there) {
    const id = newId<'user'>(clock.now())
    await members
      .insertInto('membership')
      .values({
        id,
        account_id: accountId,
        name: person.name,
        email: person.email,
        organisation_id: null,
        controller_id: null,
        invited_at: now,
        accepted_at: now,
        deactivated_at: null,
        changed_at: now,
        changed_by: null,
      })
      .execute()
    await insertGrants(tx, id, [plainGrant('administrator', clock.today())], clock.now())
    return id
  }
  const becomes = welcome.link.purpose === 'administrator' && !(await isAdministrator(tx, there.id, clock))
  if (becomes) await insertGrants(tx, there.id, [plainGrant('administrator', clock.today())], clock.now())
  await members
    .updateTable('membership')
    .set({
      accepted_at: there.accepted_at ?? now,
      ...(becomes && { deactivated_at: null }),
    })
    .where('id', '=', there.id)
    .execute()
  return there.id
}

async function isAdministrator(tx: Tx, userId: Id<'user'>, clock: Clock): Promise<boolean> {
  const capacities = await capacitiesOn(tx, userId, clock.today())
  return capacities.some(({ ownRoles }) => ownRoles.includes('administrator'))
}
