import type { RawBuilder } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type Reader, tables, visibleConcepts } from '../access.ts'

/** What can be chosen in forms and filters. */
export interface Choosable<Kind extends string> {
  readonly id: Id<Kind>
  readonly key: string
  readonly name: string
}

/** All fields of action but those that were merged into another, in the order of the district's list: for filters and reports. */
export const listedFields = (tx: Tx): Promise<Choosable<'field-of-action'>[]> =>
  entries(tx, 'field_of_action').execute()

/** Fields of action that can be chosen on a day; with those that a measure has already, which it may keep. */
export const choosableFields = (
  tx: Tx,
  today: Day,
  has: readonly string[] = [],
): Promise<Choosable<'field-of-action'>[]> => choosable(tx, 'field_of_action', today, has)

/** The same of target groups. */
export const choosableTargetGroups = (
  tx: Tx,
  today: Day,
  has: readonly string[] = [],
): Promise<Choosable<'target-group'>[]> => choosable(tx, 'target_group', today, has)

const entries = (tx: Tx, table: 'field_of_action' | 'target_group') =>
  tables(tx)
    .selectFrom(table as 'field_of_action')
    .select(['id', 'key', 'name'])
    .where('into_key', 'is', null)
    .orderBy('position')
    .limit(500)

async function choosable<Kind extends string>(
  tx: Tx,
  table: 'field_of_action' | 'target_group',
  today: Day,
  has: readonly string[],
): Promise<Choosable<Kind>[]> {
  const rows = await entries(tx, table)
    .where((eb) =>
      eb.or([
        eb.and([
          eb.or([eb('begins_on', 'is', null), eb('begins_on', '<=', today)]),
          eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', today)]),
        ]),
        eb('key', 'in', ['', ...has]),
      ]),
    )
    .execute()
  return rows as unknown as Choosable<Kind>[]
}

/** Ids of the entry that a key means now: of old links, saved choices and tables, too, whose entry was merged into another. */
export const meant = (table: 'field_of_action' | 'target_group', keys: readonly string[]): RawBuilder<unknown> => sql`
  SELECT holds.id FROM ${sql.table(table)} AS named JOIN ${sql.table(table)} AS holds
    ON holds.key = coalesce(named.into_key, named.key)
  WHERE named.key = ANY(${[...keys]}::text[])
`

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
