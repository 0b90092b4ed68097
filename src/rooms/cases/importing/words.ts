/** The words that case workers write into their lists, and what they mean here. */

import { languageName, languageTags } from '../../../platform/i18n/index.ts'
import { codesByWord, wordForm } from '../../../platform/importing/index.ts'
import type { AccessPath } from '../domain/intake.ts'
import type { Phase } from '../domain/phases.ts'

export const phaseOfWord = codesByWord<Phase>([
  ['inquiry', 'anfrage', 'neu', 'erstkontakt', 'kontakt'],
  ['clarification', 'klärung', 'intake', 'aufnahme', 'clearing', 'in klärung', 'offen', 'laufend', 'aktiv'],
  ['assessment', 'einschätzung', 'assessment', 'anamnese', 'analyse', 'situationsanalyse'],
  ['planning', 'hilfeplanung', 'planung', 'hilfeplan', 'zielplanung', 'in planung'],
  ['linking', 'vermittlung', 'linking', 'durchführung', 'umsetzung', 'vernetzung'],
  ['monitoring', 'begleitung', 'monitoring', 'in begleitung', 'kontrolle', 'nachhalten'],
  ['evaluation', 'auswertung', 'evaluation', 'abschlussphase', 'reassessment'],
  ['declined', 'abgelehnt'],
  ['referredOn', 'weiterverwiesen', 'verwiesen', 'weitervermittelt'],
  ['adviceOnly', 'nur beraten', 'beratung', 'einmalige beratung', 'einzelberatung'],
  ['closed', 'abgeschlossen', 'beendet', 'geschlossen', 'erledigt', 'ende', 'archiv'],
])

export const accessPathOfWord = codesByWord<AccessPath>([
  ['self', 'selbst', 'selbst gemeldet', 'selbstmelder', 'selbstmeldung', 'eigeninitiative', 'persönlich'],
  ['counselling', 'beratungsstelle', 'mbe', 'migrationsberatung', 'jmd', 'jugendmigrationsdienst', 'verband', 'träger'],
  [
    'authority',
    'behörde',
    'jobcenter',
    'sozialamt',
    'jugendamt',
    'amt',
    'arbeitsagentur',
    'agentur für arbeit',
    'gemeinde',
  ],
  [
    'immigrationOffice',
    'ausländerbehörde',
    'abh',
    'einbürgerungsbehörde',
    'ausländeramt',
    'ausländer oder einbürgerungsbehörde',
  ],
  ['school', 'schule', 'kita', 'schule oder kita', 'schulsozialarbeit'],
  ['volunteer', 'ehrenamt', 'ehrenamtliche', 'initiative', 'helferkreis'],
  ['family', 'familie', 'bekannte', 'freunde', 'familie oder bekannte', 'angehörige'],
  ['other', 'anderer weg', 'sonstige', 'sonstiges', 'anderes', 'andere'],
])

const otherNames: readonly (readonly [tag: string, ...names: string[]])[] = [
  ['kmr', 'kurdisch', 'kurmandschi', 'kurmanci', 'kurmanji'],
  ['ckb', 'sorani'],
  ['fa', 'farsi', 'persisch', 'iranisch'],
  ['prs', 'dari', 'afghanisch'],
  ['ps', 'paschtu', 'pashto', 'paschto'],
  ['ti', 'tigrinya', 'tigrinisch'],
  ['am', 'amharisch'],
  ['sq', 'albanisch'],
  ['rom', 'romanes', 'romani'],
  ['so', 'somali', 'somalisch'],
  ['zh', 'chinesisch', 'mandarin'],
]

/** Languages by their German names, other names in use, and tags. */
export const languagesByName: ReadonlyMap<string, string> = new Map([
  ...languageTags.flatMap((tag) => [
    [wordForm(languageName(tag, 'de')), tag] as const,
    [wordForm(languageName(tag, 'en')), tag] as const,
    [tag, tag] as const,
  ]),
  ...otherNames.flatMap(([tag, ...names]) => names.map((name) => [wordForm(name), tag] as const)),
])

/** Stands where a follow-up has a day and nothing is said of it. */
export const unnamedFollowUp = 'Wiedervorlage aus der eingelesenen Liste'
