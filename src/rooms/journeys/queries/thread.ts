import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { HandoverKind, Sides } from '../domain.ts'
import { type LaterHappened, laterOf } from './later.ts'

export interface Message {
  readonly id: Id<'handover-message'>
  readonly kind: 'question' | 'answer' | 'note'
  readonly body: string
  readonly organisationId: Id<'organisation'>
  readonly author: string | null
  readonly at: Date
}

/** Something of the history besides messages: a step, or who had it. */
export interface Happened {
  readonly key: string
  readonly what:
    | {
        readonly kind: 'step'
        readonly step: HandoverKind
        readonly on: Day
        readonly source: Sides
        readonly reason: string | null
        /** Why and when it was taken back, where it was recorded wrongly. */
        readonly corrected: { readonly why: string; readonly at: Date } | null
      }
    | { readonly kind: 'assigned'; readonly to: string | null }
    | LaterHappened
  /** Null: nobody's, or either side's. */
  readonly organisationId: Id<'organisation'> | null
  readonly who: string | null
  readonly at: Date
}

const mostMessages = 200

/** Questions and answers, oldest first. */
export function messagesOf(tx: Tx, id: Id<'handover'>): Promise<Message[]> {
  return tables(tx)
    .selectFrom('handover_message')
    .leftJoin('membership', 'membership.id', 'handover_message.author_id')
    .select([
      'handover_message.id',
      'handover_message.kind',
      'body',
      'handover_message.organisation_id as organisationId',
      'membership.name as author',
      'handover_message.created_at as at',
    ])
    .where('handover_id', '=', id)
    .orderBy('handover_message.created_at')
    .orderBy('handover_message.id')
    .limit(mostMessages)
    .execute()
}

/** Steps and who had it, the latest first; at most 200. */
export async function historyOf(tx: Tx, id: Id<'handover'>): Promise<readonly Happened[]> {
  const steps = await tables(tx)
    .selectFrom('journey_step')
    .leftJoin('membership', 'membership.id', 'journey_step.recorded_by')
    .leftJoin('journey_step_correction', 'journey_step_correction.step_id', 'journey_step.id')
    .select([
      'journey_step.id',
      'kind',
      'occurred_on as on',
      'source',
      'journey_step.reason',
      'journey_step_correction.reason as wrong',
      'corrected_at as correctedAt',
      'journey_step.organisation_id as organisationId',
      'membership.name as who',
      'recorded_at as at',
    ])
    .where('journey_step.handover_id', '=', id)
    .$narrowType<{ kind: HandoverKind }>()
    .limit(mostMessages)
    .execute()
  const assignments = await tables(tx)
    .selectFrom('handover_assignment')
    .leftJoin('membership as by', 'by.id', 'assigned_by')
    .leftJoin('membership as member', 'member.id', 'member_id')
    .select([
      'handover_assignment.id',
      'member.name as to',
      'handover_assignment.organisation_id as organisationId',
      'by.name as who',
      'assigned_at as at',
    ])
    .where('handover_id', '=', id)
    .limit(mostMessages)
    .execute()
  const happened: Happened[] = [
    ...steps.map(({ id: key, kind: step, on, source, reason, wrong, correctedAt, ...rest }) => ({
      key,
      what: {
        kind: 'step' as const,
        step,
        on,
        source,
        reason,
        corrected: wrong !== null && correctedAt !== null ? { why: wrong, at: correctedAt } : null,
      },
      ...rest,
    })),
    ...assignments.map(({ id: key, to, ...rest }) => ({ key, what: { kind: 'assigned' as const, to }, ...rest })),
    ...(await laterOf(tx, id)),
  ]
  return happened.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.key < b.key ? 1 : -1)).slice(0, mostMessages)
}
