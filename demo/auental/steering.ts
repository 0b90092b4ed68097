/** What the steering group of Kreis Auental has before it and what it decided: invented and marked as simulated. */
import { addDays, type Day, day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import type { LoadedMeasures } from '../../src/rooms/measures/index.ts'
import type { LoadedMeetings, LoadedNetwork } from '../../src/rooms/network/index.ts'
import type { ProposalData, ProposalsData } from '../../src/rooms/steering/index.ts'
import { slug } from '../slug.ts'
import { plannedMeetings } from './councildays.ts'
import { topicTitles } from './topictitles.ts'

interface Known {
  readonly network: LoadedNetwork
  readonly meetings: LoadedMeetings['meetings']
  readonly measures: LoadedMeasures['measures']
  readonly topics: ReadonlyMap<string, Id<'topic'>>
  readonly names: ReadonlyMap<string, string>
  readonly today: Day
}

type Option = ProposalData['options'][number]

const option = (letter: Option['letter'], title: string, more: Partial<Option> = {}): Option => ({
  letter,
  title,
  effectFrom: null,
  effectTo: null,
  effort: null,
  legal: 'none',
  legalNorm: null,
  legalOn: null,
  risk: null,
  recommended: letter === 'A',
  ...more,
})

/** The meetings of the group around the day: the last three that were held, oldest first, and the next. */
export function steeringMeetings(today: Day): {
  readonly held: readonly { key: string; on: Day }[]
  readonly next?: string
} {
  const ours = plannedMeetings(today).filter(({ body, cancelled }) => body === 'lenkungsgruppe-kim' && !cancelled)
  const next = ours.find(({ on }) => on >= today)?.key
  return { held: ours.filter(({ on }) => on < today).slice(-3), ...(next && { next }) }
}

/** What is written under the items of a meeting's minutes, in their order. */
export const minutesTexts = [
  'Die Niederschrift der letzten Sitzung wird genehmigt.',
  'Die Koordination stellt die Zahlen vor. Die Gruppe sieht die Ursache in fehlenden Absprachen, nicht in fehlendem Personal.',
  'Die Koordination lädt zur nächsten Sitzung ein.',
] as const

export function auentalProposals({ network, meetings, measures, topics, names, today }: Known): ProposalsData {
  const at = (key: string) => network.interfaces.get(key) as Id<'interface'>
  const office = (key: string) => network.organisations.get(key) as Id<'organisation'>
  const { held } = steeringMeetings(today)
  const ago = (days: number) => addDays(today, -days)
  const nextMonths = (days: number): Day => addDays(today, days)
  const topic = (title: string) => ({ topic: topics.get(title) })
  /** What was decided in the n-th of the three meetings. */
  const decided = (
    n: number,
    key: string,
  ): Pick<NonNullable<ProposalData['decision']>, 'meeting' | 'on' | 'responsible' | 'responsibleName'> => ({
    meeting: meetings.get(held[n]?.key ?? '') as Id<'meeting'>,
    on: held[n]?.on ?? today,
    responsible: office(key),
    responsibleName: names.get(key) ?? key,
  })
  const measure = (title: string) => ({
    kind: 'measure' as const,
    subject: measures.get(slug(title)) as string,
    label: title,
  })
  const before = (n: number, days: number): Day => addDays(held[n]?.on ?? today, -days)
  const after = (n: number, days: number): Day => addDays(held[n]?.on ?? today, days)
  const past: ProposalData[] =
    held.length < 3
      ? []
      : [
          {
            title: 'Feste Termine für den Rechtskreiswechsel',
            decisionText: 'Jobcenter und Sozialämter halten jede Woche feste Termine für den Wechsel frei.',
            about:
              'Vom Ende der Zahlung durch das Sozialamt bis zum ersten Termin beim Jobcenter vergehen mehrere Wochen. Miete und Krankenversicherung geraten in Gefahr.',
            ...topic(topicTitles.appointments),
            interface: at('sozialamt-jobcenter'),
            canChange: ['municipality', 'district'],
            changeNote: 'kein Landesrecht nötig',
            responsible: office('jobcenter'),
            involved: '13 Sozialämter, AG Rechtskreiswechsel',
            options: [
              option('A', 'Feste Termine jede Woche', {
                effectFrom: -4200,
                effectTo: -2600,
                effort: '0,2 Stellen Jobcenter',
              }),
              option('B', 'Nichts ändern', { effectFrom: 0, effectTo: 900, effort: 'keiner', risk: 'Mietrückstände' }),
            ],
            submittedOn: before(0, 21),
            decision: {
              kind: 'accepted',
              option: 'A',
              text: 'Jobcenter und Sozialämter halten jede Woche feste Termine für den Wechsel frei.',
              ...decided(0, 'jobcenter'),
              dueOn: after(0, 60),
              interimOn: after(0, 30),
              votes: [14, 0, 2],
              effects: [measure('Übergang vom Sozialamt zum Jobcenter ohne Lücke')],
            },
          },
          {
            title: 'Sprechstunde des psychosozialen Zentrums im Südkreis',
            decisionText: 'Das psychosoziale Zentrum bietet an zwei Tagen im Monat eine Sprechstunde im Südkreis an.',
            about: 'Wer psychosoziale Beratung braucht, wartet länger als ein halbes Jahr und fährt weit.',
            ...topic(topicTitles.places),
            interface: at('kim-psychosoziale-beratung'),
            canChange: ['district', 'land'],
            responsible: office('psychosoziales-zentrum'),
            options: [
              option('A', 'Sprechstunde wöchentlich', { effectFrom: -1900, effectTo: -900, effort: '0,5 Stellen' }),
              option('B', 'Sprechstunde zweimal im Monat', {
                effectFrom: -1100,
                effectTo: -500,
                effort: '0,25 Stellen',
              }),
            ],
            submittedOn: before(1, 20),
            decision: {
              kind: 'changed',
              option: 'B',
              text: 'Das psychosoziale Zentrum bietet zunächst zweimal im Monat eine Sprechstunde im Südkreis an. Nach einem Jahr wird neu entschieden.',
              ...decided(1, 'psychosoziales-zentrum'),
              dueOn: after(1, 120),
              interimOn: after(1, 60),
              votes: [12, 1, 3],
              effects: [measure('Psychosoziale Sprechstunde in den Gemeinden')],
            },
          },
          {
            title: 'Bus nach der Sprechstunde',
            decisionText: 'Die Sprechstunden in drei Gemeinden enden, bevor der letzte Bus fährt.',
            about: 'Nach dem Ende der Sprechstunde fährt in drei Gemeinden kein Bus mehr.',
            ...topic(topicTitles.ways),
            canChange: ['municipality'],
            options: [],
            submittedOn: before(1, 25),
            decision: {
              kind: 'deferred',
              text: 'Die Gruppe wartet den neuen Fahrplan ab.',
              deferredUntil: nextMonths(30),
              ...decided(1, 'ki'),
              votes: [16, 0, 0],
            },
          },
          {
            title: 'Einheitlicher Hinweis zur Fiktionsbescheinigung',
            decisionText: 'Das Ministerium wird um einen landesweiten Hinweis für Arbeitgeber und Banken gebeten.',
            about:
              'Arbeitgeber und Banken erkennen die Fiktionsbescheinigung nicht an, obwohl sie gilt (§ 81 Absatz 4 AufenthG).',
            canChange: ['land', 'federal'],
            responsible: office('auslaenderbehoerde'),
            options: [],
            submittedOn: before(2, 18),
            decision: {
              kind: 'toMinistry',
              text: 'Das Ministerium wird um einen landesweiten Hinweis für Arbeitgeber und Banken gebeten.',
              ...decided(2, 'ki'),
              votes: [15, 0, 1],
              report: { sentOn: after(2, 9), answerDueOn: nextMonths(12) },
            },
          },
          {
            title: 'Zweites Anmeldeformular für Sprachkurse abschaffen',
            decisionText: 'Kursträger verlangen bei der Anmeldung kein eigenes Formular mehr.',
            about: 'Wer vom Jobcenter in einen Kurs geschickt wird, füllt dieselben Angaben zweimal aus.',
            interface: at('jobcenter-sprachkurs'),
            canChange: ['federal'],
            options: [],
            submittedOn: before(2, 22),
            decision: {
              kind: 'rejected',
              text: 'Der Vorschlag wird nicht weiterverfolgt.',
              reason: 'Das Formular schreibt das Bundesamt vor; der Kreis kann es nicht ändern.',
              ...decided(2, 'ki'),
              votes: [3, 11, 2],
            },
          },
        ]
  const checked = { legal: 'checked' as const, legalOn: ago(18) }
  const coming: ProposalData[] = [
    {
      title: 'Lückenlose Zahlung beim Wechsel vom Sozialamt zum Jobcenter',
      decisionText:
        'Die Lenkungsgruppe führt in drei Monaten die „Übergangszahlung mit Vorabprüfung“ in allen 13 Städten und Gemeinden ein.',
      about:
        'Das Sozialamt beendet die Zahlung mit dem Monat der Anerkennung. Das Jobcenter beginnt erst, wenn der Bescheid und die Krankenkasse vorliegen. Häufigster Grund der Wartezeit: Unterlagen fehlen beim Wechsel.',
      ...topic(topicTitles.documents),
      interface: at('sozialamt-jobcenter'),
      canChange: ['district', 'municipality'],
      changeNote: 'kein Landesrecht nötig',
      responsible: office('jobcenter'),
      involved: '13 Sozialämter, AG Rechtskreiswechsel',
      dueOn: nextMonths(98),
      interimOn: nextMonths(53),
      options: [
        option('A', 'Vorabprüfung 4 Wochen vorher', {
          effectFrom: -7400,
          effectTo: -5200,
          effort: '0,4 Stellen Kreis',
          ...checked,
          risk: 'Mehrarbeit im Januar',
        }),
        option('B', 'Gemeinsamer Wechseltermin', {
          effectFrom: -5900,
          effectTo: -3100,
          effort: '1,1 Stellen Gemeinden',
          legal: 'open',
          legalNorm: '§ 67d SGB X',
          risk: 'Termine in 13 Rathäusern',
        }),
        option('C', 'Nichts ändern', { effectFrom: 800, effectTo: 2100, effort: 'keiner', risk: 'Mietrückstände' }),
      ],
      submittedOn: ago(6),
      comments: [
        { text: 'Die Vorabprüfung geht, wenn die Bescheide elektronisch kommen.', organisation: office('jobcenter') },
      ],
    },
    {
      title: 'Sprachmittlung für Erstgespräche in der psychosozialen Beratung',
      decisionText: 'Der Kreis bezahlt Sprachmittlung für die ersten drei Gespräche in der psychosozialen Beratung.',
      about: 'Erstgespräche in der psychosozialen Beratung fallen aus, weil für seltene Sprachen niemand übersetzt.',
      ...topic(topicTitles.interpreters),
      interface: at('kim-psychosoziale-beratung'),
      canChange: ['district'],
      responsible: office('ki'),
      involved: 'Psychosoziales Zentrum, Gesundheitsamt',
      dueOn: nextMonths(120),
      options: [
        option('A', 'Drei Gespräche je Person', {
          effectFrom: -1400,
          effectTo: -600,
          effort: '18.000 Euro im Jahr',
          ...checked,
          risk: 'Zu wenige Dolmetschende für Tigrinya',
        }),
        option('B', 'Nur per Telefon', { effectFrom: -700, effectTo: -200, effort: '6.000 Euro im Jahr' }),
        option('C', 'Nichts ändern', { effectFrom: 0, effectTo: 300, effort: 'keiner' }),
      ],
      submittedOn: ago(9),
    },
    {
      title: 'Kinderbetreuung zu Sprachkursen am Vormittag',
      decisionText: 'Zu jedem Sprachkurs am Vormittag gibt es eine Betreuung für Kinder unter drei Jahren.',
      about:
        'Eltern kleiner Kinder können den Sprachkurs am Vormittag nicht beginnen, weil niemand die Kinder betreut.',
      ...topic(topicTitles.childcare),
      interface: at('jobcenter-sprachkurs'),
      canChange: ['municipality', 'district'],
      responsible: office('jugendamt'),
      involved: 'Jobcenter, Kursträger, AG Sprache',
      dueOn: nextMonths(150),
      interimOn: nextMonths(80),
      options: [
        option('A', 'Betreuung am Kursort', {
          effectFrom: -3100,
          effectTo: -1500,
          effort: '2,0 Stellen',
          legal: 'open',
          legalNorm: '§ 45 SGB VIII',
          risk: 'Räume fehlen in zwei Orten',
        }),
        option('B', 'Plätze in der Kindertagespflege', { effectFrom: -1800, effectTo: -700, effort: '24 Plätze' }),
      ],
      submittedOn: ago(5),
    },
    {
      title: 'Schulplatz innerhalb von vier Wochen',
      decisionText:
        'Schulamt und Schulen vereinbaren als Ziel vier Wochen vom Beratungsgespräch bis zum ersten Schultag.',
      about: 'Kinder, die im laufenden Schuljahr kommen, warten auf einen Schulplatz. Ein Ziel ist nicht vereinbart.',
      interface: at('erstberatung-schule'),
      canChange: ['district', 'land'],
      responsible: office('schulamt'),
      dueOn: nextMonths(90),
      options: [
        option('A', 'Ziel 28 Tage, Meldung freier Plätze jede Woche', {
          effectFrom: -2600,
          effectTo: -1200,
          effort: 'eine Stunde je Woche und Schule',
          ...checked,
        }),
        option('B', 'Nichts ändern', { effectFrom: 0, effectTo: 500, effort: 'keiner' }),
      ],
      submittedOn: ago(4),
    },
    {
      title: 'Gemeinsamer Vordruck in einfacher Sprache für die Einbürgerung',
      decisionText: 'Ausländerbehörde und Einbürgerungsbehörde verwenden denselben Vordruck in einfacher Sprache.',
      about:
        'Zwei Behörden verlangen dieselben Nachweise in verschiedener Form. Viele Anträge kommen unvollständig an.',
      interface: at('auslaenderbehoerde-einbuergerung'),
      canChange: ['district'],
      responsible: office('auslaenderbehoerde'),
      dueOn: nextMonths(60),
      options: [
        option('A', 'Gemeinsamer Vordruck', { effectFrom: -900, effectTo: -300, effort: 'gering', ...checked }),
        option('B', 'Nichts ändern', { effectFrom: 0, effectTo: 200, effort: 'keiner' }),
      ],
      submittedOn: ago(8),
      procedure: {
        openedOn: ago(7),
        endsOn: nextMonths(7),
        entitled: 16,
        votes: [
          { vote: 'yes', organisation: office('auslaenderbehoerde') },
          { vote: 'yes', organisation: office('einbuergerungsbehoerde'), comment: 'Der Entwurf ist abgestimmt.' },
          { vote: 'yes', organisation: office('jugendamt') },
          { vote: 'abstain', organisation: office('agentur-fuer-arbeit') },
          { vote: 'yes', organisation: office('schulamt') },
        ],
      },
    },
    {
      title: 'Wegweiser für neu zugewiesene Familien',
      decisionText: 'Jede Gemeinde gibt bei der Zuweisung einen Wegweiser in acht Sprachen aus.',
      about: 'Neu zugewiesene Familien wissen nicht, an wen sie sich mit welcher Frage wenden.',
      interface: at('zuweisung-gemeinde'),
      canChange: ['municipality'],
      options: [],
    },
  ]
  return {
    simulated: true,
    proposals: [...past, ...coming],
    participations: [
      { body: 'ag-rechtskreiswechsel', organisation: 'jobcenter', office: 'Leitung Eingangszone' },
      { body: 'ag-rechtskreiswechsel', organisation: 'auslaenderbehoerde', office: 'Sachgebiet Aufenthalt' },
      { body: 'ag-sprache', organisation: 'jobcenter', office: 'Fachstelle Sprachförderung' },
      { body: 'ag-sprache', organisation: 'jugendamt', office: 'Fachberatung Kindertagesbetreuung' },
    ].map(({ body, organisation, office: who }) => ({
      body: network.bodies.get(body) as Id<'body'>,
      organisation: office(organisation),
      office: who,
      since: day('2025-03-01'),
    })),
  }
}
