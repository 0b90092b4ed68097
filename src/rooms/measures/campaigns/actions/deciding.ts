import type { Day } from '../../../../kernel/day.ts'
import { Conflict } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { sendMail } from '../../../../platform/mail/index.ts'
import { notifySubscribers } from '../../../../platform/subscriptions/index.ts'
import { changeState } from '../../actions/states.ts'
import { stateIssue } from '../../domain/states.ts'
import { getMeasure, type Measure } from '../../queries/measures.ts'
import { reasonOf, same } from '../domain/answers.ts'
import { afterDecision, type ReportStep } from '../domain/steps.ts'
import { getCampaign, getUnit } from '../queries/campaigns.ts'
import { getReport, type Report } from '../queries/reports.ts'
import type { Setting } from '../setting.ts'
import { tables } from '../tables.ts'
import { mailValues } from './asking.ts'
import { addLink } from './links.ts'
import { takeStep } from './taking.ts'

export interface ApprovalInput {
  /** Version of the measure that the reviewer compared the report with. */
  readonly measureVersion: number
  /** The register takes the reported state over. */
  readonly apply: boolean
  readonly publicText?: string | undefined
  /** What everybody may read; without it nothing of the report leaves the house. */
  readonly publish: boolean
}

/**
 * Approves a report: it counts as the last report of its measure, its state goes into the register with the report as
 * reason, and a text may be published. Throws Conflict when somebody decided or replaced it meanwhile, ChangedMeanwhile
 * when the measure was edited since the reviewer saw it, Invalid when the register refuses the state.
 */
export async function approveReport(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  input: ApprovalInput,
): Promise<Report> {
  const report = await decide(tx, actor, setting, id, 'approve', null)
  if (input.apply) {
    const measure = await getMeasure(tx, actor, report.measureId, setting.today)
    const change = changeBy(report, measure, setting.today)
    if (change) await changeState(tx, actor, setting, report.measureId, { ...change, version: input.measureVersion })
  }
  if (input.publish && input.publicText) {
    await tables(tx)
      .insertInto('public_report')
      .values({
        report_id: report.id,
        measure_id: report.measureId,
        as_of: report.asOf,
        measure_state: report.measureState,
        stalled: report.stalled,
        text: input.publicText,
        published_at: new Date(setting.now),
      })
      .execute()
    await notifySubscribers(tx, { kind: 'measure', id: report.measureId, change: 'report' })
  }
  return report
}

/**
 * What a report would change in the register: state, since when, why; undefined where it says what the register says. The
 * new state begins on the day the report speaks of, but never in the future nor before the present one.
 */
export function changeBy(
  report: Pick<Report, 'measureState' | 'stalled' | 'asOf' | 'done' | 'obstacle'>,
  measure: Pick<Measure, 'state' | 'stalledSince' | 'stateSince'>,
  today: Day,
) {
  const reported = { state: report.measureState, stalled: report.stalled }
  if (same(reported, { state: measure.state, stalled: measure.stalledSince !== null })) return undefined
  const present = measure.stalledSince ?? measure.stateSince
  const since = [report.asOf > today ? today : report.asOf, present].sort().at(-1) as Day
  return { ...reported, since, reason: reasonOf(report, reported) }
}

/** Whether the register takes the change: some steps, such as back from completed, it does not know. */
export function isRefused(
  change: NonNullable<ReturnType<typeof changeBy>>,
  measure: Pick<Measure, 'state' | 'stalledSince' | 'stateSince'>,
  today: Day,
): boolean {
  const present = {
    state: measure.state,
    stalled: measure.stalledSince !== null,
    since: measure.stalledSince ?? measure.stateSince,
  }
  return stateIssue(present, change, today) !== undefined
}

/** Gives a report back with a note. The unit reads it under the same link. Throws Conflict. */
export async function returnReport(tx: Tx, actor: Actor, setting: Setting, id: string, note: string): Promise<Report> {
  const seen = await getReport(tx, actor, id)
  if (seen.campaignId) await takeStep(tx, actor, seen.campaignId, 'return-report')
  const report = await decide(tx, actor, setting, id, 'return', note)
  if (report.campaignId && report.requestId) await tellReturned(tx, actor, setting, report.campaignId, report.requestId)
  return report
}

async function decide(
  tx: Tx,
  actor: Actor,
  { now }: Setting,
  id: string,
  step: ReportStep,
  note: string | null,
): Promise<Report> {
  await sql`SELECT FROM status_report WHERE id::text = ${id} FOR UPDATE`.execute(tx)
  const report = await getReport(tx, actor, id)
  const next = afterDecision(report.state, step)
  if (!next) throw new Conflict('measures-report-decided')
  if (report.replaced) throw new Conflict('measures-report-replaced')
  await tables(tx)
    .updateTable('status_report')
    .set({ state: next, decided_at: new Date(now), decided_by: actor.userId, decision_note: note })
    .where('id', '=', report.id)
    .execute()
  await record(tx, actor, {
    event: `measures.report-${next}`,
    subject: report.measureId,
    subjectKind: 'measures.measure',
    details: { report: report.id },
  })
  return report
}

async function tellReturned(
  tx: Tx,
  actor: Actor,
  { now }: Setting,
  campaignId: Id<'campaign'>,
  request: Id<'campaign-request'>,
): Promise<void> {
  const campaign = await getCampaign(tx, actor, campaignId)
  const unit = await getUnit(tx, actor, campaignId, request)
  if (unit.mailbox === null) return
  await sendMail(
    tx,
    {
      to: unit.mailbox,
      template: 'measures.report-returned',
      locale: 'de',
      speaksReceiver: true,
      values: mailValues(campaign, unit.open),
      links: { link: await addLink(tx, unit.id, now) },
      about: { kind: 'measures.campaign', id: campaign.id },
    },
    now,
  )
}
