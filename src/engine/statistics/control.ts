/**
 * The control chart of single values (XmR, I-MR): which values are the usual to and fro of a process, and which are not
 * (Shewhart; Wheeler, Understanding Variation, 1993; Nelson, J Qual Technol 14, 1982; the four rules as NHS England's
 * "Making Data Count" draws them). It describes and raises no alarm: with limits from twelve months, its rules together mark
 * one month in eight of a series in which nothing happens. Warnings have a budget of false alarms (`hurdles/early.ts`).
 */

/**
 * Beyond: outside the limits. Two of three: two of three neighbours beyond two thirds of the way to a limit, all three on one
 * side of the centre. Shift: seven in a row on one side. Trend: seven in a row, each above (or below) the one before.
 */
export type Signal = 'beyond' | 'twoOfThree' | 'shift' | 'trend'

export interface ChartPoint {
  /** Null for a month without a value: it is passed over, and breaks no run. */
  readonly value: number | null
  readonly signals: readonly Signal[]
  /** Above the centre where there is a signal; for a trend, whether it climbs. */
  readonly above: boolean
}

export interface ControlChart {
  readonly centre: number
  /** The limits of the process: centre ∓ 2.66 mean moving ranges. */
  readonly lower: number
  readonly upper: number
  readonly movingRange: number
  /** Beyond it a step from one value to the next is unusual: 3.268 mean moving ranges. */
  readonly rangeLimit: number
  readonly points: readonly ChartPoint[]
}

/** 3 / d₂ and D₄ for ranges of two normal values, d₂ = 2 / √π = 1.128. */
const perRange = { limit: 2.66, range: 3.268 }
const run = 7
/** Fewer values are no baseline. */
const baselineLength = 12

/**
 * The chart of a series, oldest first. Centre and limits are those of the first twelve values; undefined where there are
 * fewer. Without any variation in them every other value is beyond.
 */
export function controlChart(series: readonly (number | null)[]): ControlChart | undefined {
  const at = series.flatMap((value, index) => (value === null ? [] : [index]))
  const values = at.map((index) => series[index]!)
  if (values.length < baselineLength) return undefined
  const baseline = values.slice(0, baselineLength)
  const centre = baseline.reduce((sum, value) => sum + value, 0) / baselineLength
  const ranges = baseline.slice(1).map((value, i) => Math.abs(value - baseline[i]!))
  const movingRange = ranges.reduce((sum, range) => sum + range, 0) / ranges.length
  const half = perRange.limit * movingRange
  const signals = signalsOf(values, centre, half)
  const points = series.map((value): ChartPoint => ({ value, signals: [], above: false }))
  at.forEach((index, i) => {
    const own = signals[i]!
    const climbs = i > 0 ? values[i]! > values[i - 1]! : values[1]! > values[0]!
    const above = own.length === 1 && own[0] === 'trend' ? climbs : values[i]! > centre
    points[index] = { value: values[i]!, signals: own, above: own.length > 0 && above }
  })
  return {
    centre,
    lower: centre - half,
    upper: centre + half,
    movingRange,
    rangeLimit: perRange.range * movingRange,
    points,
  }
}

function signalsOf(values: readonly number[], centre: number, half: number): readonly (readonly Signal[])[] {
  const found: Signal[][] = values.map(() => [])
  const side = values.map((value) => Math.sign(value - centre))
  const far = values.map((value) => Math.abs(value - centre) > (2 / 3) * half)
  const steps = values.map((value, i) => (i === 0 ? 0 : Math.sign(value - values[i - 1]!)))
  const mark = (signal: Signal, from: number, to: number, which = (_: number) => true) => {
    for (let i = from; i < to; i++) if (which(i) && !found[i]!.includes(signal)) found[i]!.push(signal)
  }
  const alike = (all: readonly number[]) => all[0] !== 0 && all.every((one) => one === all[0])
  values.forEach((value, i) => {
    if (Math.abs(value - centre) > half) found[i]!.push('beyond')
  })
  for (let i = 0; i + 3 <= values.length; i++)
    if (alike(side.slice(i, i + 3)) && far.slice(i, i + 3).filter(Boolean).length >= 2)
      mark('twoOfThree', i, i + 3, (at) => far[at]!)
  for (let i = 0; i + run <= values.length; i++) {
    if (alike(side.slice(i, i + run))) mark('shift', i, i + run)
    if (alike(steps.slice(i + 1, i + run))) mark('trend', i, i + run)
  }
  return found
}
