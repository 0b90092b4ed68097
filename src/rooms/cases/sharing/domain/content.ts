/**
 * What each category would say of a person, in lines. The receiver sees these very lines and no others: the preview, the
 * check and the hand-over are made of one value.
 */
import type { Day } from '../../../../kernel/day.ts'
import { type DataCategory, dataCategories } from '../../../people/index.ts'

/** What the file knows of a person, as far as something of it may travel. */
export interface PersonFacts {
  readonly id: string
  readonly givenName: string | null
  readonly familyName: string | null
  readonly birthDate: Day | null
  /** Only the year or the month of birth is known. */
  readonly birthPrecision: 'day' | 'month' | 'year' | null
  readonly role: 'main' | 'adult' | 'partner' | 'child' | 'other'
}

export interface CaseFacts {
  /** The person of the file first. */
  readonly persons: readonly PersonFacts[]
  /** BCP 47, the preferred one first. */
  readonly languages: readonly string[]
  readonly needsInterpreter: boolean
  readonly germanLevel: string | null
  readonly reachNote: string | null
  readonly phone: string | null
  readonly email: string | null
  /** Who can always be reached about the person: the giving team. */
  readonly team: string
  readonly residenceGroup: string | null
  /** What holds by part of life, from the Integrationsverlauf, in words. */
  readonly holding: Readonly<Partial<Record<DataCategory, readonly string[]>>>
}

/** German words for what travels; `text` and `values` as for every message. */
export interface Words {
  (key: string, values?: Readonly<Record<string, string | number>>): string
  readonly language: (tag: string) => string
  readonly day: (day: Day) => string
}

/** What whoever prepares it typed besides: one line by category, and the day on which benefits end. */
export interface Typed {
  readonly lines: Readonly<Partial<Record<DataCategory, string>>>
  readonly endsOn: Day | null
}

/** Categories that have no other source than what is typed and what the Verlauf says. */
export const typedCategories = [
  'livelihood',
  'housing',
  'health',
  'education',
  'work',
  'childcare',
  'occasion',
] as const
export const isTyped = (category: DataCategory): category is (typeof typedCategories)[number] =>
  (typedCategories as readonly string[]).includes(category)

/** The lines of a category; none where there is nothing to say. `travelling`: those of the family whom they may speak of. */
export function linesOf(
  category: DataCategory,
  facts: CaseFacts,
  travelling: readonly PersonFacts[],
  typed: Typed,
  words: Words,
): readonly string[] {
  const known = sources[category]?.(facts, travelling, words) ?? []
  const holds = facts.holding[category] ?? []
  const ends = category === 'livelihood' && typed.endsOn ? [words('ends-on', { day: words.day(typed.endsOn) })] : []
  const line = typed.lines[category]
  return [...known, ...(ends.length > 0 || line ? [] : holds), ...ends, ...(line ? [line] : [])]
}

type Source = (facts: CaseFacts, travelling: readonly PersonFacts[], words: Words) => readonly string[]

const sources: Readonly<Partial<Record<DataCategory, Source>>> = {
  contact: ({ reachNote, phone, email, team }, _travelling, words) => {
    const direct = [reachNote, phone, email].filter((line) => line !== null)
    return direct.length > 0 ? direct : [words('through-team', { team })]
  },
  identity: (_facts, travelling, words) =>
    travelling.flatMap(({ givenName, familyName, birthDate, birthPrecision }) => {
      if (givenName === null && familyName === null) return []
      const name = [familyName, givenName].filter((part) => part !== null).join(', ')
      if (birthDate === null) return [name]
      const born = birthPrecision === 'day' ? words.day(birthDate) : birthDate.slice(0, 4)
      return [`${name}, ${words('born', { day: born })}`]
    }),
  household: (_facts, travelling, words) => {
    const children = travelling.filter(({ role }) => role === 'child')
    const adults = travelling.filter(({ role }) => role !== 'child')
    return [
      ...(adults.length > 0 ? [withYears(words('adults', { count: adults.length }), adults)] : []),
      ...(children.length > 0 ? [withYears(words('children', { count: children.length }), children)] : []),
    ]
  },
  language: ({ languages, needsInterpreter, germanLevel }, _travelling, words) => {
    const spoken = languages.map((tag) => words.language(tag)).join(', ')
    const line = [spoken, needsInterpreter ? words('interpreter') : ''].filter((part) => part !== '').join(', ')
    return [...(line ? [line] : []), ...(germanLevel ? [words(`german-${germanLevel}`)] : [])]
  },
  residence: ({ residenceGroup }, _travelling, words) =>
    residenceGroup === null || residenceGroup === 'unknown' ? [] : [words(`residence-${residenceGroup}`)],
}

function withYears(name: string, persons: readonly PersonFacts[]): string {
  const years = persons.flatMap(({ birthDate }) => (birthDate === null ? [] : [birthDate.slice(0, 4)])).sort()
  return years.length === 0 ? name : `${name} (${years.join(', ')})`
}

/** What stays with the giving side: every category that does not travel. */
export const staying = (travelling: readonly DataCategory[]): readonly DataCategory[] =>
  dataCategories.filter((category) => !travelling.includes(category))
