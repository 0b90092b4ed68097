import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type NamesByKey, uniqueNames, wordForm } from '../../../platform/importing/index.ts'
import { municipalityNames, organisationNames } from '../../network/index.ts'
import { type Reader, tables, visibleConcepts, visibleMeasures } from '../access.ts'
import { measureContents } from '../queries/contents.ts'
import { type PresentMeasure, presentMeasure } from './domain/present.ts'
import type { Lookups } from './domain/row.ts'

/** Measures in the terms of rows, in the order of `ids`. */
export async function presentMeasures(
  tx: Tx,
  reader: Reader,
  ids: readonly Id<'measure'>[],
  today: Day,
): Promise<PresentMeasure[]> {
  const contents = await measureContents(tx, ids, today)
  const versions = await visibleMeasures(tx, reader)
    .select(['measure.id', 'measure.version'])
    .where('measure.id', '=', sql<Id<'measure'>>`ANY(${[...ids]}::uuid[])`)
    .execute()
  const versionOf = new Map(versions.map(({ id, version }) => [id, version]))
  const concepts = await visibleConcepts(tx, reader).select(['concept.id', 'concept.key']).execute()
  const keys = new Map<string, string>(concepts.map(({ id, key }) => [id, key]))
  return ids.flatMap((id) => {
    const [content, version] = [contents.get(id), versionOf.get(id)]
    return content && version !== undefined ? [presentMeasure(id, version, content, keys)] : []
  })
}

/** What things are called in a table, by key; a name that two of them have is told apart by the key in brackets. */
export async function readTableNames(tx: Tx, reader: Reader, today: Day): Promise<Record<keyof Lookups, NamesByKey>> {
  const organisations = await organisationNames(tx, today)
  const concepts = await visibleConcepts(tx, reader)
    .select(['concept.key', 'concept.title', 'concept.short_title as shortTitle'])
    .execute()
  // Also those no longer in use: measures of old stand in them.
  const codes = (table: 'field_of_action' | 'target_group') =>
    tables(tx)
      .selectFrom(table as 'field_of_action')
      // A table of before a merge calls the entry that holds now by its old name; what is written is the name of now.
      .select((eb) => [eb.fn.coalesce('into_key', 'key').as('key'), 'name'])
      .orderBy('into_key', (order) => order.asc().nullsLast())
      .limit(1000)
      .execute()
  return {
    fields: uniqueNames(await codes('field_of_action')),
    organisations: uniqueNames(organisations),
    municipalities: uniqueNames(await municipalityNames(tx)),
    targetGroups: uniqueNames(await codes('target_group')),
    concepts: uniqueNames(
      concepts.map(({ key, title, shortTitle }) => ({ key, name: shortTitle ?? title, shortName: title })),
    ),
  }
}

/** The way back: keys by every name by which a table may call a thing. */
export function lookupsOf(names: Record<keyof Lookups, NamesByKey>): Lookups {
  const lookup = ({ words }: NamesByKey) => new Map(words.map(([word, key]) => [wordForm(word), key]))
  return {
    fields: lookup(names.fields),
    organisations: lookup(names.organisations),
    municipalities: lookup(names.municipalities),
    targetGroups: lookup(names.targetGroups),
    concepts: lookup(names.concepts),
  }
}
