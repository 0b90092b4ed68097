import type { Day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { absentFor, type Capacity, capacitiesOf, capacityFor, type ValidGrant } from '../access/capacities.ts'
import { type GrantState, grantStateOf, oneYearAfter } from '../access/granting.ts'
import { type Actor, may, type RoleKey } from '../access/index.ts'
import type { AccessTables, GrantSource } from '../access/tables.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import type { IdentityTables } from './tables.ts'

/** Another organisation than the member's own, with the controller that answers for its data. */
export interface GrantPlace {
  readonly organisationId: Id<'organisation'>
  readonly controllerId: Id<'organisation'>
}

export interface NewGrant {
  readonly role: RoleKey
  /** Null: the organisation that the member belongs to, also when that changes. */
  readonly place: GrantPlace | null
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly source: GrantSource
  readonly reason: string | null
  readonly grantedBy: Id<'user'> | null
  readonly awaitsSecond: boolean
}

/** Gives a member roles. Who may, and what speaks against it, was asked before; the caller notes it in the audit. */
export async function insertGrants(
  tx: Tx,
  memberId: Id<'user'>,
  grants: readonly NewGrant[],
  now: number,
): Promise<readonly Id<'grant'>[]> {
  const rows = grants.map((grant) => ({
    id: newId<'grant'>(now),
    member_id: memberId,
    role: grant.role,
    organisation_id: grant.place?.organisationId ?? null,
    controller_id: grant.place?.controllerId ?? null,
    valid_from: grant.validFrom,
    valid_to: grant.validTo,
    source: grant.source,
    reason: grant.reason,
    granted_at: new Date(now),
    granted_by: grant.grantedBy,
    awaits_second: grant.awaitsSecond,
  }))
  if (rows.length > 0) await tx.withTables<AccessTables>().insertInto('membership_role').values(rows).execute()
  return rows.map(({ id }) => id)
}

/** A role for the own organisation, from the platform itself: the first administrator, the demo, the tests. */
export function plainGrant(role: RoleKey, validFrom: Day): NewGrant {
  const validTo = role === 'partner' ? oneYearAfter(validFrom) : null
  return {
    role,
    place: null,
    validFrom,
    validTo,
    source: 'hand',
    reason: null,
    grantedBy: null,
    awaitsSecond: false,
  }
}

/** What is open to a member on a day, by the organisation that it is for; also what absent members pass on. */
export async function capacitiesOn(tx: Tx, memberId: Id<'user'>, on: Day): Promise<readonly Capacity[]> {
  const { rows } = await sql<ValidGrant>`
    SELECT role, organisation_id AS "organisationId", controller_id AS "controllerId", absent_id AS "absentId"
    FROM access_grants(${memberId}, ${on}::date)
  `.execute(tx)
  return capacitiesOf(rows)
}

/** A member as the one who acts, for what is done in their name later; undefined where nothing is open to them today. */
export async function findActor(tx: Tx, memberId: string, today: Day): Promise<Actor | undefined> {
  const found = await memberWithCapacities(tx, memberId, today)
  const capacity = found && capacityFor(found.capacities, undefined, found.home)
  return capacity && actorOf(found.member, capacity)
}

/**
 * A member as the one who does in their own name what they ordered before, for the organisation that they acted for then and
 * with what is granted to them today; names the absent member whose grant alone allows it. Undefined when they may not any
 * more: the role is gone, they have changed to another team, they have left.
 */
export async function findActorFor(
  tx: Tx,
  memberId: string,
  { organisationId, controllerId }: Pick<Actor, 'organisationId' | 'controllerId'>,
  right: string,
  today: Day,
): Promise<Actor | undefined> {
  const found = await memberWithCapacities(tx, memberId, today)
  const capacity = found?.capacities.find(
    (one) => one.organisationId === organisationId && one.controllerId === controllerId,
  )
  if (!found || !capacity) return undefined
  const actingFor = absentFor(capacity, right)
  const actor: Actor = { ...actorOf(found.member, capacity), ...(actingFor && { actingFor }) }
  return may(actor, right) ? actor : undefined
}

async function memberWithCapacities(tx: Tx, memberId: string, today: Day) {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select(['id', 'account_id', 'name', 'organisation_id', 'controller_id'])
    .where('id', '=', memberId as Id<'user'>)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    member: { userId: row.id, accountId: row.account_id, name: row.name },
    home: { organisationId: row.organisation_id, controllerId: row.controller_id },
    capacities: await capacitiesOn(tx, row.id, today),
  }
}

const actorOf = (
  member: Pick<Actor, 'userId' | 'accountId' | 'name'>,
  { roles, organisationId, controllerId }: Capacity,
): Actor => ({ ...member, roles, organisationId, controllerId, locale: 'de' })

/** A grant as it is listed. */
export interface Grant {
  readonly id: Id<'grant'>
  readonly memberId: Id<'user'>
  readonly role: RoleKey
  readonly organisationId: Id<'organisation'> | null
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly source: GrantSource
  readonly reason: string | null
  readonly grantedAt: Date
  readonly grantedBy: Id<'user'> | null
  readonly confirmedBy: Id<'user'> | null
  readonly revokedAt: Date | null
  readonly revokedBy: Id<'user'> | null
  readonly version: number
  readonly state: GrantState
}

/** Most grants of one member that a page shows. */
const mostGrants = 200

/** All grants of a member, also past and future ones: those that hold first, then by their beginning, the newest first. */
export async function listGrants(tx: Tx, memberId: Id<'user'>, today: Day): Promise<readonly Grant[]> {
  const rows = await tx
    .withTables<AccessTables>()
    .selectFrom('membership_role')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .limit(mostGrants)
    .execute()
  const order: readonly GrantState[] = ['awaiting', 'valid', 'future', 'ended', 'revoked']
  return rows
    .map((row) => grantOf(row, today))
    .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
}

/** One grant of a member; undefined where there is none. */
export async function findGrant(tx: Tx, memberId: string, id: string, today: Day): Promise<Grant | undefined> {
  const row = await tx
    .withTables<AccessTables>()
    .selectFrom('membership_role')
    .selectAll()
    .where('id', '=', id as Id<'grant'>)
    .where('member_id', '=', memberId as Id<'user'>)
    .executeTakeFirst()
  return row && grantOf(row, today)
}

type Row = Omit<AccessTables['membership_role'], 'awaits_second' | 'version'> & {
  awaits_second: boolean
  version: number
}

function grantOf(row: Row, today: Day): Grant {
  const days = { validFrom: row.valid_from, validTo: row.valid_to }
  return {
    ...days,
    id: row.id,
    memberId: row.member_id,
    role: row.role,
    organisationId: row.organisation_id,
    source: row.source,
    reason: row.reason,
    grantedAt: row.granted_at,
    grantedBy: row.granted_by,
    confirmedBy: row.confirmed_by,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
    version: row.version,
    state: grantStateOf({ ...days, awaitsSecond: row.awaits_second, revokedAt: row.revoked_at }, today),
  }
}

/**
 * Makes what the directory says of somebody's groups true: roles that it no longer names end now, new ones begin today for
 * the own organisation. What was granted by hand stays. Runs as the platform, at sign-in. Returns whether anything changed.
 */
export async function setDirectoryRoles(
  tx: Tx,
  userId: Id<'user'>,
  roles: readonly RoleKey[],
  now: number,
  today: Day,
): Promise<boolean> {
  const grants = tx.withTables<AccessTables>()
  const held = await grants
    .selectFrom('membership_role')
    .select(['id', 'role', 'version'])
    .where('member_id', '=', userId)
    .where('source', '=', 'directory')
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .forUpdate()
    .execute()
  const gone = held.filter(({ role }) => !roles.includes(role))
  const added = [...new Set(roles)].filter((role) => !held.some((grant) => grant.role === role))
  if (gone.length === 0 && added.length === 0) return false
  for (const { id, version } of gone)
    await grants
      .updateTable('membership_role')
      .set({ revoked_at: new Date(now), version: version + 1 })
      .where('id', '=', id)
      .execute()
  const made = added.map((role): NewGrant => ({ ...plainGrant(role, today), source: 'directory' }))
  await insertGrants(tx, userId, made, now)
  await record(tx, 'system', {
    event: 'identity.roles-from-directory',
    subject: userId,
    details: { added, ended: gone.map(({ role }) => role) },
  })
  return true
}
