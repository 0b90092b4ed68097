/**
 * The needs of Kreis Auental. Those of the planted gaps come from the simulation; besides, people need much that they find soon,
 * drawn by seed, so that gaps have something to stand out from. A need stands in the file of a family of its town, group and
 * language where one was open then; all others were counted by the desk that heard of them, without a file and of no person.
 */
import { type Day, dayNumber, dayOfNumber } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { type Random, seeded } from '../../src/kernel/random.ts'
import type { NeedData } from '../../src/rooms/cases/index.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'
import { controllersOf, type District } from '../district.ts'
import { lastDayOf } from '../scenario/moment.ts'
import { type Need, needsOf } from '../simulator/needs.ts'
import { type Plan, picker } from '../simulator/plan.ts'
import { slug } from '../slug.ts'
import type { DemoCase } from './democase.ts'

/** The life domain of each planted gap, and what is told of why nothing is found, the commonest first. */
const gaps: Readonly<Record<string, { readonly topic: string; readonly reasons: readonly string[] }>> = {
  'alphabetisierung-kinderbetreuung': { topic: 'language', reasons: ['childcare', 'noCapacity', 'distance'] },
  'psychosoziale-beratung-sprachmittlung': { topic: 'health', reasons: ['noInterpreter', 'noCapacity', 'waitingTime'] },
  'erstfoerderung-sekundarstufe': { topic: 'education', reasons: ['noCapacity', 'waitingTime', 'distance'] },
  'abendkurs-b1': { topic: 'language', reasons: ['noOffer', 'noCapacity', 'distance'] },
  'kita-unter-3': { topic: 'family', reasons: ['noCapacity', 'waitingTime', 'unclearResponsibility'] },
  'fahrt-zum-kurs': { topic: 'mobility', reasons: ['distance', 'cost', 'noOffer'] },
  'schuldnerberatung-arabisch': { topic: 'livelihood', reasons: ['language', 'waitingTime', 'noCapacity'] },
  frauenkurs: { topic: 'language', reasons: ['noOffer', 'childcare', 'distance'] },
}

/** Needs that most find an answer to: how many a month in the district, and the median of days until then. */
const usual: readonly { readonly topic: string; readonly perMonth: number; readonly days: number }[] = [
  { topic: 'residence', perMonth: 9, days: 9 },
  { topic: 'livelihood', perMonth: 8, days: 8 },
  { topic: 'housing', perMonth: 7, days: 34 },
  { topic: 'language', perMonth: 7, days: 16 },
  { topic: 'work', perMonth: 6, days: 14 },
  { topic: 'education', perMonth: 4, days: 12 },
  { topic: 'family', perMonth: 4, days: 12 },
  { topic: 'participation', perMonth: 4, days: 6 },
  { topic: 'health', perMonth: 3, days: 14 },
  { topic: 'recognition', perMonth: 2, days: 20 },
  { topic: 'safety', perMonth: 1, days: 4 },
]
const commonReasons = ['noCapacity', 'waitingTime', 'information', 'language', 'distance']
/** A file of the demo bears at most so many needs, so that it stays readable. */
const mostPerFile = 2

/** What a need says, whoever recorded it. */
interface Drawn {
  readonly topic: string
  readonly language: string | null
  readonly group: string
  readonly town: string
  readonly neededOn: number
  readonly metOn: number | undefined
  readonly givenUpOn: number | undefined
  readonly reasons: readonly string[]
  /** Key of the desk. */
  readonly desk: string
}

export function auentalNeeds(
  plan: Plan,
  district: District,
  network: LoadedNetwork,
  cases: readonly DemoCase[],
  today: Day,
): NeedData[] {
  const random = seeded('auental-needs')
  const lastDay = lastDayOf(plan.timeline.last)
  const controllers = controllersOf(district.network)
  const organisation = (key: string): Id<'organisation'> => {
    const id = network.organisations.get(key)
    if (!id) throw new RangeError(`the network has no ${key}`)
    return id
  }
  const files = new FilesWithRoom(cases)
  const drawn = [
    ...needsOf(plan, lastDay).map((need) => plantedNeed(need, plan, district)),
    ...usualNeeds(plan, random.child('usual'), lastDay),
  ].sort((a, b) => a.neededOn - b.neededOn)
  return drawn.map((need, index) => {
    const own = random.child(index)
    const file = files.take(need)
    const ended = need.metOn ?? need.givenUpOn
    const told = own.next() < 0.8 ? own.pick(need.reasons.slice(0, own.next() < 0.6 ? 1 : 3)) : null
    return {
      caseId: file?.id ?? null,
      controllerId: file?.controller ?? organisation(controllers.get(need.desk) ?? need.desk),
      recordedBy: organisation(file?.team ?? need.desk),
      topic: need.topic,
      language: need.language,
      targetGroup: need.group,
      municipalityId: network.municipalities.get(slug(need.town)) ?? null,
      neededOn: dayOfNumber(need.neededOn),
      metOn: need.metOn === undefined ? null : dayOfNumber(need.metOn),
      givenUpOn: need.givenUpOn === undefined ? null : dayOfNumber(need.givenUpOn),
      reason: need.givenUpOn === undefined ? (need.metOn === undefined ? told : null) : (told ?? need.reasons[0]!),
      lagDays: Math.min(own.int(own.next() < 0.1 ? 30 : 8), dayNumber(today) - (ended ?? need.neededOn)),
    }
  })
}

function plantedNeed(need: Need, plan: Plan, district: District): Drawn {
  const { gap, town, group, neededOn, metOn, givenUpOn } = need
  const { topic, reasons } = gaps[gap.key] ?? { topic: 'participation', reasons: commonReasons }
  const office = plan.offices.find(({ key }) => key === gap.recordedBy)
  const desk = office ? district.actingFor(office, town) : (gap.recordedBy ?? 'kim')
  return { topic, language: gap.language ?? null, group, town, neededOn, metOn, givenUpOn, reasons, desk }
}

function* usualNeeds(plan: Plan, random: Random, lastDay: number): Generator<Drawn> {
  const { timeline, scenario, calendar } = plan
  const town = picker(scenario.towns.map(({ share }) => share))
  const group = picker(scenario.groups.map(({ share }) => share))
  for (const { topic, perMonth, days } of usual) {
    const draws = random.child(topic)
    for (let month = timeline.first; month <= timeline.last; month++) {
      const open = calendar.openDays(month)
      if (open.length === 0) continue
      for (let count = draws.poisson(perMonth); count > 0; count--) {
        const neededOn = draws.pick(open)
        const end = neededOn + Math.round(draws.lognormal(Math.log(days), 0.8))
        const isGivenUp = draws.next() < 0.06
        yield {
          topic,
          language: draws.next() < 0.25 ? draws.pick(['ar', 'uk', 'fa', 'tr', 'ro']) : null,
          group: scenario.groups[group(draws.next())]!.name,
          town: scenario.towns[town(draws.next())]!.name,
          neededOn,
          metOn: !isGivenUp && end <= lastDay ? end : undefined,
          givenUpOn: isGivenUp && end <= lastDay ? end : undefined,
          reasons: commonReasons,
          desk: 'kim',
        }
      }
    }
  }
}

/** Files by town and group that may bear a need of a day. */
class FilesWithRoom {
  readonly #files: Map<string, { readonly file: DemoCase; room: number }[]>

  constructor(cases: readonly DemoCase[]) {
    const known = cases.map((file) => ({ file, room: mostPerFile }))
    this.#files = Map.groupBy(known, ({ file }) => `${file.town}|${file.group}`)
  }

  take({ town, group, language, neededOn, metOn, givenUpOn }: Drawn): DemoCase | undefined {
    const on = dayOfNumber(neededOn)
    const until = metOn ?? givenUpOn
    const found = this.#files.get(`${town}|${group}`)?.find(({ file: { openedOn, closedOn, household }, room }) => {
      if (room === 0 || on < openedOn) return false
      if (language !== null && !household.some(({ person }) => person.languages?.includes(language))) return false
      return closedOn === null || (until !== undefined && dayOfNumber(until) <= closedOn)
    })
    if (found) found.room--
    return found?.file
  }
}
