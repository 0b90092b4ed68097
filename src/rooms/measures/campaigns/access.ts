import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { hashOf } from '../../../platform/identity/tokens.ts'
import { tables } from './tables.ts'

/**
 * Who sees what of a campaign, beside the rights of the room (../access.ts):
 *
 * | | lead, coordinator | other staff | municipality | partner | council, public | link |
 * |---|---|---|---|---|---|---|
 * | campaigns, how far each unit is | yes | yes | its own requests | its own requests | no | its own request |
 * | reports | all | approved | approved, its own | its own | no | its own, the last one before |
 * | what a unit has saved and not sent | no | no | its own | its own | no | its own |
 * | snapshots | yes | yes | yes | no | no | no |
 * | what was published of a report | yes | yes | yes | of public measures | of public measures | no |
 *
 * The same rules stand in migrations/011_campaigns_access.sql and 031_partners.sql.
 */
type Reader = Pick<Actor, 'roles' | 'organisationId' | 'controllerId'>

/** Runs campaigns: sees every answer, asks, reminds, closes. */
export const runs = (actor: Pick<Actor, 'roles'>) => may(actor, 'measures.edit')

/** Sees how far all units are. */
const oversees = ({ roles }: Pick<Actor, 'roles'>) =>
  roles.some((role) => !['municipality', 'partner', 'council'].includes(role))

/** The organisations that this person answers for: their own, and the one that answers for its data (a town for its offices). */
export const answersFor = ({ roles, organisationId, controllerId }: Reader): string[] =>
  roles.includes('municipality') || roles.includes('partner')
    ? [organisationId, controllerId].filter((id) => id !== null)
    : []

export const visibleCampaigns = (tx: Tx, actor: Reader) =>
  tables(tx)
    .selectFrom('campaign')
    .$if(!may(actor, 'measures.read-internal'), (query) =>
      query.where(
        'campaign.id',
        'in',
        visibleRequests(tx, actor)
          .where('campaign_request.organisation_id', 'in', orNobody(actor))
          .select('campaign_request.campaign_id'),
      ),
    )

export const visibleRequests = (tx: Tx, actor: Reader) =>
  tables(tx)
    .selectFrom('campaign_request')
    .$if(!oversees(actor), (query) => query.where('campaign_request.organisation_id', 'in', orNobody(actor)))

export const visibleReports = (tx: Tx, actor: Reader) =>
  tables(tx)
    .selectFrom('status_report')
    .$if(!runs(actor), (query) =>
      query.where((eb) =>
        eb.or([
          ...(may(actor, 'measures.read-internal') ? [eb('status_report.state', '=', 'approved')] : []),
          eb(
            'status_report.request_id',
            'in',
            eb
              .selectFrom('campaign_request as own')
              .select('own.id')
              .where('own.organisation_id', 'in', orNobody(actor)),
          ),
          ...('userId' in actor ? [eb('status_report.submitted_by', '=', String(actor.userId))] : []),
        ]),
      ),
    )
    .$if(!may(actor, 'measures.read-internal') && !may(actor, 'measures.report'), (query) =>
      query.where((eb) => eb.lit(false)),
    )

export const visibleSnapshots = (tx: Tx, actor: Reader) =>
  tables(tx)
    .selectFrom('snapshot')
    .$if(!may(actor, 'measures.read-internal'), (query) => query.where((eb) => eb.lit(false)))

/** The one request that a link leads to, while nobody has revoked it; the transaction acts as this link (`actAsLink`). */
export const requestOfLink = (tx: Tx, token: string) =>
  tables(tx)
    .selectFrom('campaign_request')
    .innerJoin('campaign_link', 'campaign_link.request_id', 'campaign_request.id')
    .where('campaign_link.hash', '=', hashOf(token))
    .where('campaign_link.revoked_at', 'is', null)

const nobody = '00000000-0000-0000-0000-000000000000'
const orNobody = (actor: Reader) => {
  const organisations = answersFor(actor)
  return (organisations.length > 0 ? organisations : [nobody]) as never[]
}
