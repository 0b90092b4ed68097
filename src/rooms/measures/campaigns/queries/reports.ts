import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { MeasureState } from '../../domain/kinds.ts'
import { visibleReports } from '../access.ts'
import type { ReportState } from '../domain/steps.ts'

/** A report with the measure that it is about, as it stands now. */
export interface Report {
  readonly id: Id<'status-report'>
  readonly measureId: Id<'measure'>
  readonly campaignId: Id<'campaign'> | null
  readonly campaignTitle: string | null
  readonly requestId: Id<'campaign-request'> | null
  readonly asOf: Day
  readonly measureState: MeasureState
  readonly stalled: boolean
  readonly unchanged: boolean
  readonly done: string
  readonly obstacle: string | null
  readonly next: string | null
  readonly publicText: string | null
  readonly author: string
  readonly via: 'link' | 'member' | 'load'
  readonly submittedAt: Date
  readonly state: ReportState
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly decisionNote: string | null
  readonly replacesId: Id<'status-report'> | null
  /** A newer report has taken its place. */
  readonly replaced: boolean
}

const columns = [
  'status_report.id',
  'status_report.measure_id as measureId',
  'status_report.campaign_id as campaignId',
  'campaign.title as campaignTitle',
  'status_report.request_id as requestId',
  'status_report.as_of as asOf',
  'status_report.measure_state as measureState',
  'status_report.stalled',
  'status_report.unchanged',
  'status_report.done_text as done',
  'status_report.obstacle_text as obstacle',
  'status_report.next_text as next',
  'status_report.public_text as publicText',
  'status_report.author_label as author',
  'status_report.via',
  'status_report.submitted_at as submittedAt',
  'status_report.state',
  'status_report.decided_at as decidedAt',
  'membership.name as decidedBy',
  'status_report.decision_note as decisionNote',
  'status_report.replaces_id as replacesId',
] as const

const replaced = sql<boolean>`EXISTS (SELECT FROM status_report AS later WHERE later.replaces_id = status_report.id)`

const reports = (tx: Tx, actor: Actor) =>
  visibleReports(tx, actor)
    .leftJoin('campaign', 'campaign.id', 'status_report.campaign_id')
    .leftJoin(
      sql<{ id: string; name: string }>`membership`.as('membership'),
      'membership.id',
      'status_report.decided_by',
    )
    .select(columns)
    .select(replaced.as('replaced'))

/** Throws NotFound, also for a report that the actor may not see. */
export async function getReport(tx: Tx, actor: Actor, id: string): Promise<Report> {
  const report = await reports(tx, actor)
    .where('status_report.id', '=', id as Id<'status-report'>)
    .executeTakeFirst()
  if (!report) throw new NotFound('there is no such report')
  return report
}

/** The reports of a measure that the actor may see, newest first; at most 100. */
export function reportsOf(tx: Tx, actor: Actor, measure: string): Promise<Report[]> {
  return reports(tx, actor)
    .where('status_report.measure_id', '=', measure as Id<'measure'>)
    .orderBy('status_report.as_of', 'desc')
    .orderBy('status_report.submitted_at', 'desc')
    .limit(100)
    .execute()
}

/** The approved report of the same measure before another one, for comparing the two. */
export async function reportBefore(tx: Tx, actor: Actor, report: Report): Promise<Report | undefined> {
  return await reports(tx, actor)
    .where('status_report.measure_id', '=', report.measureId)
    .where('status_report.state', '=', 'approved')
    .where('status_report.id', '<>', report.id)
    .where('status_report.submitted_at', '<=', report.submittedAt)
    .orderBy('status_report.as_of', 'desc')
    .orderBy('status_report.submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export interface Waiting {
  readonly id: Id<'status-report'>
  readonly number: string
  readonly title: string
  readonly unit: string
  readonly submittedAt: Date
  readonly changes: boolean
}

/**
 * Reports that wait to be decided, those that change a state first, then by arrival; of one campaign, or of all. At most
 * 500.
 */
export async function waitingReports(tx: Tx, actor: Actor, campaign?: Id<'campaign'>): Promise<Waiting[]> {
  return await visibleReports(tx, actor)
    .innerJoin('measure', 'measure.id', 'status_report.measure_id')
    .leftJoin('campaign_request', 'campaign_request.id', 'status_report.request_id')
    .where('status_report.state', '=', 'submitted')
    .where(sql<boolean>`NOT ${replaced}`)
    .$if(campaign !== undefined, (query) => query.where('status_report.campaign_id', '=', campaign as Id<'campaign'>))
    .select([
      'status_report.id',
      'measure.number',
      'measure.title',
      'status_report.submitted_at as submittedAt',
      sql<string>`coalesce(campaign_request.organisation_name, status_report.author_label)`.as('unit'),
      sql<boolean>`(status_report.measure_state <> measure.state OR status_report.stalled <> (measure.stalled_since IS NOT NULL))`.as(
        'changes',
      ),
    ])
    .orderBy('changes', 'desc')
    .orderBy('status_report.submitted_at')
    .orderBy('status_report.id')
    .limit(500)
    .execute()
}
