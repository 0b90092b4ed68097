/** The words that case workers write into their lists, and what they mean here. */

import { codesByWord } from '../../../platform/importing/index.ts'
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

/** Stands where a follow-up has a day and nothing is said of it. */
export const unnamedFollowUp = 'Wiedervorlage aus der eingelesenen Liste'
