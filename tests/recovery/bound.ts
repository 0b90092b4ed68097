/**
 * What no early warning can pass: the power of the best test there is (the lemma of Neyman and Pearson, Phil Trans A 231,
 * 1933), which knows how waits are distributed, that they became so many times longer, and on which day.
 *
 *   node tests/recovery/bound.ts [scenario.json]
 *
 * It is given more than any analysis has: every offer and every day is on record and true, nobody declines, the past is known
 * exactly, and of the third month, whose offers it must be blind to, all days count to follow the offers of the first two.
 */
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { ScenarioInterface } from '../../demo/scenario/fields.ts'
import { readScenario } from '../../demo/scenario/read.ts'
import { normalQuantile, waitOf } from '../../demo/simulator/wait.ts'
import { normalDensity, normalShare } from '../../src/engine/statistics/normal.ts'
import { type Random, seeded } from '../../src/kernel/random.ts'

type Wait = ScenarioInterface['wait']

const daysOfMonth = 365.25 / 12
/** Complete months that may pass, and the one that is under way. */
const months = { complete: 2, followed: 3 }

/** Density of a wait and the share that waits longer. */
function shape({ medianDays, sigma, tailShare, tailFrom, tailAlpha }: Wait) {
  const mu = Math.log(medianDays) - sigma * normalQuantile(0.5 / (1 - tailShare))
  const from = medianDays * tailFrom
  return {
    density: (days: number) =>
      ((1 - tailShare) * normalDensity((Math.log(days) - mu) / sigma)) / (sigma * days) +
      (days > from ? (tailShare * tailAlpha * (from / days) ** tailAlpha) / days : 0),
    longer: (days: number) =>
      (1 - tailShare) * normalShare((mu - Math.log(days)) / sigma) +
      tailShare * (days > from ? (from / days) ** tailAlpha : 1),
  }
}

/**
 * The share of steps by `factor` that the best test at a level finds within two complete months, from so many draws of its
 * likelihood ratio.
 * @param offers How many are offered in the two months.
 * @param level Share of false alarms of one look at one interface.
 */
export function bestPower(
  wait: Wait,
  {
    offers,
    factor,
    level,
    draws,
  }: { offers: (random: Random) => number; factor: number; level: number; draws: number },
  random: Random,
): number {
  const { density, longer } = shape(wait)
  const draw = waitOf(wait)
  const ratio = (times: number): number => {
    let sum = 0
    for (let n = offers(random); n > 0; n--) {
      const followed = (months.followed - months.complete * random.next()) * daysOfMonth
      const days = Math.max(0.01, draw(random) * times)
      sum +=
        days <= followed
          ? Math.log(density(days / factor) / factor / density(days))
          : Math.log(longer(followed / factor) / longer(followed))
    }
    return sum
  }
  const quiet = Float64Array.from({ length: draws }, () => ratio(1)).sort()
  const limit = quiet[Math.min(draws - 1, Math.ceil(draws * (1 - level)) - 1)]!
  let found = 0
  for (let i = 0; i < draws; i++) if (ratio(factor) > limit) found++
  return found / draws
}

/** Of one look at one interface, where any of so many may be alarmed in one of twenty quarters. */
export function levelOf(interfaces: number): number {
  return 1 - 0.95 ** (1 / interfaces)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2] ?? 'tests/recovery/equal.json'
  const { interfaces } = readScenario(readFileSync(file, 'utf8'), file)
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`
  const lines = [
    '| hand-overs a month | one alarm in 20 quarters of the district | of each interface |',
    '| --- | --- | --- |',
  ]
  for (const perMonth of [5, 7, 10, 12, 15, 20, 30]) {
    const power = (level: number) => {
      const all = interfaces.map(({ wait, key }) => {
        const offers = (random: Random) => random.poisson(months.complete * perMonth)
        return bestPower(wait, { offers, factor: 1.5, level, draws: 20_000 }, seeded(key))
      })
      return percent(all.reduce((sum, one) => sum + one, 0) / all.length)
    }
    lines.push(`| ${perMonth} | ${power(levelOf(interfaces.length))} | ${power(levelOf(1))} |`)
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}
