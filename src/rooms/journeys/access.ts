import { Forbidden } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, defineRights, demand } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { JourneysTables } from './tables.ts'

/**
 * Who hands over: case managers and staff of municipalities, each for the own organisation. Coordination and lead see
 * figures through insight and no single hand-over. The same rules stand once more in migrations/002_access.sql, where the
 * database enforces them.
 */
export const rights = defineRights(
  {
    'journeys.hand-over': ['caseManager', 'municipality'],
    'journeys.read-pathways': [
      'administrator',
      'coordinator',
      'lead',
      'caseManager',
      'municipality',
      'partner',
      'dataProtection',
    ],
    'journeys.declare-pathway': ['administrator', 'coordinator'],
  },
  { people: ['journeys.hand-over'] },
)

/** The room's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<JourneysTables>()

/** An actor who hands over for an organisation, in the name of its controller. */
export interface HandingOver {
  readonly organisationId: Id<'organisation'>
  readonly controllerId: Id<'organisation'>
}

/** Throws Forbidden for who may not hand over, or belongs to no organisation in whose name it could be. */
export function demandHandingOver(actor: Actor): HandingOver {
  demand(actor, 'journeys.hand-over')
  const { organisationId, controllerId } = actor
  if (organisationId === null || controllerId === null) throw new Forbidden('journeys.hand-over')
  return { organisationId, controllerId }
}

/** The only way to hand-overs: those that the actor's organisation gives or receives. */
export function visibleHandovers(tx: Tx, actor: Actor) {
  const { organisationId } = demandHandingOver(actor)
  return tables(tx)
    .selectFrom('handover')
    .where((eb) =>
      eb.or([
        eb('handover.from_organisation_id', '=', organisationId),
        eb('handover.to_organisation_id', '=', organisationId),
      ]),
    )
}
