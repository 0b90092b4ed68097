import { addDays, type Day } from '../../../kernel/day.ts'
import { Conflict, Invalid, type Issue } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, tables } from '../access.ts'
import type { Setting } from '../adding.ts'
import { doneMeanwhile, lockHandover } from '../locking.ts'
import { isAfterOver } from '../reading.ts'

/** What was agreed for the time after the end: how long the giving side may still read, and why. */
export interface After {
  readonly until: Day
  /** The legal basis, as offices quote it. */
  readonly norm: string
}

/** The longest time after the end that can be agreed, in days: what is needed longer is a file of one's own. */
export const mostAfterDays = 730

/**
 * Agrees on the time after the end, as either side, from the acceptance on: until which day and on which legal basis the giving
 * side may still read what it passed on. It ends by itself, and once it is over nobody opens it again; what was set before stays
 * on record. `version`: number of the steps that the page showed. Throws NotFound, Conflict, Invalid.
 */
export async function setAfter(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  { version, ...after }: After & { readonly version?: number },
  { clock }: Setting,
): Promise<void> {
  demand(actor, 'journeys.receive')
  const { organisationId, controllerId } = demandHandingOver(actor)
  const handover = await lockHandover(tx, actor, id)
  if (!['accepted', 'firstAppointment', 'completed'].includes(handover.state))
    throw new Conflict('journeys-after-not-open')
  if (version !== undefined && version !== handover.version)
    throw await doneMeanwhile(tx, handover, version, 'journeys-after-not-open')
  const today = clock.today()
  const { ended_on: endedOn, after_until: afterUntil } = handover
  if (isAfterOver({ endedOn, afterUntil }, today)) throw new Conflict('journeys-after-over')
  const issues = issuesOfAfter(after, today, endedOn)
  if (issues.length > 0) throw new Invalid(issues)
  await tables(tx)
    .insertInto('handover_after')
    .values({
      id: newId<'handover-after'>(clock.now()),
      handover_id: id,
      controller_id: controllerId,
      organisation_id: organisationId,
      after_until: after.until,
      after_norm: after.norm,
      set_by: actor.userId,
      set_at: new Date(clock.now()),
    })
    .execute()
  await tables(tx)
    .updateTable('handover')
    .set((eb) => ({ after_until: after.until, after_norm: after.norm, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await record(tx, actor, {
    event: 'journeys.after-set',
    subject: id,
    subjectKind: 'journeys.handover',
    details: { until: after.until },
  })
}

/** What cannot be right about the time after the end. `endedOn`: null while it has not ended, then counted from today. */
function issuesOfAfter({ until, norm }: After, today: Day, endedOn: Day | null): Issue[] {
  const issues: Issue[] = []
  const latest = addDays(endedOn ?? today, mostAfterDays)
  if (until < today) issues.push({ field: 'afterUntil', code: 'journeys-day-past' })
  // Where nothing was agreed for longer than that, today can still be made its last day.
  else if (until > latest && until > today)
    issues.push({ field: 'afterUntil', code: 'journeys-after-too-long', values: { days: mostAfterDays } })
  if (norm.trim() === '') issues.push({ field: 'afterNorm', code: 'required' })
  return issues
}
