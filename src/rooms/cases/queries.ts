import type { Day } from '../../kernel/day.ts'
import { Forbidden, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { teamCases, visibleCases } from './access.ts'
import type { Phase } from './domain/phases.ts'

/** A case file as its page and its parts know it. */
export interface CaseFile {
  readonly id: Id<'case'>
  readonly controllerId: Id<'organisation'>
  /** The team. */
  readonly organisationId: Id<'organisation'>
  /** Aktenzeichen. */
  readonly reference: string
  readonly personId: Id<'person'>
  readonly familyId: Id<'family'> | null
  readonly managerId: Id<'user'> | null
  readonly phase: Phase
  readonly reach: 'team' | 'own'
  readonly municipalityId: Id<'municipality'> | null
  readonly targetGroup: string | null
  readonly accessPath: string | null
  readonly journeyKey: Id<'journey'>
  readonly openedOn: Day
  readonly nextDueOn: Day | null
  readonly closedOn: Day | null
  readonly closureReason: string | null
  readonly goalAttainment: number | null
  readonly formerOrganisationId: Id<'organisation'> | null
  readonly afterUntil: Day | null
  readonly afterNorm: string | null
  readonly simulated: boolean
  readonly version: number
  /** Whether the actor's team has it now: else it is only read. */
  readonly writes: boolean
}

const columns = [
  'case_file.id',
  'controller_id as controllerId',
  'organisation_id as organisationId',
  'reference',
  'person_id as personId',
  'family_id as familyId',
  'manager_id as managerId',
  'phase',
  'reach',
  'municipality_id as municipalityId',
  'target_group as targetGroup',
  'access_path as accessPath',
  'journey_key as journeyKey',
  'opened_on as openedOn',
  'next_due_on as nextDueOn',
  'closed_on as closedOn',
  'closure_reason as closureReason',
  'goal_attainment as goalAttainment',
  'former_organisation_id as formerOrganisationId',
  'after_until as afterUntil',
  'after_norm as afterNorm',
  'simulated',
  'version',
] as const

/** One file. Throws NotFound, also for one that the actor may not see. */
export async function getCase(tx: Tx, actor: Actor, id: string): Promise<CaseFile> {
  const file = await visibleCases(tx, actor)
    .select(columns)
    .where('case_file.id', '=', id as Id<'case'>)
    .executeTakeFirst()
  if (!file) throw new NotFound(`there is no case ${id}`)
  return { ...file, writes: may(actor, 'cases.edit') && file.organisationId === actor.organisationId }
}

/**
 * One file to write to. Throws NotFound for one that the actor may not see, Forbidden for one that the actor only reads: it
 * belongs to another team, or was opened with a reason.
 */
export async function getCaseToWrite(tx: Tx, actor: Actor, id: string): Promise<CaseFile> {
  const file = await getCase(tx, actor, id)
  const own = await teamCases(tx, actor).select('case_file.id').where('case_file.id', '=', file.id).executeTakeFirst()
  if (!own) throw new Forbidden('cases.edit')
  return file
}
