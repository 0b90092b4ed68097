import { Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { membershipIssue } from '../domain/members.ts'
import type { Given, MemberEnd, NewMember } from '../forms.ts'
import { type BodyMember, getBody, membersOf } from '../queries/bodies.ts'
import { noteChange, rowId, type Setting } from '../recording.ts'
import { chosenOrganisation } from './chosen.ts'
import { moveVersionOn } from './versions.ts'

/** Takes an organisation into a body. Throws Invalid when it is there in this role already or the chair is taken. */
export async function addMember(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  key: string,
  input: Given<typeof NewMember>,
): Promise<void> {
  const { id } = await getBody(tx, actor, key, today)
  const organisation = await chosenOrganisation(tx, actor, today, 'organisation', input.organisation)
  const version = await moveVersionOn(tx, actor, 'body', id)
  const next = { role: input.role, validFrom: input.validFrom ?? null, validTo: input.validTo ?? null }
  await demandFits(tx, id, today, undefined, { organisation: organisation.id, ...next }, 'role')
  await tables(tx)
    .insertInto('body_member')
    .values({
      id: rowId(),
      body_id: id,
      organisation_id: organisation.id,
      role: next.role,
      valid_from: next.validFrom,
      valid_to: next.validTo,
    })
    .execute()
  const changes = [{ field: 'member', of: organisation.name, before: null, after: factsOf(next) }]
  await noteChange(tx, actor, { kind: 'body', id, version, event: 'member-added', changes })
}

/** Sets the last day of a membership. */
export async function endMembership(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  key: string,
  { row, validTo }: Given<typeof MemberEnd>,
): Promise<void> {
  const { id } = await getBody(tx, actor, key, today)
  const version = await moveVersionOn(tx, actor, 'body', id)
  const member = await getMember(tx, id, row, { today, demo: false })
  const next = { organisation: member.organisationId, role: member.role, validFrom: member.validFrom, validTo }
  await demandFits(tx, id, today, row, next, 'validTo')
  await tables(tx).updateTable('body_member').set({ valid_to: validTo }).where('id', '=', row).execute()
  const changes = [
    { field: 'member', of: member.organisationName, before: factsOf(member), after: factsOf({ ...member, validTo }) },
  ]
  await noteChange(tx, actor, { kind: 'body', id, version, event: 'member-ended', changes })
}

/** Takes back a membership that was entered by mistake. */
export async function removeMember(tx: Tx, actor: Actor, setting: Setting, key: string, row: Id<'row'>): Promise<void> {
  const { id } = await getBody(tx, actor, key, setting.today)
  const version = await moveVersionOn(tx, actor, 'body', id)
  const member = await getMember(tx, id, row, setting)
  await tables(tx).deleteFrom('body_member').where('id', '=', row).execute()
  const changes = [{ field: 'member', of: member.organisationName, before: factsOf(member), after: null }]
  await noteChange(tx, actor, { kind: 'body', id, version, event: 'member-removed', changes })
}

async function getMember(tx: Tx, id: Id<'body'>, row: string, { today }: Setting): Promise<BodyMember> {
  const member = (await membersOf(tx, id, today)).find((known) => known.id === row)
  if (!member) throw new NotFound('there is no such membership')
  return member
}

async function demandFits(
  tx: Tx,
  id: Id<'body'>,
  today: Setting['today'],
  itself: string | undefined,
  next: Parameters<typeof membershipIssue>[1],
  field: string,
): Promise<void> {
  const others = (await membersOf(tx, id, today)).filter((member) => member.id !== itself)
  const known = others.map(({ organisationId, ...rest }) => ({ ...rest, organisation: organisationId }))
  const issue = membershipIssue(known, next)
  if (issue)
    throw new Invalid([{ field: issue === 'ends-before-it-begins' ? 'validTo' : field, code: `network-${issue}` }])
}

/** A membership as the history keeps it: role, first and last day. */
function factsOf({ role, validFrom, validTo }: Pick<BodyMember, 'role' | 'validFrom' | 'validTo'>): string[] {
  return [role, validFrom ?? '', validTo ?? '']
}
