import type { Codelist } from '../model.ts'

/** Zielgruppen: whom something is for. */
export const targetGroups: Codelist = {
  key: 'target-group',
  keys: 'kebab',
  begins: 'offered',
  shipped: [
    { key: 'neuzugewanderte', de: 'Neu Zugewanderte', en: 'Newly arrived' },
    { key: 'gefluechtete', de: 'Geflüchtete', en: 'Refugees' },
    {
      key: 'eu-zugewanderte',
      de: 'Zugewanderte aus der Europäischen Union',
      en: 'People who moved here from the European Union',
    },
    { key: 'kinder', de: 'Kinder', en: 'Children' },
    { key: 'jugendliche', de: 'Jugendliche', en: 'Young people' },
    { key: 'eltern', de: 'Eltern', en: 'Parents' },
    { key: 'frauen', de: 'Frauen', en: 'Women' },
    { key: 'aeltere', de: 'Ältere Menschen', en: 'Older people' },
    { key: 'ehrenamtliche', de: 'Ehrenamtliche', en: 'Volunteers' },
    {
      key: 'beschaeftigte',
      de: 'Beschäftigte in Verwaltung, Schule und Beratung',
      en: 'Staff in administration, schools and counselling',
    },
  ],
}
