import type { Day } from '../../../../kernel/day.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'

/** The German of a report: numbers in words up to twelve, nouns in their form, days as offices write them. */

const format = createFormat('de')

const words = ['null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf']
const ordinals = [
  '',
  'erste',
  'zweite',
  'dritte',
  'vierte',
  'fünfte',
  'sechste',
  'siebte',
  'achte',
  'neunte',
  'zehnte',
  'elfte',
  'zwölfte',
]

export type Case = 'nominative' | 'accusative' | 'dative'
type Gender = 'm' | 'f' | 'n'

export interface Noun {
  readonly gender: Gender
  readonly one: string
  readonly many: string
  /** Where it differs from `many`. */
  readonly manyDative?: string
}

export const measureNoun: Noun = { gender: 'f', one: 'Maßnahme', many: 'Maßnahmen' }
export const conceptNoun: Noun = { gender: 'n', one: 'Konzept', many: 'Konzepte', manyDative: 'Konzepten' }
export const obligationNoun: Noun = { gender: 'm', one: 'Auftrag', many: 'Aufträge', manyDative: 'Aufträgen' }

const endings: Readonly<Record<Case, Readonly<Record<Gender, string>>>> = {
  nominative: { m: '', f: 'e', n: '' },
  accusative: { m: 'en', f: 'e', n: '' },
  dative: { m: 'em', f: 'er', n: 'em' },
}

/** `eine`, `zwei`, `zwölf`, `13`, `1.204`; for none `keine`. */
export function numeral(count: number, gender: Gender = 'f', as: Case = 'nominative'): string {
  if (count === 0) return `kein${endings[as][gender]}`
  if (count === 1) return `ein${endings[as][gender]}`
  return words[count] ?? format.number(count)
}

/** `eine Maßnahme`, `zwölf Maßnahmen`, `115 Maßnahmen`, `keine Maßnahme`. */
export function counted(count: number, noun: Noun, as: Case = 'nominative'): string {
  const plural = as === 'dative' ? (noun.manyDative ?? noun.many) : noun.many
  return `${numeral(count, noun.gender, as)} ${isSingular(count) ? noun.one : plural}`
}

/** German says "keine Maßnahme ist", so none takes the singular. */
const isSingular = (count: number) => count <= 1

/** The verb that belongs to a number: `agree(1, 'stockt', 'stocken')`. */
export const agree = (count: number, one: string, many: string) => (isSingular(count) ? one : many)

/** `der erste`, `der zweite`; beyond twelve with its number. */
export const ordinal = (position: number): string | undefined => ordinals[position] || undefined

/** In tables: always digits, grouped. */
export const digits = (count: number) => format.number(count)

export const dayText = (day: Day) => format.day(day)

/** Begins a sentence. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The article of a body, told from the word that names it: `der Ausschuss`, `die Lenkungsgruppe`, `das Forum`. */
export function articleOf(body: string): 'der' | 'die' | 'das' {
  const head = body.split(/[\s,]/)[0] ?? ''
  if (/(gruppe|versammlung|konferenz|kommission|runde|AG|vertretung)$/i.test(head)) return 'die'
  if (/(forum|gremium|präsidium|netzwerk|plenum)$/i.test(head)) return 'das'
  return 'der'
}
