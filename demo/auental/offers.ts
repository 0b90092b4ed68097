/** The invented offers of Kreis Auental, with checks of their places over the last two years, by seed. */
import { addDays, type Day } from '../../src/kernel/day.ts'
import { type Random, seeded } from '../../src/kernel/random.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'
import type { OfferData } from '../../src/rooms/offers/index.ts'
import { slug } from '../slug.ts'
import { type OfferPattern, offerPatterns } from './offerkinds.ts'
import { fullName } from './places.ts'

type Count = NonNullable<OfferData['counts']>[number]

/** Towns of the north, whose welfare association is another than that of the south. */
const north = ['Aulenstedt', 'Bruchwede', 'Ellerbrink', 'Falkenwede', 'Lohwinkel', 'Nienwalde']

/** `organisationNames`: what the organisations are called, by key. */
export function auentalOffers(
  towns: readonly string[],
  network: LoadedNetwork,
  organisationNames: ReadonlyMap<string, string>,
  today: Day,
): OfferData[] {
  const random = seeded('auental-offers')
  return offerPatterns.flatMap((pattern) =>
    townsOf(pattern, towns).map((town) => {
      const key = town === undefined ? pattern.key : `${pattern.key}-${slug(town)}`
      const own = random.child(key)
      const organisation = providerOf(pattern.by, town ?? 'Aulenstedt')
      const id = network.organisations.get(organisation)
      if (!id) throw new RangeError(`the network has no ${organisation}`)
      return {
        key,
        ...said(pattern, town, own),
        organisationId: id,
        organisation: organisationNames.get(organisation) ?? organisation,
        municipalityId: network.municipalities.get(slug(town ?? 'Aulenstedt')) ?? null,
        reach: town === undefined || own.next() < 0.35 ? [] : reachOf(town, towns, network, own),
        contactOffice: own.pick(['Anmeldung', 'Sekretariat', 'Beratungsstelle', 'Kursbüro']),
        phone: `0221 4710 ${200 + own.int(700)}`,
        email: `${pattern.key}@${organisation}.example`,
        ...life(pattern, own, today),
      }
    }),
  )
}

function townsOf({ in: where }: OfferPattern, towns: readonly string[]): readonly (string | undefined)[] {
  if (where === 'district') return [undefined]
  return where === 'all' ? towns : where
}

function providerOf(by: string, town: string): string {
  switch (by) {
    case 'town':
      return `gemeinde-${slug(town)}`
    case 'social':
      return `sozialamt-${slug(town)}`
    case 'daycare':
      return `kita-${slug(town)}`
    case 'course':
      return `kurstraeger-${slug(town)}`
    case 'welfare':
      if (town === 'Hasselbeck') return 'wohlfahrt-ost'
      return north.includes(town) ? 'wohlfahrt-nord' : 'wohlfahrt-sued'
    default:
      return by
  }
}

function said(pattern: OfferPattern, town: string | undefined, random: Random) {
  return {
    name: pattern.name.replace('{town}', town ?? ''),
    summary: pattern.summary,
    ...(pattern.description && { description: pattern.description }),
    topic: pattern.topic,
    languages: pattern.languages,
    targetGroups: pattern.groups ?? [],
    booking: pattern.booking,
    cost: pattern.cost,
    ...(pattern.costNote && { costNote: pattern.costNote }),
    ...(pattern.times && { timesNote: pattern.times }),
    ...(random.next() < 0.7 && {
      accessibilityNote: random.pick([
        'Stufenloser Zugang, barrierefreie Toilette.',
        'Stufenloser Zugang, Aufzug, induktive Höranlage.',
        'Zwei Stufen am Eingang, Rampe auf Anfrage.',
        `Räume im ${town ? `Rathaus der ${fullName(town)}` : 'Erdgeschoss'}, stufenlos.`,
      ]),
    }),
  }
}

/** The own town and some of its neighbours in the list. */
function reachOf(town: string, towns: readonly string[], { municipalities }: LoadedNetwork, random: Random) {
  const at = Math.max(0, towns.indexOf(town))
  const near = [town, ...Array.from({ length: random.int(4) }, (_, step) => towns[(at + step + 1) % towns.length]!)]
  return near.flatMap((one) => municipalities.get(slug(one)) ?? [])
}

/** States and checks: most are open and were asked about lately, some rest, some nobody has asked about for long. */
function life(pattern: OfferPattern, random: Random, today: Day): Pick<OfferData, 'states' | 'counts'> {
  const began = addDays(today, -(300 + random.int(1500)))
  const fate = random.next()
  const states: OfferData['states'][number][] = [{ state: 'open', since: began }]
  if (fate < 0.03) return { states: [{ state: 'planned', since: addDays(today, -random.int(40)) }] }
  if (fate < 0.07) {
    const reason = random.pick([
      'Kursleitung in Elternzeit, Vertretung gesucht',
      'Räume werden umgebaut',
      'Förderbescheid steht aus',
    ])
    states.push({ state: 'paused', since: addDays(today, -(10 + random.int(90))), reason })
  } else if (fate < 0.11) {
    const reason = random.pick([
      'Förderung ausgelaufen',
      'Zu wenige Anmeldungen',
      'Mit einem anderen Angebot zusammengelegt',
    ])
    states.push({ state: 'ended', since: addDays(today, -(30 + random.int(200))), reason })
  }
  const end = states.at(-1)?.state === 'open' ? today : (states.at(-1)?.since ?? today)
  return { states, counts: countsOf(pattern, random, began, end) }
}

function countsOf(pattern: OfferPattern, random: Random, began: Day, end: Day): Count[] {
  const { places, full = 0 } = pattern
  const isFull = random.int(10) < full
  // Every eighth was not asked about for more than half a year.
  // One of the partner of the demo is among them, so that its inbox shows the reminder.
  const forgotten = random.int(8) === 0 || pattern.key === 'antidiskriminierung'
  let on = addDays(end, forgotten ? -(190 + random.int(160)) : -random.int(95))
  const counts: Count[] = []
  let waiting = isFull && places ? 2 + random.int(places) : 0
  while (on > began && counts.length < 7) {
    const free = isFull ? 0 : random.int(Math.max(2, Math.round((places ?? 4) / 3)))
    counts.push(countOn(on, { places, free, waiting, listed: isFull || random.int(3) === 0 }, random))
    waiting = isFull ? Math.max(0, waiting + random.int(5) - 3) : 0
    on = addDays(on, -(35 + random.int(110)))
  }
  return counts.reverse()
}

function countOn(
  checkedOn: Day,
  { places, free, waiting, listed }: { places: number | undefined; free: number; waiting: number; listed: boolean },
  random: Random,
): Count {
  const told = random.pick(['provider', 'provider', 'provider', 'phone', 'letter', 'website'] as const)
  if (places === undefined) return { checkedOn, told }
  if (!listed) return { checkedOn, told, capacity: places, freePlaces: free }
  const reason = random.pick(['full', 'full', 'time', 'childcare', 'entryLevel'] as const)
  const left = random.pick(['placed', 'placed', 'elsewhere', 'movedAway', 'noLonger', 'notReached'] as const)
  return {
    checkedOn,
    told,
    capacity: places,
    freePlaces: free,
    waiting,
    ...(waiting > 0 && { expectedWaitDays: 14 * (1 + Math.round((waiting / places) * (3 + random.int(8)))) }),
    ...(waiting > 0 && { moves: { [reason]: 1 + random.int(6), [left]: 1 + random.int(4) } }),
  }
}
