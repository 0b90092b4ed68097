/** The review of the concept of 2010 that the committee ordered, invented and half done: three reviewers, not of one mind. */
import { addDays, type Day } from '../../src/kernel/day.ts'
import type { CouncilData } from '../../src/rooms/council/index.ts'
import type { LoadReviewsData, MeasuresData, Verdict } from '../../src/rooms/measures/index.ts'
import { slug } from '../slug.ts'

/** The roles of the demo that are asked, in the order of the indices below. */
export const reviewerRoles = ['coordinator', 'lead', 'municipality'] as const

const coordination = 0
const lead = 1
const town = 2

/** Which concept, and what ordered its review. */
const concept = 'integrationskonzept-2010'
export const reviewObligation = 'antrag-integrationskonzept-1'

/** Fields in which the towns do the work themselves: there they are asked too. */
const townsAnswer = ['teilhabe', 'gesundheit', 'arbeit']

interface Row {
  readonly title: string
  readonly says: readonly (readonly [reviewer: number, verdict: Verdict, reason: string])[]
  readonly heard?: string
  readonly target?: string
  /** Titles of the measures that it goes together with. */
  readonly with?: readonly string[]
}

const rows: readonly Row[] = [
  {
    title: 'Spielgruppen für Eltern mit Kleinkindern',
    says: [
      [coordination, 'keep', 'Die Gruppen sind ausgelastet, das Ziel ist fast erreicht.'],
      [lead, 'keep', 'Verstetigt und in allen Familienzentren bekannt.'],
    ],
  },
  {
    title: 'Elternbildung in der Kindertagesstätte',
    heard: 'Jugendamt; Träger der Kindertagesstätten',
    target:
      'Mütter und Väter treffen sich wöchentlich in Kindertagesstätten und Grundschulen und lernen, wie sie ihre Kinder in der Familiensprache und auf Deutsch begleiten. Ein Angebot aus einer Hand, ohne Bruch beim Übergang in die Schule.',
    with: ['Elternbildung in der Grundschule'],
    says: [
      [coordination, 'merge', 'Zwei Maßnahmen mit denselben Gruppen, derselben Anleitung und denselben Eltern.'],
      [lead, 'merge', 'Die Trennung stammt aus zwei Förderprogrammen, die es so nicht mehr gibt.'],
    ],
  },
  {
    title: 'Elternbildung in der Grundschule',
    heard: 'Schulamt',
    with: ['Elternbildung in der Kindertagesstätte'],
    says: [
      [coordination, 'merge', 'Geht in der gemeinsamen Elternbildung auf.'],
      [lead, 'keep', 'Die Schulen rechnen fest mit der Maßnahme. Erst mit ihnen sprechen.'],
    ],
  },
  {
    title: 'Fortbildungsreihe Vielfalt in der Schule',
    says: [[coordination, 'keep', 'Jede Veranstaltung des letzten Jahres war ausgebucht.']],
  },
  {
    title: 'Übergangsbegleitung von der Kindertagesstätte in die Schule',
    target:
      'Kinder, die ohne Kindertagesstätte eingeschult werden, bekommen ein halbes Jahr vor der Einschulung eine feste Begleitung. Der Schulärztliche Dienst vermittelt.',
    heard: 'Gesundheitsamt; Schulamt',
    says: [
      [coordination, 'adapt', 'Es fehlt an den Kindern, die in keiner Kindertagesstätte waren. Auf sie zuschneiden.'],
      [lead, 'adapt', 'Der neue Wortlaut ist mit dem Schulamt besprochen.'],
    ],
  },
  {
    title: 'Hausaufgabenhilfe durch Studierende',
    says: [
      [coordination, 'keep', 'Läuft seit Jahren in elf Schulen.'],
      [lead, 'keep', 'Verstetigt.'],
    ],
  },
  {
    title: 'Bildungslotsinnen und Bildungslotsen an Grundschulen',
    says: [
      [coordination, 'continueThroughKim', 'Dieselben Familien, dieselben Schulen wie im Case Management.'],
      [lead, 'keep', 'Die Lotsinnen und Lotsen sind Ehrenamtliche, kein Case Management.'],
    ],
  },
  {
    title: 'Sprachförderung am Nachmittag',
    says: [
      [coordination, 'keep', 'Der Bedarf ist unverändert.'],
      [lead, 'keep', 'Verstetigt.'],
    ],
  },
  {
    title: 'Alphabetisierungskurse mit Kinderbetreuung',
    heard: 'Volkshochschulen; Jobcenter',
    target:
      'Alphabetisierungskurse finden mit Kinderbetreuung im selben Haus statt, in jeder Region des Kreises mindestens einer am Vormittag und einer am Nachmittag.',
    says: [[coordination, 'adapt', 'Ohne Kurse am Nachmittag bleibt, wer vormittags arbeitet, draußen.']],
  },
  {
    title: 'Herkunftssprachlicher Unterricht an weiteren Standorten',
    says: [
      [coordination, 'keep', 'Die Planung läuft, zwei Standorte sind in Aussicht.'],
      [lead, 'drop', 'Zuständig ist das Land. Der Kreis kann hier nichts beschließen.'],
    ],
  },
  {
    title: 'Mehrsprachige Lesepatinnen und Lesepaten',
    says: [
      [coordination, 'drop', 'Abgeschlossen; die Büchereien machen selbst weiter.'],
      [lead, 'drop', 'Das Ziel ist erreicht.'],
    ],
  },
  {
    title: 'Anerkennungsberatung in den Rathäusern',
    heard: 'Agentur für Arbeit; Städte und Gemeinden',
    target:
      'Wer einen Abschluss aus dem Ausland mitbringt, bekommt im Rathaus einen Termin zur Anerkennungsberatung. Das Kommunale Integrationsmanagement vermittelt und hält nach.',
    says: [
      [coordination, 'continueThroughKim', 'Ruht nur, weil niemand die Termine vermittelt. Das ist Aufgabe des KIM.'],
      [lead, 'continueThroughKim', 'Steht seit 2021 auch im KIM-Konzept.'],
      [town, 'drop', 'In unserem Rathaus hat seit zwei Jahren niemand danach gefragt.'],
    ],
  },
  {
    title: 'Frauen in den Beruf',
    says: [
      [coordination, 'keep', 'Zwei von drei Teilnehmerinnen arbeiten ein Jahr später.'],
      [town, 'keep', 'Bitte auch künftig mit Kinderbetreuung.'],
    ],
  },
  {
    title: 'Gründungsberatung in mehreren Sprachen',
    says: [
      [lead, 'drop', 'Abgeschlossen. Die Kammern beraten inzwischen selbst in mehreren Sprachen.'],
      [town, 'drop', 'Wird bei uns nicht mehr gebraucht.'],
    ],
  },
  {
    title: 'Gesundheitslotsinnen und Gesundheitslotsen in Unterkünften',
    heard: 'Gesundheitsamt',
    target:
      'Gesundheitslotsinnen und Gesundheitslotsen begleiten in Unterkünften und in den Quartieren, in die Menschen danach ziehen.',
    says: [
      [coordination, 'adapt', 'Immer weniger Menschen leben in Unterkünften, der Bedarf zieht mit um.'],
      [town, 'adapt', 'In unseren Unterkünften läuft es gut, danach fehlt die Begleitung.'],
    ],
  },
  {
    title: 'Sportverein trifft Nachbarschaft',
    says: [
      [coordination, 'keep', 'Dreizehn Vereine machen mit.'],
      [town, 'keep', 'Die Vereine tragen es selbst.'],
    ],
  },
  {
    title: 'Kultursensible Pflegeberatung',
    heard: 'Pflegestützpunkt; Wohlfahrtsverbände',
    says: [
      [coordination, 'adapt', 'Als eigene Stelle nicht zu besetzen. Den Pflegestützpunkt schulen statt neu aufbauen.'],
      [lead, 'drop', 'Stockt seit Monaten ohne Aussicht auf Besetzung.'],
      [town, 'keep', 'Der Bedarf wächst jedes Jahr.'],
    ],
    target: 'Der Pflegestützpunkt berät in mehreren Sprachen; das Kommunale Integrationszentrum schult und vermittelt.',
  },
  {
    title: 'Integrationslotsinnen und Integrationslotsen',
    says: [
      [coordination, 'continueThroughKim', 'Die Lotsinnen und Lotsen sind die wichtigste Brücke ins Case Management.'],
      [lead, 'continueThroughKim', 'So ist es mit der Lenkungsgruppe besprochen.'],
      [town, 'continueThroughKim', 'Dann bitte mit festen Ansprechstellen in den Städten und Gemeinden.'],
    ],
  },
  {
    title: 'Interkulturelle Wochen',
    says: [[town, 'keep', 'In allen dreizehn Orten fester Bestandteil des Jahres.']],
  },
  {
    title: 'Seniorenbegleitung in der Muttersprache',
    says: [
      [lead, 'drop', 'Ruht seit Jahren, die Ehrenamtlichen fehlen.'],
      [town, 'keep', 'Gerade jetzt kommen viele ins Alter. Neu anfangen, nicht streichen.'],
    ],
  },
  {
    title: 'Kommunales Integrationszentrum',
    says: [
      [coordination, 'drop', 'Das Zentrum ist eingerichtet. Das ist keine Maßnahme mehr.'],
      [lead, 'drop', 'Erledigt, seit es das Zentrum gibt.'],
    ],
  },
  {
    title: 'Wegweiser der Angebote',
    says: [[coordination, 'continueThroughKim', 'Der Wegweiser wird im KIM gepflegt und gebraucht.']],
  },
]

/** The review as it stands on a day: begun after the resolution that ordered it, three of five measures with an opinion. */
export function auentalReviews(
  { measures }: MeasuresData,
  council: CouncilData,
  today: Day,
  obligationId?: string,
): LoadReviewsData[] {
  const resolution = council.resolutions?.find(({ obligations = [] }) =>
    obligations.some(({ key }) => key === reviewObligation),
  )
  const startedOn = resolution && resolution.decidedOn < today ? addDays(resolution.decidedOn, 1) : addDays(today, -14)
  const reviewed = measures.filter((measure) => measure.concepts.some((one) => one.concept === concept))
  const asked = (fields: readonly string[]) =>
    fields.some((field) => townsAnswer.includes(field)) ? [coordination, lead, town] : [coordination, lead]
  return [
    {
      concept,
      title: 'Prüfung des Integrationskonzepts 2010',
      ...(resolution && { obligationLabel: resolution.wording }),
      ...(obligationId && { obligationId }),
      startedOn,
      dueOn: addDays(today, 46),
      assignments: reviewed.map(({ key, fields }) => ({ measure: key, reviewers: asked(fields) })),
      opinions: rows.flatMap((row, index) =>
        row.says.map(([reviewer, verdict, reason]) => ({
          measure: slug(row.title),
          reviewer,
          verdict,
          reason,
          on: earlier(addDays(startedOn, 1 + (index % 10)), today),
          ...(row.heard && { heard: row.heard }),
          ...(row.target && verdict !== 'keep' && verdict !== 'drop' && { targetText: row.target }),
          ...(verdict === 'merge' && { mergeWith: (row.with ?? []).map(slug) }),
          ...(reviewer === coordination && { evidence: evidenceOf(measures, slug(row.title)) }),
        })),
      ),
    },
  ]
}

/** The last value of the first indicator, where the measure has one: what the coordination rests its opinion on. */
function evidenceOf(measures: MeasuresData['measures'], key: string) {
  const indicator = measures.find((measure) => measure.key === key)?.indicators?.[0]
  const last = indicator?.values?.at(-1)
  if (!indicator || !last) return []
  const target = indicator.target ? `, Ziel ${indicator.target.value} ${indicator.unit}` : ''
  return [
    {
      kind: 'registerFigure' as const,
      label: indicator.name,
      content: `${last.value} ${indicator.unit}${target}`,
      asOf: last.on,
    },
  ]
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other)
