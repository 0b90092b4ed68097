/**
 * What the bodies of Kreis Auental decided and what became of it: invented. Longer than other files because it is a list.
 */
import { addDays, type Day, day } from '../../src/kernel/day.ts'
import type { ObligationData, ResolutionData } from '../../src/rooms/council/index.ts'
import { abis, type Planned } from './councildays.ts'
import { stationsOf } from './meetings.ts'
import { paperRows } from './paperrows.ts'

type Event = NonNullable<ObligationData['events']>[number]

interface Row {
  /** The paper that it was decided on. */
  readonly paper: string
  readonly title: string
  readonly wording: string
  /** Obligations; days of what became of them count from the decision. */
  readonly obligations: readonly (Omit<ObligationData, 'key' | 'events' | 'discharge'> & {
    readonly events?: readonly (readonly [
      days: number,
      state: Event['state'],
      words?: string,
      nextReportInDays?: number,
    ])[]
    /** What fulfilled it, on the day of the last event that says so. */
    readonly by?: { readonly paper?: string; readonly measure?: string }
  })[]
}

const next = { kind: 'nextMeeting', body: abis } as const

const rows: readonly Row[] = [
  {
    paper: 'geschaeftsordnung-lenkungsgruppe',
    title: 'Geschäftsordnung der Lenkungsgruppe',
    wording:
      'Der Ausschuss stimmt der Geschäftsordnung der Lenkungsgruppe zu. Die Lenkungsgruppe berichtet dem Ausschuss nach einem Jahr über ihre Arbeit.',
    obligations: [
      {
        kind: 'report',
        wording: 'Die Lenkungsgruppe berichtet dem Ausschuss nach einem Jahr über ihre Arbeit.',
        responsible: 'kim',
        due: { kind: 'monthsAfter', count: 12 },
        events: [
          [340, 'done'],
          [372, 'doneReported', 'Mündlich berichtet, der Ausschuss hat es zur Kenntnis genommen.'],
        ],
      },
    ],
  },
  {
    paper: 'sprachmittlerpool-ausbau',
    title: 'Ausbau des Sprachmittlerpools',
    wording:
      'Der Sprachmittlerpool wird um fünf Sprachen erweitert. Über die Nachfrage wird nach zwölf Monaten berichtet.',
    obligations: [
      {
        kind: 'implement',
        wording: 'Der Sprachmittlerpool wird um fünf Sprachen erweitert.',
        responsible: 'ki',
        due: { kind: 'monthsAfter', count: 9 },
        events: [
          [40, 'inProgress'],
          [250, 'done', 'Alle fünf Sprachen sind vertreten.'],
          [290, 'doneReported'],
        ],
        by: { measure: 'sprachmittlerpool' },
        about: { measures: ['sprachmittlerpool'] },
      },
      {
        kind: 'report',
        wording: 'Über die Nachfrage wird nach zwölf Monaten berichtet.',
        responsible: 'ki',
        due: { kind: 'monthsAfter', count: 12 },
        events: [
          [360, 'done'],
          [380, 'doneReported'],
        ],
      },
    ],
  },
  {
    paper: 'abendkurse',
    title: 'Sprachkurse am Abend und mit Kinderbetreuung',
    wording:
      'Im Kreis werden an zwei Standorten Sprachkurse am Abend eingerichtet. Für die Kinderbetreuung werden Mittel im Haushalt bereitgestellt.',
    obligations: [
      {
        kind: 'implement',
        wording: 'Im Kreis werden an zwei Standorten Sprachkurse am Abend eingerichtet.',
        responsible: 'ki',
        due: { kind: 'monthsAfter', count: 12 },
        events: [
          [90, 'inProgress', 'Der erste Standort hat begonnen.'],
          [420, 'done', 'Beide Standorte haben Kurse am Abend.'],
        ],
        by: { measure: 'berufssprachkurse-am-abend' },
        about: { measures: ['berufssprachkurse-am-abend', 'alphabetisierungskurse-mit-kinderbetreuung'] },
      },
      {
        kind: 'fund',
        wording: 'Für die Kinderbetreuung werden Mittel im Haushalt bereitgestellt.',
        responsible: 'amt-bildung-integration',
        events: [
          [30, 'done', 'Im Haushalt veranschlagt.'],
          [110, 'doneReported'],
        ],
      },
    ],
  },
  {
    paper: 'raeume-erstberatung',
    title: 'Räume für die Schulische Erstberatung in Hasselbeck',
    wording: 'Die Verwaltung schließt den Mietvertrag über die Räume am Markt ab und berichtet über den Umzug.',
    obligations: [
      {
        kind: 'implement',
        wording: 'Die Verwaltung schließt den Mietvertrag über die Räume am Markt ab',
        responsible: 'amt-bildung-integration',
        due: { kind: 'workingDays', count: 20 },
        events: [
          [14, 'done'],
          [100, 'doneReported'],
        ],
      },
    ],
  },
  {
    paper: 'pg-antragsstand',
    title: 'Projektgruppe Rückmeldung zum Antragsstand',
    wording:
      'Eine Projektgruppe aus Jobcenter und Ausländerbehörde entwickelt eine Rückmeldung zum Antragsstand. In der nächsten Sitzung des Ausschusses wird über den Arbeitsplan berichtet. Die Einbürgerungsbehörde wird beteiligt.',
    obligations: [
      {
        kind: 'implement',
        wording: 'Eine Projektgruppe aus Jobcenter und Ausländerbehörde entwickelt eine Rückmeldung zum Antragsstand.',
        responsible: 'kim',
        due: { kind: 'monthsAfter', count: 24 },
        events: [[60, 'inProgress', 'Die Projektgruppe erprobt die Rückmeldung an zwei Standorten.']],
        about: { measures: ['rueckmeldung-zum-stand-von-antraegen'] },
      },
      {
        kind: 'report',
        wording: 'In der nächsten Sitzung des Ausschusses wird über den Arbeitsplan berichtet.',
        responsible: 'kim',
        due: next,
        events: [
          [95, 'done'],
          [190, 'doneReported'],
        ],
        by: { paper: 'arbeitsplan-antragsstand' },
      },
    ],
  },
  {
    paper: 'verteilung-ehrenamt',
    title: 'Landesmittel für das Ehrenamt',
    wording:
      'Die Mittel werden je zur Hälfte nach Einwohnerzahl und nach Zuweisungen verteilt. Der Schlüssel wird nach zwei Jahren überprüft.',
    obligations: [
      {
        kind: 'review',
        wording: 'Der Schlüssel wird nach zwei Jahren überprüft.',
        responsible: 'ki',
        due: { kind: 'monthsAfter', count: 24 },
        about: { measures: ['foerderung-kleiner-projekte-im-ehrenamt'] },
      },
    ],
  },
  {
    paper: 'auszugsmanagement',
    title: 'Auszugsmanagement aus den Unterkünften',
    wording:
      'In allen Städten und Gemeinden wird ein Auszugsmanagement eingerichtet. Sechs Monate nach dem Beschluss wird dem Ausschuss berichtet.',
    obligations: [
      {
        kind: 'implement',
        wording: 'In allen Städten und Gemeinden wird ein Auszugsmanagement eingerichtet.',
        responsible: 'kim',
        due: { kind: 'monthsAfter', count: 12 },
        events: [
          [50, 'inProgress'],
          [330, 'delayed', 'In fünf Gemeinden sind die Stellen ausgeschrieben und nicht besetzt.', 480],
        ],
        about: { measures: ['auszugsmanagement-aus-den-unterkuenften'] },
      },
      {
        kind: 'report',
        wording: 'Sechs Monate nach dem Beschluss wird dem Ausschuss berichtet.',
        responsible: 'kim',
        due: { kind: 'monthsAfter', count: 6 },
        events: [[190, 'delayed', 'Die Rückmeldungen von vier Städten und Gemeinden fehlen noch.', 480]],
      },
    ],
  },
  {
    paper: 'antrag-anerkennung',
    title: 'Beratung zur Anerkennung von Abschlüssen',
    wording:
      'Die Verwaltung richtet die Beratung zur Anerkennung von Abschlüssen in mindestens sechs Rathäusern ein und berichtet in der nächsten Sitzung.',
    obligations: [
      {
        kind: 'implement',
        wording:
          'Die Verwaltung richtet die Beratung zur Anerkennung von Abschlüssen in mindestens sechs Rathäusern ein',
        responsible: 'ki',
        due: { kind: 'monthsAfter', count: 9 },
        events: [[100, 'done', 'Sechs Rathäuser haben feste Tage.']],
        by: { measure: 'anerkennungsberatung-in-den-rathaeusern' },
        about: { measures: ['anerkennungsberatung-in-den-rathaeusern'] },
      },
      {
        kind: 'report',
        wording: 'berichtet in der nächsten Sitzung',
        responsible: 'ki',
        due: next,
        events: [[95, 'done']],
        by: { paper: 'bericht-anerkennung' },
      },
    ],
  },
  {
    paper: 'traeger-lotsen',
    title: 'Trägerschaft für die Integrationslotsinnen und Integrationslotsen',
    wording: 'Die Trägerschaft wird für drei Jahre vergeben; der Vertrag sieht einen jährlichen Nachweis vor.',
    obligations: [
      {
        kind: 'implement',
        wording: 'der Vertrag sieht einen jährlichen Nachweis vor',
        responsible: 'amt-bildung-integration',
        due: { kind: 'ongoing', everyMonths: 12 },
        events: [[45, 'inProgress', 'Der Vertrag ist geschlossen.']],
        about: { measures: ['integrationslotsinnen-und-integrationslotsen'] },
      },
    ],
  },
  {
    paper: 'ganztag',
    title: 'Ganztagsförderung für Seiteneinsteigende',
    wording:
      'Schulen mit mehr als zehn Seiteneinsteigenden richten eine Förderung am Nachmittag ein. Dem Ausschuss wird einmal im Jahr berichtet.',
    obligations: [
      {
        kind: 'implement',
        wording: 'Schulen mit mehr als zehn Seiteneinsteigenden richten eine Förderung am Nachmittag ein.',
        responsible: 'schulamt',
        due: { kind: 'monthsAfter', count: 18 },
        events: [[70, 'inProgress']],
        about: { measures: ['ganztagsfoerderung-fuer-seiteneinsteigende'] },
      },
      {
        kind: 'report',
        wording: 'Dem Ausschuss wird einmal im Jahr berichtet.',
        responsible: 'schulamt',
        due: { kind: 'ongoing', everyMonths: 12 },
      },
    ],
  },
  {
    paper: 'antrag-integrationskonzept',
    title: 'Überprüfung des Integrationskonzepts von 2010',
    wording:
      'Das Integrationskonzept von 2010 wird geprüft und dort, wo es nötig ist, an die heutigen Verhältnisse im Kreis angepasst.\n\nIn der nächsten Sitzung des Ausschusses für Bildung, Integration und Soziales wird berichtet, wie weit das Integrationskonzept von 2010 umgesetzt ist und welche Anpassungen nötig sind, vor allem durch das Kommunale Integrationsmanagement.',
    obligations: [
      {
        kind: 'review',
        wording: 'Das Integrationskonzept von 2010 wird geprüft',
        responsible: 'ki',
        about: { concepts: ['integrationskonzept-2010'] },
      },
      {
        kind: 'implement',
        wording: 'dort, wo es nötig ist, an die heutigen Verhältnisse im Kreis angepasst',
        responsible: 'ki',
        about: { concepts: ['integrationskonzept-2010'] },
      },
      {
        kind: 'report',
        wording:
          'In der nächsten Sitzung des Ausschusses für Bildung, Integration und Soziales wird berichtet, wie weit das Integrationskonzept von 2010 umgesetzt ist und welche Anpassungen nötig sind',
        responsible: 'ki',
        due: next,
        about: { concepts: ['integrationskonzept-2010'] },
      },
    ],
  },
]

/** What the council adopted before the calendar of the demo begins. */
const adopted: readonly (readonly [key: string, on: Day, title: string, wording: string])[] = [
  [
    'integrationskonzept-2010',
    day('2010-07-09'),
    'Integrationskonzept für den Kreis Auental',
    'Der Kreistag beschließt das Integrationskonzept „Miteinander im Auental“.',
  ],
  [
    'kim-handlungskonzept-2021',
    day('2021-12-10'),
    'Handlungskonzept Kommunales Integrationsmanagement',
    'Der Kreistag beschließt das Handlungskonzept für das Kommunale Integrationsmanagement.',
  ],
]

export function auentalResolutions(planned: readonly Planned[], today: Day): ResolutionData[] {
  return [
    ...adopted.map(([key, decidedOn, title, wording]) => ({ key, body: 'kreistag', decidedOn, title, wording })),
    ...rows.flatMap((row) => {
      const paper = paperRows.find(({ key }) => key === row.paper)!
      const meeting = stationsOf(paper, planned, today).at(-1)
      // What goes to the council is decided there, which may still be to come.
      return meeting && meeting.on < today ? [resolutionOf(row, paper, meeting, today)] : []
    }),
  ]
}

function resolutionOf(
  { paper, title, wording, obligations }: Row,
  { by, public: isPublic }: (typeof paperRows)[number],
  meeting: Planned,
  today: Day,
): ResolutionData {
  return {
    key: paper,
    title,
    wording,
    body: meeting.body,
    meeting: meeting.key,
    agendaItem: `${meeting.key}/${paper}`,
    paper,
    ...(by && { originator: by }),
    decidedOn: meeting.on,
    public: isPublic !== false,
    obligations: obligations.map((one, index) => obligationOf(`${paper}-${index + 1}`, one, meeting.on, today)),
  }
}

function obligationOf(
  key: string,
  { events = [], by, ...obligation }: Row['obligations'][number],
  decidedOn: Day,
  today: Day,
): ObligationData {
  const past = events
    .map(([days, state, words, nextReport]): Event => {
      const on = addDays(decidedOn, days)
      const report = nextReport === undefined ? undefined : addDays(decidedOn, nextReport)
      return {
        on,
        state,
        ...(words && (state === 'delayed' ? { reason: words } : { note: words })),
        ...(report && report > today && { nextReport: report }),
      }
    })
    .filter(({ on }) => on < today)
  const done = past.find(({ state }) => state === 'done')
  return { ...obligation, key, events: past, ...(done && by && { discharge: { on: done.on, ...by } }) }
}
