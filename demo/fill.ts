/** Fills a tenant: the network by its door, the simulated hand-overs in bulk by the door of journeys. */
import type { Tx } from '../src/platform/database/index.ts'
import { type HandoverData, type Loaded, loadJourneys } from '../src/rooms/journeys/index.ts'
import { type LoadedNetwork, loadNetwork, type NetworkIds } from '../src/rooms/network/index.ts'
import { controllersOf, type District } from './district.ts'
import type { Plan } from './simulator/plan.ts'
import type { RecordedPassage } from './simulator/records.ts'
import { type Simulation, simulate } from './simulator/simulate.ts'

export interface Filled {
  readonly network: LoadedNetwork
  readonly loaded: Loaded
  /** What was played; its truth is complete where it was asked for. */
  readonly simulation: Simulation
}

/** What a hand-over has besides its steps: what was shared, by which day an answer is due; nothing for most. */
export type LifeOf = (passage: RecordedPassage) => HandoverData['life']

export interface Accompanied {
  readonly lifeOf: LifeOf
  /** Whose journey the hand-overs of a simulated person belong to. */
  readonly personOf: (person: number) => number
}

/** Makes what hand-overs refer to, such as persons and their consents, and says what each of them has. */
export type Accompany = (passages: readonly RecordedPassage[], network: LoadedNetwork) => Promise<Accompanied>

/** In the caller's transaction, as the system, into a tenant that has no network yet. */
export async function fillTenant(
  tx: Tx,
  plan: Plan,
  district: District,
  options: { readonly withTruth?: boolean; readonly accompany?: Accompany } = {},
): Promise<Filled> {
  const network = await loadNetwork(tx, district.network)
  const simulation = simulate(plan, options)
  const { accompany } = options
  // Whoever accompanies hand-overs must know all of them before the first is loaded.
  const passages = accompany ? [...simulation.passages] : simulation.passages
  const accompanied = Array.isArray(passages) ? await accompany?.(passages, network) : undefined
  const loaded = await loadJourneys(tx, handoversOf(passages, district, network, accompanied), { simulated: true })
  return { network, loaded, simulation }
}

/** Recorded passages as hand-overs between the organisations of a district. */
export function* handoversOf(
  passages: Iterable<RecordedPassage>,
  { network, actingFor }: District,
  ids: NetworkIds,
  accompanied?: Accompanied,
): Generator<HandoverData> {
  const controllers = controllersOf(network)
  const municipalities = new Map(network.municipalities?.map((one) => [one.name, ids.municipalities.get(one.key)]))
  const organisation = (key: string) => idIn(ids.organisations, key)
  for (const passage of passages) {
    const { truth, home, town, group, events } = passage
    const life = accompanied?.lifeOf(passage)
    const [from, to] = [actingFor(truth.through.from, home), actingFor(truth.through.to, home)]
    yield {
      interfaceId: idIn(ids.interfaces, truth.through.source.key),
      fromOrganisationId: organisation(from),
      toOrganisationId: organisation(to),
      fromControllerId: organisation(controllers.get(from) ?? from),
      toControllerId: organisation(controllers.get(to) ?? to),
      municipalityId: (town === undefined ? undefined : municipalities.get(town)) ?? null,
      targetGroup: group ?? null,
      person: accompanied?.personOf(truth.person) ?? truth.person,
      targetDays: truth.targetDays === null ? null : Math.max(1, Math.round(truth.targetDays)),
      ...(life && { life }),
      steps: events.map((event) => ({ ...event, reason: event.reason ?? null })),
    }
  }
}

function idIn<Id>(ids: ReadonlyMap<string, Id>, key: string): Id {
  const id = ids.get(key)
  if (id === undefined) throw new RangeError(`the network has no ${key}`)
  return id
}
