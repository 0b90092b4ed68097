import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { demandKeeping, tables } from '../access.ts'
import { newCode } from '../domain/codes.ts'
import type { FamilyRole } from '../domain/kinds.ts'
import { familyOf, getFamily } from '../queries/families.ts'
import { getPerson } from '../queries/persons.ts'

export interface NewMember {
  readonly personId: Id<'person'>
  readonly role: FamilyRole
  readonly since: Day
}

/** Makes a family of persons whom the actor keeps; returns its id. */
export async function createFamily(
  tx: Tx,
  actor: Actor,
  members: readonly NewMember[],
  { simulated }: { readonly simulated: boolean },
): Promise<Id<'family'>> {
  const { controllerId } = demandKeeping(actor)
  const id = newId<'family'>()
  const row = { id, controller_id: controllerId, note: null, simulated, version: 1, created_at: sql<Date>`now()` }
  for (let written = 0n, tries = 0; written === 0n; tries++) {
    if (tries > 20) throw new Error('no free code for a family')
    const { numInsertedOrUpdatedRows } = await tables(tx)
      .insertInto('family')
      .values({ ...row, code: newCode('F') })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    written = numInsertedOrUpdatedRows ?? 0n
  }
  await record(tx, actor, { event: 'people.family-created', subject: id, subjectKind: 'people.family' })
  for (const member of members) await addFamilyMember(tx, actor, id, member)
  return id
}

/** Throws Invalid for somebody who belongs to a family already. */
export async function addFamilyMember(
  tx: Tx,
  actor: Actor,
  familyId: Id<'family'>,
  { personId, role, since }: NewMember,
): Promise<void> {
  const { controllerId } = demandKeeping(actor)
  await getFamily(tx, actor, familyId)
  await getPerson(tx, actor, personId)
  const other = await familyOf(tx, actor, personId, since)
  if (other) throw new Invalid([{ field: 'person', code: 'people-in-family-already', values: { code: other.code } }])
  await tables(tx)
    .insertInto('family_member')
    .values({ family_id: familyId, person_id: personId, controller_id: controllerId, role, since, until: null })
    // Who left comes back.
    .onConflict((conflict) => conflict.columns(['family_id', 'person_id']).doUpdateSet({ role, since, until: null }))
    .execute()
  await record(tx, actor, {
    event: 'people.family-member-added',
    subject: familyId,
    subjectKind: 'people.family',
    details: { person: personId, role },
  })
}

/** The last day on which somebody belongs to a family. */
export async function endFamilyMember(
  tx: Tx,
  actor: Actor,
  familyId: Id<'family'>,
  personId: Id<'person'>,
  until: Day,
): Promise<void> {
  demandKeeping(actor)
  const family = await getFamily(tx, actor, familyId)
  const member = family.members.find(({ person }) => person.id === personId)
  if (!member || until < member.since) throw new Invalid([{ field: 'until', code: 'people-before-since' }])
  await tables(tx)
    .updateTable('family_member')
    .set({ until })
    .where('family_id', '=', familyId)
    .where('person_id', '=', personId)
    .execute()
  await record(tx, actor, {
    event: 'people.family-member-ended',
    subject: familyId,
    subjectKind: 'people.family',
    details: { person: personId },
  })
}
