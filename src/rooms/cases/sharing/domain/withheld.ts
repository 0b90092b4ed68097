/** What was meant to go along and does not, with why: the preview says so beside what goes. */
import { isDayIssue, readTypedDay } from '../../../../platform/i18n/index.ts'
import { type DataCategory, dataCategories } from '../../../people/index.ts'
import type { Words } from './content.ts'
import { coveredBy, type Known, prepare } from './prepare.ts'
import type { TypedHandover } from './typed.ts'

/** Codes of `cases.sharing.withheld`. */
export type WithheldWhy = 'no-basis' | 'nothing-said' | 'required' | 'not-a-day' | 'member' | 'documents-as'

export interface Withheld {
  /** German, as the label of what goes. */
  readonly label: string
  readonly why: WithheldWhy
}

export function withheldOf(typed: TypedHandover, known: Known, words: Words): readonly Withheld[] {
  const covered = coveredBy(known)
  const { items, keptBack } = prepare(typed, known, words)
  const goes = new Set(items.map(({ category }) => category))
  const why = (category: DataCategory): WithheldWhy | undefined => {
    if (goes.has(category)) return undefined
    if (typed.categories.includes(category)) return covered.includes(category) ? 'nothing-said' : 'no-basis'
    return known.needs.required.includes(category) ? (covered.includes(category) ? 'required' : 'no-basis') : undefined
  }
  const withheld: Withheld[] = dataCategories.flatMap((category) => {
    const reason = why(category)
    return reason ? [{ label: words(`label-${category}`), why: reason }] : []
  })
  if (typed.endsOn !== '' && isDayIssue(readTypedDay(typed.endsOn)))
    withheld.push({ label: words('label-ends'), why: 'not-a-day' })
  if (typed.changeOn !== '' && known.changesLaw && isDayIssue(readTypedDay(typed.changeOn)))
    withheld.push({ label: words('label-change'), why: 'not-a-day' })
  for (const id of keptBack) {
    const person = known.facts.persons.find((one) => one.id === id)
    const label = person?.role === 'child' ? 'one-child' : 'one-adult'
    withheld.push({ label: words(label, { year: person?.birthDate?.slice(0, 4) ?? '' }), why: 'member' })
  }
  if (typed.documents.length > 0 && typed.documentsAs === null)
    withheld.push({ label: words('label-documents', { count: typed.documents.length }), why: 'documents-as' })
  return withheld
}
