import { Sparkline } from '../../../platform/ui/charts/index.ts'
import { type Column, Link, Path, RowName, Strong, Table, useRender } from '../../../platform/ui/index.ts'
import { printFilter } from '../domain/filter.ts'
import { mostAffected } from '../domain/sentences.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import { ComparedWithLastYear } from './comparison.tsx'
import { lawText, sidesOf, townName } from './names.ts'

export type HurdleRow = SituationSheet['tables']['hurdles']['rows'][number]

/** One person or family that makes up this share of the days is named, so that one case cannot pass for many. */
const largeCase = 0.2
const sparkMonths = 24

/** Interfaces in the order of the ranking: days, development, wait against target, what is still open, how sure the rank is. */
export function HurdleTable({
  view,
  rows,
  caption,
}: {
  view: View<SituationSheet>
  rows: readonly HurdleRow[]
  caption: string
}) {
  const { t, format } = useRender()
  const agreed = rows.some((row) => row.agreed)
  const columns: readonly Column<HurdleRow>[] = [
    {
      key: 'interface',
      header: t('insight.hurdles.interface'),
      names: true,
      cell: (row) => <InterfaceName view={view} row={row} />,
    },
    {
      key: 'days',
      header: t(agreed ? 'insight.hurdles.lost' : 'insight.hurdles.waiting'),
      kind: 'number',
      cell: (row) => {
        const days = agreed ? row.lostDays : row.waitingDays
        return (
          <>
            <Strong>{format.number(days)}</Strong>
            <span className="nl-meta">
              <ComparedWithLastYear now={days} before={row.previousKnown ? row.previousDays : null} />
            </span>
          </>
        )
      },
    },
    {
      key: 'trend',
      header: t('insight.hurdles.trend'),
      cell: (row) => <Trend view={view} row={row} />,
    },
    {
      key: 'median',
      header: t('insight.hurdles.median'),
      kind: 'number',
      cell: (row) => <MedianAndTarget row={row} />,
    },
    {
      key: 'open',
      header: t(agreed ? 'insight.hurdles.open' : 'insight.hurdles.open-plain'),
      kind: 'number',
      cell: (row) =>
        row.open === 0 ? (
          <span className="nl-muted">{t('insight.hurdles.open-none')}</span>
        ) : (
          <>
            {format.number(row.open)}
            {agreed && <span className="nl-meta">{t('insight.hurdles.open-days', { days: row.lostOpen })}</span>}
          </>
        ),
    },
    {
      key: 'rank',
      header: t('insight.hurdles.rank'),
      kind: 'number',
      cell: (row) => <RankRange row={row} />,
    },
  ]
  return <Table caption={caption} columns={columns} rows={rows} keyOf={(row) => row.interface} stacks />
}

function InterfaceName({ view, row }: { view: View<SituationSheet>; row: HurdleRow }) {
  const { t, format } = useRender()
  const { directory, filter } = view
  const byTown = view.figures.table.tables.hurdleTowns.rows
    .filter((town) => town.interface === row.interface)
    .map(({ town, lostDays, waitingDays }) => ({ town, lostDays: row.agreed ? lostDays : waitingDays }))
  const towns = filter.towns.length === 1 ? [] : mostAffected(byTown).filter((town) => town !== null)
  const names = towns.map((town) => townName(directory, town, ''))
  const meta = [
    lawText(directory, row.interface),
    names.length > 0 && t('insight.hurdles.mostly', { towns: format.list(names) }),
    (row.largestCaseShare ?? 0) >= largeCase &&
      t('insight.hurdles.largest-case', { share: row.largestCaseShare as number }),
  ].filter(Boolean)
  return (
    <RowName meta={meta.join(' · ')}>
      <Link to={`/interfaces/${row.interface}${printFilter(filter)}`} quiet>
        <Path {...sidesOf(directory, row.interface)} />
      </Link>
    </RowName>
  )
}

function Trend({ view, row }: { view: View<SituationSheet>; row: HurdleRow }) {
  const months = view.figures.table.tables.months.rows
    .filter((month) => month.interface === row.interface)
    .slice(-sparkMonths)
  const lastComplete = months.findLastIndex((month) => month.complete)
  return (
    <Sparkline
      values={months.map((month) => month.median)}
      target={row.target}
      incomplete={months.length - 1 - lastComplete}
    />
  )
}

/** `33 / 14`, and how many times the target that is. */
function MedianAndTarget({ row }: { row: HurdleRow }) {
  const { t, format } = useRender()
  const median = row.median === null ? '–' : format.number(row.median)
  return (
    <>
      <Strong>{median}</Strong> / {row.target === null ? '–' : format.number(row.target)}
      <span className="nl-meta">
        {row.median === null
          ? t('insight.hurdles.no-median')
          : row.ratio === null
            ? t('insight.hurdles.no-target')
            : format.factor(row.ratio)}
      </span>
    </>
  )
}

/** The place, or the places between which chance decides. */
function RankRange({ row }: { row: HurdleRow }) {
  const { t, format } = useRender()
  if (row.place === null) return null
  const [first, last] = [row.rankFirst ?? row.place, row.rankLast ?? row.place]
  return first === last
    ? format.number(first)
    : t('insight.hurdles.rank-range', { first: format.number(first), last: format.number(last) })
}
