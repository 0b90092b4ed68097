import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { demandKeeping, tables } from '../access.ts'
import { newCode } from '../domain/codes.ts'
import { asKept, changesBetween, noFields, type PersonFields } from '../domain/person.ts'
import { columnsOf, indexNames, noteChange } from '../recording.ts'

/** What a person needs at least: a name, unless none may be stored. */
export function demandName(fields: PersonFields): void {
  if (!fields.pseudonymous && fields.givenName === null && fields.familyName === null)
    throw new Invalid([{ field: 'familyName', code: 'people-name-or-pseudonymous' }])
}

/**
 * Adds a person to the records of the actor's controller and returns the id. Looking for one who is there already is the
 * caller's duty (findDuplicates). Throws Invalid without a name, unless pseudonymous.
 */
export async function createPerson(
  tx: Tx,
  actor: Actor,
  given: Partial<PersonFields>,
  { simulated }: { readonly simulated: boolean },
): Promise<Id<'person'>> {
  const { controllerId } = demandKeeping(actor)
  const fields = asKept({ ...noFields, ...given })
  demandName(fields)
  const id = newId<'person'>()
  const row = {
    id,
    controller_id: controllerId,
    purpose: 'caseManagement' as const,
    ...columnsOf(fields),
    merged_into: null,
    restricted_on: null,
    simulated,
    version: 1,
    created_at: sql<Date>`now()`,
    changed_at: sql<Date>`now()`,
    changed_by: actor.userId,
  }
  // Codes of other controllers are not seen, so one that is taken shows only when it is written.
  for (let written = 0n, tries = 0; written === 0n; tries++) {
    if (tries > 20) throw new Error('no free code for a person')
    const { numInsertedOrUpdatedRows } = await tables(tx)
      .insertInto('person')
      .values({ ...row, code: newCode('P') })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    written = numInsertedOrUpdatedRows ?? 0n
  }
  await indexNames(tx, { id, controllerId }, fields)
  await noteChange(tx, actor, {
    id,
    controllerId,
    version: 1,
    event: 'created',
    changes: changesBetween(noFields, fields),
  })
  return id
}
