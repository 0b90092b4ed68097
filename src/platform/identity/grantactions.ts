import type { Day } from '../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { grantIssues, needsSecond } from '../access/granting.ts'
import { guardedRoles, type RoleKey } from '../access/roles.ts'
import type { AccessTables } from '../access/tables.ts'
import { record } from '../audit/index.ts'
import { administrators, keepAnAdministrator } from './administrators.ts'
import { type Doing, memberToChange } from './doing.ts'
import { findGrant, type Grant, type GrantPlace, insertGrants } from './grants.ts'

export interface GivenRoles {
  readonly roles: readonly RoleKey[]
  /** Null: for the member's own organisation. */
  readonly place: GrantPlace | null
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly reason: string | null
}

/**
 * Gives roles to a member who was just invited or is there. Throws Invalid for oneself, for days that the role does not
 * allow, for what they have already. The guarded roles wait for a second administrator where there is one.
 */
export async function giveRoles(doing: Doing, memberId: Id<'user'>, given: GivenRoles): Promise<void> {
  const { tx, actor, clock } = doing
  if (memberId === actor.userId) throw new Invalid([{ field: '', code: 'not-to-oneself' }])
  const admins = given.roles.some((role) => guardedRoles.includes(role)) ? await administrators(tx, clock.today()) : []
  const others = new Set(admins.map(({ id }) => id).filter((id) => id !== actor.userId && id !== memberId)).size
  const grants = given.roles.map((role) => ({
    role,
    place: given.place,
    validFrom: given.validFrom,
    validTo: given.validTo,
    source: 'hand' as const,
    reason: given.reason,
    grantedBy: actor.userId,
    awaitsSecond: needsSecond(role, others),
  }))
  await insertGrants(tx, memberId, grants, clock.now())
  for (const { role, validFrom, validTo, place, awaitsSecond } of grants)
    await record(tx, actor, {
      event: 'identity.role-granted',
      subject: memberId,
      details: { role, validFrom, validTo, organisation: place?.organisationId ?? null, awaitsSecond },
    })
}

/** As giveRoles, for somebody who is a member already. */
export async function addGrant(doing: Doing, memberId: string, given: GivenRoles): Promise<void> {
  const member = await memberToChange(doing, memberId)
  const issues = grantIssues(given.roles, given, given.place !== null || member.organisationId !== null)
  if (issues.length > 0) throw new Invalid(issues)
  for (const role of given.roles)
    if (await overlaps(doing, member.id, role, given))
      throw new Invalid([{ field: 'role', code: 'role-granted-already' }])
  await giveRoles(doing, member.id, given)
}

async function overlaps({ tx }: Doing, memberId: Id<'user'>, role: RoleKey, given: GivenRoles): Promise<boolean> {
  const { validTo, place } = given
  const row = await tx
    .withTables<AccessTables>()
    .selectFrom('membership_role')
    .select('id')
    .where('member_id', '=', memberId)
    .where('role', '=', role)
    .where('revoked_at', 'is', null)
    .where('organisation_id', place ? '=' : 'is', place?.organisationId ?? null)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', given.validFrom)]))
    .$if(validTo !== null, (query) => query.where('valid_from', '<=', validTo as Day))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Ends a grant: with the end of a day, today or later and no later than it ends already, or at once (`until` undefined).
 * Throws Invalid when nobody would administer the tenant any more, NotFound when the member has no such grant.
 */
export async function endGrant(doing: Doing, memberId: string, grantId: string, until: Day | undefined): Promise<void> {
  const { tx, actor, clock } = doing
  await memberToChange(doing, memberId)
  const grant = await openGrant(doing, memberId, grantId)
  const today = clock.today()
  if (until !== undefined) {
    if (until < today || until < grant.validFrom) throw new Invalid([{ field: 'until', code: 'grant-ends-in-past' }])
    if (grant.validTo !== null && until > grant.validTo)
      throw new Invalid([{ field: 'until', code: 'grant-only-shorter' }])
  }
  await keepAnAdministrator(tx, today, { grantId }, until === undefined ? '' : 'until', until)
  const ended =
    until === undefined ? { revoked_at: new Date(clock.now()), revoked_by: actor.userId } : { valid_to: until }
  await change(doing, grant, ended)
  const details = { role: grant.role, before: grant.validTo, until: until ?? null }
  await record(tx, actor, { event: 'identity.role-ended', subject: memberId, details })
}

/** The second administrator's word on a guarded role. Throws Invalid for who gave it or gets it. */
export async function confirmGrant(doing: Doing, memberId: string, grantId: string): Promise<void> {
  const { tx, actor, clock } = doing
  const grant = await openGrant(doing, memberId, grantId)
  if (grant.state !== 'awaiting') throw new Conflict('grant-not-awaiting')
  if (actor.userId === grant.grantedBy || actor.userId === memberId)
    throw new Invalid([{ field: '', code: 'second-person' }])
  await change(doing, grant, {
    awaits_second: false,
    confirmed_at: new Date(clock.now()),
    confirmed_by: actor.userId,
  })
  await record(tx, actor, { event: 'identity.role-confirmed', subject: memberId, details: { role: grant.role } })
}

async function openGrant({ tx, clock }: Doing, memberId: string, grantId: string): Promise<Grant> {
  const grant = await findGrant(tx, memberId, grantId, clock.today())
  if (!grant) throw new NotFound('grant')
  if (grant.state === 'ended' || grant.state === 'revoked') throw new Conflict('grant-ended')
  return grant
}

type Changed = Partial<{
  valid_to: Day
  awaits_second: boolean
  confirmed_at: Date
  confirmed_by: Id<'user'>
  revoked_at: Date
  revoked_by: Id<'user'>
}>

async function change({ tx }: Doing, grant: Grant, columns: Changed): Promise<void> {
  const changed = await tx
    .withTables<AccessTables>()
    .updateTable('membership_role')
    .set({ ...columns, version: grant.version + 1 })
    .where('id', '=', grant.id)
    .where('version', '=', grant.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Conflict('grant-changed')
}
