import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { bodyNames, municipalityNames, organisationNames } from '../../network/index.ts'
import { type Reader, visibleConcepts } from '../access.ts'

/**
 * Things that a form or a row of a table refers to by key. What cannot be seen cannot be chosen: Invalid with
 * `not-an-option` at the field.
 */

export async function chosenOrganisations(tx: Tx, field: string, keys: readonly string[], today: Day) {
  if (keys.length === 0) return []
  return chosen(field, keys, await organisationNames(tx, today))
}

export async function chosenMunicipalities(tx: Tx, field: string, keys: readonly string[]) {
  if (keys.length === 0) return []
  return chosen(field, keys, await municipalityNames(tx))
}

export async function chosenBody(tx: Tx, field: string, key: string | undefined): Promise<Id<'body'> | null> {
  if (key === undefined) return null
  return chosen(field, [key], await bodyNames(tx))[0] ?? null
}

export async function chosenCodes<Table extends 'field_of_action' | 'target_group'>(
  tx: Tx,
  table: Table,
  field: string,
  keys: readonly string[],
): Promise<Id<Table extends 'field_of_action' ? 'field-of-action' : 'target-group'>[]> {
  if (keys.length === 0) return []
  // A key of before a merge means the entry that holds now.
  const { rows } = await sql<{ key: string; id: string }>`
    SELECT named.key, holds.id FROM ${sql.table(table)} AS named JOIN ${sql.table(table)} AS holds
      ON holds.key = coalesce(named.into_key, named.key)
    WHERE named.key = ANY(${[...keys]}::text[])
  `.execute(tx)
  return [...new Set(chosen(field, keys, rows))] as never
}

export async function chosenConcept(tx: Tx, reader: Reader, field: string, key: string): Promise<Id<'concept'>> {
  const rows = await visibleConcepts(tx, reader)
    .select(['concept.id', 'concept.key'])
    .where('concept.key', '=', key)
    .execute()
  return chosen(field, [key], rows)[0] as Id<'concept'>
}

function chosen<Row extends { readonly id: string; readonly key: string }>(
  field: string,
  keys: readonly string[],
  rows: readonly Row[],
): Row['id'][] {
  const ids = new Map(rows.map((row) => [row.key, row.id]))
  return [...new Set(keys)].map((key) => {
    const id = ids.get(key)
    if (id === undefined) throw new Invalid([{ field, code: 'not-an-option' }])
    return id
  })
}
