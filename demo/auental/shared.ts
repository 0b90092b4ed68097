/** What the hand-overs of the demo's files share, by which consent, and by which day an answer is due. */
import { addDays, type Day, dayNumber, dayOfNumber } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { addWorkingDays } from '../../src/kernel/workingdays.ts'
import { isLocale, type Locale, languageName } from '../../src/platform/i18n/index.ts'
import type { HandoverData } from '../../src/rooms/journeys/index.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'
import type { BasisData, DataCategory, LoadedPeople, Purpose } from '../../src/rooms/people/index.ts'
import type { District } from '../district.ts'
import type { LifeOf } from '../fill.ts'
import type { EventKind, RecordedPassage } from '../simulator/records.ts'
import { type DemoCase, type DemoMembers, personKey } from './democase.ts'
import { allocationNorm, consentNorm, socialDataNorm } from './norms.ts'

type Life = NonNullable<HandoverData['life']>
type Item = NonNullable<Life['content']>[number]

export interface SharingSetting {
  readonly network: LoadedNetwork
  readonly actingFor: District['actingFor']
  readonly people: LoadedPeople
  readonly today: Day
  readonly members: DemoMembers
}

interface Sharing {
  readonly purpose: Purpose
  readonly kind: NonNullable<Life['kind']>
  readonly categories: readonly DataCategory[]
  readonly occasion: string
}

/** What passes through the interfaces that case management gives to. */
const sharings: Readonly<Record<string, Sharing>> = {
  'kim-jobcenter': {
    purpose: 'benefitsApplication',
    kind: 'transfer',
    categories: ['contact', 'identity', 'household', 'language', 'livelihood', 'occasion'],
    occasion: 'Wechsel in die Grundsicherung, Antrag ist mit der Familie ausgefüllt',
  },
  'kim-psychosoziale-beratung': {
    purpose: 'healthCare',
    kind: 'referral',
    categories: ['contact', 'language', 'occasion'],
    occasion: 'Bitte um ein Erstgespräch mit Sprachmittlung',
  },
  'kim-migrationsberatung': {
    purpose: 'residenceQuestion',
    kind: 'referral',
    categories: ['contact', 'language', 'residence', 'occasion'],
    occasion: 'Fragen zum Familiennachzug und zu Fristen',
  },
}

const sharingOf = (passage: RecordedPassage): Sharing | undefined => sharings[passage.truth.through.source.key]

/** When it was offered, else the first day on record. */
const offeredOn = ({ events }: RecordedPassage): number =>
  events.find(({ kind }) => kind === 'offered')?.occurredOn ?? Math.min(...events.map(({ occurredOn }) => occurredOn))

const basisKey = (one: DemoCase, recipient: string) => `${one.key}/${recipient}`

const recipientOf = (passage: RecordedPassage, { actingFor }: SharingSetting) =>
  actingFor(passage.truth.through.to, passage.home)

/** Consents before the first hand-over to each recipient; some run out soon, some were revoked. */
export function basesFor(cases: readonly DemoCase[], setting: SharingSetting): BasisData[] {
  const bases = new Map<string, BasisData>()
  for (const one of cases) {
    const random = one.random.child('bases')
    for (const passage of one.passages) {
      const sharing = sharingOf(passage)
      const recipient = recipientOf(passage, setting)
      const recipientId = setting.network.organisations.get(recipient)
      const key = basisKey(one, recipient)
      if (!sharing || !recipientId || bases.has(key) || one.team !== 'kim') continue
      const offered = offeredOn(passage)
      const ended = passage.events.some(
        ({ kind }) => kind === 'completed' || kind === 'declined' || kind === 'withdrawn',
      )
      const revoked = ended && random.int(4) === 0
      const validUntil = addDays(setting.today, random.int(5) === 0 ? 10 + random.int(40) : 120 + random.int(500))
      bases.set(key, {
        key,
        controllerId: one.controller,
        personId: setting.people.persons.get(personKey(one, 0)) as Id<'person'>,
        kind: 'consent',
        purpose: sharing.purpose,
        recipientId,
        categories: sharing.categories,
        givenOn: dayOfNumber(offered - 1 - random.int(6)),
        validUntil,
        recordedBy: setting.members.caseManager,
        revokedOn: revoked ? addDays(setting.today, -random.int(20)) : null,
        language: formLanguage(one.household[0]?.person.languages?.[0]),
        method: 'signed',
        interpreterUsed: one.household[0]?.person.needsInterpreter ?? false,
      })
    }
  }
  return [...bases.values()]
}

/** Forms exist in the languages of the platform; who speaks another signs the German one, explained by an interpreter. */
function formLanguage(tag: string | undefined): Locale {
  const near = tag === 'prs' ? 'fa' : tag === 'kmr' ? 'ku' : (tag ?? 'de')
  return isLocale(near) ? near : 'de'
}

/** What each hand-over of a file has besides its steps; of those of others only what offices answer by law. */
export function lifeFor(
  cases: readonly DemoCase[],
  setting: SharingSetting,
  bases: ReadonlyMap<string, string>,
): LifeOf {
  const byPerson = new Map(
    cases
      .filter(({ team }) => team === 'kim')
      .flatMap((one) => one.passages.map(({ truth }) => [truth.person, one] as const)),
  )
  return (passage) => {
    const one = byPerson.get(passage.truth.person)
    const sharing = sharingOf(passage)
    if (one && sharing) return fromFile(one, passage, sharing, setting, bases)
    const through = passage.truth.through.source.key
    const age = dayNumber(setting.today) - offeredOn(passage)
    if (through.startsWith('auslaenderbehoerde-') && age < 400) return fromAuthority(passage, setting, one)
    if (passage.home !== 'Aulenstedt' || age >= 150) return undefined
    if (through === 'sozialamt-jobcenter') return byLaw(passage, setting)
    return through === 'zuweisung-gemeinde' ? allocation(passage, setting) : undefined
  }
}

function fromFile(
  one: DemoCase,
  passage: RecordedPassage,
  sharing: Sharing,
  setting: SharingSetting,
  bases: ReadonlyMap<string, string>,
): Life {
  const basisId = bases.get(basisKey(one, recipientOf(passage, setting))) ?? null
  const offered = dayOfNumber(offeredOn(passage))
  const replyBy = replyDay(passage, setting.today)
  return {
    kind: sharing.kind,
    originId: one.id,
    reference: one.reference,
    ...(one.managed && { sentBy: setting.members.caseManager }),
    ...(passage.truth.through.to.key === 'jobcenter' && takenBy(passage, setting.members.intake)),
    ...(replyBy && { replyBy }),
    readsUntil: addDays(offered, 540),
    ...outcomeOf(passage),
    content: sharing.categories.flatMap((category) => itemOf(category, one, sharing, basisId)),
    note: one.random.child('note').pick(notes),
    ...messagesOf(passage),
  }
}

const notes = [
  'Termin bitte mit Sprachmittlung, Anruf vorher.',
  'Die Familie hat eine Frist bis Monatsende.',
  'Unterlagen liegen vollständig vor und kommen mit zum Termin.',
  'Bitte Rückmeldung auch bei Absage, damit wir einen anderen Weg suchen können.',
] as const

/** A transfer of the social office of a town, carried by a norm: the change of law that needs no consent. */
function byLaw(passage: RecordedPassage, { network, today, members }: SharingSetting): Life {
  const offered = dayOfNumber(offeredOn(passage))
  const item = itemBy(socialDataNorm)
  const from = network.jurisdictions.get('asylblg')
  const to = network.jurisdictions.get('sgb-ii') ?? network.jurisdictions.get('sgb-2')
  const replyBy = replyDay(passage, today)
  return {
    kind: 'transfer',
    reference: `50.2-${passage.truth.person % 9000}`,
    sentBy: members.municipality,
    ...takenBy(passage, members.intake),
    ...(replyBy && { replyBy }),
    ...outcomeOf(passage),
    content: [
      item('household', 'Haushalt', passage.group === 'Familien' ? 'Familie mit Kindern' : 'eine Person'),
      item(
        'livelihood',
        'Leistung',
        'Asylbewerberleistungen bis zum Monatsende',
        'Bescheid über die Einstellung liegt bei',
      ),
      item('housing', 'Unterkunft', `Unterkunft der Stadt ${passage.home}`),
    ],
    ...messagesOf(passage),
    ...(from && to && { jurisdictionChange: { fromId: from, toId: to, effectiveOn: addDays(offered, 30) } as never }),
  }
}

/** A referral of the immigration office, or its hand-over to the naturalisation office: little is said, by consent. */
function fromAuthority(passage: RecordedPassage, { today, members }: SharingSetting, one: DemoCase | undefined): Life {
  const toCases = passage.truth.through.to.key === 'kim'
  const item = itemBy(consentNorm)
  const replyBy = replyDay(passage, today)
  return {
    kind: toCases ? 'inquiryFromAuthority' : 'transfer',
    reference: `32.${toCases ? 4 : 6}-${1000 + (passage.truth.person % 9000)}`,
    ...(toCases && one?.managed && { assignedTo: members.caseManager }),
    ...(replyBy && { replyBy }),
    ...outcomeOf(passage),
    content: [
      item('contact', 'Erreichbarkeit', 'über die Ausländerbehörde'),
      item(
        'occasion',
        'Anlass',
        toCases ? 'Bittet um Begleitung, mehrere Stellen sind beteiligt' : 'Antrag auf Einbürgerung',
      ),
    ],
  }
}

/** Somebody who is allotted to a town. */
function allocation(passage: RecordedPassage, { today, members }: SharingSetting): Life {
  const item = itemBy(allocationNorm)
  const replyBy = replyDay(passage, today)
  return {
    kind: 'transfer',
    reference: `Z-${1000 + (passage.truth.person % 900)}`,
    ...takenBy(passage, members.municipality),
    ...(replyBy && { replyBy }),
    ...outcomeOf(passage),
    content: [item('household', 'Haushalt', passage.group === 'Familien' ? 'Familie mit Kindern' : 'eine Person')],
  }
}

/** An item that stands on a norm. */
const itemBy =
  (norm: string) =>
  (category: DataCategory, label: string, ...lines: string[]): Item => ({ category, label, lines, basisId: null, norm })

/** Of what is open, the receiving member has taken every third; the rest lies in the Postkorb of the team. */
const takenBy = ({ truth, events }: RecordedPassage, member: Id<'user'>): Pick<Life, 'assignedTo'> =>
  truth.person % 3 === 0 && !events.some(({ kind }) => ends.has(kind)) ? { assignedTo: member } : {}

const ends: ReadonlySet<EventKind> = new Set(['completed', 'declined', 'withdrawn'])

/**
 * The day by which the side whose turn it is should move. The simulated time ends weeks before today, so both sides of most
 * agreed on a later one that lies about today; of one in four it has passed.
 */
function replyDay(passage: RecordedPassage, today: Day): Day | undefined {
  const last = passage.events.at(-1)
  if (!last || passage.events.some(({ kind }) => ends.has(kind) || kind === 'firstAppointment')) return undefined
  const { person } = passage.truth
  return addWorkingDays(today, person % 4 === 0 ? -1 - (person % 9) : person % 7, 'NW')
}

function outcomeOf({ events, truth }: RecordedPassage): Pick<Life, 'outcome'> {
  const closed = events.filter(({ kind }) => ends.has(kind))
  if (closed.length !== 1 || closed[0]?.kind !== 'completed') return {}
  return { outcome: truth.person % 3 === 0 ? 'continuing' : 'settled' }
}

function messagesOf({ events }: RecordedPassage): Pick<Life, 'messages'> {
  const asked = events.find(({ kind }) => kind === 'askedBack')
  if (!asked) return {}
  const answered = events.find(({ kind, recordedAt }) => kind === 'accepted' && recordedAt > asked.recordedAt)
  return {
    messages: [
      {
        by: 'receiver',
        kind: 'question',
        body: 'Welche Krankenkasse wurde gewählt, und gibt es dafür einen Nachweis?',
        at: asked.recordedAt,
      },
      ...(answered
        ? [
            {
              by: 'sender' as const,
              kind: 'answer' as const,
              body: 'Die Mitgliedsbescheinigung liegt seit dieser Woche vor und kommt mit zum Termin.',
              at: Math.round((asked.recordedAt + answered.recordedAt) / 2),
            },
          ]
        : []),
    ],
  }
}

function itemOf(category: DataCategory, one: DemoCase, sharing: Sharing, basisId: string | null): Item[] {
  const [label, ...lines] = wordsOf(category, one, sharing)
  return label && lines.length > 0 ? [{ category, label, lines, basisId }] : []
}

/** Label and lines, in German: what offices share is written in German. */
function wordsOf(category: DataCategory, { household, town, openedOn }: DemoCase, sharing: Sharing): readonly string[] {
  const main = household[0]?.person
  const adults = household.filter(({ role }) => role !== 'child').length
  const children = household.length - adults
  switch (category) {
    case 'contact':
      return ['Kontakt', main?.phone ?? 'über KIM Case Management', ...(main?.reachNote ? [main.reachNote] : [])]
    case 'identity':
      return main?.pseudonymous || !main?.familyName ? [] : ['Name', `${main.givenName} ${main.familyName}`]
    case 'household':
      return [
        'Haushalt',
        `${adults === 1 ? 'eine erwachsene Person' : `${adults} Erwachsene`}${children > 0 ? `, ${children === 1 ? 'ein Kind' : `${children} Kinder`}` : ''}`,
      ]
    case 'language':
      return [
        'Sprache',
        languageName(main?.languages?.[0] ?? 'de', 'de'),
        ...(main?.needsInterpreter ? ['Sprachmittlung wird gebraucht'] : []),
      ]
    case 'residence':
      return ['Aufenthalt', 'Titel liegt vor, Fragen zum Nachzug']
    case 'livelihood':
      return ['Lebensunterhalt', `Leistungen der Stadt ${town}, seit ${openedOn.slice(0, 4)}`]
    case 'occasion':
      return ['Anlass', sharing.occasion]
    default:
      return []
  }
}
