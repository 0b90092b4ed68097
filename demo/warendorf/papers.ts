/**
 * The motion, the resolution and the report of Kreis Warendorf, as public sources state them. The resolution is quoted word
 * for word from the report 066/2023; what is said about a paper is said in our own words, and what was inferred says so.
 */
import { day } from '../../src/kernel/day.ts'
import type { CouncilData } from '../../src/rooms/council/index.ts'
import { greenMotion } from './sources.ts'

/** What the sources say last of the review, so that "open" is not read as a fact about today. */
const unknownSince = {
  on: day('2023-05-25'),
  state: 'open',
  note: 'Die Berichtsvorlage 066/2023 stellt die Fortschreibung durch KIM in Aussicht. Was danach geschah, nennen die Quellen nicht.',
} as const

export const warendorfCouncil: CouncilData = {
  simulated: false,
  papers: [
    {
      key: 'antrag-2022',
      kind: 'motion',
      title: 'Antrag auf Überprüfung und Aktualisierung des Integrationskonzepts des Kreises Warendorf von 2010',
      state: 'final',
      originator: 'gruene',
      datedOn: day('2022-11-16'),
      ...(greenMotion.address && { address: greenMotion.address }),
      explanation:
        'Der Antrag verlangt, das Integrationskonzept von 2010 zu überprüfen und zu aktualisieren. Sein Wortlaut steht auf der Seite der Fraktion.',
      consultations: [
        {
          body: 'biks',
          meeting: 'biks-2022-11-21',
          agendaItem: 'biks-2022-11-21/integrationskonzept',
          role: 'decision',
          resultNote:
            'Dass der Beschluss vom 21.11.2022 auf diesen Antrag zurückgeht, ist aus Gegenstand und Datum geschlossen. Abstimmung und Änderungen nennen die Quellen nicht.',
        },
      ],
    },
    {
      key: 'bericht-066-2023',
      number: '066/2023',
      kind: 'report',
      title: 'Umsetzungsstand zum Integrationsbericht und Flüchtlingskonzept des Kreises Warendorf',
      state: 'final',
      leadUnit: 'amt-jugend-bildung',
      // The day of the meeting: the paper itself bears none.
      datedOn: day('2023-05-25'),
      proposedResolution: 'Zur Kenntnis.',
      explanation: [
        'Zusammengefasst aus der Berichtsvorlage 066/2023; ihr Wortlaut steht beim Kreis Warendorf.',
        '# Anlass',
        'Der Beschluss des Ausschusses für Bildung, Integration, Kultur und Sport vom 21.11.2022.',
        '# Stand der Maßnahmen',
        'Der Kreistag hat den Integrationsbericht am 02.07.2010 nach einem Beteiligungsverfahren von zwei Jahren verabschiedet. Die Vorlage nennt mehr als 80 Maßnahmen daraus, über 30 davon in Zuständigkeit oder mit Beteiligung des Kommunalen Integrationszentrums, und 35 weitere im Handlungskonzept von 2016. Viele gelten als fest etabliert.',
        '# Programme und Netzwerk',
        '- FIT mit Griffbereit, Rucksack-KiTa und Rucksack Schule\n- Mercator-Projekt\n- Sprachhelfer-Projekt\n- Patenprojekt Übergang Schule-Beruf\n- Regionalkoordination Schule ohne Rassismus – Schule mit Courage',
        'Seit 2018 gibt es die schulische Erstberatung in Ahlen, Beckum und Warendorf. Die AG Integration führt die 13 Städte und Gemeinden, die Ausländerbehörde und drei Integrationsagenturen zusammen.',
        '# Kommunales Integrationsmanagement',
        'Seit Mai 2021. Durch seine Struktur kann nach der Vorlage ein wesentlicher Teil der Maßnahmen fortgeschrieben werden.',
      ].join('\n\n'),
      consultations: [
        {
          body: 'biks',
          meeting: 'biks-2023-05-25',
          agendaItem: 'biks-2023-05-25/umsetzungsstand',
          role: 'information',
          result: 'noted',
          resultNote: 'Nach dem Beschlussvorschlag „Zur Kenntnis“; eine Niederschrift liegt nicht vor.',
        },
      ],
      related: [{ paper: 'antrag-2022', kind: 'related' }],
    },
  ],
  resolutions: [
    {
      key: 'integrationsbericht-2010',
      title: 'Integrationsbericht für den Kreis Warendorf',
      body: 'kreistag',
      meeting: 'kreistag-2010-07-02',
      agendaItem: 'kreistag-2010-07-02/integrationsbericht',
      decidedOn: day('2010-07-02'),
      wording:
        '[Der Wortlaut steht nicht in den Quellen. Die Berichtsvorlage 066/2023 hält fest, dass der Kreistag den Integrationsbericht für den Kreis Warendorf an diesem Tag verabschiedet hat.]',
    },
    {
      key: 'ueberpruefung-2022',
      title: 'Überprüfung und Anpassung des Integrationskonzepts von 2010',
      body: 'biks',
      meeting: 'biks-2022-11-21',
      agendaItem: 'biks-2022-11-21/integrationskonzept',
      paper: 'antrag-2022',
      decidedOn: day('2022-11-21'),
      wording:
        'Das Integrationskonzept von 2010 wird überprüft und, wo nötig, an die aktuellen Gegebenheiten im Kreis angepasst.\n\nDazu wird im nächsten Ausschuss für Bildung, Integration, Kultur und Sport über den Stand der Umsetzung des Integrationskonzeptes von 2010 berichtet und über notwendige Anpassungen, insbesondere im Zusammenhang mit KIM beraten.',
      obligations: [
        {
          key: 'ueberpruefen',
          kind: 'review',
          wording: 'Das Integrationskonzept von 2010 wird überprüft',
          events: [unknownSince],
          about: { concepts: ['integrationsbericht-2010'] },
        },
        {
          key: 'anpassen',
          kind: 'implement',
          wording: 'wo nötig, an die aktuellen Gegebenheiten im Kreis angepasst',
          events: [unknownSince],
          about: { concepts: ['integrationsbericht-2010'] },
        },
        {
          key: 'berichten',
          kind: 'report',
          wording:
            'Dazu wird im nächsten Ausschuss für Bildung, Integration, Kultur und Sport über den Stand der Umsetzung des Integrationskonzeptes von 2010 berichtet',
          responsible: 'amt-jugend-bildung',
          due: { kind: 'nextMeeting', body: 'biks' },
          events: [{ on: day('2023-05-25'), state: 'done' }],
          discharge: { on: day('2023-05-25'), paper: 'bericht-066-2023' },
          about: { concepts: ['integrationsbericht-2010'] },
        },
      ],
    },
  ],
}
