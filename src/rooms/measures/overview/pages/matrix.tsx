import { ChartFigure, Matrix, NoData } from '../../../../platform/ui/charts/index.ts'
import { addressWith, Chips, Link, Name, Section, Stack, useRender } from '../../../../platform/ui/index.ts'
import type { Cross } from '../queries.ts'

interface MatrixPartProps {
  readonly cross: Cross
  readonly by: 'state' | 'place'
}

/** Fields of action against states or municipalities: each square leads to its rows, the table says the same. */
export function MatrixPart({ cross, by }: MatrixPartProps) {
  const { t, format, query } = useRender()
  const columns = cross.columns.map(({ key, label }) => ({ key, label: label ?? t(`measures.state.${key}`) }))
  const addressOf = (row: string, column: string) => `/measures?field=${row}&${by}=${column}`
  const countOf = (row: string, column: string) =>
    cross.cells.find((cell) => cell.row === row && cell.column === column)?.count ?? 0
  const largest = cross.cells.reduce<Cross['cells'][number] | undefined>(
    (most, cell) => (most && most.count >= cell.count ? most : cell),
    undefined,
  )
  const nameIn = (axis: readonly { readonly key: string; readonly label: string }[], key: string | undefined) =>
    axis.find((one) => one.key === key)?.label ?? ''
  const result = largest
    ? t('measures.overview.matrix-result', {
        row: nameIn(cross.rows, largest.row),
        column: nameIn(columns, largest.column),
        count: largest.count,
      })
    : ''
  const title = t(`measures.overview.matrix-${by}`)
  return (
    <Section title={title} id="matrix">
      <Stack gap="s">
        <Chips
          label={t('measures.overview.matrix')}
          chips={(['state', 'place'] as const).map((one) => ({
            to: `${addressWith(query, 'matrix', one === 'state' ? undefined : one)}#matrix`,
            label: t(`measures.overview.matrix-${one}`),
            current: one === by,
          }))}
        />
        {cross.rows.length === 0 || !largest ? (
          <NoData>{t('measures.overview.no-fields')}</NoData>
        ) : (
          <ChartFigure
            caption={t('measures.overview.matrix-caption')}
            label={t('measures.overview.chart', { title })}
            chart={
              <Matrix
                title={title}
                description={result}
                rows={cross.rows}
                columns={columns}
                cells={cross.cells.map((cell) => ({
                  ...cell,
                  to: addressOf(cell.row, cell.column),
                  words: t('measures.overview.matrix-cell', {
                    row: nameIn(cross.rows, cell.row),
                    column: nameIn(columns, cell.column),
                    count: cell.count,
                  }),
                }))}
              />
            }
            table={{
              columns: [
                {
                  key: 'field',
                  header: t('measures.filter.field'),
                  names: true,
                  cell: (row) => <Name>{row.label}</Name>,
                },
                ...columns.map((column) => ({
                  key: column.key,
                  header: column.label,
                  kind: 'number' as const,
                  cell: (row: (typeof cross.rows)[number]) => {
                    const count = countOf(row.key, column.key)
                    return count === 0 ? (
                      format.number(0)
                    ) : (
                      <Link to={addressOf(row.key, column.key)}>{format.number(count)}</Link>
                    )
                  },
                })),
              ],
              rows: cross.rows,
              keyOf: (row) => row.key,
            }}
            note={t(by === 'place' ? 'measures.overview.matrix-note-place' : 'measures.overview.overlaps')}
          />
        )}
      </Stack>
    </Section>
  )
}
