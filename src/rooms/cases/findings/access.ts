import { type Actor, defineRights, demand, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from './tables.ts'

/**
 * Whoever does case management reports, and sees what became of it. A second person releases: another case manager of the
 * same controller, or coordination for all of them; they see interface, hurdle, quarter, region and text, neither case nor
 * author. The same rules stand once more in ../migrations/030_findings.sql.
 */
export const findingRights = defineRights(
  {
    'cases.report-finding': ['caseManager'],
    'cases.release-findings': ['caseManager', 'coordinator'],
  },
  { people: ['cases.report-finding', 'cases.release-findings'] },
)

/** The only way to one's own findings, with where they came from. */
export function ownFindings(tx: Tx, actor: Actor) {
  demand(actor, 'cases.report-finding')
  return tables(tx)
    .selectFrom('finding_origin')
    .innerJoin('finding', 'finding.id', 'finding_origin.finding_id')
    .where('finding_origin.author_id', '=', actor.userId)
}

/** The only way to texts that wait for the actor as the second person: not one's own, within reach, not yet decided. */
export function findingsToRelease(tx: Tx, actor: Actor) {
  demand(actor, 'cases.release-findings')
  return tables(tx)
    .selectFrom('finding')
    .where('finding.state', '=', 'reported')
    .$if(!readsAll(actor), (query) => query.where('finding.controller_id', '=', actor.controllerId))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('finding_origin')
            .select('finding_origin.finding_id')
            .whereRef('finding_origin.finding_id', '=', 'finding.id')
            .where('finding_origin.author_id', '=', actor.userId),
        ),
      ),
    )
}

/** Coordination reads the texts of all controllers: a small team has no second person of its own. */
const readsAll = (actor: Actor) => may(actor, 'cases.release-findings') && actor.roles.includes('coordinator')
