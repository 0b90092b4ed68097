import type { EdgeFigures } from '../../engine/index.ts'
import { edgeAsJson } from './json.ts'

/** The columns of the CSV, in order: those of the JSON, laid flat. Durations in seconds. */
const columns: Readonly<
  Record<string, (edge: ReturnType<typeof edgeAsJson>) => string | number | boolean | null | undefined>
> = {
  place: (edge) => edge.rank.place,
  from: (edge) => edge.from,
  to: (edge) => edge.to,
  n: (edge) => edge.n,
  open: (edge) => edge.open,
  mean: (edge) => edge.mean,
  median: (edge) => edge.median,
  p75: (edge) => edge.p75,
  p90: (edge) => edge.p90,
  p95: (edge) => edge.p95,
  max: (edge) => edge.max,
  survival_median: (edge) => edge.survival?.median?.value,
  target: (edge) => edge.target,
  beyond: (edge) => edge.beyond?.hits,
  beyond_of: (edge) => edge.beyond?.of,
  beyond_share: (edge) => edge.beyond?.share,
  beyond_lower: (edge) => edge.beyond?.lower,
  beyond_upper: (edge) => edge.beyond?.upper,
  lost: (edge) => edge.lost.total,
  lost_open: (edge) => edge.lost.open,
  waiting: (edge) => edge.waiting.total,
  waiting_open: (edge) => edge.waiting.open,
  ping_pong: (edge) => edge.pingPong?.n,
  formal: (edge) => edge.formal,
  ranked_by: (edge) => edge.rank.by,
  place_lower: (edge) => edge.rank.lower,
  place_upper: (edge) => edge.rank.upper,
}

/** The edges as CSV for programs: RFC 4180 with commas, points in numbers, UTF-8. */
export function* asCsv(edges: readonly EdgeFigures[]): Iterable<string> {
  yield `${Object.keys(columns).join(',')}\r\n`
  for (const edge of edges) {
    const figures = edgeAsJson(edge)
    yield `${Object.values(columns)
      .map((value) => cell(value(figures)))
      .join(',')}\r\n`
  }
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  return /[",\r\n]/.test(text) || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
