import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { record } from '../../platform/audit/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { endingsOf } from '../../platform/search/index.ts'
import { tables } from './access.ts'
import type { Content } from './domain/content.ts'
import { conceptContents, measureContents } from './queries/contents.ts'
import { searchedIn } from './queries/searched.ts'
import type { SubjectKind } from './tables.ts'

/** Where and when a write happens, as far as it has to know. */
export interface Setting {
  readonly today: Day
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
}

/** What happened, and to what. */
export interface Written {
  readonly kind: SubjectKind
  readonly ids: readonly string[]
  /** `created`, `changed`, `state-changed`: the verb in the audit and the word in the history. */
  readonly event: string
  /** Codes and numbers for the audit; the contents stand in the versions. */
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Moves the version of records on, locks them until the end of the transaction and returns the new versions. With
 * `seen`, the version that the person saw, throws ChangedMeanwhile when somebody was faster. Rows are locked in the order
 * of their ids, so that two bulk changes wait for each other instead of failing.
 */
export async function advance(tx: Tx, actor: Actor, kind: SubjectKind, ids: readonly string[], seen?: number) {
  const wanted = sql<never>`ANY(${[...ids]}::uuid[])`
  const db = tables(tx)
  await db
    .selectFrom(kind as 'measure')
    .select('id')
    .where('id', '=', wanted)
    .orderBy('id')
    .forUpdate()
    .execute()
  const moved = await db
    .updateTable(kind as 'measure')
    .set((eb) => ({ version: eb('version', '+', 1), changed_at: sql<Date>`now()`, changed_by: actor.userId }))
    .where('id', '=', wanted)
    .$if(seen !== undefined, (query) => query.where('version', '=', seen ?? 0))
    .returning(['id', 'version'])
    .execute()
  if (moved.length < ids.length) throw await meanwhile(tx, kind, ids[0] ?? '')
  return moved
}

async function meanwhile(tx: Tx, kind: SubjectKind, id: string): Promise<ChangedMeanwhile> {
  const latest = await tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('measures_version')
    .leftJoin('membership', 'membership.id', 'measures_version.changed_by')
    .select(['membership.name', 'measures_version.changed_at'])
    .where('subject_id', '=', id)
    .where('subject_kind', '=', kind)
    .orderBy('measures_version.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return new ChangedMeanwhile(latest?.name ?? '', latest?.changed_at ?? new Date())
}

/**
 * Notes what was just written: for each record a new version with everything it says now, the words it is found by, and
 * one entry of the audit, all in the transaction of the change. To be called last in an action.
 */
export async function noteVersions(tx: Tx, actor: Actor, setting: Setting, written: Written): Promise<void> {
  const { kind, ids, event, details } = written
  await keepVersions(tx, kind, ids, event, setting.today, actor.userId)
  for (const id of ids)
    await record(tx, actor, {
      event: `measures.${kind}-${event}`,
      subject: id,
      subjectKind: `measures.${kind}`,
      ...(details && { details }),
    })
}

/** The versions and words of records as they are now; the part of `noteVersions` that loading in bulk shares. */
export async function keepVersions(
  tx: Tx,
  kind: SubjectKind,
  ids: readonly string[],
  event: string,
  today: Day,
  by: string | null,
): Promise<void> {
  if (ids.length === 0) return
  const contents: ReadonlyMap<string, Content> =
    kind === 'measure'
      ? await measureContents(tx, ids as readonly Id<'measure'>[], today)
      : await conceptContents(tx, ids as readonly Id<'concept'>[])
  const list = [...ids]
  await sql`
    INSERT INTO measures_version (subject_id, version, subject_kind, event, content, changed_at, changed_by)
    SELECT one.id, one.version, ${kind}, ${event}, given.content, now(), ${by}::uuid
    FROM ${sql.table(kind)} AS one
    JOIN unnest(${list}::uuid[], ${list.map((id) => JSON.stringify(contents.get(id)))}::jsonb[]) AS given (id, content)
      ON given.id = one.id
  `.execute(tx)
  await storeRegisterWords(tx, kind, ids)
}

/**
 * Stores the words that records are found by instead of those they had. A word that stands in a public text is marked:
 * who sees only what is public finds by nothing else.
 */
export async function storeRegisterWords(tx: Tx, kind: SubjectKind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tables(tx)
    .deleteFrom('measures_word')
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', sql<string>`ANY(${[...ids]}::uuid[])`)
    .execute()
  const words = (await searchedIn(tx, kind, ids)).flatMap(({ id, open, internal }) => {
    const all = new Map(endingsOf([...open, ...internal]).map((word) => [word.ending, { ...word, isPublic: false }]))
    for (const word of endingsOf(open)) all.set(word.ending, { ...word, isPublic: true })
    return [...all.values()].map((word) => ({ id, ...word }))
  })
  await sql`
    INSERT INTO measures_word (subject_kind, subject_id, ending, at_start, is_public)
    SELECT ${kind}, * FROM unnest(
      ${words.map((word) => word.id)}::uuid[], ${words.map((word) => word.ending)}::text[],
      ${words.map((word) => word.atStart)}::boolean[], ${words.map((word) => word.isPublic)}::boolean[]
    )
  `.execute(tx)
}
