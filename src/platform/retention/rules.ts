import { Conflict, Invalid } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Tx } from '../database/index.ts'
import { isShorter, proposedRule, type Rule } from './domain.ts'
import type { Period, RetentionAction, RetentionKind } from './kind.ts'
import type { RetentionTables } from './tables.ts'

export type ControllerId = Id<'organisation'> | null

/** A rule as it was decided. */
export interface DecidedRule extends Rule {
  readonly reason: string
  readonly decidedAt: Date
  readonly decidedBy: Id<'user'> | null
}

/** The rule that holds for a kind and a controller. */
export async function readRule(tx: Tx, kind: RetentionKind, controllerId: ControllerId): Promise<Rule | DecidedRule> {
  const [newest] = await listRules(tx, kind, controllerId, 1)
  return newest ?? proposedRule(kind)
}

/** All decisions about a kind and a controller, the newest first, at most `limit`. */
export async function listRules(
  tx: Tx,
  kind: RetentionKind,
  controllerId: ControllerId,
  limit = 50,
): Promise<readonly DecidedRule[]> {
  if (kind.fixed) return []
  const rows = await tx
    .withTables<RetentionTables>()
    .selectFrom('retention_rule')
    .selectAll()
    .where('kind', '=', kind.key)
    .where('controller_id', controllerId === null ? 'is' : '=', controllerId)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    version: row.version,
    action: row.action,
    period: periodOf(row),
    archiveAnswerMonths: row.archive_answer_months,
    reason: row.reason,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
  }))
}

export function periodOf(row: { period_months: number | null; period_days: number | null }): Period | null {
  if (row.period_months !== null) return { months: row.period_months }
  return row.period_days === null ? null : { days: row.period_days }
}

export function columnsOf(period: Period | null): { period_months: number | null; period_days: number | null } {
  return {
    period_months: period && 'months' in period ? period.months : null,
    period_days: period && 'days' in period ? period.days : null,
  }
}

export interface RuleInput {
  readonly action: RetentionAction
  readonly period: Period | null
  readonly archiveAnswerMonths: number | null
  /** Who decided and why; no names. */
  readonly reason: string
  /** That of the page the decision was made on. */
  readonly version: number
}

/**
 * Decides anew how long a kind is kept. Runs that were prepared under the earlier rule do not delete any more. Throws
 * Invalid for what the kind does not allow, Conflict when somebody decided meanwhile.
 */
export async function decideRule(
  tx: Tx,
  actor: Actor | 'system',
  kind: RetentionKind,
  controllerId: ControllerId,
  input: RuleInput,
  now: number,
): Promise<void> {
  if (kind.fixed) throw new Conflict('rule-fixed')
  if (!kind.actions.includes(input.action)) throw new Invalid([{ field: 'action', code: 'not-an-option' }])
  const period = input.action === 'keep' ? null : input.period
  if (input.action !== 'keep' && !period) throw new Invalid([{ field: 'period', code: 'required' }])
  if (period && kind.least && isShorter(period, kind.least))
    throw new Invalid([{ field: 'period', code: 'rule-too-short' }])
  if (input.action === 'offer' && !input.archiveAnswerMonths)
    throw new Invalid([{ field: 'archiveAnswerMonths', code: 'required' }])
  const written = await tx
    .withTables<RetentionTables>()
    .insertInto('retention_rule')
    .values({
      id: newId<'retentionRule'>(now),
      kind: kind.key,
      controller_id: controllerId,
      version: input.version + 1,
      action: input.action,
      ...columnsOf(period),
      archive_answer_months: input.action === 'offer' ? input.archiveAnswerMonths : null,
      reason: input.reason,
      decided_at: new Date(now),
      decided_by: actor === 'system' ? null : actor.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) throw new Conflict('conflict')
  await record(tx, actor, {
    event: 'retention.rule-decided',
    subjectKind: 'retentionRule',
    details: { kind: kind.key, controller: controllerId, version: input.version + 1, action: input.action, ...period },
  })
}
