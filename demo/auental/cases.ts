/**
 * The files of Kreis Auental: persons of the simulated hand-overs whom case management accompanies, by seed. Persons and
 * consents are made before the hand-overs, which say what was shared and by which consent; files after them, because they
 * bear the pseudonym under which the hand-overs were loaded.
 */
import { addDays, type Day, dayNumber, dayOfNumber } from '../../src/kernel/day.ts'
import { type Id, newId } from '../../src/kernel/ids.ts'
import { type Random, seeded } from '../../src/kernel/random.ts'
import type { Tx } from '../../src/platform/database/index.ts'
import { type CaseData, loadCases } from '../../src/rooms/cases/index.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'
import { type LoadedPeople, loadBases, loadPeople, type PersonData } from '../../src/rooms/people/index.ts'
import { controllersOf, type District } from '../district.ts'
import type { LifeOf } from '../fill.ts'
import type { RecordedPassage } from '../simulator/records.ts'
import { slug } from '../slug.ts'
import { type DemoCase, type DemoMembers, personKey } from './democase.ts'
import { drawHousehold } from './households.ts'
import { basesFor, lifeFor } from './shared.ts'

/** What stands before the hand-overs are loaded. */
export interface PreparedCases {
  readonly cases: readonly DemoCase[]
  readonly people: LoadedPeople
  readonly lifeOf: LifeOf
  /** Whose journey the hand-overs of a person belong to, where the demo tells several as one. */
  readonly personOf: (person: number) => number
}

/** Files that are open at the team of the demo's case manager, and those that it closed. */
const own = { open: 32, closed: 14 }
/** The same for all other teams together. */
const others = { open: 268, closed: 90 }

const caseManagement = 'kim'

/** Picks the persons, makes them with their families and consents, and says what their hand-overs share. */
export async function prepareCases(
  tx: Tx,
  passages: readonly RecordedPassage[],
  network: LoadedNetwork,
  district: District,
  today: Day,
  members: DemoMembers,
): Promise<PreparedCases> {
  const cases = pickCases(passages, network, district, today)
  const people = await loadPeople(tx, peopleOf(cases, network), { simulated: true })
  const setting = { network, actingFor: district.actingFor, people, today, members }
  const bases = basesFor(cases, setting)
  const ids = await loadBases(tx, bases, { simulated: true, today })
  const oneOf = new Map(cases.flatMap((one) => one.passages.map(({ truth }) => [truth.person, one.person] as const)))
  return { cases, people, lifeOf: lifeFor(cases, setting, ids), personOf: (person) => oneOf.get(person) ?? person }
}

const firstDayOf = ({ events }: RecordedPassage) => Math.min(...events.map(({ occurredOn }) => occurredOn))
const lastDayOf = ({ events }: RecordedPassage) => Math.max(...events.map(({ occurredOn }) => occurredOn))

function pickCases(
  passages: readonly RecordedPassage[],
  network: LoadedNetwork,
  district: District,
  today: Day,
): DemoCase[] {
  const random = seeded('auental-cases')
  const byPerson = new Map<number, RecordedPassage[]>()
  for (const passage of passages) {
    const { person } = passage.truth
    byPerson.set(person, [...(byPerson.get(person) ?? []), passage])
  }
  const now = dayNumber(today)
  const persons = [...byPerson].map(
    ([person, theirs]): Candidate => ({
      person,
      theirs: theirs.toSorted((one, other) => firstDayOf(one) - firstDayOf(other)),
      ours: theirs.some(touchesCaseManagement),
      waits: theirs.some((one) => touchesCaseManagement(one) && waits(one)),
      last: Math.max(...theirs.map(lastDayOf)),
    }),
  )
  // What waits comes first: those are the files with work to do.
  persons.sort(
    (one, other) => Number(other.waits) - Number(one.waits) || other.last - one.last || one.person - other.person,
  )
  const recent = (days: number) => (one: Candidate) => now - one.last <= days
  const taken = new Set<Candidate>()
  const rest = (fits: (one: Candidate) => boolean) => persons.filter((one) => !taken.has(one) && fits(one))
  const take = (list: Candidate[]) => {
    for (const one of list) taken.add(one)
    return list
  }
  const oursOpen = take(rest((one) => one.ours && recent(200)(one)).slice(0, own.open)).map((one) => ({
    ...one,
    theirs: [
      ...one.theirs,
      ...take(alsoTheirs(one, rest(recent(420)), random.child(one.person))).flatMap(({ theirs }) => theirs),
    ],
  }))
  const oursClosed = take(rest((one) => one.ours && !recent(150)(one) && recent(500)(one)).slice(0, own.closed))
  const othersOpen = take(rest((one) => !one.ours && recent(330)(one)).slice(0, others.open))
  const othersClosed = take(rest((one) => !recent(330)(one) && recent(700)(one)).slice(0, others.closed))
  const numbers = new Map<string, number>()
  const controllers = controllersOf(district.network)
  return [
    ...oursOpen.map((one) => ({ one, team: caseManagement, open: true })),
    ...oursClosed.map((one) => ({ one, team: caseManagement, open: false })),
    ...othersOpen.map((one) => ({ one, team: undefined, open: true })),
    ...othersClosed.map((one) => ({ one, team: undefined, open: false })),
  ]
    .map(({ one, team, open }) => {
      const child = random.child(one.person)
      const home = one.theirs[0]!.home
      const begun = Math.min(...one.theirs.filter((passage) => !team || touchesCaseManagement(passage)).map(firstDayOf))
      const openedOn = dayOfNumber(Math.min(now - 3, begun) - 5 - child.int(60))
      return { one, open, child, home, openedOn, team: team ?? teamOf(home, child) }
    })
    .toSorted((one, other) =>
      one.openedOn < other.openedOn ? -1 : one.openedOn > other.openedOn ? 1 : one.one.person - other.one.person,
    )
    .map(({ one, open, child, home, openedOn, team }) => {
      const year = openedOn.slice(0, 4)
      const number = (numbers.get(year) ?? 0) + 1
      numbers.set(year, number)
      const group = one.theirs.find((passage) => passage.group)?.group
      return {
        key: `case-${one.person}`,
        id: newId<'case'>(Date.parse(`${openedOn}T12:00:00Z`)),
        reference: `AUE-${year}-${String(number).padStart(4, '0')}`,
        team,
        controller: idOf(network, controllers.get(team) ?? team),
        person: one.person,
        managed: team === caseManagement && child.child('lead').int(5) > 0,
        town: home,
        group,
        household: drawHousehold(group, home, Number(year), child.child('household')),
        openedOn,
        closedOn: open ? null : addDays(dayOfNumber(one.last), 7 + child.int(20)),
        lastActivityOn: open ? addDays(today, -Math.min(child.int(70), dayNumber(today) - dayNumber(openedOn))) : null,
        passages: one.theirs,
        random: child,
      }
    })
}

interface Candidate {
  readonly person: number
  readonly theirs: readonly RecordedPassage[]
  /** Case management gave or took one of the hand-overs. */
  readonly ours: boolean
  /** One of those is still open. */
  readonly waits: boolean
  /** Day number of the last thing on record. */
  readonly last: number
}

const over: ReadonlySet<string> = new Set(['firstAppointment', 'completed', 'declined', 'withdrawn'])
const waits = ({ events }: RecordedPassage): boolean => !events.some(({ kind }) => over.has(kind))

/**
 * Whom the simulation plays apart and the demo tells as one story: others of the same town and group with hand-overs through
 * other interfaces. Most persons of the simulation have one hand-over, a family in case management has several.
 */
function alsoTheirs(one: Candidate, candidates: readonly Candidate[], random: Random): Candidate[] {
  const { home, group } = one.theirs[0]!
  const through = new Set(one.theirs.map((passage) => passage.truth.through.source.key))
  const found: Candidate[] = []
  for (const other of candidates) {
    if (found.length > random.int(3)) break
    const first = other.theirs[0]!
    const key = first.truth.through.source.key
    if (first.home !== home || first.group !== group || through.has(key) || other.theirs.length > 1) continue
    through.add(key)
    found.push(other)
  }
  return found
}

const touchesCaseManagement = ({ truth }: RecordedPassage) =>
  truth.through.from.key === caseManagement || truth.through.to.key === caseManagement

/** Large towns have case managers of their own; for the others a welfare association works. */
function teamOf(town: string, random: Random): string {
  if (random.int(4) > 0) return `sozialamt-${slug(town)}`
  return random.pick(['wohlfahrt-nord', 'wohlfahrt-ost', 'wohlfahrt-sued'])
}

function idOf(network: LoadedNetwork, organisation: string): Id<'organisation'> {
  const id = network.organisations.get(organisation)
  if (!id) throw new RangeError(`the network has no ${organisation}`)
  return id
}

function peopleOf(cases: readonly DemoCase[], network: LoadedNetwork) {
  const persons = cases.flatMap((one) =>
    one.household.map(
      ({ person }, index): PersonData => ({
        ...person,
        key: personKey(one, index),
        controllerId: one.controller,
        municipalityId: network.municipalities.get(slug(one.town)) ?? null,
        createdAt: Date.parse(`${one.openedOn}T09:00:00Z`),
      }),
    ),
  )
  const families = cases
    .filter((one) => one.household.length > 1)
    .map((one) => ({
      key: one.key,
      controllerId: one.controller,
      createdAt: Date.parse(`${one.openedOn}T09:05:00Z`),
      members: one.household.map(({ role }, index) => ({
        person: personKey(one, index),
        role: role === 'main' ? ('adult' as const) : role,
        since: one.openedOn,
      })),
    }))
  return { persons, families }
}

const phases = [
  'clarification',
  'assessment',
  'planning',
  'linking',
  'linking',
  'linking',
  'monitoring',
  'evaluation',
] as const
const endings = ['goalsReached', 'goalsReached', 'handedOver', 'movedAway', 'contactLost', 'withdrew'] as const
const ways = ['self', 'counselling', 'authority', 'immigrationOffice', 'school', 'volunteer', 'family'] as const

/**
 * Loads the files, once the hand-overs stand. They are numbered in their order, as `reference` says, so that the next one that
 * somebody opens goes on from there.
 */
export async function loadDemoCases(
  tx: Tx,
  { cases, people }: PreparedCases,
  journeys: ReadonlyMap<string | number, Id<'journey'>>,
  network: LoadedNetwork,
  manager: { readonly team: string; readonly userId: Id<'user'> },
): Promise<void> {
  const data = cases.map((one): CaseData => {
    const random = one.random.child('file')
    const main = personId(people, personKey(one, 0))
    const journey = journeys.get(one.person)
    const family = people.families.get(one.key)
    return {
      key: one.key,
      id: one.id,
      controllerId: one.controller,
      organisationId: idOf(network, one.team),
      personId: main,
      ...(family && { familyId: family }),
      others: one.household.slice(1).map(({ role }, index) => ({
        personId: personId(people, personKey(one, index + 1)),
        role: role === 'child' ? 'child' : 'adult',
      })),
      ...(one.managed && { managerId: manager.userId }),
      phase: one.closedOn ? 'closed' : random.pick(phases),
      municipalityId: network.municipalities.get(slug(one.town)) ?? null,
      ...(one.group && { targetGroup: one.group }),
      accessPath: random.pick(ways),
      ...(journey && { journeyKey: journey }),
      openedOn: one.openedOn,
      ...(one.lastActivityOn && { lastActivityOn: one.lastActivityOn }),
      ...(one.closedOn && {
        closedOn: one.closedOn,
        closureReason: random.pick(endings),
        goalAttainment: random.int(5),
      }),
      intake: {
        checked: { complexNeed: true, manyActors: true, regularWaysFail: true, ownResources: true, agreed: true },
        decision: 'accept',
      },
    }
  })
  await loadCases(tx, data, { simulated: true, prefix: 'AUE' })
}

function personId(people: LoadedPeople, key: string): Id<'person'> {
  const id = people.persons.get(key)
  if (!id) throw new RangeError(`nobody made the person ${key}`)
  return id
}
