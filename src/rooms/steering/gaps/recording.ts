import type { Updateable } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { storeWords } from '../../../platform/search/index.ts'
import type { ChangeEvent } from './domain/states.ts'
import type { Gap } from './queries/gaps.ts'
import { type FieldChange, type GapTables, tables } from './tables.ts'

/** Who writes: a member, or the program while it loads. */
export type Writer = Actor | 'system'

export const writerId = (actor: Writer): string | null => (actor === 'system' ? null : actor.userId)

/** Where and when a write happens. */
export interface Setting {
  readonly today: Day
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
}

export interface Change {
  readonly event: ChangeEvent
  readonly changes?: readonly FieldChange[]
  readonly note?: string | undefined
}

type GapSet = Omit<Updateable<GapTables['gap']>, 'version' | 'changed_at' | 'changed_by'>

/**
 * Changes a gap that somebody has seen in `gap.version`: the row, its history and the audit in one transaction. Throws
 * ChangedMeanwhile when somebody was faster.
 */
export async function changeGap(
  tx: Tx,
  actor: Writer,
  gap: Pick<Gap, 'id' | 'state' | 'version'>,
  set: GapSet,
  change: Change,
): Promise<void> {
  const version = gap.version + 1
  const changed = await tables(tx)
    .updateTable('gap')
    .set({ ...set, version, changed_at: sql<Date>`now()`, changed_by: writerId(actor) })
    .where('id', '=', gap.id)
    .where('version', '=', gap.version)
    .returning('gap.state')
    .executeTakeFirst()
  if (!changed) throw await meanwhile(tx, gap.id)
  await note(tx, actor, { id: gap.id, version, state: changed.state, stateBefore: gap.state }, change)
}

/** Notes what happened to a gap whose row has been written. */
export async function note(
  tx: Tx,
  actor: Writer,
  gap: {
    readonly id: Gap['id']
    readonly version: number
    readonly state: Gap['state']
    readonly stateBefore: Gap['state'] | null
  },
  { event, changes = [], note: said }: Change,
): Promise<void> {
  await tables(tx)
    .insertInto('gap_change')
    .values({
      gap_id: gap.id,
      version: gap.version,
      event,
      state: gap.state,
      state_before: gap.stateBefore,
      changes: JSON.stringify(changes),
      note: said ?? null,
      changed_at: sql<Date>`now()`,
      changed_by: writerId(actor),
    })
    .execute()
  await record(tx, actor, {
    event: `steering.gap-${event}`,
    subject: gap.id,
    subjectKind: 'steering.gap',
    details: { state: gap.state, fields: changes.map(({ field }) => field) },
  })
}

async function meanwhile(tx: Tx, id: Gap['id']): Promise<ChangedMeanwhile> {
  const latest = await tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('gap')
    .leftJoin('membership', 'membership.id', 'gap.changed_by')
    .select(['membership.name', 'gap.changed_at'])
    .where('gap.id', '=', id)
    .executeTakeFirst()
  return new ChangedMeanwhile(latest?.name ?? '', latest?.changed_at ?? new Date())
}

/** The words that a gap is found by, instead of those it had. */
export async function keepWords(
  tx: Tx,
  gap: { readonly id: Gap['id']; readonly title: string; readonly description: string | null },
): Promise<void> {
  await tables(tx).deleteFrom('gap_word').where('subject_kind', '=', 'gap').where('subject_id', '=', gap.id).execute()
  await storeWords(tx, 'gap_word', [{ kind: 'gap', id: gap.id, texts: [gap.title, gap.description] }])
}
