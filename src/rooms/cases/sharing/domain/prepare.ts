/**
 * From what was typed to what is sent. The preview beside the form, the check and the hand-over itself are made of the one
 * value that `prepare` returns: the receiver sees exactly what the giver saw.
 */
import { createHash } from 'node:crypto'
import { addDays, type Day } from '../../../../kernel/day.ts'
import type { Issue } from '../../../../kernel/errors.ts'
import { isDayIssue, readTypedDay } from '../../../../platform/i18n/index.ts'
import { findTraces } from '../../../../platform/redaction/index.ts'
import type { SharedItem } from '../../../journeys/index.ts'
import { type DataCategory, dataCategories } from '../../../people/index.ts'
import { type BasesByPerson, type BasisFacts, familyCategories, mayTravel } from './bases.ts'
import { type CaseFacts, isTyped, linesOf, type PersonFacts, type Typed, type Words } from './content.ts'
import type { Needs } from './needs.ts'
import { lineField, type TypedHandover } from './typed.ts'

/** How long the receiver may read. */
export const readings = ['first', 'days90'] as const
export type Reading = (typeof readings)[number]
const readingDays = 90

/** Longest texts, as the hand-over takes them. */
export const longest = { note: 400, line: 160, openItems: 1000 } as const

/** What is known while a hand-over is prepared: the file, the receiver, the interface. */
export interface Known {
  readonly facts: CaseFacts
  readonly bases: BasesByPerson
  readonly needs: Needs
  /** Ids of the documents of the file. */
  readonly documents: ReadonlySet<string>
  /** Both fields of law are known and differ: the change of jurisdiction can be told. */
  readonly changesLaw: boolean
  readonly today: Day
}

export interface Prepared {
  readonly items: readonly SharedItem[]
  /** Other adults of whom something goes along, by a basis of their own. */
  readonly members: readonly { readonly personId: string; readonly category: DataCategory }[]
  readonly documents: readonly string[]
  /** The category by whose basis they go. */
  readonly documentsAs: DataCategory | null
  readonly note: string | null
  readonly reads: { readonly until: Day; readonly toFirstAppointment: boolean } | null
  readonly change: { readonly effectiveOn: Day; readonly openItems: string | null } | null
  /** Members of the family of whom nothing goes along, though they were chosen. */
  readonly keptBack: readonly string[]
}

/** Categories that a valid basis covers for this receiver. */
export function coveredBy({ facts, bases }: Pick<Known, 'facts' | 'bases'>): readonly DataCategory[] {
  const main = facts.persons.find(({ role }) => role === 'main')
  const own = main && bases.get(main.id)
  return dataCategories.filter((category) => own?.has(category))
}

/** What is ticked before anybody chose: what the interface needs, as far as it is covered and there is something to say. */
export function preselected(known: Known, members: readonly string[], words: Words): readonly DataCategory[] {
  const covered = coveredBy(known)
  return known.needs.categories.filter(
    (category) =>
      covered.includes(category) &&
      (isTyped(category) ||
        linesOf(category, known.facts, travellers(known, category, members), nothing, words).length > 0),
  )
}

const nothing: Typed = { lines: {}, endsOn: null }

/** The person of the file, and of the chosen members those who may travel in a category. */
export function travellers(
  { facts, bases }: Pick<Known, 'facts' | 'bases'>,
  category: DataCategory,
  members: readonly string[],
): readonly PersonFacts[] {
  const allowed = mayTravel(category, facts.persons, bases)
  return facts.persons.filter(({ id, role }) => allowed.includes(id) && (role === 'main' || members.includes(id)))
}

/** What is sent, of what was typed: nothing without a basis, nothing that was not chosen. */
export function prepare(typed: TypedHandover, known: Known, words: Words): Prepared {
  const covered = coveredBy(known)
  const lines: Typed = { lines: typed.lines, endsOn: dayOf(typed.endsOn) }
  const chosen = typed.categories.filter((category) => covered.includes(category))
  const parts = chosen.flatMap((category) => partsOf(category, known, typed.members))
  const items = parts.flatMap(({ category, persons, basis, isFurther }): SharedItem[] => {
    const said = linesOf(category, known.facts, persons, lines, words)
    const label = words(isFurther ? `further-${category}` : `label-${category}`)
    return said.length === 0 ? [] : [{ category, label, lines: said, basisId: basis.id, norm: basis.norm }]
  })
  const carries = typed.documentsAs !== null && covered.includes(typed.documentsAs)
  const effectiveOn = known.changesLaw ? dayOf(typed.changeOn) : null
  const shared = chosen.filter((category) => familyCategories.includes(category))
  return {
    items,
    members: parts.flatMap(({ category, persons, isFurther }) =>
      isFurther ? persons.map(({ id }) => ({ personId: id, category })) : [],
    ),
    documents: carries ? typed.documents.filter((id) => known.documents.has(id)) : [],
    documentsAs: carries ? typed.documentsAs : null,
    note: typed.note === '' ? null : typed.note,
    reads:
      typed.reads === ''
        ? null
        : { until: addDays(known.today, readingDays), toFirstAppointment: typed.reads === 'first' },
    change: effectiveOn === null ? null : { effectiveOn, openItems: typed.openItems === '' ? null : typed.openItems },
    keptBack: typed.members.filter((id) =>
      shared.some((category) => !mayTravel(category, known.facts.persons, known.bases).includes(id)),
    ),
  }
}

interface Part {
  readonly category: DataCategory
  readonly persons: readonly PersonFacts[]
  readonly basis: BasisFacts
  /** About another adult: an item of its own, that goes when their basis goes. */
  readonly isFurther: boolean
}

/** Whom a category speaks of, by basis: the person of the file with the children, and each other adult apart. */
function partsOf(category: DataCategory, known: Known, members: readonly string[]): readonly Part[] {
  const all = travellers(known, category, members)
  const isOther = ({ role }: PersonFacts) => role !== 'main' && role !== 'child'
  const basisOf = (person: PersonFacts | undefined) => person && known.bases.get(person.id)?.get(category)
  const main = basisOf(all.find(({ role }) => role === 'main'))
  if (!main) return []
  const own = { category, persons: all.filter((person) => !isOther(person)), basis: main, isFurther: false }
  if (!familyCategories.includes(category)) return [own]
  const others = all.filter(isOther).flatMap((person) => {
    const basis = basisOf(person)
    return basis ? [{ category, persons: [person], basis, isFurther: true }] : []
  })
  return [own, ...others]
}

/** Everything that cannot be right, in the order of the form. */
export function issuesOf(typed: TypedHandover, known: Known | undefined, words: Words): readonly Issue[] {
  const issues: Issue[] = []
  const say = (field: string, code: string, values?: Issue['values']) =>
    issues.push({ field, code, ...(values && { values }) })
  if (!typed.to) say('to', 'choose')
  if (!typed.interface) say('interface', 'choose')
  if (known) {
    const covered = coveredBy(known)
    const [missing] = known.needs.required.filter((one) => covered.includes(one) && !typed.categories.includes(one))
    const [uncovered] = typed.categories.filter((one) => !covered.includes(one))
    const said = prepare(typed, known, words).items.map(({ category }) => category)
    const [empty] = typed.categories.filter((one) => covered.includes(one) && !said.includes(one))
    if (uncovered) say('categories', 'cases-sharing-no-basis', { category: words(`label-${uncovered}`) })
    else if (missing) say('categories', 'cases-sharing-required', { category: words(`label-${missing}`) })
    else if (typed.categories.length === 0) say('categories', 'cases-sharing-nothing')
    else if (empty && isTyped(empty))
      say(lineField(empty), 'cases-sharing-empty', { category: words(`label-${empty}`) })
    else if (empty) say('categories', 'cases-sharing-unknown', { category: words(`label-${empty}`) })
  }
  for (const [category, line] of Object.entries(typed.lines))
    if (line.length > longest.line) say(lineField(category as DataCategory), 'too-long', { max: longest.line })
  sayDay('endsOn', typed.endsOn, say)
  if (typed.documents.length > 0 && typed.documentsAs === null) say('documentsAs', 'choose')
  const names = known?.facts.persons.flatMap(({ givenName, familyName }) => [givenName ?? '', familyName ?? '']) ?? []
  const named = findTraces(typed.note, names).find(({ trace }) => trace === 'name')
  if (typed.note.length > longest.note) say('note', 'too-long', { max: longest.note })
  else if (named) say('note', 'cases-sharing-name', { found: named.text })
  if (!(readings as readonly string[]).includes(typed.reads)) say('reads', 'cases-sharing-how-long')
  sayDay('changeOn', typed.changeOn, say)
  if (typed.openItems.length > longest.openItems) say('openItems', 'too-long', { max: longest.openItems })
  else if (typed.openItems !== '' && typed.changeOn === '') say('changeOn', 'required')
  return issues
}

type Say = (field: string, code: string, values?: Issue['values']) => void

function sayDay(field: string, text: string, say: Say): void {
  if (text === '') return
  const read = readTypedDay(text)
  if (isDayIssue(read)) say(field, read.code, read.values)
}

function dayOf(text: string): Day | null {
  if (text === '') return null
  const read = readTypedDay(text)
  return isDayIssue(read) ? null : read
}

/** A short word for what is sent to whom: the same for what was seen and what is sent, or it must be looked at again. */
export function fingerprint(choice: string, prepared: Prepared): string {
  return createHash('sha256')
    .update(JSON.stringify([choice, prepared]))
    .digest('base64url')
    .slice(0, 22)
}
