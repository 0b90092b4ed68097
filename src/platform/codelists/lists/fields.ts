import type { Codelist } from '../model.ts'

/** Handlungsfelder. A district takes them from its own concept; what is shipped is offered for a beginning. */
export const fieldsOfAction: Codelist = {
  key: 'field-of-action',
  keys: 'kebab',
  begins: 'offered',
  shipped: [
    { key: 'bildung', de: 'Bildung', en: 'Education' },
    { key: 'sprache', de: 'Sprache', en: 'Language' },
    { key: 'arbeit', de: 'Arbeit und Wirtschaft', en: 'Work and economy' },
    { key: 'gesundheit', de: 'Gesundheit und Sport', en: 'Health and sport' },
    { key: 'wohnen', de: 'Wohnen', en: 'Housing' },
    { key: 'teilhabe', de: 'Teilhabe und Engagement', en: 'Participation and engagement' },
    { key: 'antidiskriminierung', de: 'Antidiskriminierung', en: 'Anti-discrimination' },
    { key: 'oeffnung', de: 'Interkulturelle Öffnung', en: 'Intercultural opening' },
    { key: 'querschnitt', de: 'Querschnitt', en: 'Cross-cutting' },
    { key: 'aufnahme', de: 'Aufnahme und Erstorientierung', en: 'Arrival and first orientation' },
  ],
}
