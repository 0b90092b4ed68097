import {
  ANY,
  analyseGap,
  type GapDetail,
  type NeedColumns,
  type NeedFilter,
  needRecords,
} from '../../../engine/index.ts'
import { type Day, dayNumber } from '../../../kernel/day.ts'
import { daysOfMonth, type Month, type Period } from '../../../kernel/period.ts'
import type { Basis } from '../gate/basis.ts'
import { withhold } from '../release.ts'
import { type Source, table } from '../sheet.ts'
import { askedOf, type GapQuestion, sourceOf } from './questions.ts'

export type CoverageSheet = ReturnType<typeof coverageSheet>

/** Months before a measure that are compared, at most. */
const mostBefore = 24

/** The days that are compared: complete months before a measure and since it began. The month of the start is on no side. */
export interface CoverageWindows {
  readonly before: readonly Month[]
  readonly after: readonly Month[]
}

/** Complete months before the start, at most 24, and from it on; a month in which it began later than on the first is left out. */
export function coverageWindows(
  months: readonly { readonly month: Month; readonly complete: boolean }[],
  startsOn: Day,
): CoverageWindows {
  const start = startsOn.slice(0, 7)
  const complete = months.flatMap((one) => (one.complete ? [one.month] : []))
  return {
    before: complete.filter((month) => month < start).slice(-mostBefore),
    after: complete.filter((month) => (startsOn.endsWith('-01') ? month >= start : month > start)),
  }
}

/**
 * What was needed and met of a gap before a measure and since it began, behind the gate: what a verdict on the measure rests
 * on. Undefined where nobody ever needed it. Ask with 24 months or more, so that the time before is known.
 */
export function coverageFigures(question: GapQuestion, topic: string, startsOn: Day) {
  const { needs } = question.load
  if (!needs.topics.includes(topic)) return undefined
  const { filter: narrowed, ...wide } = askedOf(question)
  const filter: NeedFilter = { ...narrowed, topics: [topic] }
  const { months } = analyseGap(needs, wide, filter)
  const windows = coverageWindows(months, startsOn)
  const named = [...windows.before, ...windows.after]
  const [first, last] = [named[0], named.at(-1)]
  if (!first || !last) return undefined
  const period: Period = { from: daysOfMonth(first).from, to: daysOfMonth(last).to }
  const { rows } = needRecords(needs, { ...wide, period, filter })
  const source = sourceOf(question)
  const { sheet, basis } = coverageSheetOf(needs, rows, {
    topic,
    language: question.filter.language ?? ANY,
    windows,
    months,
    source: { ...source, question: `${source.question || '?'}&start=${startsOn}`.replace('?&', '?'), period },
  })
  return withhold(sheet, () => basis)
}

interface Compared {
  readonly topic: string
  readonly language: string
  readonly windows: CoverageWindows
  readonly months: GapDetail['months']
  readonly source: Omit<Source, 'population'>
}

/** The sheet of some needs, with what it was computed from. Pure. */
export function coverageSheetOf(needs: NeedColumns, rows: ArrayLike<number>, compared: Compared) {
  const sides = sidesOf(needs, compared.windows)
  const counted = Array.from(rows).filter((row) => Object.values(sides).some((is) => is(row)))
  const count = (side: Side) => counted.filter(sides[side]).length
  const basis: Basis = { people: needs.caseOf, tables: { coverage: { rows: [counted], counts: sides } } }
  return { sheet: coverageSheet(counted.length, count, compared), basis }
}

type Side = 'arisenBefore' | 'metBefore' | 'arisenAfter' | 'metAfter'

/** Of a need, whether it arose or was met on either side. */
function sidesOf(
  needs: NeedColumns,
  { before, after }: CoverageWindows,
): Readonly<Record<Side, (row: number) => boolean>> {
  const within = (months: readonly Month[]) => {
    const [first, last] = [months[0], months.at(-1)]
    if (!first || !last) return () => false
    const [from, to] = [dayNumber(daysOfMonth(first).from), dayNumber(daysOfMonth(last).to)]
    return (day: number) => day >= from && day <= to
  }
  const [isBefore, isAfter] = [within(before), within(after)]
  return {
    arisenBefore: (row) => isBefore(needs.neededOn[row]!),
    metBefore: (row) => isBefore(needs.metOn[row]!),
    arisenAfter: (row) => isAfter(needs.neededOn[row]!),
    metAfter: (row) => isAfter(needs.metOn[row]!),
  }
}

function coverageSheet(
  needs: number,
  count: (side: Side) => number,
  { topic, language, windows: { before, after }, months, source }: Compared,
) {
  return {
    name: 'coverage' as const,
    source: { ...source, population: needs },
    tables: {
      coverage: table(
        {
          topic: 'kind',
          language: 'kind',
          needs: 'count',
          arisenBefore: 'count',
          metBefore: 'count',
          arisenAfter: 'count',
          metAfter: 'count',
          monthsBefore: 'given',
          monthsAfter: 'given',
        },
        [
          {
            topic,
            language,
            needs,
            arisenBefore: count('arisenBefore'),
            metBefore: count('metBefore'),
            arisenAfter: count('arisenAfter'),
            metAfter: count('metAfter'),
            monthsBefore: before.length,
            monthsAfter: after.length,
          },
        ],
      ),
      months: table(
        { month: 'month', arisen: 'count', met: 'count', complete: 'mark' },
        months.map(({ month, arisen, met, complete }) => ({ month, arisen, met, complete })),
      ),
    },
  }
}
