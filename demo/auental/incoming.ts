/**
 * What arrived last, on the final days of the simulated time, and waits for somebody: at the case management, at a town. The
 * simulation plays hand-overs for their durations; these few are told so that every Postkorb of the demo has something to do.
 */
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { addWorkingDays } from '../../src/kernel/workingdays.ts'
import type { HandoverData } from '../../src/rooms/journeys/index.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'
import type { DemoMembers } from './democase.ts'
import { allocationNorm, consentNorm } from './norms.ts'

type Life = NonNullable<HandoverData['life']>

interface Told {
  readonly through: string
  readonly from: string
  readonly to: string
  readonly town: string
  readonly group: string
  readonly targetDays: number
  /** Days before the last of the simulated time, each later than the one before. */
  readonly steps: readonly (readonly ['offered' | 'accepted' | 'askedBack', number])[]
  /** Working days from today; negative: that many ago. */
  readonly replyIn: number
  /** Somebody has taken it; else it lies in the Postkorb of the team. */
  readonly taken?: keyof DemoMembers
  readonly life: Omit<Life, 'replyBy' | 'readsUntil' | 'assignedTo' | 'messages'>
  readonly question?: string
}

const asked = (reference: string, language: string, occasion: string): Told['life'] => ({
  kind: 'inquiryFromAuthority',
  reference,
  content: [
    {
      category: 'contact',
      label: 'Erreichbarkeit',
      lines: ['über die Ausländerbehörde, Zimmer 2.14'],
      basisId: null,
      norm: consentNorm,
    },
    { category: 'language', label: 'Sprache', lines: [language], basisId: null, norm: consentNorm },
    { category: 'occasion', label: 'Anlass', lines: [occasion], basisId: null, norm: consentNorm },
  ],
})

const fromAuthority = {
  through: 'auslaenderbehoerde-kim',
  from: 'auslaenderbehoerde',
  to: 'kim',
  targetDays: 10,
} as const

const allocated = (reference: string, household: string, language: string): Told['life'] => ({
  kind: 'transfer',
  reference,
  content: [
    { category: 'household', label: 'Haushalt', lines: [household], basisId: null, norm: allocationNorm },
    { category: 'language', label: 'Sprache', lines: [language], basisId: null, norm: allocationNorm },
  ],
})

const toTown = {
  through: 'zuweisung-gemeinde',
  from: 'bezirksregierung',
  to: 'sozialamt-aulenstedt',
  town: 'aulenstedt',
  targetDays: 3,
} as const

const told: readonly Told[] = [
  {
    ...fromAuthority,
    town: 'falkenwede',
    group: 'Familien',
    steps: [['offered', 1]],
    replyIn: 0,
    life: asked(
      '32.4-7718',
      'Arabisch, Sprachmittlung nötig',
      'Mehrere offene Fragen nach der Anerkennung: Leistungen, Wohnung, Schule der Kinder',
    ),
  },
  {
    ...fromAuthority,
    town: 'bruchwede',
    group: 'Alleinstehende',
    steps: [['offered', 2]],
    replyIn: 1,
    life: asked(
      '32.4-7702',
      'Dari, Sprachmittlung nötig',
      'Sucht nach einem Beschäftigungsangebot Hilfe bei Kurs und Anerkennung',
    ),
  },
  {
    ...fromAuthority,
    town: 'osterfleth',
    group: 'Familien',
    steps: [['offered', 6]],
    replyIn: -3,
    life: asked('32.4-7655', 'Ukrainisch', 'Umzug aus der Unterkunft steht an, ein Kind braucht einen Schulplatz'),
  },
  {
    ...fromAuthority,
    town: 'aulenstedt',
    group: 'Alleinstehende',
    steps: [
      ['offered', 8],
      ['accepted', 5],
    ],
    replyIn: 2,
    taken: 'caseManager',
    life: asked(
      '32.4-7640',
      'Tigrinya, Sprachmittlung nötig',
      'Möchte die Ausbildung beginnen, mehrere Stellen sind beteiligt',
    ),
  },
  {
    ...fromAuthority,
    town: 'hasselbeck',
    group: 'Familien',
    steps: [
      ['offered', 9],
      ['askedBack', 4],
    ],
    replyIn: 1,
    taken: 'caseManager',
    question: 'Ist schon ein Antrag auf Kinderzuschlag gestellt, und wer begleitet die Familie bisher?',
    life: asked('32.4-7611', 'Kurdisch (Kurmandschi)', 'Die Familie bittet um Begleitung bei mehreren Anträgen'),
  },
  {
    ...toTown,
    group: 'Familien',
    steps: [['offered', 1]],
    replyIn: 0,
    life: allocated('Z-2291', 'Familie mit zwei Kindern', 'Arabisch'),
  },
  {
    ...toTown,
    group: 'Alleinstehende',
    steps: [['offered', 3]],
    replyIn: -1,
    taken: 'municipality',
    life: allocated('Z-2284', 'eine erwachsene Person', 'Farsi'),
  },
  {
    ...toTown,
    group: 'Alleinstehende',
    steps: [
      ['offered', 7],
      ['accepted', 6],
    ],
    replyIn: 3,
    taken: 'municipality',
    life: allocated('Z-2270', 'eine erwachsene Person', 'Somali'),
  },
]

/** The hand-overs to load. `lastDay`: of the simulated time; `controllerOf`: who answers for the data of an organisation. */
export function incomingHandovers(
  network: LoadedNetwork,
  controllerOf: (organisation: string) => string,
  members: DemoMembers,
  { today, lastDay }: { readonly today: Day; readonly lastDay: number },
): HandoverData[] {
  const organisation = (key: string) => idIn(network.organisations, key)
  return told.map((one, index) => ({
    interfaceId: idIn(network.interfaces, one.through),
    fromOrganisationId: organisation(one.from),
    toOrganisationId: organisation(one.to),
    fromControllerId: organisation(controllerOf(one.from)),
    toControllerId: organisation(controllerOf(one.to)),
    municipalityId: network.municipalities.get(one.town) ?? null,
    targetGroup: one.group,
    person: `incoming-${index}`,
    targetDays: one.targetDays,
    steps: one.steps.map(([kind, before]) => ({
      kind,
      occurredOn: lastDay - before,
      certainty: 'day',
      recordedAt: recordedOn(lastDay - before),
      source: 'both',
      by: kind === 'offered' ? 'sender' : 'receiver',
      reason: null,
    })),
    life: {
      ...one.life,
      replyBy: addWorkingDays(today, one.replyIn, 'NW'),
      readsUntil: addDays(today, 180),
      ...(one.taken && { assignedTo: members[one.taken] }),
      ...(one.question && {
        messages: [
          { by: 'receiver', kind: 'question', body: one.question, at: recordedOn(lastDay - (one.steps[1]?.[1] ?? 0)) },
        ],
      }),
    },
  }))
}

/** Nine in the morning, UTC. */
const recordedOn = (day: number) => day * 86_400_000 + 9 * 3_600_000

function idIn<K extends string>(ids: ReadonlyMap<string, Id<K>>, key: string): Id<K> {
  const id = ids.get(key)
  if (id === undefined) throw new RangeError(`the network has no ${key}`)
  return id
}
