import type { Updateable } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { storeWords } from '../../../platform/search/index.ts'
import type { Cell } from './domain/cells.ts'
import type { ChangeKind } from './domain/kinds.ts'
import { traceIn } from './domain/traces.ts'
import type { Topic } from './queries/topics.ts'
import { type FieldChange, type TopicTables, tables } from './tables.ts'

/** Who writes: a member, or the program in a job. */
export type Writer = Actor | 'system'

export const writerId = (actor: Writer): string | null => (actor === 'system' ? null : actor.userId)

/** Where and when a write happens. */
export interface Setting {
  readonly today: Day
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
}

export interface Change {
  readonly kind: ChangeKind
  readonly cells?: readonly Cell[]
  readonly changes?: readonly FieldChange[]
  readonly otherId?: Id<'topic'>
  readonly undoes?: Id<'topic-change'>
  readonly note?: string | undefined
  /** The day that the program enters later, when it loads; what a person does is said now. */
  readonly on?: Day
}

/** What a change writes into the row of the topic. */
export type TopicSet = Omit<Updateable<TopicTables['topic']>, 'version' | 'changed_at' | 'changed_by'>

/**
 * Changes a topic that somebody has seen in `topic.version`: the row, its history and the audit in one transaction. Returns
 * the new version. Throws ChangedMeanwhile when somebody was faster.
 */
export async function changeTopic(
  tx: Tx,
  actor: Writer,
  topic: Pick<Topic, 'id' | 'state' | 'version'>,
  set: TopicSet,
  change: Change,
): Promise<number> {
  const version = topic.version + 1
  const changed = await tables(tx)
    .updateTable('topic')
    .set({ ...set, version, changed_at: sql<Date>`now()`, changed_by: writerId(actor) })
    .where('id', '=', topic.id)
    .where('version', '=', topic.version)
    .returning('topic.state')
    .executeTakeFirst()
  if (!changed) throw await meanwhile(tx, topic.id)
  await note(tx, actor, { id: topic.id, version, state: changed.state, stateBefore: topic.state }, change)
  return version
}

/** Notes what happened to a topic whose row has been written. */
export async function note(
  tx: Tx,
  actor: Writer,
  topic: {
    readonly id: Id<'topic'>
    readonly version: number
    readonly state: Topic['state']
    readonly stateBefore: Topic['state'] | null
  },
  { kind, cells = [], changes = [], otherId, undoes, note: said, on }: Change,
): Promise<void> {
  const id = newId<'topic-change'>()
  await tables(tx)
    .insertInto('topic_change')
    .values({
      id,
      topic_id: topic.id,
      number: topic.version,
      kind,
      said_at: actor === 'system' && on ? sql<Date>`${on}::date + interval '9 hours'` : sql<Date>`now()`,
      said_by: writerId(actor),
      state: topic.state,
      state_before: topic.stateBefore,
      other_id: otherId ?? null,
      undoes: undoes ?? null,
      changes: JSON.stringify(changes),
      note: said ?? null,
    })
    .execute()
  if (cells.length > 0)
    await tables(tx)
      .insertInto('topic_change_cells')
      .values({ change_id: id, cells: JSON.stringify(cells) })
      .execute()
  await record(tx, actor, {
    event: `steering.topic-${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    subject: topic.id,
    subjectKind: 'steering.topic',
    details: { state: topic.state, cells: cells.length, fields: changes.map(({ field }) => field) },
  })
}

async function meanwhile(tx: Tx, id: Id<'topic'>): Promise<ChangedMeanwhile> {
  const latest = await tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('topic')
    .leftJoin('membership', 'membership.id', 'topic.changed_by')
    .select(['membership.name', 'topic.changed_at'])
    .where('topic.id', '=', id)
    .executeTakeFirst()
  return new ChangedMeanwhile(latest?.name ?? '', latest?.changed_at ?? new Date())
}

/** The words that a topic is found by, instead of those it had. */
export async function keepWords(
  tx: Tx,
  topic: { readonly id: Id<'topic'>; readonly title: string; readonly description: string | null },
): Promise<void> {
  await tables(tx)
    .deleteFrom('topic_word')
    .where('subject_kind', '=', 'topic')
    .where('subject_id', '=', topic.id)
    .execute()
  await storeWords(tx, 'topic_word', [{ kind: 'topic', id: topic.id, texts: [topic.title, topic.description] }])
}

/**
 * Free texts of steering are shown to all who read it. Throws Invalid for those that tell who somebody is; in records of
 * what was said and decided days may stand.
 */
export function refuseTraces(
  texts: Readonly<Record<string, string | null | undefined>>,
  where: 'topic' | 'record' = 'topic',
): void {
  const issues = Object.entries(texts).flatMap(([field, text]) => {
    const trace = text ? traceIn(text, where) : undefined
    return trace
      ? [{ field, code: `steering-${where === 'topic' ? 'text' : 'record'}-tells`, values: { found: trace.text } }]
      : []
  })
  if (issues.length > 0) throw new Invalid(issues)
}

/** The day by which the database tells who may do what, for those who bring none along. */
export async function presentDay(tx: Tx): Promise<Day> {
  const { rows } = await sql<{ today: Day }>`SELECT access_today() AS today`.execute(tx)
  return (rows[0] as { today: Day }).today
}
