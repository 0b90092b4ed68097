import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Cell } from '../domain/cells.ts'
import type { ChangeKind } from '../domain/kinds.ts'
import type { TopicState } from '../domain/states.ts'
import { type FieldChange, tables } from '../tables.ts'

/** The municipalities that a topic which was reached reaches, in the order of their ids. */
export async function municipalitiesOf(tx: Tx, id: Id<'topic'>): Promise<readonly Id<'municipality'>[]> {
  const rows = await tables(tx)
    .selectFrom('topic_municipality')
    .select('municipality_id')
    .where('topic_id', '=', id)
    .orderBy('municipality_id')
    .limit(200)
    .execute()
  return rows.map(({ municipality_id }) => municipality_id)
}

/** One step of a topic's history. */
export interface TopicStep {
  readonly id: Id<'topic-change'>
  readonly number: number
  readonly kind: ChangeKind
  readonly at: Date
  /** Null: the program. */
  readonly who: string | null
  readonly state: TopicState
  readonly stateBefore: TopicState | null
  readonly other: { readonly number: number; readonly title: string } | null
  /** Null: it was about none, or this reader may not know which. */
  readonly cells: readonly Cell[] | null
  readonly changes: readonly FieldChange[]
  readonly note: string | null
}

/** What happened to a topic that was reached, the newest first, at most `limit`. */
export async function stepsOf(tx: Tx, id: Id<'topic'>, limit: number): Promise<readonly TopicStep[]> {
  const rows = await tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('topic_change')
    .leftJoin('membership', 'membership.id', 'topic_change.said_by')
    .leftJoin('topic_change_cells', 'topic_change_cells.change_id', 'topic_change.id')
    .leftJoin('topic as other', 'other.id', 'topic_change.other_id')
    .select([
      'topic_change.id',
      'topic_change.number',
      'topic_change.kind',
      'topic_change.said_at as at',
      'membership.name as who',
      'topic_change.state',
      'topic_change.state_before as stateBefore',
      'other.number as otherNumber',
      'other.title as otherTitle',
      'topic_change_cells.cells',
      'topic_change.changes',
      'topic_change.note',
    ])
    .where('topic_change.topic_id', '=', id)
    .orderBy('topic_change.number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ otherNumber, otherTitle, ...row }) => ({
    ...row,
    other: otherNumber === null || otherTitle === null ? null : { number: otherNumber, title: otherTitle },
  }))
}
