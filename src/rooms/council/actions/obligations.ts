import type { Day } from '../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { DueRule } from '../../network/index.ts'
import { tables } from '../access.ts'
import { storedDue } from '../domain/due.ts'
import type { ObligationState } from '../domain/kinds.ts'
import { isFulfilled, mayBecome } from '../domain/states.ts'
import { getObligation } from '../queries/obligations.ts'
import type { Setting } from '../recording.ts'
import { dueColumns, step } from './steps.ts'

export interface Moved {
  readonly state: ObligationState
  /** Why it is delayed. */
  readonly reason?: string | undefined
  /** What is reported; stands in the follow-up list. */
  readonly note?: string | undefined
  readonly nextReportOn?: Day | undefined
  readonly version: number
}

/**
 * Records how an obligation stands. Throws Conflict where the state does not allow it, Invalid for a delay without a
 * reason; what is done says by what (`dischargeObligation`).
 */
export async function moveObligation(tx: Tx, actor: Actor, setting: Setting, id: string, input: Moved): Promise<void> {
  const one = await getObligation(tx, actor, setting, id)
  if (!mayBecome(one.state, input.state) || input.state === 'done') throw new Conflict('council-obligation-state')
  if (input.state === 'delayed' && !input.reason) throw new Invalid([{ field: 'reason', code: 'required' }])
  await step(tx, actor, one, 'moved', {
    state: input.state,
    reason: input.state === 'delayed' ? (input.reason ?? null) : null,
    note: input.note ?? null,
    nextReportOn: input.nextReportOn ?? null,
    on: setting.today,
    version: input.version,
  })
}

export interface Reassigned {
  readonly responsibleId?: Id<'organisation'> | undefined
  readonly due: DueRule | null
  /** Why; it stands in the record. */
  readonly note: string
  readonly version: number
}

/** Gives an obligation to another unit or sets another deadline. Its words stay. */
export async function reassignObligation(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { responsibleId, due, note, version }: Reassigned,
): Promise<void> {
  const one = await getObligation(tx, actor, setting, id)
  if (isFulfilled(one.state)) throw new Conflict('council-obligation-state')
  const stored = storedDue(due)
  await step(tx, actor, one, 'reassigned', {
    state: one.state,
    reason: one.reason,
    note,
    nextReportOn: one.nextReportOn,
    on: setting.today,
    version,
    columns: { responsible_id: responsibleId ?? null, ...dueColumns(stored) },
  })
}

export interface Discharged {
  readonly paperId?: string | undefined
  readonly measureId?: string | undefined
  readonly reviewId?: string | undefined
  readonly on: Day
  readonly note?: string | undefined
  readonly version?: number
}

/**
 * Marks an obligation as done and says by what: a paper, a measure, a review, or in words. Throws Conflict when it is done
 * already, Invalid when nothing is named or the day lies ahead.
 */
export async function dischargeObligation(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { paperId, measureId, reviewId, on, note, version }: Discharged,
): Promise<void> {
  const one = await getObligation(tx, actor, setting, id)
  if (!mayBecome(one.state, 'done')) throw new Conflict('council-obligation-state')
  if (!paperId && !measureId && !reviewId && !note) throw new Invalid([{ field: 'note', code: 'council-by-what' }])
  if (on > setting.today) throw new Invalid([{ field: 'on', code: 'council-future' }])
  await tables(tx)
    .insertInto('discharge')
    .values({
      id: newId<'discharge'>(),
      obligation_id: one.id,
      paper_id: (paperId ?? null) as Id<'paper'> | null,
      measure_id: (measureId ?? null) as Id<'measure'> | null,
      review_id: (reviewId ?? null) as Id<'review'> | null,
      discharged_on: on,
      note: note ?? null,
      undone_on: null,
      undone_reason: null,
      created_by: actor.userId,
    })
    .execute()
  await step(tx, actor, one, 'discharged', {
    state: 'done',
    reason: null,
    note: note ?? null,
    nextReportOn: null,
    on,
    version: version ?? one.version,
  })
}

/** Opens a fulfilled obligation again: its discharge no longer holds. Throws Conflict when it is not done. */
export async function reopenObligation(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { reason, version }: { readonly reason: string; readonly version?: number },
): Promise<void> {
  const one = await getObligation(tx, actor, setting, id)
  if (!isFulfilled(one.state)) throw new Conflict('council-obligation-state')
  await tables(tx)
    .updateTable('discharge')
    .set({ undone_on: setting.today, undone_reason: reason })
    .where('obligation_id', '=', one.id)
    .where('undone_on', 'is', null)
    .execute()
  await step(tx, actor, one, 'reopened', {
    state: 'inProgress',
    reason: null,
    note: reason,
    nextReportOn: null,
    on: setting.today,
    version: version ?? one.version,
  })
}

/** Opens what a paper had fulfilled, when the paper is withdrawn. */
export async function reopenDischargedBy(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  paperId: Id<'paper'>,
  reason: string,
): Promise<void> {
  const rows = await tables(tx)
    .selectFrom('discharge')
    .select('obligation_id as id')
    .where('paper_id', '=', paperId)
    .where('undone_on', 'is', null)
    .execute()
  for (const { id } of rows) await reopenObligation(tx, actor, setting, id, { reason })
}
