import type { Codelist } from '../model.ts'

/** What a situation is looked at by, from residence to safety. */
export const lifeDomains: Codelist = {
  key: 'life-domain',
  keys: 'kebab',
  begins: 'given',
  shipped: [
    { key: 'residence', de: 'Aufenthalt und Recht', en: 'Residence and law' },
    { key: 'livelihood', de: 'Lebensunterhalt', en: 'Livelihood' },
    { key: 'housing', de: 'Wohnen', en: 'Housing' },
    { key: 'health', de: 'Gesundheit und psychosoziale Lage', en: 'Health and psychosocial situation' },
    { key: 'language', de: 'Sprache', en: 'Language' },
    { key: 'education', de: 'Schule und Bildung', en: 'School and education' },
    { key: 'recognition', de: 'Anerkennung von Abschlüssen', en: 'Recognition of qualifications' },
    { key: 'work', de: 'Arbeit und Ausbildung', en: 'Work and training' },
    { key: 'family', de: 'Familie und Kinderbetreuung', en: 'Family and childcare' },
    { key: 'participation', de: 'Soziale Teilhabe', en: 'Social participation' },
    { key: 'mobility', de: 'Mobilität und digitaler Zugang', en: 'Mobility and digital access' },
    { key: 'safety', de: 'Benachteiligung und Sicherheit', en: 'Discrimination and safety' },
  ],
}
