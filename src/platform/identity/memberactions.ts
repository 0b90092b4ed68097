import type { Day } from '../../kernel/day.ts'
import { Invalid } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { grantIssues } from '../access/granting.ts'
import type { RoleKey } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Tx } from '../database/index.ts'
import { ChangedMeanwhile } from '../http/changed.ts'
import { keepAnAdministrator } from './administrators.ts'
import { type Doing, memberToChange } from './doing.ts'
import { giveRoles } from './grantactions.ts'
import { createLink, type NewLink } from './links.ts'
import { getMember, type Member, namesOf } from './members.ts'
import { endSessions } from './sessions.ts'
import type { IdentityTables } from './tables.ts'
import { isTrustedElsewhere } from './trust.ts'

export interface MemberInput {
  readonly name: string
  readonly organisationId: Id<'organisation'> | null
  readonly controllerId: Id<'organisation'> | null
}

export interface InviteInput extends MemberInput {
  readonly roles: readonly RoleKey[]
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly reason: string | null
}

/** Invites somebody by address. Returns the link to hand over; throws Invalid when they are a member already. */
export async function inviteMember(
  doing: Doing,
  email: string,
  input: InviteInput,
): Promise<NewLink & { id: Id<'user'> }> {
  const { tx, tenant, actor, clock } = doing
  const issues = grantIssues(input.roles, input, input.organisationId !== null)
  if (issues.length > 0) throw new Invalid(issues)
  const now = clock.now()
  const identity = tx.withTables<IdentityTables>()
  await identity
    .insertInto('account')
    .values({ id: newId(now), email, demo_tenant: null, demo_role: null, created_at: new Date(now) })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  const account = await identity.selectFrom('account').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  const id = newId<'user'>(now)
  const made = await identity
    .insertInto('membership')
    .values({
      ...columnsOf(input),
      id,
      account_id: account.id,
      email,
      invited_at: new Date(now),
      accepted_at: null,
      deactivated_at: null,
      changed_at: new Date(now),
      changed_by: actor.userId,
    })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) throw new Invalid([{ field: 'email', code: 'member-exists' }])
  await record(tx, actor, { event: 'identity.member-invited', subject: id, details: { roles: input.roles } })
  await giveRoles(doing, id, { ...input, place: null })
  const link = await createLink(tx, tenant, 'invite', account.id, actor.userId, now)
  return { ...link, id }
}

/** Changes name and organisation. `version` is the one the form was shown with. */
export async function changeMember(doing: Doing, id: string, version: number, input: MemberInput): Promise<void> {
  const { tx, actor } = doing
  const before = await memberToChange(doing, id)
  if (before.version !== version) throw await changedMeanwhile(tx, before)
  // Roles for the own organisation go with it to another one: nobody moves their own.
  if (before.id === actor.userId && before.organisationId !== input.organisationId)
    throw new Invalid([{ field: 'organisation', code: 'not-to-oneself' }])
  await update(doing, before, columnsOf(input))
  await record(tx, actor, {
    event: 'identity.member-changed',
    subject: id,
    details: {
      organisation: { before: before.organisationId, after: input.organisationId },
      renamed: before.name !== input.name,
    },
  })
}

/** Takes the access away at once: every session of the member in this tenant ends now. */
export async function deactivateMember(doing: Doing, id: string): Promise<void> {
  const { tx, tenant, actor, clock } = doing
  const member = await memberToChange(doing, id)
  if (member.deactivatedAt) return
  await keepAnAdministrator(tx, clock.today(), { memberId: id }, '')
  await update(doing, member, { deactivated_at: new Date(clock.now()) })
  const sessions = await endSessions(tx, tenant, member.accountId, 'deactivated', clock.now())
  await record(tx, actor, { event: 'identity.member-deactivated', subject: id, details: { sessions } })
}

export async function reactivateMember(doing: Doing, id: string): Promise<void> {
  const member = await memberToChange(doing, id)
  if (!member.deactivatedAt) return
  await update(doing, member, { deactivated_at: null })
  await record(doing.tx, doing.actor, { event: 'identity.member-reactivated', subject: id })
}

/**
 * A new link: to accept the invitation, or, for who has accepted, to set a new password. Throws Invalid for the latter
 * when another tenant trusts the account too: its members must not be in the hand of this tenant's administrator.
 */
export async function renewLink(doing: Doing, id: string): Promise<NewLink> {
  const { tx, tenant, actor, clock } = doing
  const member = await memberToChange(doing, id)
  if (member.deactivatedAt) throw new Invalid([{ field: '', code: 'member-deactivated' }])
  const purpose = member.acceptedAt ? 'reset' : 'invite'
  if (purpose === 'reset' && (await isTrustedElsewhere(tx, tenant, member.accountId))) {
    throw new Invalid([{ field: '', code: 'account-trusted-elsewhere' }])
  }
  const link = await createLink(tx, tenant, purpose, member.accountId, actor.userId, clock.now())
  await record(tx, actor, { event: 'identity.link-made', subject: id, details: { purpose } })
  return link
}

async function update(
  doing: Doing,
  member: Member,
  columns: Partial<ReturnType<typeof columnsOf>> & { deactivated_at?: Date | null },
) {
  const updated = await doing.tx
    .withTables<IdentityTables>()
    .updateTable('membership')
    .set({
      ...columns,
      version: member.version + 1,
      changed_at: new Date(doing.clock.now()),
      changed_by: doing.actor.userId,
    })
    .where('id', '=', member.id)
    .where('version', '=', member.version)
    .executeTakeFirst()
  if (updated.numUpdatedRows === 0n) {
    throw await changedMeanwhile(doing.tx, await getMember(doing.tx, member.id, doing.clock.today()))
  }
}

async function changedMeanwhile(tx: Tx, member: Member): Promise<ChangedMeanwhile> {
  const names = await namesOf(tx, [member.changedBy])
  return new ChangedMeanwhile(names.get(member.changedBy ?? '') ?? '', member.changedAt)
}

function columnsOf(input: MemberInput) {
  return { name: input.name, organisation_id: input.organisationId, controller_id: input.controllerId }
}
