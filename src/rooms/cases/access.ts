import { Forbidden, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, defineRights, may } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import type { CasesTables } from './tables.ts'

/**
 * Case managers work on the files of their team. Coordination (Fachaufsicht) has figures and opens a single file with a
 * reason; data protection sees who opened what. The same rules stand once more in migrations/002_access.sql, where the
 * database enforces them.
 */
export const rights = defineRights(
  {
    'cases.read': ['caseManager', 'coordinator'],
    'cases.edit': ['caseManager'],
    'cases.supervise': ['coordinator'],
    'cases.review-openings': ['dataProtection'],
  },
  { people: ['cases.read', 'cases.edit'] },
)

/** The room's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<CasesTables>()

/** The team and the controller in whose name the actor works. */
export interface Team {
  readonly organisationId: Id<'organisation'>
  readonly controllerId: Id<'organisation'>
}

/** Throws Forbidden for who does no case management, NotFound for who belongs to no organisation in whose name it could be. */
export function demandTeam(actor: Actor): Team {
  const { organisationId, controllerId } = actor
  if (!may(actor, 'cases.edit')) throw new Forbidden('cases.edit')
  if (organisationId === null || controllerId === null) throw new NotFound('they belong to no team')
  return { organisationId, controllerId }
}

/** What the actor's team has now: the files that caseloads list and that may be written to. Who belongs to no team has none. */
export function teamCases(tx: Tx, actor: Actor) {
  if (!may(actor, 'cases.edit')) throw new Forbidden('cases.edit')
  const { organisationId, controllerId } = actor
  return tables(tx)
    .selectFrom('case_file')
    .where(sql<boolean>`${sql.ref('case_file.organisation_id')} = ${organisationId}::uuid`)
    .where(sql<boolean>`${sql.ref('case_file.controller_id')} = ${controllerId}::uuid`)
    .where((eb) =>
      eb.or([
        eb('case_file.reach', '=', 'team'),
        sql<boolean>`${sql.ref('case_file.manager_id')} = ANY ((SELECT cases_actor_leads())::uuid[])`,
      ]),
    )
}

/** Whose files and tasks are an actor's own: theirs, and those of the absent member for whom they act. */
export const ownersOf = (actor: Actor): readonly Id<'user'>[] =>
  actor.actingFor ? [actor.userId, actor.actingFor] : [actor.userId]

/**
 * The only way to case files: those of the actor's team, those it had before until the agreed day, and those that are open to
 * the actor with a reason, for a time. Reading only; writes go through `teamCases`.
 */
export function visibleCases(tx: Tx, actor: Actor) {
  const { organisationId, controllerId } = may(actor, 'cases.edit') ? actor : nowhere
  return tables(tx)
    .selectFrom('case_file')
    .where((eb) =>
      eb.or([
        ...(organisationId === null || controllerId === null
          ? []
          : [
              eb.and([
                eb('case_file.organisation_id', '=', organisationId),
                eb('case_file.controller_id', '=', controllerId),
                eb.or([
                  eb('case_file.reach', '=', 'team'),
                  sql<boolean>`${sql.ref('case_file.manager_id')} = ANY ((SELECT cases_actor_leads())::uuid[])`,
                ]),
              ]),
              eb.and([
                eb('case_file.former_organisation_id', '=', organisationId),
                eb('case_file.controller_id', '=', controllerId),
                sql<boolean>`${sql.ref('case_file.after_until')} >= (SELECT access_today())`,
              ]),
            ]),
        sql<boolean>`${sql.ref('case_file.id')} = ANY ((SELECT cases_actor_openings())::uuid[])`,
      ]),
    )
}

const nowhere = { organisationId: null, controllerId: null } as const
