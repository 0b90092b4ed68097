import type { ReactNode } from 'react'
import { DescriptionList, Details, Meta, Section, Stack, Table, useRender } from '../../../../platform/ui/index.ts'
import { isDimension, type Kind } from '../../sheet.ts'
import type { Cell, GuardedTable, GuardProof } from '../guarded.ts'
import { cellText, columnTitle, type Names, type Place, tableTitle } from './words.ts'

type Rows = GuardedTable['rows']

/** Longer tables are folded. */
const openRows = 40

/** Released tables as their readers see them, with what is withheld marked and explained. */
export function ReleasedTables({
  tables,
  names,
  file,
}: {
  readonly tables: Readonly<Record<string, GuardedTable | undefined>>
  readonly names: Names
  /** Where a table can be taken along. */
  readonly file?: (table: string) => ReactNode
}) {
  return Object.entries(tables).flatMap(([name, table]) =>
    table && table.rows.length > 0
      ? [
          <Section key={name} title={tableTitle(name, names.t)} aside={file?.(name)}>
            <Stack gap="s">
              {table.rows.length > openRows ? (
                <Details summary={names.t('insight.releases.rows', { rows: table.rows.length })}>
                  <ReleasedTable name={name} table={table} names={names} />
                </Details>
              ) : (
                <ReleasedTable name={name} table={table} names={names} />
              )}
              <Notes table={table} />
            </Stack>
          </Section>,
        ]
      : [],
  )
}

/** So many columns stand beside each other on a desk; a single row of more is told one under the other. */
const mostBeside = 10

function ReleasedTable({ name, table, names }: { name: string; table: GuardedTable; names: Names }) {
  const rows = table.rows.map((row, at) => ({ row, at }))
  const columns = Object.entries(table.columns)
  const dimensions = columns.filter(([, kind]) => isDimension(kind as Kind))
  const [only] = table.rows
  if (only && table.rows.length === 1 && columns.length > mostBeside)
    return (
      <DescriptionList
        items={columns.map(([column, kind]) => ({
          term: columnTitle(column, names.t),
          value: <Shown cell={only[column] as Cell} place={{ table: name, column, kind }} names={names} />,
        }))}
      />
    )
  return (
    <Table
      caption={tableTitle(name, names.t)}
      rows={rows}
      keyOf={({ at }) => String(at)}
      stacks
      dense
      columns={[
        ...(dimensions.length === 0
          ? [
              {
                key: 'all',
                header: names.t('insight.releases.what'),
                names: true,
                cell: () => names.directory.district.name,
              },
            ]
          : []),
        ...columns.map(([column, kind], index) => {
          const isNumber = !isDimension(kind as Kind) && kind !== 'mark' && kind !== 'day'
          return {
            key: column,
            header: columnTitle(column, names.t),
            names: dimensions.length > 0 && index === 0,
            ...(isNumber && { kind: 'number' as const }),
            cell: ({ row }: { row: Rows[number] }) => (
              <Shown cell={row[column] as Cell} place={{ table: name, column, kind }} names={names} />
            ),
          }
        }),
      ]}
    />
  )
}

function Shown({ cell, place, names }: { cell: Cell | undefined; place: Place; names: Names }) {
  const text = cellText(cell, place, names)
  return cell && 'withheld' in cell ? <span className="nl-muted">{text}</span> : text
}

/** Under a table: by which rule its figures stand, and why some do not. */
function Notes({ table }: { table: GuardedTable }) {
  const { t } = useRender()
  const reasons = [
    ...new Set(
      table.rows.flatMap((row) =>
        Object.values(row)
          .flatMap((cell) =>
            cell && 'withheld' in (cell as Cell) ? [cell as { withheld: string; below: number }] : [],
          )
          .map(({ withheld }) => withheld),
      ),
    ),
  ]
  const below = table.rows
    .flatMap((row) => Object.values(row) as Cell[])
    .map((cell) => ('withheld' in cell ? cell.below : 0))
    .find((least) => least > 0)
  return (
    <Meta>
      {[
        t(`insight.releases.rule.${table.rule}`),
        ...reasons.map((why) => t(`insight.releases.why.${why}`, { below: below ?? 0 })),
      ].join(' ')}
    </Meta>
  )
}

/** What the audit did, in numbers. */
export function Proof({ proof, checksum }: { readonly proof: GuardProof; readonly checksum: string }) {
  const { t, format } = useRender()
  const counts = [
    'cells',
    'suppressedFew',
    'suppressedToProtect',
    'dominated',
    'mergedRows',
    'changed',
    'attacked',
    'equations',
    'leaksClosed',
  ] as const
  return (
    <Section title={t('insight.releases.proof.title')} id="proof">
      <Stack gap="s">
        <p className="nl-text">{t('insight.releases.proof.about', { linked: proof.linked.length })}</p>
        <DescriptionList
          items={[
            { term: t('insight.releases.proof.least'), value: format.number(proof.least) },
            ...counts.map((name) => ({
              term: t(`insight.releases.proof.${name}`),
              value: format.number(proof[name]),
            })),
            { term: t('insight.releases.proof.linked'), value: format.number(proof.linked.length) },
            { term: t('insight.releases.proof.checksum'), value: `${checksum.slice(0, 4)} ${checksum.slice(4, 8)}` },
          ]}
        />
      </Stack>
    </Section>
  )
}
