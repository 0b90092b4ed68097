import { DECLINED, NO_DAY, type Passages, quantile } from '../../../engine/index.ts'
import { type Day, dayNumber } from '../../../kernel/day.ts'
import { type Period, period } from '../../../kernel/period.ts'
import { inTenant } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
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
  return withhold(controllingSheet(counts, load.passages, span))
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

interface Tally {
  offered: number
  accepted: number
  declined: number
  readonly waits: number[]
}

/** Hand-overs offered in the period, as known on its last day, in the order of the interfaces' keys. */
function handOversOf(passages: Passages, { from, to }: Period) {
  const [first, last] = [dayNumber(from), dayNumber(to)]
  const known = (on: number) => on !== NO_DAY && on <= last
  const tallies = new Map<number, Tally>()
  for (let row = 0; row < passages.size; row++) {
    const offered = passages.offeredOn[row] as number
    if (offered === NO_DAY || offered < first || offered > last) continue
    const at = passages.interfaceOf[row] as number
    const tally: Tally = tallies.get(at) ?? { offered: 0, accepted: 0, declined: 0, waits: [] }
    tallies.set(at, tally)
    tally.offered++
    if (known(passages.answeredOn[row] as number)) {
      if (passages.state[row] === DECLINED) tally.declined++
      else tally.accepted++
    }
    if (known(passages.firstOn[row] as number)) tally.waits.push((passages.firstOn[row] as number) - offered)
  }
  return [...tallies]
    .map(([at, { waits, ...counts }]) => ({
      interface: passages.interfaces[at]?.key ?? '',
      ...counts,
      arrived: waits.length,
      median: waits.length === 0 ? null : quantile(Float64Array.from(waits), 0.5),
    }))
    .sort((one, other) => (one.interface < other.interface ? -1 : 1))
}
