/** What the demo's district went through since it was made: the same simulation, played on. */
import { readFileSync } from 'node:fs'
import type { Clock } from '../src/kernel/clock.ts'
import { dayOfNumber } from '../src/kernel/day.ts'
import { type Database, inTenant, type Tenant } from '../src/platform/database/index.ts'
import {
  type ContinuedHandover,
  continueJourneys,
  type HandoverData,
  loadJourneys,
} from '../src/rooms/journeys/index.ts'
import { networkIds } from '../src/rooms/network/index.ts'
import { handoversOf } from './fill.ts'
import { auentalDistrict, auentalPlan, auentalScenario } from './load.ts'
import { monthText, resolveMoment, resolveMonth, type Timeline } from './scenario/moment.ts'
import { parseScenario } from './scenario/read.ts'
import { type Plan, planOf } from './simulator/plan.ts'
import type { RecordedPassage } from './simulator/records.ts'
import { simulate } from './simulator/simulate.ts'

/** A measure as a scenario plants it: `effect` multiplies the waits of offers from month `starts` on (`2027-02`). */
export interface PlantedMeasure {
  readonly key: string
  readonly interface: string
  readonly starts: string
  readonly effect: number
  readonly towns?: readonly string[]
}

/** Days of the making and of what is loaded now. */
export interface Between {
  readonly made: Clock
  readonly now: Clock
}

/**
 * Kreis Auental played on from the last month of its making to the last full month before now, with measures that were
 * decided meanwhile. Every number is drawn by interface, month and offer, so what is on record comes out again as it is;
 * hand-overs that were open go on, new ones are added. Returns how many of each.
 */
export async function loadLater(
  db: Database,
  tenant: Tenant,
  { made, now }: Between,
  measures: readonly PlantedMeasure[],
): Promise<{ readonly continued: number; readonly added: number }> {
  const before = auentalPlan(made)
  const after = laterPlan(before, auentalPlan(now).timeline, measures)
  const known = new Map<string, number>()
  for (const passage of simulate(before).passages) known.set(signOf(passage), passage.events.length)
  const old: RecordedPassage[] = []
  const fresh: RecordedPassage[] = []
  for (const passage of simulate(after).passages) (known.has(signOf(passage)) ? old : fresh).push(passage)
  const moved = old.filter((passage) => passage.events.length > known.get(signOf(passage))!)
  return await inTenant(db, tenant, 'system', async (tx) => {
    const ids = await networkIds(tx)
    const district = auentalDistrict(before, made)
    const data: HandoverData[] = [...handoversOf(moved, district, ids)]
    const steps = data.map((one, index): ContinuedHandover => ({ data: one, known: known.get(signOf(moved[index]!))! }))
    const continued = await continueJourneys(tx, steps, { clock: now, tenant })
    const { handovers } = await loadJourneys(tx, handoversOf(fresh, district, ids), { simulated: true })
    return { continued, added: handovers }
  })
}

/** Whom nobody confuses: drawn the same however long the scenario lasts. */
const signOf = ({ truth, events }: RecordedPassage): string =>
  [truth.through.source.key, truth.offeredOn, truth.town, truth.group, events[0]!.recordedAt].join(' ')

/** The scenario with its months fixed, since it no longer ends where it did. */
function laterPlan(before: Plan, { last }: Timeline, measures: readonly PlantedMeasure[]): Plan {
  const scenario = fixed(JSON.parse(readFileSync(auentalScenario, 'utf8')), before.timeline) as {
    measures: unknown[]
    missing: { silent: object[] }
  }
  scenario.measures.push(...measures)
  // A town that says nothing says it again once the demo is over.
  const endOfSilence = monthText(before.timeline.last)
  scenario.missing.silent = scenario.missing.silent.map((one) => ({ to: endOfSilence, ...one }))
  const months = before.months + last - before.timeline.last
  return planOf(parseScenario(scenario, 'demo/scenarios/auental.json'), { until: monthText(last), months })
}

/** Moments that count from the first or the last month as the months or days they were. */
function fixed(value: unknown, timeline: Timeline): unknown {
  if (Array.isArray(value)) return value.map((one) => fixed(one, timeline))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fixed(one, timeline)]))
  if (typeof value !== 'string' || !/^(start|end)([+-]\d+w?)?$/.test(value)) return value
  return value.endsWith('w')
    ? dayOfNumber(resolveMoment(value, timeline, 'from'))
    : monthText(resolveMonth(value, timeline))
}
