/** The nearest multiple of five; two people more or fewer at the most, as in the statistics of social assistance. */
export function roundToFive(count: number): number {
  return Math.round(count / 5) * 5
}

/** The counts that a figure rounded to five may stand for. */
export function countsBehindFive(figure: number): readonly [least: number, most: number] {
  return [Math.max(0, figure - 2), figure + 2]
}
