import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, defineRights, demand, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { PeopleTables } from './tables.ts'

/**
 * Who sees persons: case managers, those of their own controller; and who was let in for some hours by the case file
 * (supervision, emergency). Intake, immigration office, municipality and coordination see none and search none. The same
 * rules stand once more in migrations/002_access.sql, where the database enforces them.
 */
export const rights = defineRights(
  {
    'people.read': ['caseManager', 'coordinator'],
    'people.search': ['caseManager'],
    'people.edit': ['caseManager'],
    'people.receive-notices': ['intake', 'caseManager', 'municipality'],
    'people.kept-proofs': ['dataProtection'],
    'people.consent-texts': ['administrator', 'coordinator'],
  },
  { people: ['people.read', 'people.search', 'people.edit', 'people.receive-notices', 'people.kept-proofs'] },
)

/** The room's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<PeopleTables>()

/** The controller in whose name the actor keeps records of persons; throws Forbidden without the right, NotFound where there is none. */
export function demandKeeping(
  actor: Actor,
  right: keyof typeof rights & string = 'people.edit',
): { readonly controllerId: Id<'organisation'> } {
  demand(actor, right)
  if (actor.controllerId === null) throw new NotFound('acts for no controller')
  return { controllerId: actor.controllerId }
}

/**
 * The only way to persons, for lists, joins and single records: those of the controller for which the actor does case
 * management, and those opened to them for now. A query builder, so that other rooms can join what is theirs.
 */
export function visiblePersons(tx: Tx, actor: Actor) {
  const controllerId = may(actor, 'people.search') ? actor.controllerId : null
  return tables(tx)
    .selectFrom('person')
    .where((eb) =>
      eb.or([
        ...(controllerId === null ? [] : [eb('person.controller_id', '=', controllerId)]),
        eb(
          'person.id',
          'in',
          eb
            .selectFrom('person_opening')
            .select('person_opening.person_id')
            .where('person_opening.user_id', '=', actor.userId)
            .where('person_opening.until', '>', eb.fn<Date>('now')),
        ),
      ]),
    )
}
