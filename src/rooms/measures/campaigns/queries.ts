import { addDays, type Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { may } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type LastReportState, silentAfterDays } from './domain/steps.ts'
import { findSnapshotUpTo, type Snapshot } from './queries/snapshots.ts'

/** What campaigns say to the rest of the room and, through its door, to higher rooms. */

/** What the register's column "Letzte Meldung" shows of a measure. */
export interface LastReport {
  readonly state: LastReportState
  /** Approved or submitted on; null where there is no report. */
  readonly on: Day | null
}

/**
 * How the last report of each measure stands: asked and open, submitted and to be reviewed, approved, or silent for two
 * years. A measure that was never asked about is `none`. Narrowed to what the actor may see.
 */
export async function lastReports(
  tx: Tx,
  actor: Actor,
  measures: readonly string[],
  today: Day,
): Promise<Map<string, LastReport>> {
  if (measures.length === 0 || !may(actor, 'measures.read-internal')) return new Map()
  const { rows } = await sql<{ id: string; asked: boolean; submittedOn: Day | null; approvedOn: Day | null }>`
    SELECT wanted.id, asking.open IS NOT NULL AS asked, waiting.day AS "submittedOn", approved.day AS "approvedOn"
    FROM unnest(${[...measures]}::uuid[]) AS wanted (id)
      LEFT JOIN LATERAL (
        SELECT true AS open FROM campaign_item
          JOIN campaign_request ON campaign_request.id = campaign_item.request_id
          JOIN campaign ON campaign.id = campaign_request.campaign_id
          LEFT JOIN status_report ON status_report.id = campaign_item.report_id
        WHERE campaign_item.measure_id = wanted.id AND campaign.state = 'asking'
          AND (status_report.id IS NULL OR status_report.state = 'returned')
        LIMIT 1
      ) AS asking ON true
      LEFT JOIN LATERAL (
        SELECT (status_report.submitted_at AT TIME ZONE 'Europe/Berlin')::date AS day FROM status_report
        WHERE status_report.measure_id = wanted.id AND status_report.state = 'submitted'
          AND NOT EXISTS (SELECT FROM status_report AS later WHERE later.replaces_id = status_report.id)
        ORDER BY status_report.submitted_at DESC LIMIT 1
      ) AS waiting ON true
      LEFT JOIN LATERAL (
        SELECT (status_report.decided_at AT TIME ZONE 'Europe/Berlin')::date AS day FROM status_report
        WHERE status_report.measure_id = wanted.id AND status_report.state = 'approved'
        ORDER BY status_report.as_of DESC, status_report.submitted_at DESC LIMIT 1
      ) AS approved ON true
  `.execute(tx)
  return new Map(rows.map((row) => [row.id, lastReportOf(row, today)]))
}

function lastReportOf(
  { asked, submittedOn, approvedOn }: { asked: boolean; submittedOn: Day | null; approvedOn: Day | null },
  today: Day,
): LastReport {
  if (submittedOn !== null) return { state: 'submitted', on: submittedOn }
  if (approvedOn !== null && approvedOn < addDays(today, -silentAfterDays)) return { state: 'silent', on: approvedOn }
  if (asked) return { state: 'open', on: approvedOn }
  return approvedOn === null ? { state: 'none', on: null } : { state: 'approved', on: approvedOn }
}

/** How many questions of running campaigns are open for the actor's eyes; for the municipality its own. */
export async function openReportCount(tx: Tx, actor: Actor): Promise<number> {
  if (!may(actor, 'measures.read-internal')) return 0
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM campaign_item
      JOIN campaign_request ON campaign_request.id = campaign_item.request_id
      JOIN campaign ON campaign.id = campaign_request.campaign_id
      LEFT JOIN status_report ON status_report.id = campaign_item.report_id
    WHERE campaign.state = 'asking' AND (status_report.id IS NULL OR status_report.state = 'returned')
  `.execute(tx)
  return rows[0]?.count ?? 0
}

/** The snapshot of the latest reference day up to and with a day; undefined where there is none. */
export const snapshotOn = (tx: Tx, actor: Actor, day: Day): Promise<Snapshot | undefined> =>
  findSnapshotUpTo(tx, actor, day)

/** The snapshot of the latest reference day of all. */
export const latestSnapshot = (tx: Tx, actor: Actor): Promise<Snapshot | undefined> =>
  findSnapshotUpTo(tx, actor, '9999-12-31' as Day)

/** What of the approved reports of measures everybody may read, newest first per measure; for public pages too. */
export interface PublicReport {
  readonly measureId: Id<'measure'>
  readonly asOf: Day
  readonly text: string
  readonly publishedAt: Date
}

/** The last published report of each measure; row-level security leaves out measures that are not public. */
export async function publicReports(tx: Tx, measures: readonly string[]): Promise<Map<string, PublicReport>> {
  if (measures.length === 0) return new Map()
  const { rows } = await sql<PublicReport>`
    SELECT DISTINCT ON (measure_id) measure_id AS "measureId", as_of AS "asOf", text, published_at AS "publishedAt"
    FROM public_report WHERE measure_id = ANY(${[...measures]}::uuid[])
    ORDER BY measure_id, as_of DESC, published_at DESC
  `.execute(tx)
  return new Map(rows.map((row) => [row.measureId as string, row]))
}
