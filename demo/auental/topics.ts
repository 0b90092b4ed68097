/** The topics of Kreis Auental, each in another state, made of the findings of demo/auental/findings.ts. */
import { addDays, type Day, day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import type { FindingData } from '../../src/rooms/cases/index.ts'
import type { LoadedNetwork } from '../../src/rooms/network/index.ts'
import type { TopicData, TopicsData } from '../../src/rooms/steering/index.ts'
import { topicTitles } from './topictitles.ts'

type Assessed = NonNullable<TopicData['assessment']>

interface Told {
  readonly title: string
  readonly description: string
  /** Days before today. */
  readonly formed: number
  readonly assessed?: Pick<Assessed, 'frequency' | 'severity' | 'levels' | 'text'> & {
    readonly ago: number
    /** Keys of municipalities; none: all. */
    readonly towns?: readonly string[]
  }
  readonly assigned?: { readonly ago: number; readonly body: string; readonly to: string; readonly due: number }
  readonly moves?: readonly { readonly state: NonNullable<TopicData['moves']>[number]['state']; readonly ago: number }[]
  readonly reason?: string
  readonly news?: readonly {
    readonly kind: NonNullable<TopicData['news']>[number]['kind']
    readonly ago: number
    readonly title?: string
  }[]
}

const told: readonly Told[] = [
  {
    title: topicTitles.documents,
    description:
      'Beim Wechsel von den Asylbewerberleistungen in die Grundsicherung verlangen Sozialamt, Krankenkasse und Jobcenter Nachweise voneinander. Bis alle vorliegen, ruht der Antrag.',
    formed: 62,
    assessed: {
      ago: 55,
      frequency: 'frequent',
      severity: 'existential',
      levels: ['municipality', 'district'],
      text: 'Ohne Zahlung geraten Miete und Krankenversicherung in Gefahr. Ein gemeinsames Formular braucht kein neues Recht.',
    },
    assigned: { ago: 50, body: 'ag-rechtskreiswechsel', to: 'jobcenter', due: 17 },
  },
  {
    title: topicTitles.interpreters,
    description:
      'Erstgespräche in der psychosozialen Beratung fallen aus, weil für seltene Sprachen niemand übersetzt.',
    formed: 40,
    assessed: { ago: 30, frequency: 'occasional', severity: 'serious', levels: ['district', 'land'] },
  },
  {
    title: topicTitles.places,
    description: 'Wer psychosoziale Beratung braucht, wartet länger als ein halbes Jahr.',
    formed: 300,
    assessed: { ago: 290, frequency: 'constant', severity: 'serious', levels: ['district', 'land', 'federal'] },
    assigned: { ago: 285, body: 'ag-rechtskreiswechsel', to: 'psychosoziales-zentrum', due: -150 },
    moves: [
      { state: 'proposalDrafted', ago: 200 },
      { state: 'submitted', ago: 180 },
      { state: 'accepted', ago: 165 },
      { state: 'implementing', ago: 120 },
    ],
    news: [
      { kind: 'accepted', ago: 165 },
      { kind: 'measure', ago: 120, title: 'Sprechstunde des psychosozialen Zentrums im Südkreis' },
    ],
  },
  {
    title: topicTitles.childcare,
    description:
      'Eltern kleiner Kinder können den Sprachkurs am Vormittag nicht beginnen, weil niemand die Kinder betreut.',
    formed: 110,
    assessed: { ago: 100, frequency: 'frequent', severity: 'noticeable', levels: ['municipality', 'district'] },
    assigned: { ago: 95, body: 'ag-sprache', to: 'jobcenter', due: -12 },
  },
  {
    title: topicTitles.appointments,
    description:
      'Vom Ende der Zahlung durch das Sozialamt bis zum ersten Termin beim Jobcenter vergehen mehrere Wochen.',
    formed: 330,
    assessed: { ago: 320, frequency: 'constant', severity: 'existential', levels: ['municipality', 'district'] },
    assigned: { ago: 315, body: 'ag-rechtskreiswechsel', to: 'jobcenter', due: -240 },
    moves: [
      { state: 'proposalDrafted', ago: 270 },
      { state: 'submitted', ago: 255 },
      { state: 'accepted', ago: 250 },
      { state: 'implementing', ago: 210 },
      { state: 'effectCheck', ago: 20 },
    ],
    news: [
      { kind: 'accepted', ago: 250 },
      { kind: 'measure', ago: 210, title: 'Feste Termine für den Rechtskreiswechsel' },
    ],
  },
  {
    title: topicTitles.school,
    description: 'Kinder, die im laufenden Schuljahr kommen, warten auf einen Schulplatz.',
    formed: 9,
  },
  {
    title: topicTitles.ways,
    description: 'Nach dem Ende der Sprechstunde fährt in drei Gemeinden kein Bus mehr.',
    formed: 220,
    assessed: {
      ago: 210,
      frequency: 'occasional',
      severity: 'noticeable',
      levels: ['municipality'],
      towns: ['nienwalde', 'lohwinkel', 'grevenholt'],
    },
    moves: [
      { state: 'proposalDrafted', ago: 190 },
      { state: 'submitted', ago: 170 },
      { state: 'deferred', ago: 165 },
    ],
    news: [{ kind: 'deferred', ago: 165 }],
  },
  {
    title: topicTitles.moves,
    description: 'Beim Umzug in eine andere Gemeinde kommen Unterlagen nicht mit und werden neu verlangt.',
    formed: 350,
    assessed: { ago: 340, frequency: 'occasional', severity: 'noticeable', levels: ['team', 'municipality'] },
    moves: [{ state: 'closed', ago: 260 }],
    reason: 'Die Sozialämter haben einen gemeinsamen Übergabebogen vereinbart.',
    news: [{ kind: 'closed', ago: 260 }],
  },
]

/** Topics with their cells, and the cells of all released findings, so that the inbox knows what waits. */
export function auentalTopics(findings: readonly FindingData[], network: LoadedNetwork, today: Day): TopicsData {
  const ago = (days: number) => addDays(today, -days)
  const body = (key: string) => network.bodies.get(key) as Id<'body'>
  const released = findings.filter(({ state }) => state === 'released' || state === 'inTopic')
  return {
    simulated: true,
    conferences: [
      {
        title: 'Planungskonferenz Hasselbeck',
        municipalityId: network.municipalities.get('hasselbeck') ?? null,
        heldOn: today,
        cards: [
          'Kein Bus nach der Sprechstunde',
          'Zwei Ämter verlangen denselben Nachweis',
          'Der Nachweis der Krankenkasse kommt zu spät',
          'Kitaplatz erst nach dem Sprachkurs',
          'Briefe sind nicht zu verstehen',
        ],
      },
    ],
    noticed: released.map((finding) => ({ cell: cellOf(finding), on: today })),
    topics: told.map(({ title, description, formed, assessed, assigned, moves = [], reason, news = [] }) => ({
      title,
      description,
      cells: distinct(findings.filter(({ topic }) => topic?.title === title).map(cellOf)),
      formedOn: ago(formed),
      ...(assessed && {
        assessment: {
          frequency: assessed.frequency,
          severity: assessed.severity,
          levels: assessed.levels,
          text: assessed.text,
          districtWide: !assessed.towns,
          municipalities: (assessed.towns ?? []).flatMap((town) => network.municipalities.get(town) ?? []),
          on: ago(assessed.ago),
        },
      }),
      ...(assigned && {
        assignment: {
          bodyId: body(assigned.body),
          responsibleId: network.organisations.get(assigned.to) as Id<'organisation'>,
          dueOn: ago(-assigned.due),
          on: ago(assigned.ago),
        },
      }),
      moves: moves.map(({ state, ago: days }) => ({
        state,
        on: ago(days),
        ...(state === 'closed' && reason && { note: reason }),
      })),
      news: news.map(({ kind, ago: days, title: became }) => ({
        kind,
        on: ago(days),
        ...(became && { title: became }),
      })),
    })),
  }
}

type Cell = NonNullable<TopicData['cells']>[number]

const cellOf = ({ interfaceId, hurdle, reportedAt, regionKey }: FindingData): Cell => {
  const on = reportedAt.toISOString()
  const month = Math.floor((Number(on.slice(5, 7)) - 1) / 3) * 3 + 1
  return { interfaceId, hurdle, quarter: day(`${on.slice(0, 4)}-${String(month).padStart(2, '0')}-01`), regionKey }
}

const distinct = (cells: readonly Cell[]): readonly Cell[] => [
  ...new Map(cells.map((cell) => [JSON.stringify(cell), cell])).values(),
]
