import { sql } from '../../platform/database/index.ts'
import type { RetentionKind } from '../../platform/retention/kind.ts'
import { dueRows, keptForGood } from '../../platform/retention/rows.ts'

/** Mailbox of the unit and the words of who answered; the report itself stays under the name of the unit. */
const answers: RetentionKind = {
  key: 'measures.answerContact',
  scope: 'tenant',
  fallback: { action: 'delete', period: { months: 24 } },
  actions: ['delete', 'keep'],
  least: { months: 1 },
  traces: { record: 'reduced', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
  ...dueRows({
    from: sql`campaign_request JOIN campaign ON campaign.id = campaign_request.campaign_id`,
    id: sql`campaign_request.id::text`,
    since: sql`campaign.closed_at`,
    where: sql`(campaign_request.mailbox IS NOT NULL OR campaign_request.sent_by_label IS NOT NULL)`,
    label: sql`campaign_request.organisation_name`,
  }),
  async erase(tx, ids) {
    const reports = await sql`
      UPDATE status_report SET author_label = left(campaign_request.organisation_name, 120)
      FROM campaign_request
      WHERE status_report.request_id = campaign_request.id AND campaign_request.id::text = ANY (${[...ids]}::text[])
    `.execute(tx)
    const mailboxes = await sql`
      DELETE FROM campaign_mailbox USING campaign_request
      WHERE campaign_mailbox.campaign_id = campaign_request.campaign_id
        AND campaign_mailbox.organisation_id = campaign_request.organisation_id
        AND campaign_request.id::text = ANY (${[...ids]}::text[])
    `.execute(tx)
    const requests = await sql`
      UPDATE campaign_request SET mailbox = NULL, sent_by_label = NULL WHERE id::text = ANY (${[...ids]}::text[])
    `.execute(tx)
    return {
      campaign_request: Number(requests.numAffectedRows ?? 0n),
      campaign_mailbox: Number(mailboxes.numAffectedRows ?? 0n),
      status_report: Number(reports.numAffectedRows ?? 0n),
    }
  },
}

export const retention: readonly RetentionKind[] = [
  answers,
  keptForGood('measures.measure', { from: sql`measure`, id: sql`measure.id::text`, since: sql`measure.created_at` }),
]

export const fileColumns = [{ table: 'measure_document', column: 'file_id' }]
