import type { Day } from '../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import { enqueue } from '../jobs/index.ts'
import {
  mayFollow,
  monthsAfter,
  type RunState,
  readPositions,
  refusalToApprove,
  type StopCode,
  usualArchiveAnswerMonths,
} from './domain.ts'
import type { RetentionKind } from './kind.ts'
import { readRule } from './rules.ts'
import { approversOf, getRun, type Run } from './runs.ts'
import type { RetentionTables, RunRow } from './tables.ts'

/** Deletes one batch and enqueues itself for the next; see erasing.ts. */
export const eraseJob = 'platform.retention-erase'

/** Whether this person decides about data of this controller: their own, or the district's as a whole. */
export function decidesFor(actor: Pick<Actor, 'controllerId'>, controllerId: string | null): boolean {
  return controllerId === null || controllerId === actor.controllerId
}

/** Throws NotFound where the actor does not decide for its controller. */
async function getRunToDecide(tx: Tx, actor: Actor, id: string): Promise<Run> {
  const run = await getRun(tx, id)
  if (!decidesFor(actor, run.controllerId)) throw new NotFound('deletion run')
  return run
}

/** Notes that the list went to the archive on a day; from then on its time for an answer runs. */
export async function noteOffered(
  tx: Tx,
  actor: Actor,
  id: string,
  kind: RetentionKind,
  day: Day,
  version: number,
): Promise<void> {
  const run = await getRunToDecide(tx, actor, id)
  const rule = await readRule(tx, kind, run.controllerId)
  const due = monthsAfter(day, rule.archiveAnswerMonths ?? usualArchiveAnswerMonths)
  await move(tx, run, 'offered', version, { offered_on: day, answer_due_on: due })
  await note(tx, actor, run, 'retention.run-offered', { day, answerDue: due })
}

/** What the archive answered: `taken` are the numbers of the list that it takes ("1, 4-6"), all others are declined. */
export async function noteAnswer(tx: Tx, actor: Actor, id: string, taken: string, version: number): Promise<void> {
  const run = await getRunToDecide(tx, actor, id)
  const positions = readPositions(taken, run.due)
  if (!positions) throw new Invalid([{ field: 'taken', code: 'not-a-position', values: { last: run.due } }])
  await move(tx, run, positions.size > 0 ? 'handing' : 'prepared', version)
  await sql`
    UPDATE retention_item SET answer = CASE WHEN position = ANY (${[...positions]}::integer[]) THEN 'taken' ELSE 'declined' END
    WHERE run_id = ${run.id}
  `.execute(tx)
  await note(tx, actor, run, 'retention.run-answered', { taken: positions.size, declined: run.due - positions.size })
}

/** Lists whose time for an answer is over count as declined. In a transaction of the system; returns how many. */
export async function closeSilentOffers(tx: Tx, today: Day): Promise<number> {
  const { rows } = await sql<{ id: Id<'retentionRun'> }>`
    UPDATE retention_run SET state = 'prepared', version = version + 1
    WHERE state = 'offered' AND ended_at IS NULL AND answer_due_on < ${today}::date RETURNING id
  `.execute(tx)
  for (const { id } of rows) {
    await sql`UPDATE retention_item SET answer = 'silent' WHERE run_id = ${id}`.execute(tx)
    await record(tx, 'system', { event: 'retention.run-unanswered', subject: id, subjectKind: 'retentionRun' })
  }
  return rows.length
}

/** Notes that the archive has what it takes. */
export async function noteHanded(tx: Tx, actor: Actor, id: string, day: Day, version: number): Promise<void> {
  const run = await getRunToDecide(tx, actor, id)
  await move(tx, run, 'prepared', version, { handed_on: day })
  await note(tx, actor, run, 'retention.run-handed', { day })
}

/**
 * Approves a run; with the last approval that it needs the deletion begins. Throws Conflict where this person may not
 * approve it, or where the rule was changed after it had been prepared.
 */
export async function approveRun(
  tx: Tx,
  actor: Actor,
  id: string,
  kind: RetentionKind,
  version: number,
  now: number,
): Promise<{ readonly begins: boolean }> {
  const run = await getRunToDecide(tx, actor, id)
  const approvers = await approversOf(tx, run.id)
  const refusal = refusalToApprove(run, approvers, actor.userId)
  if (refusal) throw new Conflict(refusal)
  const rule = await readRule(tx, kind, run.controllerId)
  if (rule.version !== run.ruleVersion) throw new Conflict('run-rule-changed')
  await tx
    .withTables<RetentionTables>()
    .insertInto('retention_approval')
    .values({ run_id: run.id, user_id: actor.userId, approved_at: new Date(now) })
    .execute()
  const begins = approvers.length + 1 >= run.approvalsNeeded
  // Without the last approval the version moves on all the same: two who approve at once must not pass each other unseen.
  await move(tx, run, begins ? 'erasing' : 'prepared', version, begins ? { erasing_since: new Date(now) } : {})
  if (begins) await enqueue(tx, eraseJob, { run: run.id }, { key: `${eraseJob} ${run.id}` })
  await note(tx, actor, run, 'retention.run-approved', { approvals: approvers.length + 1 })
  return { begins }
}

/** Ends a run before anything of it was deleted; its records stay and are due again. */
export async function stopRun(
  tx: Tx,
  actor: Actor,
  id: string,
  code: StopCode,
  version: number,
  now: number,
): Promise<void> {
  const run = await getRunToDecide(tx, actor, id)
  if (run.state === 'erasing') throw new Conflict('run-erasing')
  await move(tx, run, 'stopped', version, { stop_code: code, ended_at: new Date(now) })
  await tx.withTables<RetentionTables>().deleteFrom('retention_item').where('run_id', '=', run.id).execute()
  await note(tx, actor, run, 'retention.run-stopped', { code })
}

async function move(tx: Tx, run: Run, to: RunState, version: number, more: Partial<RunRow> = {}): Promise<void> {
  if (to !== run.state && !mayFollow(run.state, to)) throw new Conflict('run-elsewhere')
  const moved = await tx
    .withTables<RetentionTables>()
    .updateTable('retention_run')
    .set({ ...more, state: to, version: version + 1 })
    .where('id', '=', run.id)
    .where('version', '=', version)
    .where('state', '=', run.state)
    .executeTakeFirst()
  if (moved.numUpdatedRows === 0n) throw new Conflict('conflict')
}

async function note(tx: Tx, actor: Actor, run: Run, event: string, details: Readonly<Record<string, unknown>>) {
  await record(tx, actor, {
    event,
    subject: run.id,
    subjectKind: 'retentionRun',
    details: { kind: run.kind, ...details },
  })
}
