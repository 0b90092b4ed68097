import type { Id } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { type Reference, referencesTo, sql, type Tx } from '../../../platform/database/index.ts'
import type { ImportKind, TakenRow } from '../../../platform/importing/index.ts'
import { handoversOf } from '../../journeys/index.ts'
import { withdrawPerson } from '../../people/index.ts'
import { teamCases } from '../access.ts'
import type { FormerCase } from './writing.ts'

/**
 * Takes a file back that an import created, with the person where it created them too. It stays as soon as anybody has worked
 * on it: something was written to it, handed over from it, or somebody opened it with a reason.
 */
export async function undoCase(
  tx: Tx,
  actor: Actor,
  { id, version, former }: TakenRow<FormerCase>,
): ReturnType<ImportKind['undo']> {
  const file = await teamCases(tx, actor)
    .select(['case_file.id', 'case_file.version'])
    .where('case_file.id', '=', id as Id<'case'>)
    .executeTakeFirst()
  if (!file) return { code: 'moved' }
  if (file.version !== version) return { code: 'changed' }
  if ((await handoversOf(tx, actor, id)).length > 0) return { code: 'handover' }
  const since = await asPlatform(tx, () => workSince(tx, id, former?.task ?? null))
  if (since) return { code: since }
  // Nothing hangs on it but what the import wrote, as has just been seen: that goes with it.
  await asPlatform(tx, () => sql`DELETE FROM case_file WHERE id = ${id}`.execute(tx))
  if (former?.person) {
    const why = await withdrawPerson(tx, actor, former.person)
    if (why) return { code: `person-${why}` }
  }
  await record(tx, actor, { event: 'cases.import-undone', subject: id, subjectKind: 'cases.file' })
  return undefined
}

/** What work is called that keeps a file. */
const workIn: Readonly<Record<string, string>> = {
  case_note: 'note',
  case_document: 'document',
  case_task: 'task',
  case_opening: 'opened',
}

/** What refers to files does not change within a transaction, and an import takes back thousands in one. */
const known = new WeakMap<Tx, readonly Reference[]>()

async function referencesToFiles(tx: Tx): Promise<readonly Reference[]> {
  const rows = known.get(tx) ?? (await referencesTo(tx, 'case_file', ['case_person']))
  known.set(tx, rows)
  return rows
}

/** What belongs to a file besides what the import wrote. As the platform, since not all of it is seen by everybody. */
async function workSince(tx: Tx, id: string, task: string | null): Promise<string | undefined> {
  const parts = (await referencesToFiles(tx)).map(({ table, column }) => {
    const own = table === 'case_task' && task !== null ? sql`AND NOT (id = ${task} AND version = 1)` : sql``
    return sql`SELECT ${table} AS "table" FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${id} ${own}`
  })
  const persons = sql`SELECT 'case_person' FROM case_person WHERE case_id = ${id} OFFSET 1`
  const { rows } = await sql<{ table: string }>`
    SELECT "table" FROM (${sql.join([...parts, sql`(${persons})`], sql` UNION ALL `)}) AS found LIMIT 1
  `.execute(tx)
  return rows[0] && (workIn[rows[0].table] ?? 'worked-on')
}
