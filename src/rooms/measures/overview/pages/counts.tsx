import { CellBar } from '../../../../platform/ui/charts/index.ts'
import { Facts, Figure, Link, Meta, Name, Section, Stack, Table, useRender } from '../../../../platform/ui/index.ts'
import type { Counted, Grouped, GroupRow, RegisterFigures } from '../../queries/figures.ts'

/** The figures that the headline is made of, each with its share, each leading to its rows. */
export function Headlines({ figures }: { figures: RegisterFigures }) {
  const { t, format } = useRender()
  const fact = (name: string, counted: Counted) => ({
    label: t(`measures.overview.fact.${name}`),
    value: (
      <Link to={counted.path} quiet>
        <Figure>{format.number(counted.value)}</Figure>
      </Link>
    ),
    beside: t('measures.overview.of', { count: figures.total.value }),
  })
  return (
    <Facts
      facts={[
        fact('established', figures.established),
        fact('stalled', figures.stalled),
        fact('with-centre', figures.withCentre),
        fact('through-kim', figures.throughKim),
      ]}
    />
  )
}

interface CountsProps {
  readonly title: string
  /** What the rows are: `Handlungsfeld`. */
  readonly of: string
  readonly group: Grouped
  /** Where the words for codes stand; names of their own stand in the rows. */
  readonly words?: string
  /** Rows are municipalities: a measure for the whole district is in each of them, as in the register's list. */
  readonly places?: boolean
}

/** Counts of one kind as a table: every figure leads to exactly the rows that it counts. */
export function Counts({ title, of, group, words, places }: CountsProps) {
  const { t, format } = useRender()
  const wide = places ? (group.rows.find(({ key }) => key === 'district-wide')?.value ?? 0) : 0
  const counted = (row: GroupRow) => (places && row.key !== 'district-wide' ? row.value + wide : row.value)
  const rows = group.rows.filter((row) => counted(row) > 0)
  const most = Math.max(1, ...rows.map(counted))
  const nameOf = (row: GroupRow) => row.name ?? t(words ? `${words}.${row.key}` : `measures.${row.key}`)
  return (
    <Section title={title}>
      <Stack gap="s">
        <Table
          caption={t('measures.overview.count-caption', { title })}
          rows={rows}
          keyOf={(row) => row.key}
          dense
          columns={[
            {
              key: 'name',
              header: of,
              names: true,
              cell: (row) => (
                <Link to={row.path} quiet>
                  <Name>{nameOf(row)}</Name>
                </Link>
              ),
            },
            {
              key: 'count',
              header: t('measures.title'),
              kind: 'number',
              cell: (row) => format.number(counted(row)),
            },
            {
              key: 'bar',
              header: t('measures.overview.share'),
              headerHidden: true,
              cell: (row) => <CellBar value={counted(row)} of={most} />,
            },
          ]}
        />
        {places && wide > 0 ? (
          <Meta>{t('measures.overview.places-note', { count: wide })}</Meta>
        ) : (
          group.overlaps && <Meta>{t('measures.overview.overlaps')}</Meta>
        )}
      </Stack>
    </Section>
  )
}
