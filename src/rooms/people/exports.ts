import { dayOfInstant } from '../../kernel/day.ts'
import type { ExportKind } from '../../platform/exports/index.ts'
import { createFormat } from '../../platform/i18n/index.ts'
import { birthText, languagesText } from './pages/words.ts'
import { start } from './paths.ts'
import { countPersonsAmong, personIds, personsAmong } from './queries/lists.ts'
import { placeNames } from './queries/places.ts'

/** Persons of the controller, for those who do case management there. What the residence title says stays out of it. */
export const personsExport: ExportKind = {
  key: 'people.persons',
  right: 'people.search',
  subjectKind: 'people.person',
  holdsPeople: true,
  list: start,
  parameters: [],
  narrowedBy: async () => [],
  find: ({ tx, actor }, limit) => personIds(tx, actor, limit),
  async table({ tx, actor, t, locale }) {
    const places = await placeNames(tx)
    const format = createFormat(locale)
    return {
      columns: [
        { key: 'code', header: t('people.export.code'), width: 12 },
        { key: 'familyName', header: t('people.field.familyName'), width: 24 },
        { key: 'givenName', header: t('people.field.givenName'), width: 24 },
        { key: 'birth', header: t('people.field.birth'), width: 14 },
        { key: 'gender', header: t('people.field.gender'), width: 12 },
        { key: 'languages', header: t('people.field.languages'), width: 28 },
        { key: 'needsInterpreter', header: t('people.field.needsInterpreter'), width: 14 },
        { key: 'germanLevel', header: t('people.field.germanLevel'), width: 12 },
        { key: 'municipality', header: t('people.field.municipalityId'), width: 18 },
        { key: 'address', header: t('people.field.address'), width: 36 },
        { key: 'phone', header: t('people.field.phone'), width: 20 },
        { key: 'email', header: t('people.field.email'), width: 28 },
        { key: 'recordedOn', header: t('people.export.recorded-on'), kind: 'day', width: 12 },
      ],
      async read(ids) {
        const persons = await personsAmong(tx, actor, ids)
        return persons.map((person) => ({
          id: person.id,
          cells: [
            person.code,
            person.familyName,
            person.givenName,
            person.birth && birthText(format, person.birth),
            person.gender && t(`people.gender.${person.gender}`),
            languagesText({ t, locale }, person.languages),
            person.needsInterpreter,
            person.germanLevel && t(`people.germanLevel.${person.germanLevel}`),
            person.municipalityId && (places.get(person.municipalityId) ?? null),
            person.address,
            person.phone,
            person.email,
            dayOfInstant(person.createdAt.getTime(), 'Europe/Berlin'),
          ],
        }))
      },
    }
  },
  countVisible: ({ tx, actor }, ids) => countPersonsAmong(tx, actor, ids),
}
