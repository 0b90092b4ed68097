import type { Clock } from '../../kernel/clock.ts'
import { day, dayOfInstant } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { type Database, inTenant, type Tenant, type Tx } from '../database/index.ts'
import { insertGrants, plainGrant } from './grants.ts'
import { startSession } from './sessions.ts'
import type { IdentityTables } from './tables.ts'
import { trust } from './trust.ts'

/** A demo role stands for nobody: its name is that of the work, never of a person. */
export interface DemoMember {
  /** Known before it is made, where loaded records name it; a new one unless told. */
  readonly id?: Id<'user'>
  readonly role: RoleKey
  readonly name: string
  readonly organisationId?: Id<'organisation'> | null
  /** Who answers for the data they work with; the organisation itself unless told. */
  readonly controllerId?: Id<'organisation'> | null
}

export const demoMembers: readonly DemoMember[] = [
  { role: 'coordinator', name: 'KIM-Koordination' },
  { role: 'lead', name: 'Leitung des Kommunalen Integrationszentrums' },
  { role: 'steering', name: 'Mitglied der Lenkungsgruppe' },
  { role: 'caseManager', name: 'Case Management' },
  { role: 'municipality', name: 'Stadt oder Gemeinde' },
  { role: 'intake', name: 'Eingang' },
  { role: 'immigrationOffice', name: 'Ausländerbehörde' },
  { role: 'partner', name: 'Trägerorganisation' },
  { role: 'council', name: 'Kreistag und Ausschuss' },
  { role: 'administrator', name: 'Administration' },
  { role: 'dataProtection', name: 'Datenschutz' },
]

/**
 * Makes the demo roles of a demo tenant and returns them as actors; those that are there stay. Throws NotFound for a tenant
 * that is no demo: there the database would refuse their sign-in anyway.
 */
export async function seedDemoMembers(
  db: Database,
  tenant: Tenant,
  now: number,
  members: readonly DemoMember[] = demoMembers,
): Promise<readonly Actor[]> {
  if (!tenant.demo) throw new NotFound('demo roles exist in demo tenants only')
  return await inTenant(db, tenant, 'system', async (tx) => {
    const actors: Actor[] = []
    for (const member of members) actors.push(await seed(tx, tenant, member, now))
    return actors
  })
}

async function seed(tx: Tx, tenant: Tenant, member: DemoMember, now: number): Promise<Actor> {
  const identity = tx.withTables<IdentityTables>()
  await identity
    .insertInto('account')
    .values({
      id: newId<'account'>(now),
      email: null,
      demo_tenant: tenant.key,
      demo_role: member.role,
      created_at: new Date(now),
    })
    .onConflict((conflict) => conflict.columns(['demo_tenant', 'demo_role']).doNothing())
    .execute()
  // The account outlives its tenant: one that was taken away and made again finds it here, without a membership.
  const account = await identity
    .selectFrom('account')
    .select(['id', 'locale'])
    .where('demo_tenant', '=', tenant.key)
    .where('demo_role', '=', member.role)
    .executeTakeFirstOrThrow()
  await trust(tx, tenant, account.id, now)
  const organisationId = member.organisationId ?? null
  const made = await identity
    .insertInto('membership')
    .values({
      id: member.id ?? newId<'user'>(now),
      account_id: account.id,
      name: member.name,
      email: null,
      organisation_id: organisationId,
      controller_id: member.controllerId ?? organisationId,
      invited_at: new Date(now),
      accepted_at: new Date(now),
      deactivated_at: null,
      changed_at: new Date(now),
      changed_by: null,
    })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .executeTakeFirst()
  const membership = await identity
    .selectFrom('membership')
    .select(['id', 'name', 'organisation_id', 'controller_id'])
    .where('account_id', '=', account.id)
    .executeTakeFirstOrThrow()
  if (made.numInsertedOrUpdatedRows) await insertGrants(tx, membership.id, [demoGrant(member.role, now)], now)
  return {
    userId: membership.id,
    accountId: account.id,
    name: membership.name,
    roles: [member.role],
    organisationId: membership.organisation_id,
    controllerId: membership.controller_id,
    locale: account.locale,
  }
}

/** From the beginning of the simulated time on; a partner's begins with the demo, for it must end. */
const demoGrant = (role: RoleKey, now: number) =>
  plainGrant(role, role === 'partner' ? dayOfInstant(now, 'Europe/Berlin') : day('2000-01-01'))

export interface OfferedRole {
  readonly role: RoleKey
  readonly name: string
}

/** The roles that a visitor of a demo tenant may take with one click; none in any other tenant. */
export async function listDemoRoles(db: Database, tenant: Tenant): Promise<readonly OfferedRole[]> {
  if (!tenant.demo) return []
  return await inTenant(db, tenant, 'system', async (tx) => {
    const rows = await tx
      .withTables<IdentityTables>()
      .selectFrom('account')
      .innerJoin('membership', 'membership.account_id', 'account.id')
      .select(['account.demo_role as role', 'membership.name'])
      .where('account.demo_tenant', '=', tenant.key)
      .where('membership.deactivated_at', 'is', null)
      .limit(20)
      .execute()
    const place = (role: RoleKey) => demoMembers.findIndex((member) => member.role === role)
    return rows
      .map((row) => ({ role: row.role as RoleKey, name: row.name }))
      .sort((one, other) => place(one.role) - place(other.role))
  })
}

/** Signs in as a demo role and returns the token of the session. Throws NotFound where there is no such role. */
export async function signInAsDemoRole(db: Database, tenant: Tenant, role: RoleKey, clock: Clock): Promise<string> {
  if (!tenant.demo) throw new NotFound('demo roles exist in demo tenants only')
  return await inTenant(db, tenant, 'system', async (tx) => {
    const member = await tx
      .withTables<IdentityTables>()
      .selectFrom('account')
      .innerJoin('membership', 'membership.account_id', 'account.id')
      .select(['account.id as accountId', 'membership.id as userId'])
      .where('account.demo_tenant', '=', tenant.key)
      .where('account.demo_role', '=', role)
      .executeTakeFirst()
    if (!member) throw new NotFound('demo role')
    await record(
      tx,
      { userId: member.userId, controllerId: null },
      { event: 'identity.signed-in', subject: member.userId, details: { method: 'demo' } },
    )
    return await startSession(tx, tenant, member.accountId, 'demo', clock.now())
  })
}
