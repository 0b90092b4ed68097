import { DECLINED, NO_DAY, type Passages, quantile } from '../../../engine/index.ts'
import { type Day, dayNumber } from '../../../kernel/day.ts'
import { type Period, period } from '../../../kernel/period.ts'
import { inTenant } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import type { Basis } from '../gate/basis.ts'
import { readQuestion } from '../questions.ts'
import { type Withheld, withhold } from '../release.ts'
import { type Sheet, table } from '../sheet.ts'
import { type CaseCounts, readCaseCounts } from './queries.ts'

/**
 * The figures that the Land asks of integration management by reference date, behind the gate: files from the beginning of
 * its year to that day, files open on it, and hand-overs by interface.
 *
 * @param asOf The last day of a month: files are published by month.
 */
export async function controllingFigures(request: PageRequest, asOf: Day): Promise<Withheld<ControllingSheet>> {
  const span = period(`${asOf.slice(0, 4)}-01-01` as Day, asOf)
  const { load } = await readQuestion(request)
  const counts = await inTenant(request.db, request.tenant, request.actor, (tx) => readCaseCounts(tx, span), {
    role: 'insight',
    readOnly: true,
  })
  const { passages } = load
  const sheet = controllingSheet(counts, passages, span)
  return withhold(sheet, () => controllingBasis(sheet, passages, span))
}

export type ControllingSheet = ReturnType<typeof controllingSheet>

/** The tables of a controlling. Pure. */
export function controllingSheet(counts: CaseCounts, passages: Passages, span: Period) {
  const keyed = (rows: CaseCounts['access']) =>
    table(
      { key: 'kind', count: 'count' },
      rows.map(({ key, count }) => ({ key, count: Number(count) })),
    )
  return {
    name: 'controlling',
    source: {
      question: `?on=${span.to}`,
      period: span,
      asOf: span.to,
      population: Number(counts.population),
      simulated: counts.simulated,
    },
    tables: {
      caseload: keyed(counts.caseload),
      towns: table(
        { town: 'municipality', opened: 'count', open: 'count', closed: 'count' },
        counts.towns.map(({ town, opened, open, closed }) => ({ town, opened, open, closed })),
      ),
      access: keyed(counts.access),
      groups: keyed(counts.groups),
      closures: keyed(counts.closures),
      attainments: keyed(counts.attainments),
      handOvers: table(
        {
          interface: 'interface',
          offered: 'count',
          accepted: 'count',
          declined: 'count',
          arrived: 'count',
          median: 'quantile',
        },
        handOversOf(passages, span),
      ),
    },
  } as const satisfies Sheet
}

/** Whose the hand-overs of a controlling are. Files have no keys: one file stands for one person. */
export function controllingBasis(sheet: ControllingSheet, passages: Passages, span: Period): Basis {
  const offered = offeredIn(passages, span)
  const { answered, declined, arrived } = knownBy(passages, span)
  const rows = new Map([...offered].map(([at, own]) => [passages.interfaces[at]?.key ?? '', own]))
  return {
    people: passages.caseOf,
    tables: {
      handOvers: {
        rows: sheet.tables.handOvers.rows.map((row) => rows.get(row.interface) ?? []),
        counts: { accepted: (row) => answered(row) && !declined(row), declined, arrived },
      },
    },
  }
}

/** Hand-overs offered in the period, by interface. */
function offeredIn(passages: Passages, { from, to }: Period): ReadonlyMap<number, readonly number[]> {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  const rows = Array.from({ length: passages.size }, (_, row) => row).filter((row) => {
    const offered = passages.offeredOn[row] as number
    return offered !== NO_DAY && offered >= first && offered <= last
  })
  return Map.groupBy(rows, (row) => passages.interfaceOf[row] as number)
}

/** What was known of a hand-over on the last day. */
function knownBy(passages: Passages, { to }: Period) {
  const last = dayNumber(to)
  const known = (on: number) => on !== NO_DAY && on <= last
  const answered = (row: number) => known(passages.answeredOn[row] as number)
  return {
    answered,
    declined: (row: number) => answered(row) && passages.state[row] === DECLINED,
    arrived: (row: number) => known(passages.firstOn[row] as number),
  }
}

/** Hand-overs offered in the period, as known on its last day, in the order of the interfaces' keys. */
function handOversOf(passages: Passages, span: Period) {
  const { answered, declined, arrived } = knownBy(passages, span)
  return [...offeredIn(passages, span)]
    .map(([at, rows]) => {
      const there = rows.filter(arrived)
      const waits = Float64Array.from(there, (row) => passages.firstOn[row]! - passages.offeredOn[row]!)
      return {
        interface: passages.interfaces[at]?.key ?? '',
        offered: rows.length,
        accepted: rows.filter((row) => answered(row) && !declined(row)).length,
        declined: rows.filter(declined).length,
        arrived: there.length,
        median: there.length === 0 ? null : quantile(waits, 0.5),
      }
    })
    .sort((one, other) => (one.interface < other.interface ? -1 : 1))
}
