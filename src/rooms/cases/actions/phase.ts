import type { Day } from '../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { handoversOf } from '../../journeys/index.ts'
import { tables } from '../access.ts'
import type { Attainment, ClosureReason } from '../domain/closing.ts'
import { mayFollow, type Phase } from '../domain/phases.ts'
import { getCaseToWrite } from '../queries.ts'
import { advanced, demandWritten } from '../recording.ts'
import { dropOpenTasks, keepNextDue } from '../work/index.ts'

/** When a write happens. */
export interface Moment {
  readonly today: Day
  readonly now: number
}

/** Moves a case into another phase that may follow; ending it has its own action. Throws NotFound, Forbidden, Conflict. */
export async function changePhase(
  tx: Tx,
  actor: Actor,
  id: string,
  to: Phase,
  version: number,
  { today, now }: Moment,
): Promise<void> {
  const file = await getCaseToWrite(tx, actor, id)
  if (to === 'closed' || !mayFollow(file.phase, to)) throw new Conflict('cases-phase-cannot-follow')
  const ends = to === 'declined' || to === 'referredOn' || to === 'adviceOnly'
  const { numUpdatedRows } = await tables(tx)
    .updateTable('case_file')
    .set({
      phase: to,
      closed_on: ends ? today : null,
      closure_reason: null,
      goal_attainment: null,
      last_activity_on: today,
      ...advanced(actor, version, now),
    })
    .where('id', '=', file.id)
    .where('version', '=', version)
    .executeTakeFirst()
  await demandWritten(tx, file.id, numUpdatedRows)
  if (file.closedOn !== null) await keepNextDue(tx, file.id)
  await record(tx, actor, {
    event: file.closedOn === null ? 'cases.phase-changed' : 'cases.reopened',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { before: file.phase, after: to },
  })
}

export interface Closing {
  readonly reason: ClosureReason
  readonly attainment: Attainment
  readonly version: number
}

/**
 * Closes a case with its reason and how far the goals were reached. Hand-overs that still wait for an answer must be ended
 * first: nobody would follow them. From now on the period of deletion runs. Throws NotFound, Forbidden, Invalid.
 */
export async function closeCase(
  tx: Tx,
  actor: Actor,
  id: string,
  { reason, attainment, version }: Closing,
  { today, now }: Moment,
): Promise<void> {
  const file = await getCaseToWrite(tx, actor, id)
  if (!mayFollow(file.phase, 'closed')) throw new Conflict('cases-phase-cannot-follow')
  const waiting = (await handoversOf(tx, actor, file.id)).filter(({ state }) => waits.includes(state))
  if (waiting.length > 0)
    throw new Invalid([{ field: '', code: 'cases-handovers-wait', values: { n: waiting.length } }])
  const { numUpdatedRows } = await tables(tx)
    .updateTable('case_file')
    .set({
      phase: 'closed',
      closed_on: today,
      closure_reason: reason,
      goal_attainment: attainment,
      next_due_on: null,
      last_activity_on: today,
      ...advanced(actor, version, now),
    })
    .where('id', '=', file.id)
    .where('version', '=', version)
    .executeTakeFirst()
  await demandWritten(tx, file.id, numUpdatedRows)
  const dropped = await dropOpenTasks(tx, actor, { today, now }, file)
  await record(tx, actor, {
    event: 'cases.closed',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { reason, attainment, dropped },
  })
}

const waits: readonly string[] = ['prepared', 'offered', 'askedBack', 'accepted']
