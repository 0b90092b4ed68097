import { type ReactNode, useId } from 'react'
import { Details, ScrollRegion } from '../components/layout.tsx'
import { type Column, Table } from '../components/table.tsx'
import { useRender } from '../context.tsx'

/** What every chart says in words: its name, and its result for people who do not see it. */
export interface ChartWords {
  /** Names the drawing: "Verteilung der Wartezeiten". */
  readonly title: string
  /** The result, not the form: "Die Hälfte wartet länger als 33 Tage." */
  readonly description: string
}

export interface ChartSvgProps extends ChartWords {
  readonly width: number
  readonly height: number
  /** Needs the width of the page; below it scrolls. */
  readonly wide?: boolean
  /** As wide as its column, and scrolls in one that is narrow. */
  readonly column?: boolean
  /** As `column`, for drawings of 760 and less: fits beside a table on a desk. */
  readonly snug?: boolean
  /** May be as small as its column: maps. */
  readonly free?: boolean
  /** Holds links: then it is a group, because what is in a picture cannot be reached. */
  readonly linked?: boolean
  readonly children: ReactNode
}

export function ChartSvg({
  title,
  description,
  width,
  height,
  wide,
  column,
  snug,
  free,
  linked,
  children,
}: ChartSvgProps) {
  const id = useId()
  const looks = { 'nl-chart--wide': wide, 'nl-chart--column': column, 'nl-chart--snug': snug, 'nl-chart--free': free }
  const own = Object.entries(looks).find(([, isIt]) => isIt)?.[0]
  const look = own ? `nl-chart ${own}` : 'nl-chart'
  return (
    <svg
      className={look}
      viewBox={`0 0 ${width} ${height}`}
      role={linked ? 'group' : 'img'}
      aria-labelledby={`${id}t ${id}d`}
    >
      <title id={`${id}t`}>{title}</title>
      <desc id={`${id}d`}>{description}</desc>
      {children}
    </svg>
  )
}

export interface ChartFigureProps<Row> {
  /** Line above the drawing: what is drawn, and what its colours mean. */
  readonly caption: ReactNode
  /** Name of the region that scrolls. */
  readonly label: string
  readonly chart: ReactNode
  readonly legend?: ReactNode
  /** The same values in words and figures. */
  readonly table?: {
    readonly columns: readonly Column<Row>[]
    readonly rows: readonly Row[]
    readonly keyOf: (row: Row) => string
    readonly summary?: string
  }
  /** Line below: coincidences, suppressed values, sources. */
  readonly note?: ReactNode
}

/** A chart with its caption, its values as a table, and what must be said about it. */
export function ChartFigure<Row>({ caption, label, chart, legend, table, note }: ChartFigureProps<Row>) {
  const { t } = useRender()
  return (
    <figure className="nl-fig">
      <figcaption>{caption}</figcaption>
      <ScrollRegion label={label}>{chart}</ScrollRegion>
      {legend}
      {table && (
        <Details summary={table.summary ?? t('chart.as-table')}>
          <Table caption={label} columns={table.columns} rows={table.rows} keyOf={table.keyOf} dense />
        </Details>
      )}
      {note && <p className="nl-meta">{note}</p>}
    </figure>
  )
}

/** In place of a chart: why there is nothing to draw. Missing data is said in words, never drawn as zero. */
export function NoData({ children }: { children: ReactNode }) {
  return <p className="nl-none">{children}</p>
}

/** A figure that is too small to be shown: `unter 5`. */
export function Below({ limit }: { limit: number }) {
  const { t } = useRender()
  return <span className="nl-muted">{t('chart.below', { limit })}</span>
}

/** A coordinate with one decimal: enough for a screen, short in the document. */
export const round = (value: number): number => Math.round(value * 10) / 10
