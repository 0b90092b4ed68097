/**
 * What public sources say about the concepts of Kreis Warendorf and the measures they name. No performance is simulated.
 * The report counts more than 80 measures and lists a few; only those stand here, so counts over this register are not
 * the report's counts. Since when a measure is established the report does not say: the day is that of the statement.
 */
import { day } from '../../src/kernel/day.ts'
import type { MeasureData, MeasuresData, MeasuresSourceData } from '../../src/rooms/measures/index.ts'
import {
  courageSchoolsPage,
  fitPage,
  integrationReport,
  integrationReportMeasures,
  languageHelpersPage,
  mercatorPage,
  refugeeConcept,
  refugeeConceptBefore,
  report,
} from './sources.ts'

const stated = day('2023-05-25')

interface Named {
  readonly key: string
  readonly title: string
  readonly field: string
  readonly description: string
  readonly municipalities?: readonly string[]
  readonly sources?: readonly MeasuresSourceData[]
}

/** "Mittlerweile fest etabliert", says the report of these. */
const established: readonly Named[] = [
  {
    key: 'fit',
    title: 'FIT – Frühkindliches Integrationstraining',
    field: 'bildung',
    description: 'Mit den KI-Programmen „Griffbereit“, „Rucksack-KiTa“ und „Rucksack Schule“.',
    sources: [fitPage],
  },
  {
    key: 'mercator-projekt',
    title: 'Mercator-Projekt',
    field: 'sprache',
    description: 'Förderunterricht in kleinen Gruppen, seit 2010 im Kreis.',
    sources: [mercatorPage],
  },
  {
    key: 'sprachhelfer-projekt',
    title: 'Sprachhelfer-Projekt',
    field: 'sprache',
    description: 'Erstes Deutsch und Orientierung für neu zugewanderte Schülerinnen und Schüler.',
    sources: [languageHelpersPage],
  },
  {
    key: 'patenprojekt-uebergang-schule-beruf',
    title: 'Patenprojekt Übergang Schule-Beruf',
    field: 'arbeit-wirtschaft',
    description: 'Eines der Projekte, die der Bericht als fest etabliert nennt.',
  },
  {
    key: 'schule-ohne-rassismus',
    title: 'Regionalkoordination „Schule ohne Rassismus – Schule mit Courage“',
    field: 'bildung',
    description: 'Das KI koordiniert die Schulen im Kreis.',
    sources: [courageSchoolsPage],
  },
]

/** Under way according to the report, without being called established. */
const running: readonly (Named & { readonly since: ReturnType<typeof day>; readonly reason: string })[] = [
  {
    key: 'schulische-erstberatung',
    title: 'Schulische Erstberatung für neu zugewanderte Familien',
    field: 'bildung',
    description: 'In enger Abstimmung mit der unteren staatlichen Schulaufsichtsbehörde.',
    municipalities: ['ahlen', 'beckum', 'warendorf'],
    since: day('2018-12-31'),
    reason: 'Seit 2018; den Tag nennt der Bericht nicht.',
  },
  {
    key: 'vielfalt-an-schulen',
    title: 'Fortbildungsreihe „Vielfalt an Schulen“',
    field: 'bildung',
    description: 'Interkulturelle Schulentwicklung und Deutsch als Zielsprache, mit dem Kompetenzteam.',
    since: stated,
    reason: 'Stand laut Bericht 066/2023; seit wann, nennt er nicht.',
  },
  {
    key: 'ag-integration',
    title: 'AG Integration',
    field: 'querschnitt',
    description:
      'Alle 13 Städte und Gemeinden, die Ausländerbehörde und die drei Integrationsagenturen, geleitet vom KI.',
    since: stated,
    reason: 'Stand laut Bericht 066/2023; seit wann, nennt er nicht.',
  },
  {
    key: 'kim',
    title: 'Kommunales Integrationsmanagement',
    field: 'querschnitt',
    description:
      'Landesprogramm. Nach dem Bericht kann damit die Fortschreibung eines wesentlichen Teils der Maßnahmen gesichert werden.',
    since: day('2021-05-31'),
    reason: 'Seit Mai 2021; den Tag nennt der Bericht nicht.',
  },
]

const measureOf = (one: Named, index: number): Omit<MeasureData, 'states' | 'concepts'> => ({
  key: one.key,
  number: String(index + 1),
  title: one.title,
  description: one.description,
  publicText: one.description,
  responsible: 'ki',
  centreRole: 'responsible',
  fields: [one.field],
  ...(one.municipalities ? { municipalities: one.municipalities } : {}),
  kimLinked: one.key === 'kim',
  sources: [report, ...(one.sources ?? [])],
})

export const warendorfMeasures: MeasuresData = {
  simulated: false,
  // The planning groups of the report of 2010, and the field under which 066/2023 puts the network.
  fields: [
    { key: 'bildung', name: 'Bildung' },
    { key: 'sprache', name: 'Sprache' },
    { key: 'arbeit-wirtschaft', name: 'Arbeit und Wirtschaft' },
    { key: 'gesundheit-sport', name: 'Gesundheit und Sport' },
    { key: 'querschnitt', name: 'Integration als Querschnittsaufgabe' },
  ],
  targetGroups: [],
  concepts: [
    {
      key: 'integrationsbericht-2010',
      kind: 'integrationReport',
      title: 'Integrationsbericht für den Kreis Warendorf',
      shortTitle: 'Integrationsbericht 2010',
      summary:
        'In einem zweijährigen Beteiligungsprozess erstellt. Nach der Vorlage 066/2023 enthält er mehr als 80 konkrete Maßnahmen, über 30 davon in Zuständigkeit oder mit Beteiligung des KI.',
      adopted: { on: day('2010-07-02'), by: 'kreistag' },
      validFrom: day('2010-07-02'),
      sources: [report, integrationReport, integrationReportMeasures],
    },
    {
      key: 'handlungskonzept-2016',
      kind: 'refugeeActionConcept',
      title: 'Handlungskonzept für geflüchtete Menschen im Kreis Warendorf',
      shortTitle: 'Handlungskonzept 2016',
      summary:
        'Nach der Vorlage 066/2023 im Jahr 2016 erstellt, mit weiteren 35 Maßnahmen aus dem Integrationsbericht. Der Kreistag gab es im Oktober 2015 in Auftrag; den Tag nennen die Quellen nicht.',
      commissioned: { by: 'Kreistag, Oktober 2015' },
      presented: { to: 'Öffentlichkeit, 2016' },
      sources: [report, refugeeConcept, refugeeConceptBefore],
    },
  ],
  measures: [
    ...established.map(
      (one, index): MeasureData => ({
        ...measureOf(one, index),
        states: [
          {
            state: 'established',
            since: stated,
            reason: 'Fest etabliert laut Bericht 066/2023; seit wann, nennt er nicht.',
          },
        ],
        concepts: [{ concept: 'integrationsbericht-2010' }],
      }),
    ),
    ...running.map(
      ({ since, reason, ...one }, index): MeasureData => ({
        ...measureOf(one, established.length + index),
        states: [{ state: 'inProgress', since, reason }],
        concepts: [],
      }),
    ),
  ],
}
