import { ANY } from '../../../../engine/index.ts'
import { type Column, Link, RowName, Strong, Table, useRender } from '../../../../platform/ui/index.ts'
import { ComparedWithLastYear } from '../../pages/comparison.tsx'
import type { GapsSheet } from '../figures.ts'
import type { GapView } from '../view.ts'
import { gapPath, gapWords } from './words.ts'

export type CellRow = GapsSheet['tables']['cells']['rows'][number]

/** One person or family that makes up this share of the days is named. */
const largeCase = 0.2
/** Rates are computed per thousand; unmet needs are rare, so they read better per ten thousand. */
const perTenThousand = 10

/** Gaps in the order of their unmet days, with how sure the place is, what people found, and what there is. */
export function GapTable({
  view,
  rows,
  caption,
}: {
  view: GapView<GapsSheet>
  rows: readonly CellRow[]
  caption: string
}) {
  const { t, format } = useRender()
  const words = gapWords(view, t)
  const columns: readonly Column<CellRow>[] = [
    {
      key: 'gap',
      header: t('insight.gaps.gap'),
      names: true,
      cell: (row) => (
        <RowName
          meta={[
            words.place(row),
            row.group !== ANY && words.group(row.group),
            row.language !== ANY && words.language(row.language),
            (row.finer ?? 1) > 1 && t('insight.gaps.pooled', { count: row.finer ?? 1 }),
            (row.largestShare ?? 0) >= largeCase && t('insight.hurdles.largest-case', { share: row.largestShare ?? 0 }),
          ]
            .filter(Boolean)
            .join(' · ')}
        >
          <Link to={gapPath(row, view)} quiet>
            {words.topic(row.topic)}
          </Link>
        </RowName>
      ),
    },
    {
      key: 'days',
      header: t('insight.gaps.days'),
      kind: 'number',
      cell: (row) => (
        <>
          <Strong>{format.number(row.unmetDays)}</Strong>
          <span className="nl-meta">
            <ComparedWithLastYear now={row.unmetDays} before={row.previousKnown ? row.previousDays : null} />
          </span>
        </>
      ),
    },
    {
      key: 'needs',
      header: t('insight.gaps.unmet-of'),
      kind: 'number',
      cell: (row) => (
        <>
          {t('insight.gaps.of', { unmet: row.needs - row.met, needs: row.needs })}
          {row.unmetLower !== null && row.unmetUpper !== null && (
            <span className="nl-meta">
              {t('insight.gaps.share-range', { from: row.unmetLower, to: row.unmetUpper })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'wait',
      header: t('insight.gaps.median'),
      kind: 'number',
      cell: (row) =>
        row.median === null ? (
          <span className="nl-muted">{t('insight.gaps.not-reached')}</span>
        ) : (
          t('insight.gaps.days-count', { days: Math.round(row.median) })
        ),
    },
    {
      key: 'supply',
      header: t('insight.gaps.supply'),
      kind: 'number',
      cell: (row) => (
        <>
          {t('insight.gaps.free', { free: row.free ?? 0 })}
          <span className="nl-meta">
            {t('insight.gaps.offers', { offers: row.offers ?? 0, waiting: row.waiting ?? 0 })}
          </span>
        </>
      ),
    },
    {
      key: 'rate',
      header: t('insight.gaps.rate'),
      kind: 'number',
      cell: (row) =>
        row.shrunk === null ? (
          '–'
        ) : (
          <>
            {format.number(row.shrunk * perTenThousand, 1)}
            <span className="nl-meta">
              {t('insight.gaps.rate-of-all', { rate: format.number((row.overall ?? 0) * perTenThousand, 1) })}
            </span>
          </>
        ),
    },
    {
      key: 'rank',
      header: t('insight.hurdles.rank'),
      kind: 'number',
      cell: (row) => {
        const [first, last] = [row.rankFirst ?? row.place ?? 0, row.rankLast ?? row.place ?? 0]
        return first === last
          ? format.number(first)
          : t('insight.hurdles.rank-range', { first: format.number(first), last: format.number(last) })
      },
    },
  ]
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      keyOf={(row) => [row.topic, row.level, row.town, row.region, row.group, row.language].join()}
      stacks
    />
  )
}
