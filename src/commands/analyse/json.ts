import { readFileSync } from 'node:fs'
import type { EdgeFigures, Vector } from '../../engine/index.ts'
import { type Analysis, totalOf } from './analysis.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** The answer as data: `schema.json` describes it. Durations in seconds. One edge a line, in pieces: there may be a million. */
export function* asJson(analysis: Analysis, edges: readonly EdgeFigures[]): Iterable<string> {
  const [before, after] = JSON.stringify(withoutEdges(analysis), null, 2).split(edgesGoHere)
  yield `${before}[`
  for (const [i, edge] of edges.entries()) yield `${i > 0 ? ',' : ''}\n    ${JSON.stringify(edgeAsJson(edge))}`
  yield `${edges.length > 0 ? '\n  ' : ''}]${after}\n`
}

const edgesGoHere = '"edges go here"'

function withoutEdges(analysis: Analysis) {
  const { source, question, follows } = analysis
  const { read } = source
  const { options } = question
  const wait = totalOf(analysis)
  return {
    schema: 'nahtlos-analyse/1',
    program: { name: 'nahtlos', version },
    source: {
      name: source.name,
      bytes: source.bytes,
      format: read.format,
      gzip: read.gzip,
      encoding: read.encoding,
      delimiter: read.delimiter ?? null,
      columns: read.columns,
      timeZone: read.times.zone,
      dateFormats: read.times.formats,
      dayOrder: read.times.order ?? null,
    },
    question: {
      kind: question.kind,
      attribute: question.attribute,
      missing: options.missing ?? null,
      resource: question.resource,
      formal: options.formal,
      workingDays: options.workingDays ?? null,
      from: options.from ?? null,
      to: options.to ?? null,
      asOf: instant(follows.open.asOf),
      sort: options.sort,
    },
    cases: analysis.cases,
    events: analysis.events,
    activities: analysis.activities,
    first: instant(read.times.first),
    last: instant(read.times.last),
    total: {
      edges: analysis.edges.length,
      n: analysis.waits.ended.length,
      open: analysis.waits.open.length,
      cases: analysis.waits.cases,
      ...vector(wait),
      pingPong: analysis.pingPong,
      formal: analysis.formal,
    },
    edges: JSON.parse(edgesGoHere) as string,
    issues: {
      ...follows.issues,
      unusedTargets: analysis.unusedTargets.map((one) => ({ ...one, target: seconds(one.target) })),
    },
    oddities: read.oddities,
  }
}

export type EdgeAsJson = ReturnType<typeof edgeAsJson>

export function edgeAsJson(edge: EdgeFigures) {
  const { rank, largestCase, survival } = edge
  return {
    from: edge.from,
    to: edge.to,
    n: edge.n,
    open: edge.open,
    ...vector(edge.wait),
    survival: survival && {
      median: survival.median && estimate(survival.median),
      p75: seconds(survival.p75),
      p90: seconds(survival.p90),
    },
    target: seconds(edge.target),
    beyond: edge.beyond,
    lost: total(edge.lost),
    waiting: total(edge.waiting),
    pingPong: edge.pingPong,
    formal: edge.formal,
    negative: edge.negative,
    uncertain: edge.uncertain,
    rank: {
      by: edge.measure,
      place: rank.place,
      tied: rank.tied,
      lower: rank.lower,
      upper: rank.upper,
      value: seconds(rank.value),
      cap: seconds(rank.cap),
    },
    largestCase: largestCase && { ...largestCase, value: seconds(largestCase.value) },
  }
}

function vector(wait: Vector | null) {
  return {
    mean: seconds(wait?.mean),
    min: seconds(wait?.min),
    median: seconds(wait?.median),
    p75: seconds(wait?.p75),
    p90: seconds(wait?.p90),
    p95: seconds(wait?.p95),
    max: seconds(wait?.max),
    sum: seconds(wait?.sum),
  }
}

function estimate({ value, lower, upper }: { value: number; lower: number | null; upper: number | null }) {
  return { value: seconds(value), lower: seconds(lower), upper: seconds(upper) }
}

function total({ total: all, arrived, open }: EdgeFigures['lost']) {
  return { total: seconds(all), arrived: seconds(arrived), open: seconds(open) }
}

function seconds(milliseconds: number | null | undefined): number | null {
  return milliseconds === null || milliseconds === undefined ? null : milliseconds / 1000
}

function instant(milliseconds: number): string | null {
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString()
}
