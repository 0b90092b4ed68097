/**
 * The recovery curves of any scenario, by hand:
 *
 *   node tests/recovery/run.ts [scenario.json …] [--seeds 200] [--only found|effects|gaps|planted] [--out docs/recovery.md]
 *
 * Node 24, nothing else. Prints the tables; with --out they are written as a page, with date and machine. See README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { Scenario } from '../../demo/scenario/fields.ts'
import { readScenario } from '../../demo/scenario/read.ts'
import { gapMeasureChecked } from './gapmeasures.ts'
import { asItStands, falseAlarms, gapsFound, hurdlesFound, measureChecked, stepWarned } from './measure.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '200' },
    out: { type: 'string' },
    only: { type: 'string' },
  },
})
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1)
const files =
  positionals.length > 0
    ? positionals
    : ['tests/recovery/equal.json', 'tests/recovery/unequal.json', 'demo/scenarios/recovery.json']
const lines: string[] = []

function say(...more: readonly string[]): void {
  for (const line of more) process.stdout.write(`${line}\n`)
  lines.push(...more)
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): void {
  say(`| ${heading.join(' | ')} |`, `| ${heading.map(() => '---').join(' | ')} |`)
  say(...rows.map((row) => `| ${row.join(' | ')} |`), '')
}

/** A share with the limits that chance at this number of seeds leaves it (95 %, normal). */
function percent(hits: number, of: number): string {
  if (of === 0) return '–'
  const share = hits / of
  const half = 1.96 * Math.sqrt((share * (1 - share)) / of)
  return `${(100 * share).toFixed(1)} ± ${(100 * half).toFixed(1)} %`
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const sizes = [0, 0.1, 0.25, 0.5, 1]
const drops = [0, 0.1, 0.25, 0.5]
const plus = (effect: number) => `+${Math.round(100 * effect)} %`

function found(scenario: Scenario): void {
  const planted = sizes.map((effect) => {
    const hurdles = seeds.map((seed) => hurdlesFound(scenario, seed, effect))
    const gaps = seeds.map((seed) => gapsFound(scenario, seed, effect))
    const warned = effect === 0 ? [] : seeds.map((seed) => stepWarned(scenario, seed, effect))
    return { effect, hurdles, gaps, warned }
  })
  say('Hurdles in the first three, gaps in the first five, and steps warned of, by planted size:', '')
  table(
    [
      'planted',
      'hurdle in the first three',
      'gap in the first five',
      'step warned of within two complete months',
      'within four',
    ],
    planted.map(({ effect, hurdles, gaps, warned }) => [
      plus(effect),
      percent(sum(hurdles.map((one) => one.found)), sum(hurdles.map((one) => one.of))),
      percent(sum(gaps.map((one) => one.found)), sum(gaps.map((one) => one.of))),
      percent(warned.filter(({ within }) => within[1]).length, warned.length),
      percent(warned.filter(({ within }) => within[3]).length, warned.length),
    ]),
  )
  byVolume(planted.find(({ effect }) => effect === 0.5)!.warned)

  const alarms = seeds.map((seed) => falseAlarms(scenario, seed))
  say(
    `Nothing planted: something is warned of in ${percent(sum(alarms.map((one) => one.alarmed)), sum(alarms.map((one) => one.quarters)))} of quarters (over all interfaces, looked at after each month).`,
    '',
  )
}

function effects(scenario: Scenario): void {
  say('A measure, checked a year after its start (of which the newest month is not complete):', '')
  table(
    [
      'drop',
      'helped',
      'did not',
      'cannot be told yet',
      'power promised before',
      'interval holds the truth',
      'called helped at any monthly look',
    ],
    drops.map((drop) => {
      const checks = seeds.flatMap((seed) => measureChecked(scenario, seed, drop, drop === 0) ?? [])
      const verdicts = (verdict: string) =>
        percent(checks.filter((one) => one.verdict === verdict).length, checks.length)
      return [
        `−${Math.round(100 * drop)} %`,
        verdicts('helped'),
        verdicts('didNot'),
        verdicts('tooEarly'),
        drop === 0 ? '–' : `${((100 * sum(checks.map((one) => one.promised))) / checks.length).toFixed(1)} %`,
        percent(checks.filter((one) => one.covered).length, checks.length),
        drop === 0 ? percent(checks.filter((one) => one.everHelped).length, checks.length) : '–',
      ]
    }),
  )
}

function gapEffects(scenario: Scenario): void {
  const gains = sizes.map((gain) => ({
    gain,
    checks: seeds.flatMap((seed) => gapMeasureChecked(scenario, seed, gain, gain === 0) ?? []),
  }))
  if (gains[0]!.checks.length === 0) return
  say('A measure that gives a gap so many more places, checked a year after its start:', '')
  table(
    [
      'places',
      'helped',
      'did not',
      'cannot be told yet',
      'power promised before',
      'unmet days with to without',
      'interval of it holds the truth',
      'called helped at any monthly look',
    ],
    gains.map(({ gain, checks }) => {
      const verdicts = (verdict: string) =>
        percent(checks.filter((one) => one.verdict === verdict).length, checks.length)
      const mean = (of: (one: (typeof checks)[number]) => number) => sum(checks.map(of)) / checks.length
      return [
        plus(gain),
        verdicts('helped'),
        verdicts('didNot'),
        verdicts('tooEarly'),
        gain === 0 ? '–' : `${(100 * mean((one) => one.promised)).toFixed(1)} %`,
        mean((one) => one.truth).toFixed(2),
        percent(checks.filter((one) => one.covered).length, checks.length),
        gain === 0 ? percent(checks.filter((one) => one.everHelped).length, checks.length) : '–',
      ]
    }),
  )
}

function byVolume(warned: ReturnType<typeof stepWarned>[]): void {
  const groups = Map.groupBy(warned, ({ perYear }) => perYear)
  if (groups.size < 2) return
  say('A step of +50 % by the volume of the interface:', '')
  table(
    ['hand-overs a year', 'steps', 'within two complete months', 'within four'],
    [...groups]
      .sort(([a], [b]) => b - a)
      .map(([perYear, all]) => [
        String(perYear),
        String(all.length),
        percent(all.filter(({ within }) => within[1]).length, all.length),
        percent(all.filter(({ within }) => within[3]).length, all.length),
      ]),
  )
}

function unchanged(scenario: Scenario): void {
  const { hurdles, gaps, changes, measures } = scenario
  if (
    hurdles.length +
      changes.length +
      measures.length +
      gaps.filter((gap) => gap.needPerMonth > gap.capacityPerMonth).length ===
    0
  )
    return
  const all = seeds.map((seed) => asItStands(scenario, seed))
  say('The scenario as it stands, all that it plants at once:', '')
  const rows: string[][] = []
  const add = (what: string, hits: number, of: number) => of > 0 && rows.push([what, percent(hits, of)])
  add('hurdles in the first three', sum(all.map((one) => one.hurdles.found)), sum(all.map((one) => one.hurdles.of)))
  add('gaps in the first five', sum(all.map((one) => one.gaps.found)), sum(all.map((one) => one.gaps.of)))
  changes.forEach((change, at) => {
    const told = all.flatMap((one) => one.changes[at] ?? [])
    const size = change.factor === undefined ? `${change.addedDays} days` : `× ${change.factor}`
    add(
      `change at ${change.interface}, ${size} over ${change.overMonths} months: warned of`,
      told.filter(Boolean).length,
      told.length,
    )
  })
  measures.forEach((measure, at) => {
    for (const verdict of ['helped', 'didNot', 'tooEarly'])
      add(
        `measure ${measure.key}, × ${measure.effect ?? 1}: ${verdict}`,
        all.filter((one) => one.measures[at] === verdict).length,
        all.filter((one) => one.measures[at] !== undefined).length,
      )
  })
  table(['what', 'share'], rows)
}

const began = Date.now()
for (const file of files) {
  const scenario = readScenario(readFileSync(file, 'utf8'), file)
  const perYear = sum(scenario.interfaces.map((one) => one.passagesPerYear))
  say(
    `## ${scenario.name}`,
    '',
    `\`${file}\`: ${scenario.interfaces.length} interfaces, ${perYear} hand-overs a year, ${scenario.months} months, ${seeds.length} seeds.`,
    '',
  )
  for (const [name, part] of Object.entries({ found, effects, gaps: gapEffects, planted: unchanged }))
    if (values.only === undefined || values.only === name) part(scenario)
}
const minutes = Math.round((Date.now() - began) / 60_000)
const about = `Measured ${new Date(began).toISOString().slice(0, 10)} with Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model.trim()} in ${minutes} minutes; ± is what chance leaves at this number of seeds (95 %).`
if (values.out) {
  const page = readFileSync(values.out, 'utf8')
  const marks = ['<!-- curves: written by tests/recovery/run.ts -->', '<!-- end of curves -->'] as const
  const [head, rest] = page.split(marks[0])
  const tail = rest?.split(marks[1])[1]
  if (tail === undefined) throw new Error(`${values.out} has no place for the curves (${marks[0]})`)
  writeFileSync(values.out, `${head}${marks[0]}\n\n${about}\n\n${lines.join('\n')}\n${marks[1]}${tail}`)
}
process.stdout.write(`${about}\n`)
