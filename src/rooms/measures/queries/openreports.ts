import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'

/**
 * Measures about which an office is asked in a running campaign and has not answered, or has to answer again. Row-level
 * security leaves a municipality its own.
 */
export async function openReportIds(tx: Tx): Promise<Id<'measure'>[]> {
  const { rows } = await sql<{ id: Id<'measure'> }>`
    SELECT DISTINCT campaign_item.measure_id AS id
    FROM campaign_item
      JOIN campaign_request ON campaign_request.id = campaign_item.request_id
      JOIN campaign ON campaign.id = campaign_request.campaign_id
      JOIN measure ON measure.id = campaign_item.measure_id AND measure.withdrawn_on IS NULL
      LEFT JOIN status_report ON status_report.id = campaign_item.report_id
    WHERE campaign.state = 'asking' AND (status_report.id IS NULL OR status_report.state = 'returned')
    LIMIT 5000
  `.execute(tx)
  return rows.map(({ id }) => id)
}
