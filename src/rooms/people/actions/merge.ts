import { Conflict, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { demandKeeping, tables } from '../access.ts'
import { getPerson } from '../queries/persons.ts'
import { demandUpdated, noteChange } from '../recording.ts'

/** What was compared: the two records in the versions that were shown. */
export interface Compared {
  /** The record that ends. It stays as it is and points to the other. */
  readonly from: Id<'person'>
  readonly fromVersion: number
  /** The record that stands for both from now on. */
  readonly into: Id<'person'>
}

/**
 * Says that two records are one person: one of them points to the other from now on. Both rows stay, and so does whatever
 * refers to either; readers follow the pointer, so that taking it back needs nothing but clearing it. Throws Conflict where
 * one of them was merged already.
 */
export async function mergePersons(tx: Tx, actor: Actor, { from, fromVersion, into }: Compared): Promise<void> {
  const { controllerId } = demandKeeping(actor)
  if (from === into) throw new NotFound('a record cannot be merged into itself')
  const [ending, staying] = [await getPerson(tx, actor, from), await getPerson(tx, actor, into)]
  // Both in one order, so that two who merge the same pair the other way round meet and do not go round in a circle.
  await tables(tx).selectFrom('person').select('id').where('id', 'in', [from, into]).orderBy('id').forUpdate().execute()
  const now = await tables(tx).selectFrom('person').select('merged_into').where('id', 'in', [from, into]).execute()
  if (now.some(({ merged_into }) => merged_into !== null)) throw new Conflict('people-merged-already')
  if (ending.pseudonymous !== staying.pseudonymous) throw new Conflict('people-merge-pseudonymous')
  await point(tx, actor, { id: from, version: fromVersion, controllerId, into, event: 'merged' })
}

/** Takes a merge back: both records are as they were. Throws Conflict where there is none. */
export async function undoMerge(tx: Tx, actor: Actor, from: Id<'person'>, version: number): Promise<void> {
  const { controllerId } = demandKeeping(actor)
  const person = await getPerson(tx, actor, from)
  if (person.mergedInto === null) throw new Conflict('people-not-merged')
  await point(tx, actor, { id: from, version, controllerId, into: null, event: 'merge-undone' })
}

interface Pointing {
  readonly id: Id<'person'>
  readonly version: number
  readonly controllerId: Id<'organisation'>
  readonly into: Id<'person'> | null
  readonly event: 'merged' | 'merge-undone'
}

async function point(tx: Tx, actor: Actor, { id, version, controllerId, into, event }: Pointing): Promise<void> {
  const updated = await tables(tx)
    .updateTable('person')
    .set({ merged_into: into, version: version + 1, changed_at: sql<Date>`now()`, changed_by: actor.userId })
    .where('id', '=', id)
    .where('controller_id', '=', controllerId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await noteChange(tx, actor, {
    id,
    controllerId,
    version: version + 1,
    event,
    changes: [],
    ...(into && { details: { into } }),
  })
}
