import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Reader, tables, visibleConcepts } from '../access.ts'

/** What can be chosen in forms and filters. */
export interface Choosable<Kind extends string> {
  readonly id: Id<Kind>
  readonly key: string
  readonly name: string
}

/** Fields of action that are in use, in the order of the district's list. */
export function choosableFields(tx: Tx): Promise<Choosable<'field-of-action'>[]> {
  return tables(tx)
    .selectFrom('field_of_action')
    .select(['id', 'key', 'name'])
    .where('ended_on', 'is', null)
    .orderBy('position')
    .limit(200)
    .execute()
}

export function choosableTargetGroups(tx: Tx): Promise<Choosable<'target-group'>[]> {
  return tables(tx)
    .selectFrom('target_group')
    .select(['id', 'key', 'name'])
    .where('ended_on', 'is', null)
    .orderBy('position')
    .limit(200)
    .execute()
}

/** Concepts by the name that lists use, oldest first. */
export async function choosableConcepts(tx: Tx, reader: Reader): Promise<Choosable<'concept'>[]> {
  const rows = await visibleConcepts(tx, reader)
    .select(['concept.id', 'concept.key', 'concept.title', 'concept.short_title as shortTitle'])
    .orderBy('concept.adopted_on', (order) => order.asc().nullsLast())
    .orderBy('concept.key')
    .limit(500)
    .execute()
  return rows.map(({ id, key, title, shortTitle }) => ({ id, key, name: shortTitle ?? title }))
}
