import { Invalid } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Capacity } from '../access/capacities.ts'
import type { RoleKey } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Doing } from './doing.ts'
import { capacitiesOn } from './grants.ts'
import { getMember } from './members.ts'
import type { IdentityTables } from './tables.ts'

type Place = Pick<Capacity, 'organisationId' | 'controllerId'>

/** From now on, in this session, the actor acts for this organisation. Throws Invalid for one that nothing is granted for. */
export async function actFor(doing: Doing, sessionId: string, place: Place): Promise<void> {
  const { tx, actor, clock } = doing
  const capacities = await capacitiesOn(tx, actor.userId, clock.today())
  const chosen = capacities.find(
    ({ organisationId, controllerId }) =>
      organisationId === place.organisationId && controllerId === place.controllerId,
  )
  if (!chosen) throw new Invalid([{ field: '', code: 'not-an-option' }])
  await tx
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({
      acting_chosen: true,
      acting_organisation_id: chosen.organisationId,
      acting_controller_id: chosen.controllerId,
    })
    .where('id', '=', sessionId)
    .execute()
  await record(tx, actor, { event: 'identity.acts-for', details: { organisation: chosen.organisationId } })
}

/** A look as somebody else ends by itself after this time. */
export const viewMs = 30 * 60_000

/** Begins to look at the platform as a role of an organisation. */
export async function viewAsRole(doing: Doing, sessionId: string, role: RoleKey, place: Place): Promise<void> {
  await setView(doing, sessionId, { role, memberId: null, ...place })
}

/** Begins to look at the platform as a member, with what is granted to them for their own organisation. */
export async function viewAsMember(doing: Doing, sessionId: string, memberId: string): Promise<void> {
  const { tx, clock } = doing
  const member = await getMember(tx, memberId, clock.today())
  const { organisationId, controllerId } = member
  if (member.deactivatedAt || (await capacitiesOn(tx, member.id, clock.today())).length === 0)
    throw new Invalid([{ field: '', code: 'view-nothing' }])
  await setView(doing, sessionId, { role: null, memberId: member.id, organisationId, controllerId })
}

async function setView(
  { tx, actor, clock }: Doing,
  sessionId: string,
  view: Place & { readonly role: RoleKey | null; readonly memberId: Id<'user'> | null },
): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({
      view_role: view.role,
      view_member_id: view.memberId,
      view_organisation_id: view.organisationId,
      view_controller_id: view.controllerId,
      view_until: new Date(clock.now() + viewMs),
    })
    .where('id', '=', sessionId)
    .execute()
  await record(tx, actor, {
    event: 'access.view-began',
    ...(view.memberId && { subject: view.memberId }),
    details: { role: view.role, organisation: view.organisationId },
  })
}

/** Ends the look, if there is one. */
export async function endView({ tx, actor }: Doing, sessionId: string): Promise<void> {
  const ended = await tx
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({
      view_role: null,
      view_member_id: null,
      view_organisation_id: null,
      view_controller_id: null,
      view_until: null,
    })
    .where('id', '=', sessionId)
    .where('view_until', 'is not', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows > 0n) await record(tx, actor, { event: 'access.view-ended' })
}
