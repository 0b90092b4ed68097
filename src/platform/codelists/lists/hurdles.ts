import type { Codelist } from '../model.ts'

/** Why a hand-over is declined or comes late, and what a finding is about. */
export const hurdles: Codelist = {
  key: 'hurdle',
  keys: 'camel',
  begins: 'given',
  shipped: [
    { key: 'waitingTime', de: 'Wartezeit auf einen Termin', en: 'Wait for an appointment' },
    { key: 'noCapacity', de: 'Kein Platz frei', en: 'No place free' },
    { key: 'noOffer', de: 'Kein passendes Angebot', en: 'No suitable offer' },
    { key: 'unclearResponsibility', de: 'Unklare Zuständigkeit', en: 'Unclear responsibility' },
    { key: 'missingDocument', de: 'Unterlagen fehlen', en: 'Documents missing' },
    { key: 'repeatedProof', de: 'Nachweise mehrfach verlangt', en: 'Proofs demanded repeatedly' },
    { key: 'language', de: 'Verständigung', en: 'Language' },
    { key: 'noInterpreter', de: 'Keine Sprachmittlung zum Termin', en: 'No interpreter at the appointment' },
    { key: 'digitalBarrier', de: 'Digitale Hürde', en: 'Digital barrier' },
    { key: 'legalRestriction', de: 'Rechtliche Voraussetzung fehlt', en: 'Legal condition not met' },
    { key: 'noFeedback', de: 'Rückmeldung ausgeblieben', en: 'No feedback' },
    { key: 'distance', de: 'Weg zu weit', en: 'Too far away' },
    { key: 'childcare', de: 'Keine Kinderbetreuung', en: 'No childcare' },
    { key: 'cost', de: 'Kosten', en: 'Cost' },
    { key: 'information', de: 'Information fehlt', en: 'Information missing' },
    { key: 'discrimination', de: 'Benachteiligung', en: 'Discrimination' },
    {
      key: 'dataProtectionMisunderstanding',
      de: 'Missverständnis zum Datenschutz',
      en: 'Misunderstanding about data protection',
    },
    { key: 'other', de: 'Anderer Grund', en: 'Other reason' },
  ],
}
