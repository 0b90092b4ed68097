/** When the sum of many gives one of them away. */
export interface DominanceRule {
  /** Nobody may be estimated from the sum closer than this share of what is theirs, by whoever is second: 0.1 is 10 %. */
  readonly share: number
  /** So many must contribute. */
  readonly least: number
}

/**
 * Whether a sum of durations may not be given out: too few contribute, or who contributes the second most knows the largest
 * within the share, by taking off what is their own (the p% rule; Hundepool et al., Statistical Disclosure Control, 2012,
 * section 4.2.2). In any unit; contributions of 0 do not count.
 * @param contributions Of each person, all of theirs together. @throws RangeError for a negative one.
 */
export function isDominated(contributions: readonly number[], { share, least }: DominanceRule): boolean {
  let [first, second, sum, number] = [0, 0, 0, 0]
  for (const value of contributions) {
    if (!(value >= 0)) throw new RangeError(`not a contribution: ${value}`)
    if (value === 0) continue
    number++
    sum += value
    if (value > first) [first, second] = [value, first]
    else if (value > second) second = value
  }
  return number > 0 && (number < least || sum - first - second < share * first)
}

/**
 * Whether a quantile may be given out: on either side of it there are as many people as a cell needs. The median of three is
 * the value of one of them; of six, three lie on either side.
 * @param people How many different people the values come from.
 * @param share Of the quantile: 0.5 for the median.
 */
export function mayShowQuantile(people: number, share: number, least: number): boolean {
  return Math.min(share, 1 - share) * people >= least - 1e-9
}
