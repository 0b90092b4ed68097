import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { newJourneyKey } from '../../journeys/index.ts'
import { demandTeam, tables } from '../access.ts'
import type { AccessPath } from '../domain/intake.ts'
import { ended, type Phase } from '../domain/phases.ts'

export interface FileRow {
  readonly reference: string
  readonly personId: Id<'person'>
  readonly familyId: Id<'family'> | null
  /** Who belongs to the file besides the main person. */
  readonly others: readonly { readonly personId: Id<'person'>; readonly role: 'adult' | 'child' }[]
  readonly managerId: Id<'user'>
  readonly phase: Phase
  readonly reach: 'team' | 'own'
  readonly municipalityId: Id<'municipality'> | null
  readonly targetGroup: string | null
  readonly accessPath: AccessPath | null
  readonly openedOn: Day
}

/** Throws Invalid `cases-open-already` for a person who has an open file in the actor's team. */
export async function demandNoOpenFile(tx: Tx, actor: Actor, personId: Id<'person'>): Promise<void> {
  const { organisationId } = demandTeam(actor)
  const open = await tables(tx)
    .selectFrom('case_file')
    .select('reference')
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  if (open) throw new Invalid([{ field: '', code: 'cases-open-already', values: { reference: open.reference } }])
}

/** Writes a file of the actor's team, and who belongs to it. Its entry in the audit is the caller's. */
export async function insertFile(
  tx: Tx,
  actor: Actor,
  file: FileRow,
  { today, now, demo }: { readonly today: Day; readonly now: number; readonly demo: boolean },
): Promise<Id<'case'>> {
  const { organisationId, controllerId } = demandTeam(actor)
  const id = newId<'case'>(now)
  const at = new Date(now)
  await tables(tx)
    .insertInto('case_file')
    .values({
      id,
      controller_id: controllerId,
      organisation_id: organisationId,
      reference: file.reference,
      person_id: file.personId,
      family_id: file.familyId,
      manager_id: file.managerId,
      phase: file.phase,
      reach: file.reach,
      municipality_id: file.municipalityId,
      target_group: file.targetGroup,
      access_path: file.accessPath,
      journey_key: newJourneyKey(),
      opened_on: file.openedOn,
      next_due_on: null,
      last_activity_on: today,
      closed_on: ended.includes(file.phase) ? today : null,
      closure_reason: null,
      goal_attainment: null,
      former_organisation_id: null,
      after_until: null,
      after_norm: null,
      simulated: demo,
      version: 1,
      created_at: at,
      changed_at: at,
      changed_by: actor.userId,
    })
    .execute()
  await tables(tx)
    .insertInto('case_person')
    .values(
      [{ personId: file.personId, role: 'main' as const }, ...file.others].map(({ personId, role }) => ({
        case_id: id,
        controller_id: controllerId,
        person_id: personId,
        role,
        since: file.openedOn,
        until: null,
      })),
    )
    .execute()
  return id
}
