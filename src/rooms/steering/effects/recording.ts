import type { Updateable } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { storeWords } from '../../../platform/search/index.ts'
import type { CheckEvent } from './domain/states.ts'
import type { Check } from './queries/checks.ts'
import { type EffectTables, type FieldChange, tables } from './tables.ts'

/** Who writes: a member, or the program while it loads. */
export type Writer = Actor | 'system'

export const writerId = (actor: Writer): string | null => (actor === 'system' ? null : actor.userId)

/** Where and when a write happens. */
export interface Setting {
  readonly today: Day
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
}

interface Change {
  readonly event: CheckEvent
  readonly changes?: readonly FieldChange[]
  readonly note?: string | undefined
}

type CheckSet = Omit<Updateable<EffectTables['effect_check']>, 'version' | 'changed_at' | 'changed_by'>

/**
 * Changes a check that somebody has seen in `check.version`: the row, its history and the audit in one transaction. Throws
 * ChangedMeanwhile when somebody was faster.
 */
export async function changeCheck(
  tx: Tx,
  actor: Writer,
  check: Pick<Check, 'id' | 'version'>,
  set: CheckSet,
  change: Change,
): Promise<void> {
  const version = check.version + 1
  const { numUpdatedRows } = await tables(tx)
    .updateTable('effect_check')
    .set({ ...set, version, changed_at: sql<Date>`now()`, changed_by: writerId(actor) })
    .where('id', '=', check.id)
    .where('version', '=', check.version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw await meanwhile(tx, check.id)
  await noteStep(tx, actor, check.id, change)
}

/** Notes what happened to a check whose row has been written: as the row is now. */
export async function noteStep(
  tx: Tx,
  actor: Writer,
  id: Check['id'],
  { event, changes = [], note }: Change,
): Promise<void> {
  const now = await tables(tx)
    .selectFrom('effect_check')
    .select(['version', 'state', 'verdict', 'release_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await tables(tx)
    .insertInto('effect_check_change')
    .values({
      check_id: id,
      ...now,
      event,
      changes: JSON.stringify(changes),
      note: note ?? null,
      changed_at: sql<Date>`now()`,
      changed_by: writerId(actor),
    })
    .execute()
  await record(tx, actor, {
    event: `steering.effect-${event}`,
    subject: id,
    subjectKind: 'steering.effect',
    details: {
      state: now.state,
      fields: changes.map(({ field }) => field),
      ...(now.verdict && { verdict: now.verdict }),
    },
  })
}

async function meanwhile(tx: Tx, id: Check['id']): Promise<ChangedMeanwhile> {
  const latest = await tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('effect_check')
    .leftJoin('membership', 'membership.id', 'effect_check.changed_by')
    .select(['membership.name', 'effect_check.changed_at'])
    .where('effect_check.id', '=', id)
    .executeTakeFirst()
  return new ChangedMeanwhile(latest?.name ?? '', latest?.changed_at ?? new Date())
}

/** The words that a check is found by, instead of those it had. */
export async function keepWords(tx: Tx, id: Check['id'], title: string): Promise<void> {
  await tables(tx)
    .deleteFrom('effect_check_word')
    .where('subject_kind', '=', 'effect_check')
    .where('subject_id', '=', id)
    .execute()
  await storeWords(tx, 'effect_check_word', [{ kind: 'effect_check', id, texts: [title] }])
}
