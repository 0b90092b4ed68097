import type { Tenant } from '../database/index.ts'
import type { Format, Translate } from '../i18n/index.ts'
import { type FactName, type Facts, factNames, knownOfLand, neededFacts } from './facts.ts'
import { gapsIn } from './markup.ts'

/** The pages, in the order of the foot. */
export const textPages = ['accessibility', 'privacy', 'imprint', 'keyboard'] as const
export type TextPage = (typeof textPages)[number]

/** Languages in which the program ships these texts; all others show the German one, marked as such. */
export const textLocales = ['de', 'en'] as const
export type TextLocale = (typeof textLocales)[number]

export const isTextPage = (text: string): text is TextPage => (textPages as readonly string[]).includes(text)
export const isTextLocale = (text: string): text is TextLocale => (textLocales as readonly string[]).includes(text)
export const localeFor = (locale: string): TextLocale => (isTextLocale(locale) ? locale : 'de')

/** The facts as a page uses them: what the district said, else what is known of its Land or of itself. */
export function factsWith(facts: Facts, tenant: Pick<Tenant, 'demo' | 'land' | 'name'>): Facts {
  // A demonstration stands for nobody, least of all for the district whose name it may carry.
  const own = tenant.demo ? {} : { operator: tenant.name }
  const known = knownOfLand[tenant.land] ?? {}
  return { ...known, ...own, ...facts }
}

/** What a district has not said yet and a page needs. */
export const missingFacts = (facts: Facts): FactName[] => neededFacts.filter((name) => !facts[name])

/** The values that texts may name as `{operator}`; what is missing is a gap that says what it is. */
export function valuesOf(facts: Facts, t: Translate, format: Format): Record<string, string> {
  const missing = (what: string) => `[[${t('imprint.gap', { what })}]]`
  const values = Object.fromEntries(
    factNames.map((name) => [name, facts[name] ?? missing(t(`imprint.fact.${name}`))]),
  ) as Record<string, string>
  const assessedOn = facts.assessedOn ? format.day(facts.assessedOn) : missing(t('imprint.fact.assessedOn'))
  const conformity = facts.method === 'none' ? 'unknown' : facts.barriers ? 'partial' : 'full'
  return {
    ...values,
    barriers: facts.barriers
      ? facts.barriers
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => `- ${line.trim().replace(/^[-*]\s+/, '')}`)
          .join('\n')
      : t(facts.method === 'none' ? 'imprint.statement.not-searched' : 'imprint.statement.no-barriers'),
    conformity: t(`imprint.statement.conformity-${conformity}`),
    method: t(`imprint.statement.method-${facts.method}`, { assessedOn }),
    assessedOn,
    mail: facts.feedbackMail
      ? `[${facts.feedbackMail}](mailto:${facts.feedbackMail})`
      : missing(t('imprint.fact.feedbackMail')),
  }
}

/** A district's own text with the values it names; a name that is none stays as it is typed. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  )

export interface ComposedText {
  readonly text: string
  /** `own`: in the words of the district; `program`: the program's text, filled. */
  readonly source: 'own' | 'program'
  readonly gaps: number
}

/** The text of a page in one of its languages. `t` must speak that language. */
export function composeText(
  page: TextPage,
  own: string | null,
  facts: Facts,
  t: Translate,
  format: Format,
): ComposedText {
  const values = valuesOf(facts, t, format)
  // ICU takes apostrophes and braces in values as they are; the templates themselves are texts of the program.
  const text = own === null ? t(`imprint.template.${page}`, values) : filled(own, values)
  return { text, source: own === null ? 'program' : 'own', gaps: gapsIn(text) }
}
