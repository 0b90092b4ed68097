import { Conflict } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { demandKeeping, tables } from '../access.ts'
import { asKept, changesBetween, type PersonFields } from '../domain/person.ts'
import { getPerson } from '../queries/persons.ts'
import { columnsOf, demandUpdated, indexNames, noteChange } from '../recording.ts'
import { demandName } from './create.ts'

/**
 * Changes what is kept of a person; fields that are not given stay. Throws ChangedMeanwhile when somebody else did since
 * `version`, NotFound for who may not see the person or only reads them.
 */
export async function changePerson(
  tx: Tx,
  actor: Actor,
  id: Id<'person'>,
  given: Partial<PersonFields>,
  version: number,
): Promise<void> {
  const { controllerId } = demandKeeping(actor)
  const person = await getPerson(tx, actor, id)
  if (person.restrictedOn !== null) throw new Conflict('people-restricted')
  const fields = asKept({ ...person, ...given })
  demandName(fields)
  const changes = changesBetween(person, fields)
  if (changes.length === 0 && person.version === version) return
  const updated = await tables(tx)
    .updateTable('person')
    .set({ ...columnsOf(fields), version: version + 1, changed_at: sql<Date>`now()`, changed_by: actor.userId })
    .where('id', '=', id)
    .where('controller_id', '=', controllerId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  if (changes.some(({ field }) => ['givenName', 'familyName', 'pseudonymous'].includes(field)))
    await indexNames(tx, { id, controllerId }, fields)
  // What made a person pseudonymous must not stay in the history.
  if (fields.pseudonymous && !person.pseudonymous) await forgetNames(tx, id)
  await noteChange(tx, actor, {
    id,
    controllerId,
    version: version + 1,
    event: 'changed',
    changes: fields.pseudonymous && !person.pseudonymous ? withoutNames(changes) : changes,
  })
}

const naming: readonly string[] = ['givenName', 'familyName', 'phone', 'email', 'address', 'birth']

const withoutNames = (changes: ReturnType<typeof changesBetween>) =>
  changes.map((change) => (naming.includes(change.field) ? { ...change, before: null } : change))

async function forgetNames(tx: Tx, id: Id<'person'>): Promise<void> {
  const names = sql.join(naming.map((field) => sql.lit(field)))
  await sql`
    UPDATE person_change SET changes = (
      SELECT coalesce(jsonb_agg(
        CASE WHEN change ->> 'field' IN (${names}) THEN change || '{"before": null, "after": null}'::jsonb ELSE change END
      ), '[]'::jsonb)
      FROM jsonb_array_elements(changes) AS change
    )
    WHERE person_id = ${id}
  `.execute(tx)
}
