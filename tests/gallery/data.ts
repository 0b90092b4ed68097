import { day } from '../../src/kernel/day.ts'
import { seeded } from '../../src/kernel/random.ts'
import { delayClass, type TimelineGroup } from '../../src/platform/ui/charts/index.ts'

/** Plausible figures for the gallery, the same on every run. */
const random = seeded('gallery')

const passages = [
  ['Sozialamt der Gemeinde', 'Jobcenter', 'AsylbLG → SGB II', 11463, 33, 14, 0.65],
  ['Sprachkurs bis A2', 'Sprachkurs B1', 'Träger → Träger', 10093, 65, 28, 0.59],
  ['Schulische Erstberatung', 'Schule', 'KI → SchulG', 8435, 44, 21, 0.07],
  ['KIM Case Management', 'Psychosoziale Beratung', 'KIM → SGB V', 5122, 90, 21, 0.71],
  ['Jugendamt', 'Kindertagesbetreuung', 'SGB VIII → KiBiz', 4818, 65, 42, 1.2],
  ['Jobcenter', 'Sprachkurs bis A2', 'SGB II → Träger', 4245, 44, 28, -0.42],
  ['Jobcenter', 'Anerkennungsberatung', 'SGB II → BQFG', 4232, 58, 30, 0],
  ['Ausländerbehörde', 'Staatsangehörigkeits- und Einbürgerungsbehörde', 'AufenthG → StAG', 3551, 74, 60, 0.28],
] as const

export const hurdles = passages.map(([from, to, basis, lost, median, target, change], index) => ({
  key: `interface-${index}`,
  from,
  to,
  basis,
  lost,
  median,
  target,
  change,
  delay: delayClass(median, target),
  months: Array.from({ length: 24 }, (_, month) => {
    const level = median * (month < 19 ? 0.8 : 1.1)
    return Math.max(1, Math.round(level + random.normal() * level * 0.15))
  }),
}))

export const shares = [
  ...hurdles.slice(0, 5).map((hurdle) => ({
    key: hurdle.key,
    label: `${hurdle.from} → ${hurdle.to}`,
    value: hurdle.lost,
    text: hurdle.lost.toLocaleString('de-DE'),
    delay: hurdle.delay,
  })),
  { key: 'rest', label: 'weitere 10 Schnittstellen', value: 14929, text: '14.929', delay: null },
]

const names =
  'Aulenstedt Bruchwede Dornsiek Ellerbrink Falkenwede Grevenholt Hasselbeck Immenrode Karbeck Lohwinkel Mersbrock Nienwalde Osterfleth'.split(
    ' ',
  )
const centres: readonly (readonly [number, number])[] = [
  [8.02, 52.06],
  [8.13, 52.05],
  [8.14, 51.92],
  [7.9, 52.03],
  [8.11, 51.97],
  [7.94, 51.92],
  [8.2, 52.01],
  [7.92, 51.82],
  [8.09, 51.84],
  [7.93, 51.975],
  [7.895, 51.86],
  [8.25, 52.085],
  [8.03, 51.92],
]

export const places = names.map((name, index) => ({
  key: name.toLowerCase(),
  name,
  centre: centres[index] ?? ([8, 52] as const),
  value: [11497, 5546, 1747, 3382, 3968, 1368, 8297, 1641, 3372, 2847, 3037, 2388, 5770][index] ?? 0,
  rate: [0, 2, 3, 6, 8].includes(index) ? ('above' as const) : ('usual' as const),
}))

export const outlines = places.map((place) => ({
  key: place.key,
  rings: [
    Array.from({ length: 13 }, (_, corner) => {
      const angle = ((corner % 12) / 12) * 2 * Math.PI
      const reach = 0.032 + 0.01 * Math.sin(corner * 5 + place.name.length)
      return [place.centre[0] + Math.cos(angle) * reach * 1.6, place.centre[1] + Math.sin(angle) * reach] as const
    }),
  ],
}))

export const waits = [5, 37, 66, 53, 59, 41, 30, 28, 19, 20, 12, 9, 8, 2, 2, 5, 1, 15].map((arrived, index, all) => ({
  fromDay: index === 0 ? 0 : index * 7 + 1,
  toDay: index === all.length - 1 ? null : index * 7 + 7,
  arrived,
  open: index > 5 ? Math.round(arrived * 0.3) : 0,
  inTarget: index < 2,
}))

export const months = Array.from({ length: 26 }, (_, index) => {
  const year = index < 2 ? 2024 : index < 14 ? 2025 : 2026
  const number = ((index + 10) % 12) + 1
  const level = index < 19 ? 25 : 46
  const median = Math.round(level + random.normal() * 4)
  return {
    month: `${year}-${String(number).padStart(2, '0')}`,
    median: index === 7 ? null : median,
    lowerQuartile: index === 7 ? null : Math.round(median * 0.6),
    upperQuartile: index === 7 ? null : Math.round(median * (1.6 + random.next() * 0.5)),
    complete: index < 24,
  }
})

const centre = 0.88
export const funnel = {
  centre,
  points: names.map((place, index) => {
    const passages = [76, 37, 12, 9, 37, 23, 50, 11, 22, 19, 31, 34, 58][index] ?? 10
    const share = [0.87, 0.86, 0.92, 1, 0.945, 0.78, 0.94, 0.64, 0.83, 1, 0.68, 0.85, 0.97][index] ?? centre
    const side = share > centre ? ('above' as const) : ('below' as const)
    return {
      place,
      passages,
      share,
      outside:
        place === 'Mersbrock'
          ? (99.8 as const)
          : ['Immenrode', 'Osterfleth'].includes(place)
            ? (95 as const)
            : (0 as const),
      side,
    }
  }),
  limits: Array.from({ length: 80 }, (_, index) => {
    const n = index + 1
    const error = Math.sqrt((centre * (1 - centre)) / n)
    return {
      n,
      lower95: centre - 1.96 * error,
      upper95: centre + 1.96 * error,
      lower998: centre - 3.09 * error,
      upper998: centre + 3.09 * error,
    }
  }),
}

const titles = [
  'FIT: Griffbereit-Gruppen',
  'Mercator-Projekt: Sprachförderung am Nachmittag',
  'Schulische Erstberatung an drei Standorten',
  'Anerkennungsberatung in den Rathäusern: Übertragung auf weitere Orte',
  'Interkulturelle Öffnung der Kreisverwaltung: Fortführung',
  'Wohnführerschein für Geflüchtete',
  'Staatsangehörigkeitsrechtliche Informationsveranstaltungsreihe',
] as const
const states = ['standing', 'progress', 'open', 'rest', 'late', 'finished'] as const
const stateNames = {
  standing: 'etabliert',
  progress: 'läuft',
  open: 'in Planung',
  rest: 'ruht',
  late: 'stockt',
  finished: 'abgeschlossen',
}

export const register = Array.from({ length: 50 }, (_, index) => {
  const state = random.pick(states)
  return {
    key: `m${index}`,
    number: `${Math.floor(index / 12) + 1}.${String((index % 12) + 1).padStart(2, '0')}`,
    title: titles[index % titles.length] ?? '',
    field: random.pick(['Bildung', 'Sprache', 'Arbeit', 'Gesundheit', 'Teilhabe', 'Querschnitt']),
    owner: random.pick(['Kreis, KI', 'Stadt Hasselbeck', 'Kreis, Jobcenter', 'Kreis, Gesundheitsamt']),
    place: random.pick(names),
    state,
    stateName: stateNames[state],
    people: random.int(900),
  }
})

/** Measures in time: one of each look, with a name that does not fit. */
export const measureGroups: readonly TimelineGroup[] = [
  {
    key: 'bildung',
    label: 'Bildung',
    rows: [
      {
        key: '1',
        label: '1.01 Spielgruppen für Eltern mit Kleinkindern in allen dreizehn Städten und Gemeinden',
        spans: [
          { from: day('2010-07-09'), until: day('2012-03-01'), look: 'planned' },
          { from: day('2012-03-01'), until: day('2016-08-01'), look: 'running' },
          { from: day('2016-08-01'), look: 'standing' },
        ],
      },
      {
        key: '2',
        label: '1.02 Erstförderplätze ausbauen',
        spans: [
          { from: day('2016-07-08'), until: day('2026-02-01'), look: 'running' },
          { from: day('2026-02-01'), look: 'stalled' },
        ],
      },
    ],
  },
  {
    key: 'sprache',
    label: 'Sprache',
    rows: [
      {
        key: '3',
        label: '2.01 Lesepatinnen und Lesepaten',
        spans: [
          { from: day('2010-07-09'), until: day('2015-12-31'), look: 'running' },
          { from: day('2015-12-31'), look: 'done' },
        ],
      },
    ],
  },
]
