import { Forbidden, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { type Actor, defineRights, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { JourneysTables } from './tables.ts'

/**
 * Who may do what here. Coordination and lead see figures through insight and no single hand-over, but that one waits too
 * long and between whom. The same rules stand once more in migrations/041_two_sides_access.sql, where the database enforces
 * them.
 *
 * | Right | case manager | municipality | intake | immigration office | coordinator, lead |
 * |---|---|---|---|---|---|
 * | hand over, for the own organisation | yes | yes | no | no | no |
 * | receive, for the own organisation | yes | yes | yes | no | no |
 * | refer to case management, see acceptance and outcome | no | no | no | yes | no |
 * | follow escalations | no | no | no | no | yes |
 */
export const rights = defineRights(
  {
    'journeys.hand-over': ['caseManager', 'municipality'],
    'journeys.receive': ['caseManager', 'municipality', 'intake'],
    'journeys.refer': ['immigrationOffice'],
    'journeys.follow-escalations': ['coordinator', 'lead'],
    'journeys.release-reports': ['caseManager', 'coordinator'],
    'journeys.set-deadlines': ['administrator', 'coordinator'],
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
  { people: ['journeys.hand-over', 'journeys.receive', 'journeys.refer', 'journeys.release-reports'] },
)

/** The room's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<JourneysTables>()

/** An actor who gives or takes for an organisation, in the name of its controller. */
export interface HandingOver {
  readonly organisationId: Id<'organisation'>
  readonly controllerId: Id<'organisation'>
}

type Right = 'journeys.hand-over' | 'journeys.receive' | 'journeys.refer'

/** Throws Forbidden for who holds none of these rights, NotFound for who acts for no organisation: there is no hand-over for them. */
function demandOneOf(actor: Actor, ...oneOf: readonly [Right, ...Right[]]): HandingOver {
  const { organisationId, controllerId } = actor
  if (!oneOf.some((right) => may(actor, right))) throw new Forbidden(oneOf[0])
  if (organisationId === null || controllerId === null) throw new NotFound('acts for no organisation')
  return { organisationId, controllerId }
}

/** Who may begin a hand-over: the giving side, the immigration office included. Throws Forbidden, NotFound. */
export const demandGiving = (actor: Actor) => demandOneOf(actor, 'journeys.hand-over', 'journeys.refer')

/** Who may add to a hand-over of either side. Throws Forbidden, NotFound. */
export const demandHandingOver = (actor: Actor) =>
  demandOneOf(actor, 'journeys.hand-over', 'journeys.receive', 'journeys.refer')

const gives = (actor: Actor) => may(actor, 'journeys.hand-over')
const refers = (actor: Actor) => may(actor, 'journeys.refer')
const receives = (actor: Actor) => may(actor, 'journeys.receive')

/**
 * The only way to hand-overs: those that the actor's organisation gives, or receives where they may take them. What is still
 * being prepared, or was given up before it was offered, concerns the giving side alone.
 */
export function visibleHandovers(tx: Tx, actor: Actor) {
  const { organisationId } = demandHandingOver(actor)
  return tables(tx)
    .selectFrom('handover')
    .where((eb) =>
      eb.or([
        ...(gives(actor) ? [eb('handover.from_organisation_id', '=', organisationId)] : []),
        // The immigration office: what it referred itself. Loaded referrals say no kind; none comes from a file.
        ...(refers(actor)
          ? [
              eb.and([
                eb('handover.from_organisation_id', '=', organisationId),
                eb.or([eb('handover.kind', '=', 'inquiryFromAuthority'), eb('handover.kind', 'is', null)]),
                eb('handover.origin_id', 'is', null),
              ]),
            ]
          : []),
        ...(receives(actor)
          ? [
              eb.and([
                eb('handover.to_organisation_id', '=', organisationId),
                eb.or([
                  eb('handover.offered_on', 'is not', null),
                  eb('handover.state', 'not in', ['prepared', 'withdrawn']),
                ]),
              ]),
            ]
          : []),
      ]),
    )
}
