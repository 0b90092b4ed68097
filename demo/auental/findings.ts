/** Where practice of Kreis Auental got stuck, as its case managers reported it: some released, some in a topic, one sent back. */
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import type { FindingData } from '../../src/rooms/cases/index.ts'
import type { LoadedNetwork, MunicipalityName } from '../../src/rooms/network/index.ts'
import type { DemoCase } from './democase.ts'

interface Told {
  readonly through: string | null
  readonly hurdle: string
  readonly text: string | null
  readonly state: FindingData['state']
  readonly reason?: FindingData['reason']
  readonly topic?: string
}

const told: readonly Told[] = [
  {
    through: 'kim-jobcenter',
    hurdle: 'missingDocument',
    text: 'Unterlagen fehlen beim Wechsel: die Krankenkasse verlangt eine Anmeldung, das Jobcenter die Bescheinigung der Krankenkasse.',
    state: 'inTopic',
    topic: 'Unterlagen beim Wechsel in die Grundsicherung',
  },
  { through: 'kim-jobcenter', hurdle: 'waitingTime', text: null, state: 'released' },
  {
    through: 'kim-jobcenter',
    hurdle: 'missingDocument',
    text: 'Zwei Stellen verlangen denselben Nachweis in verschiedener Form.',
    state: 'inTopic',
    topic: 'Unterlagen beim Wechsel in die Grundsicherung',
  },
  { through: 'kim-psychosoziale-beratung', hurdle: 'noCapacity', text: null, state: 'released' },
  {
    through: 'kim-psychosoziale-beratung',
    hurdle: 'noInterpreter',
    text: 'Erstgespräche fallen aus, weil für Tigrinya und Somali keine Sprachmittlung zu bekommen ist.',
    state: 'released',
  },
  {
    through: 'jugendamt-kita',
    hurdle: 'noCapacity',
    text: 'Ohne Betreuungsplatz kann kein Elternteil den Sprachkurs am Vormittag beginnen.',
    state: 'reported',
  },
  {
    through: 'kim-migrationsberatung',
    hurdle: 'distance',
    text: 'Der letzte Bus fährt vor dem Ende der Sprechstunde.',
    state: 'reported',
  },
  {
    through: 'kim-jobcenter',
    hurdle: 'digitalBarrier',
    text: 'Die Terminbuchung verlangt eine E-Mail-Adresse, die ältere Menschen oft nicht haben.',
    state: 'returned',
    reason: 'unclear',
  },
  { through: null, hurdle: 'discrimination', text: null, state: 'released' },
  { through: 'jobcenter-sprachkurs', hurdle: 'childcare', text: null, state: 'released' },
]

export interface FindingSetting {
  readonly network: LoadedNetwork
  readonly authorId: Id<'user'>
  readonly today: Day
  readonly townOf: (one: DemoCase) => MunicipalityName | undefined
}

/** One finding after another from the open files of the team. */
export function findingsOf(
  cases: readonly DemoCase[],
  { network, authorId, today, townOf }: FindingSetting,
): FindingData[] {
  const open = cases.filter(({ closedOn }) => closedOn === null)
  return told.flatMap((finding, index): FindingData[] => {
    const one = open[(index * 3) % Math.max(1, open.length)]
    if (!one) return []
    const town = townOf(one)
    const reportedOn = addDays(today, -(4 + index * 9))
    const decided = finding.state !== 'reported' && finding.text !== null
    return [
      {
        caseId: one.id,
        controllerId: one.controller,
        authorId,
        interfaceId: (finding.through && network.interfaces.get(finding.through)) || null,
        municipalityId: town?.id ?? null,
        regionKey: town?.regionKey ?? null,
        hurdle: finding.hurdle,
        reportedAt: new Date(`${reportedOn}T10:00:00Z`),
        text: finding.text,
        state: finding.state,
        ...(finding.reason && { reason: finding.reason }),
        ...(decided && { decidedOn: addDays(reportedOn, 2) }),
        ...(finding.topic && { topic: { title: finding.topic, decisionOn: addDays(today, 17) } }),
      },
    ]
  })
}
