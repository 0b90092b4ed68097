import type { Id } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { demandKeeping } from '../access.ts'
import { referencesToPersons } from '../data/keeping.ts'
import { getPerson } from '../queries/persons.ts'

/** Tables of this room that tell of somebody's work on a person. */
const workTables = ['family_member', 'person_request', 'person_opening'] as const

/** What refers to persons does not change within a transaction, and an import takes back thousands in one. */
const known = new WeakMap<Tx, Awaited<ReturnType<typeof referencesToPersons>>>()

/**
 * Takes back a person who was added by mistake, as by an import: only as long as nobody has changed the record and nothing
 * refers to it. Returns why not.
 */
export async function withdrawPerson(
  tx: Tx,
  actor: Actor,
  id: Id<'person'>,
): Promise<'changed' | 'in-use' | undefined> {
  demandKeeping(actor)
  const person = await getPerson(tx, actor, id)
  if (person.version !== 1 || person.restrictedOn !== null) return 'changed'
  return await asPlatform(tx, async () => {
    const others = known.get(tx) ?? (await referencesToPersons(tx))
    known.set(tx, others)
    const all = [...others, ...workTables.map((table) => ({ table, column: 'person_id' }))]
    const parts = all.map(({ table, column }) => sql`SELECT FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${id}`)
    const { rows } = await sql`SELECT FROM (${sql.join(parts, sql` UNION ALL `)}) AS used LIMIT 1`.execute(tx)
    if (rows.length > 0) return 'in-use'
    // Nothing else of the person is there, as has just been seen.
    for (const table of ['person_name_token', 'person_change'])
      await sql`DELETE FROM ${sql.table(table)} WHERE person_id = ${id}`.execute(tx)
    await sql`DELETE FROM person WHERE id = ${id}`.execute(tx)
    await record(tx, actor, { event: 'people.person-withdrawn', subject: id, subjectKind: 'people.person' })
    return undefined
  })
}
