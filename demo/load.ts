/** Makes and fills the two demo tenants. */
import { readFileSync } from 'node:fs'
import { type Clock, systemClock } from '../src/kernel/clock.ts'
import { lastFullMonths } from '../src/kernel/period.ts'
import {
  createTenant,
  type Database,
  findTenant,
  inTenant,
  type NewTenant,
  platformSources,
  removeDemoTenant,
  roomSources,
  type Tenant,
  type Tx,
} from '../src/platform/database/index.ts'
import type { Room } from '../src/platform/room.ts'
import { declarePathway } from '../src/rooms/journeys/index.ts'
import { loadNetwork } from '../src/rooms/network/index.ts'
import { auentalNetwork } from './auental/network.ts'
import { actingFor } from './auental/organisations.ts'
import { pathways } from './auental/pathways.ts'
import type { District } from './district.ts'
import { fillTenant } from './fill.ts'
import { readScenario } from './scenario/read.ts'
import { type Plan, planOf } from './simulator/plan.ts'
import { auental, warendorf } from './tenants.ts'
import { warendorfNetwork } from './warendorf/network.ts'

export interface DemoOptions {
  /** Fixes the day of the making: data ends with the last full month before it. */
  readonly clock?: Clock
}

/** Makes the demo tenants that do not exist yet, each whole or not at all. Those that exist are left as they are. */
export async function loadDemo(
  db: Database,
  rooms: readonly Pick<Room, 'key' | 'folder'>[],
  options: DemoOptions = {},
): Promise<void> {
  const clock = options.clock ?? systemClock
  await makeTenant(db, rooms, auental, (tx, tenant) => fillAuental(tx, tenant, clock))
  await makeTenant(db, rooms, warendorf, (tx) => loadNetwork(tx, warendorfNetwork))
}

async function makeTenant(
  db: Database,
  rooms: readonly Pick<Room, 'key' | 'folder'>[],
  wanted: NewTenant,
  fill: (tx: Tx, tenant: Tenant) => Promise<unknown>,
): Promise<void> {
  if (await findTenant(db, wanted.key)) return
  const tenant = await createTenant(db, [...platformSources(), ...roomSources(rooms)], wanted)
  try {
    await inTenant(db, tenant, 'system', (tx) => fill(tx, tenant))
  } catch (error) {
    // A demo without its data would never be filled again, since it exists.
    await removeDemoTenant(db, wanted.key)
    throw error
  }
}

const auentalScenario = new URL('./scenarios/auental.json', import.meta.url)

/** The scenario of Kreis Auental, ending with the last full month before the clock's day. */
export function auentalPlan(clock: Clock): Plan {
  const scenario = readScenario(readFileSync(auentalScenario, 'utf8'), 'demo/scenarios/auental.json')
  return planOf(scenario, { until: lastFullMonths(clock.today(), 1).to.slice(0, 7) })
}

/** Kreis Auental with its own offices instead of those that any scenario gets. */
export function auentalDistrict(plan: Plan, clock: Clock): District {
  const towns = plan.scenario.towns.map((town) => town.name)
  const endOfLastYear = `${Number(clock.today().slice(0, 4)) - 1}-12-31` as ReturnType<Clock['today']>
  return {
    network: auentalNetwork(plan, endOfLastYear),
    actingFor: (office, town) => actingFor(office.key, town, towns),
  }
}

async function fillAuental(tx: Tx, tenant: Tenant, clock: Clock): Promise<void> {
  const plan = auentalPlan(clock)
  const { network } = await fillTenant(tx, plan, auentalDistrict(plan, clock))
  for (const { milestones, ...pathway } of pathways) {
    await declarePathway(
      tx,
      'system',
      {
        ...pathway,
        milestones: milestones.map((one) => ({
          key: one.key,
          name: one.name,
          interfaceId: one.interface === undefined ? null : (network.interfaces.get(one.interface) ?? null),
        })),
      },
      tenant,
    )
  }
}
