import type { DescribedColumn, DescribedTable } from './describe.ts'

/** Types of a Frictionless table schema (https://specs.frictionlessdata.io/table-schema). */
function typeOf({ type, category }: DescribedColumn): { readonly type: string; readonly format?: string } {
  if (type === 'uuid') return { type: 'string', format: 'uuid' }
  if (type === 'date') return { type: 'date' }
  if (category === 'D') return { type: 'string' }
  if (category === 'B') return { type: 'boolean' }
  if (category === 'N') return { type: /int/.test(type) ? 'integer' : 'number' }
  if (category === 'A') return { type: 'array' }
  if (/^json/.test(type)) return { type: 'any' }
  return { type: 'string' }
}

/** The description that programs read: a Frictionless data package (https://specs.frictionlessdata.io/data-package). */
export function dataPackage(
  about: { readonly name: string; readonly title: string; readonly created: string },
  tables: readonly (DescribedTable & { readonly sha256: string; readonly bytes: number })[],
): object {
  return {
    profile: 'tabular-data-package',
    ...about,
    resources: tables.map(({ name, comment, columns, key, references, sha256, bytes }) => ({
      profile: 'tabular-data-resource',
      name: name.replaceAll('_', '-'),
      title: name,
      ...(comment && { description: comment }),
      path: `csv/${name}.csv`,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      bytes,
      hash: `sha256:${sha256}`,
      dialect: { delimiter: ';', doubleQuote: true, header: true },
      schema: {
        fields: columns.map((column) => ({
          name: column.name,
          ...typeOf(column),
          ...(column.comment && { description: column.comment }),
          ...(column.required && { constraints: { required: true } }),
        })),
        missingValues: [''],
        ...(key.length > 0 && { primaryKey: key }),
        ...(references.length > 0 && {
          foreignKeys: references.map((reference) => ({
            fields: reference.columns,
            // An empty name is the table itself.
            reference: {
              resource: reference.table === name ? '' : reference.table.replaceAll('_', '-'),
              fields: reference.foreign,
            },
          })),
        }),
      },
    })),
  }
}
