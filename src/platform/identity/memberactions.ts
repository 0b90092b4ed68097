import type { Clock } from '../../kernel/clock.ts'
import type { Day } from '../../kernel/day.ts'
import { Invalid, type Issue } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { sql, type Tenant, type Tx } from '../database/index.ts'
import { ChangedMeanwhile } from '../http/changed.ts'
import { createLink, type NewLink } from './links.ts'
import { getMember, type Member, namesOf } from './members.ts'
import { endSessions } from './sessions.ts'
import type { IdentityTables } from './tables.ts'
import { isTrustedElsewhere } from './trust.ts'

/** What every one of these actions needs to know. */
export interface Doing {
  readonly tx: Tx
  readonly tenant: Tenant
  readonly actor: Actor
  readonly clock: Clock
}

export interface MemberInput {
  readonly name: string
  readonly roles: readonly RoleKey[]
  readonly organisationId: Id<'organisation'> | null
  readonly controllerId: Id<'organisation'> | null
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** Invites somebody by address. Returns the link to hand over; throws Invalid when they are a member already. */
export async function inviteMember(
  doing: Doing,
  email: string,
  input: MemberInput,
): Promise<NewLink & { id: Id<'user'> }> {
  const { tx, tenant, actor, clock } = doing
  checkValidity(input)
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
  const link = await createLink(tx, tenant, 'invite', account.id, actor.userId, now)
  return { ...link, id }
}

/** Changes name, roles, organisation and validity. `version` is the one the form was shown with. */
export async function changeMember(doing: Doing, id: string, version: number, input: MemberInput): Promise<void> {
  const { tx, actor } = doing
  checkValidity(input)
  const before = await memberToChange(doing, id)
  if (before.version !== version) throw await changedMeanwhile(tx, before)
  await keepAnAdministrator(doing, before, input)
  await update(doing, before, columnsOf(input))
  await record(tx, actor, {
    event: 'identity.member-changed',
    subject: id,
    details: {
      roles: { before: before.roles, after: input.roles },
      validity: { before: [before.validFrom, before.validTo], after: [input.validFrom, input.validTo] },
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
  await keepAnAdministrator(doing, member, undefined)
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

/** A member who stands for a person; the roles of a demo tenant stay as they are, or the next visitor would find none. */
async function memberToChange(doing: Doing, id: string): Promise<Member> {
  const member = await getMember(doing.tx, id, doing.clock.today())
  if (member.email === null) throw new Invalid([{ field: '', code: 'demo-role-fixed' }])
  return member
}

/**
 * Throws Invalid when after this change nobody could administer the tenant any more. The administrators' rows are locked
 * first, so that two who remove each other at once cannot both succeed.
 */
async function keepAnAdministrator(doing: Doing, before: Member, after: MemberInput | undefined): Promise<void> {
  if (!before.roles.includes('administrator')) return
  const { rows } = await sql<{ id: string; valid_to: Day | null }>`
    SELECT id, valid_to FROM membership
    WHERE roles @> ARRAY['administrator'] AND deactivated_at IS NULL AND accepted_at IS NOT NULL
      AND (valid_to IS NULL OR valid_to >= ${doing.clock.today()}::date)
    ORDER BY id FOR UPDATE
  `.execute(doing.tx)
  const others = rows.filter((row) => row.id !== before.id)
  const stays = after?.roles.includes('administrator') ?? false
  const until = after?.validTo ?? null
  const covered = stays
    ? until === null || others.some((row) => row.valid_to === null || row.valid_to > until)
    : others.length > 0
  if (!covered) throw new Invalid([{ field: stays ? 'validTo' : after ? 'roles' : '', code: 'last-administrator' }])
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
  return {
    name: input.name,
    roles: [...input.roles],
    organisation_id: input.organisationId,
    controller_id: input.controllerId,
    valid_from: input.validFrom,
    valid_to: input.validTo,
  }
}

function checkValidity(input: MemberInput): void {
  const issues: Issue[] = []
  if (input.validTo !== null && input.validTo < input.validFrom)
    issues.push({ field: 'validTo', code: 'ends-before-it-begins' })
  if (issues.length > 0) throw new Invalid(issues)
}
