/** Makes and fills the two demo tenants. */
import { readFileSync } from 'node:fs'
import { type Clock, systemClock } from '../src/kernel/clock.ts'
import { addDays, dayOfNumber } from '../src/kernel/day.ts'
import { type Id, newId } from '../src/kernel/ids.ts'
import { lastFullMonths } from '../src/kernel/period.ts'
import type { RoleKey } from '../src/platform/access/index.ts'
import { admitProgram } from '../src/platform/api/administer.ts'
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
import { seedDemoMembers } from '../src/platform/identity/index.ts'
import type { Room } from '../src/platform/room.ts'
import { loadNeeds } from '../src/rooms/cases/index.ts'
import { loadCouncil } from '../src/rooms/council/index.ts'
import { releaseSituation } from '../src/rooms/insight/index.ts'
import { declarePathway, loadJourneys } from '../src/rooms/journeys/index.ts'
import { loadCampaigns, loadMeasures, loadReviews } from '../src/rooms/measures/index.ts'
import { type LoadedNetwork, loadMeetings, loadNetwork, organisationNames } from '../src/rooms/network/index.ts'
import { loadOffers } from '../src/rooms/offers/index.ts'
import {
  confirmEffects,
  confirmGaps,
  loadProposals,
  loadTopics,
  playEffects,
  playGaps,
  playMeetings,
} from '../src/rooms/steering/index.ts'
import { auentalCampaigns } from './auental/campaigns.ts'
import { loadDemoCases, type PreparedCases, prepareCases } from './auental/cases.ts'
import { loadCasework } from './auental/casework.ts'
import { auentalEffects } from './auental/effects.ts'
import { auentalGaps } from './auental/gaps.ts'
import { incomingHandovers } from './auental/incoming.ts'
import { auentalMeasures } from './auental/measures.ts'
import { auentalMeetings } from './auental/meetings.ts'
import { auentalNeeds } from './auental/needs.ts'
import { auentalNetwork } from './auental/network.ts'
import { auentalOffers } from './auental/offers.ts'
import { actingFor } from './auental/organisations.ts'
import { auentalCouncil } from './auental/papers.ts'
import { type DemoPathway, pathways } from './auental/pathways.ts'
import { draftReport } from './auental/report.ts'
import { playRetention } from './auental/retention.ts'
import { auentalReviews, reviewerRoles, reviewObligation } from './auental/reviews.ts'
import { playSample } from './auental/sample.ts'
import { auentalProposals, minutesTexts, steeringMeetings } from './auental/steering.ts'
import { auentalTopics } from './auental/topics.ts'
import { controllersOf, type District } from './district.ts'
import { fillTenant } from './fill.ts'
import { lastDayOf } from './scenario/moment.ts'
import { readScenario } from './scenario/read.ts'
import { type Plan, planOf } from './simulator/plan.ts'
import { auental, warendorf } from './tenants.ts'
import { warendorfMeetings } from './warendorf/council.ts'
import { warendorfMeasures } from './warendorf/measures.ts'
import { warendorfNetwork } from './warendorf/network.ts'
import { warendorfCouncil } from './warendorf/papers.ts'

export interface DemoOptions {
  /** Fixes the day of the making: data ends with the last full month before it. */
  readonly clock?: Clock
}

type DemoRoom = Pick<Room, 'key' | 'folder' | 'retention' | 'fileColumns' | 'paperSections'>

/** Makes the demo tenants that do not exist yet, each whole or not at all. Those that exist are left as they are. */
export async function loadDemo(db: Database, rooms: readonly DemoRoom[], options: DemoOptions = {}): Promise<void> {
  const clock = options.clock ?? systemClock
  await makeTenant(db, rooms, auental, (tenant) => fillAuental(db, tenant, rooms, clock))
  await makeTenant(db, rooms, warendorf, (tenant) => fillWarendorf(db, tenant, clock))
}

async function makeTenant(
  db: Database,
  rooms: readonly Pick<Room, 'key' | 'folder'>[],
  wanted: NewTenant,
  fill: (tenant: Tenant) => Promise<void>,
): Promise<void> {
  if (await findTenant(db, wanted.key)) return
  const tenant = await createTenant(db, [...platformSources(), ...roomSources(rooms)], wanted)
  try {
    await fill(tenant)
  } catch (error) {
    // A demo without its data would never be filled again, since it exists.
    await removeDemoTenant(db, wanted.key)
    throw error
  }
}

/** The file of Kreis Auental. */
export const auentalScenario = new URL('./scenarios/auental.json', import.meta.url)

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

async function fillAuental(db: Database, tenant: Tenant, rooms: readonly DemoRoom[], clock: Clock): Promise<void> {
  const plan = auentalPlan(clock)
  const members = {
    caseManager: newId<'user'>(clock.now()),
    intake: newId<'user'>(clock.now()),
    municipality: newId<'user'>(clock.now()),
  }
  const { network, register, reviews, prepared, journeys, ...it } = await inTenant(db, tenant, 'system', async (tx) => {
    const district = auentalDistrict(plan, clock)
    let prepared: PreparedCases | undefined
    const filled = await fillTenant(tx, plan, district, {
      accompany: async (passages, ids) => {
        prepared = await prepareCases(tx, passages, ids, district, clock.today(), members)
        return prepared
      },
    })
    for (const pathway of pathways) await declare(tx, tenant, pathway, filled.network)
    const today = clock.today()
    const names = new Map((await organisationNames(tx, today)).map(({ key, name }) => [key, name]))
    const towns = plan.scenario.towns.map((town) => town.name)
    await loadOffers(tx, auentalOffers(towns, filled.network, names, today), { simulated: true })
    const known = await loadMeetings(tx, auentalMeetings(today), filled.network)
    const measures = auentalMeasures(today)
    const register = await loadMeasures(tx, measures, filled.network, today)
    await loadCampaigns(tx, auentalCampaigns(measures, today), { ...filled.network, ...register })
    const council = auentalCouncil(today)
    const { obligations } = await loadCouncil(tx, council, { ...known, ...register })
    const reviews = auentalReviews(measures, council, today, obligations.get(reviewObligation))
    const { meetings } = known
    return { network: filled.network, register, reviews, prepared, journeys: filled.loaded.journeys, meetings, names }
  })
  const of = (organisation: string) => ({
    organisationId: network.organisations.get(organisation) ?? null,
    controllerId:
      network.organisations.get(
        organisation.startsWith('sozialamt') ? organisation.replace('sozialamt', 'gemeinde') : 'kreis-auental',
      ) ?? null,
  })
  const actors = await seedDemoMembers(db, tenant, clock.now(), [
    { role: 'coordinator', name: 'KIM-Koordination', ...of('ki') },
    { role: 'lead', name: 'Leitung des Kommunalen Integrationszentrums', ...of('ki') },
    { role: 'steering', name: 'Mitglied der Lenkungsgruppe', ...of('jobcenter') },
    { role: 'caseManager', id: members.caseManager, name: 'KIM Case Management', ...of('kim') },
    { role: 'municipality', id: members.municipality, name: 'Sozialamt Aulenstedt', ...of('sozialamt-aulenstedt') },
    { role: 'intake', id: members.intake, name: 'Jobcenter, Eingang', ...of('jobcenter') },
    { role: 'immigrationOffice', name: 'Ausländerbehörde', ...of('auslaenderbehoerde') },
    {
      role: 'partner',
      name: 'Wohlfahrtsverband Hasselbeck',
      organisationId: network.organisations.get('wohlfahrt-ost') ?? null,
    },
    { role: 'council', name: 'Kreistag und Ausschuss' },
    { role: 'administrator', name: 'Administration', ...of('kreis-auental') },
    { role: 'dataProtection', name: 'Datenschutz', ...of('kreis-auental') },
  ])
  const actorOf = (role: RoleKey) => actors.find((actor) => actor.roles.includes(role))!
  const manager = { team: 'kim', userId: actorOf('caseManager').userId }
  let topics: Awaited<ReturnType<typeof loadTopics>> = new Map()
  if (prepared) {
    const files: PreparedCases = prepared
    await inTenant(db, tenant, 'system', async (tx) => {
      await loadDemoCases(tx, files, journeys, network, manager)
      const findings = await loadCasework(tx, files.cases, network, manager, clock)
      topics = await loadTopics(tx, auentalTopics(findings, network, clock.today()))
      const { measures } = register
      await loadProposals(tx, auentalProposals({ ...it, network, measures, topics, today: clock.today() }))
      const needs = auentalNeeds(plan, auentalDistrict(plan, clock), network, files.cases, clock.today())
      await loadNeeds(tx, needs, { simulated: true, now: clock.now() })
      const controllers = controllersOf(auentalDistrict(plan, clock).network)
      await loadJourneys(
        tx,
        incomingHandovers(network, (key) => controllers.get(key) ?? key, members, {
          today: clock.today(),
          lastDay: lastDayOf(plan.timeline.last),
        }),
        { simulated: true },
      )
    })
  }
  const reviewers = reviewerRoles.map((role) => actorOf(role).userId)
  await inTenant(db, tenant, 'system', (tx) => loadReviews(tx, reviews, { ...register, reviewers }))
  const lead = actorOf('lead')
  const roles = { caseManager: actorOf('caseManager'), municipality: actorOf('municipality') }
  await playSample(db, tenant, roles, network, dayOfNumber(lastDayOf(plan.timeline.last)), clock)
  const coordinator = actorOf('coordinator')
  for (const audience of ['steering', 'public'] as const)
    await releaseSituation(db, tenant, coordinator, clock, audience)
  const closedBy = [...register.measures.values()][0] as string
  const { ids: gaps, reported } = await inTenant(db, tenant, coordinator, (tx) =>
    playGaps({ db, tx, tenant, actor: coordinator, clock }, auentalGaps({ network, closedBy, today: clock.today() })),
  )
  await inTenant(db, tenant, lead, (tx) => confirmGaps({ db, tx, tenant, actor: lead, clock }, reported))
  const until = dayOfNumber(lastDayOf(plan.timeline.last))
  const effects = auentalEffects({ network, measures: register.measures, topics, gaps, until })
  const told = await inTenant(db, tenant, coordinator, (tx) =>
    playEffects({ db, tx, tenant, actor: coordinator, clock }, effects),
  )
  await inTenant(db, tenant, lead, (tx) => confirmEffects({ db, tx, tenant, actor: lead, clock }, told))
  const { held, next } = steeringMeetings(clock.today())
  await inTenant(db, tenant, coordinator, (tx) =>
    playMeetings(
      { db, tx, tenant, actor: coordinator, clock },
      {
        next: it.meetings.get(next ?? ''),
        held: held.map(({ key }) => ({ id: it.meetings.get(key) ?? '', texts: minutesTexts })),
      },
    ),
  )
  const setting = { today: clock.today(), demo: tenant.demo, land: tenant.land }
  const sections = rooms.flatMap(({ paperSections = [] }) => paperSections)
  await inTenant(db, tenant, lead, (tx) => draftReport(tx, lead, setting, sections))
  await playRetention(db, tenant, actorOf, rooms, clock)
  const administrator = actorOf('administrator')
  await inTenant(db, tenant, administrator, (tx) =>
    admitProgram({ tx, tenant, actor: administrator, clock }, demoProgram(of('jobcenter'), clock)),
  )
}

/** A program of the Jobcenter. Nobody keeps its token, so nothing can use it. */
const demoProgram = (
  place: { readonly organisationId: Id<'organisation'> | null; readonly controllerId: Id<'organisation'> | null },
  clock: Clock,
) => ({
  name: 'Fachverfahren Jobcenter',
  organisationId: place.organisationId as Id<'organisation'>,
  controllerId: place.controllerId as Id<'organisation'>,
  role: 'intake' as const,
  scopes: ['handovers:read', 'handovers:write'],
  validTo: addDays(clock.today(), 365),
})

async function fillWarendorf(db: Database, tenant: Tenant, clock: Clock): Promise<void> {
  await inTenant(db, tenant, 'system', async (tx) => {
    const network = await loadNetwork(tx, warendorfNetwork)
    const known = await loadMeetings(tx, warendorfMeetings, network)
    const register = await loadMeasures(tx, warendorfMeasures, network, clock.today())
    await loadCouncil(tx, warendorfCouncil, { ...known, ...register })
  })
  await seedDemoMembers(db, tenant, clock.now())
}

async function declare(
  tx: Tx,
  tenant: Tenant,
  { milestones, ...pathway }: DemoPathway,
  { interfaces }: LoadedNetwork,
): Promise<void> {
  const known = milestones.map((one) => ({
    key: one.key,
    name: one.name,
    interfaceId: one.interface === undefined ? null : (interfaces.get(one.interface) ?? null),
  }))
  await declarePathway(tx, 'system', { ...pathway, milestones: known }, tenant)
}
