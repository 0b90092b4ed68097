/** Where practice of Kreis Auental got stuck, as its case managers reported it: some released, some in a topic, one sent back. */
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import type { FindingData } from '../../src/rooms/cases/index.ts'
import type { LoadedNetwork, MunicipalityName } from '../../src/rooms/network/index.ts'
import type { DemoCase } from './democase.ts'
import { topicTitles } from './topictitles.ts'

interface Told {
  readonly through: string | null
  readonly hurdle: string
  readonly text: string | null
  readonly state: FindingData['state']
  readonly reason?: FindingData['reason']
}

/** Where a hurdle at an interface became a topic: what is released there is part of it. */
const topics: readonly (readonly [through: string, hurdle: string, topic: string])[] = [
  ['kim-jobcenter', 'missingDocument', topicTitles.documents],
  ['sozialamt-jobcenter', 'repeatedProof', topicTitles.documents],
  ['kim-psychosoziale-beratung', 'noInterpreter', topicTitles.interpreters],
  ['kim-psychosoziale-beratung', 'noCapacity', topicTitles.places],
  ['jobcenter-sprachkurs', 'childcare', topicTitles.childcare],
  ['sozialamt-jobcenter', 'waitingTime', topicTitles.appointments],
  ['erstberatung-schule', 'noCapacity', topicTitles.school],
  ['kim-migrationsberatung', 'distance', topicTitles.ways],
  ['sozialamt-umzug', 'missingDocument', topicTitles.moves],
]

/** What was reported before the present weeks: how often, and the texts in turn. */
const earlier: readonly { through: string; hurdle: string; times: number; texts: readonly (string | null)[] }[] = [
  {
    through: 'kim-jobcenter',
    hurdle: 'missingDocument',
    times: 6,
    texts: [
      null,
      'Der Bescheid über das Ende der Leistung kommt erst, wenn der neue Antrag schon gestellt sein müsste.',
      null,
    ],
  },
  {
    through: 'sozialamt-jobcenter',
    hurdle: 'repeatedProof',
    times: 4,
    texts: ['Der Mietvertrag wurde dreimal verlangt.', null],
  },
  {
    through: 'kim-psychosoziale-beratung',
    hurdle: 'noInterpreter',
    times: 3,
    texts: [null, 'Eine Nachbarin musste beim Erstgespräch übersetzen.', null],
  },
  {
    through: 'kim-psychosoziale-beratung',
    hurdle: 'noCapacity',
    times: 7,
    texts: ['Die Warteliste ist für neue Anfragen geschlossen.', null, null],
  },
  {
    through: 'jobcenter-sprachkurs',
    hurdle: 'childcare',
    times: 5,
    texts: ['Der Kurs beginnt vor der Öffnung der Kita.', null],
  },
  {
    through: 'sozialamt-jobcenter',
    hurdle: 'waitingTime',
    times: 8,
    texts: [null, 'Erst nach sechs Wochen gab es einen Termin.', null, null],
  },
  {
    through: 'erstberatung-schule',
    hurdle: 'noCapacity',
    times: 2,
    texts: ['Die Klassen sind voll, das Kind wartet zu Hause.', null],
  },
  {
    through: 'kim-migrationsberatung',
    hurdle: 'distance',
    times: 4,
    texts: [null, 'Zu Fuß sind es vom Kurs zum Bahnhof vierzig Minuten.'],
  },
  { through: 'sozialamt-umzug', hurdle: 'missingDocument', times: 3, texts: [null] },
  {
    through: 'auslaenderbehoerde-einbuergerung',
    hurdle: 'noFeedback',
    times: 3,
    texts: [
      'Niemand weiß, ob der Antrag vollständig ist.',
      'Auf Nachfragen zum Stand des Antrags kommt keine Antwort.',
      null,
    ],
  },
  {
    through: 'auslaenderbehoerde-einbuergerung',
    hurdle: 'digitalBarrier',
    times: 2,
    texts: ['Der Antrag geht nur online und nur auf Deutsch.', 'Ohne Drucker lässt sich der Antrag nicht stellen.'],
  },
]

/** Days between two of the earlier findings. */
const everyDays = 7

const told: readonly Told[] = [
  {
    through: 'kim-jobcenter',
    hurdle: 'missingDocument',
    text: 'Unterlagen fehlen beim Wechsel: die Krankenkasse verlangt eine Anmeldung, das Jobcenter die Bescheinigung der Krankenkasse.',
    state: 'inTopic',
  },
  { through: 'kim-jobcenter', hurdle: 'waitingTime', text: null, state: 'released' },
  {
    through: 'kim-jobcenter',
    hurdle: 'missingDocument',
    text: 'Zwei Stellen verlangen denselben Nachweis in verschiedener Form.',
    state: 'inTopic',
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
  const before = earlier.flatMap(({ through, hurdle, times, texts }) =>
    Array.from({ length: times }, (_, time): Told => {
      return { through, hurdle, text: texts[time % texts.length] ?? null, state: 'released' }
    }),
  )
  return [...told, ...before].flatMap((given, index): FindingData[] => {
    const topic = topics.find(([through, hurdle]) => through === given.through && hurdle === given.hurdle)?.[2]
    const finding = given.state === 'released' && topic ? { ...given, state: 'inTopic' as const } : given
    const one = open[(index * 3) % Math.max(1, open.length)]
    if (!one) return []
    const town = townOf(one)
    const recent = index < told.length
    const reportedOn = addDays(today, recent ? -(4 + index * 9) : -(30 + (index - told.length) * everyDays))
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
        ...(finding.state === 'inTopic' && topic && { topic: { title: topic, decisionOn: null } }),
      },
    ]
  })
}
