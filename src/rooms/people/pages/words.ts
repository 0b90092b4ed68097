import type { Day } from '../../../kernel/day.ts'
import { createFormat, type Format, type Locale, type Translate } from '../../../platform/i18n/index.ts'
import type { Birth } from '../domain/birth.ts'
import { languageName } from '../domain/languages.ts'
import type { PersonField } from '../domain/person.ts'

/** What words of this room need of a request. */
export interface Speaking {
  readonly t: Translate
  readonly locale: Locale
}

/** `14.03.1987`, `März 1987` or `1987`. */
export function birthText(format: Format, birth: Birth): string {
  if (birth.precision === 'year') return birth.date.slice(0, 4)
  return birth.precision === 'month' ? format.month(birth.date) : format.day(birth.date)
}

/** Whole years on a day; of a birth known by the year alone the most it can be. */
export function ageOn(birth: Birth, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(birth.date.slice(0, 4))
  return today.slice(5) < birth.date.slice(5) ? years - 1 : years
}

/** The birth as it is typed again into a form. */
export function birthTyped(birth: Birth | null): string {
  if (!birth) return ''
  const [year, month, day] = birth.date.split('-')
  return { day: `${day}.${month}.${year}`, month: `${month}.${year}`, year: `${year}` }[birth.precision]
}

export const languagesText = ({ locale }: Speaking, tags: readonly string[]): string =>
  tags.map((tag) => languageName(tag, locale)).join(', ')

/** The value of a field in words, for histories and comparisons; null where nothing is said. */
export function valueWords(
  { t, locale }: Speaking,
  places: ReadonlyMap<string, string>,
  field: PersonField,
  value: unknown,
): string | null {
  if (value === null || value === undefined || value === '') return null
  switch (field) {
    case 'birth':
      return birthText(createFormat(locale), value as Birth)
    case 'arrivedOn':
      return createFormat(locale).day(value as Day)
    case 'languages':
      return languagesText({ t, locale }, value as string[]) || null
    case 'municipalityId':
      return places.get(value as string) ?? null
    case 'gender':
    case 'germanLevel':
    case 'residenceGroup':
      return t(`people.${field}.${value}`)
    case 'pseudonymous':
    case 'needsInterpreter':
      return value === true ? t('people.yes') : t('people.no')
    default:
      return String(value)
  }
}
