import type { Day } from '../../../../kernel/day.ts'
import { Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { getMeasure, type Measure } from '../../queries/measures.ts'
import { answersFor, runs } from '../access.ts'
import { type Answer, needsObstacle, standingOf } from '../domain/answers.ts'
import type { Setting } from '../setting.ts'
import { tables } from '../tables.ts'

/** How a measure stands in the register, in the terms of reports. */
export const standingIn = (measure: Pick<Measure, 'state' | 'stalledSince'>) => ({
  state: measure.state,
  stalled: measure.stalledSince !== null,
})

/** Whether somebody may report on a measure without being asked: who runs campaigns, and the responsible unit itself. */
export const mayReport = (actor: Actor, measure: Pick<Measure, 'responsible'>): boolean =>
  runs(actor) || (measure.responsible !== null && answersFor(actor).includes(measure.responsible.id))

/**
 * Reports on a measure outside a campaign: something happened, or an approved report has to be corrected. It is reviewed
 * like any other. Throws NotFound for a measure of another unit, Invalid for a day in the future or a missing reason.
 */
export async function reportMeasure(
  tx: Tx,
  actor: Actor,
  { today, now, demo }: Setting,
  id: string,
  { asOf, label, answer }: { readonly asOf: Day; readonly label: string; readonly answer: Answer },
): Promise<Id<'status-report'>> {
  const measure = await getMeasure(tx, actor, id as Id<'measure'>, today)
  if (!mayReport(actor, measure)) throw new NotFound('measure of another unit')
  const asked = standingIn(measure)
  if (asOf > today) throw new Invalid([{ field: 'asOf', code: 'measures-in-future' }])
  if (needsObstacle(answer.choice, asked) && answer.obstacle === null)
    throw new Invalid([{ field: 'obstacle', code: 'measures-obstacle-needed' }])
  const standing = standingOf(answer.choice, asked)
  const report = newId<'status-report'>()
  await tables(tx)
    .insertInto('status_report')
    .values({
      id: report,
      measure_id: measure.id,
      campaign_id: null,
      request_id: null,
      as_of: asOf,
      measure_state: standing.state,
      stalled: standing.stalled,
      unchanged: answer.choice === 'unchanged',
      done_text: answer.done,
      obstacle_text: answer.obstacle,
      next_text: answer.next,
      public_text: answer.publicText,
      author_label: label,
      via: 'member',
      replaces_id: null,
      submitted_at: new Date(now),
      submitted_by: actor.userId,
      state: 'submitted',
      decided_at: null,
      decided_by: null,
      decision_note: null,
      simulated: demo,
    })
    .execute()
  await record(tx, actor, {
    event: 'measures.report-submitted',
    subject: measure.id,
    subjectKind: 'measures.measure',
    details: { report },
  })
  return report
}
