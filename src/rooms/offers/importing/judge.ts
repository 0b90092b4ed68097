import type { Actor } from '../../../platform/access/index.ts'
import {
  besideRow,
  hasErrors,
  type Judged,
  type RowIssue,
  SimilarTitles,
  wordForm,
} from '../../../platform/importing/index.ts'
import { keeps } from '../access.ts'
import type { Offer } from '../queries/offers.ts'
import type { OfferValues, ReadOffer } from './row.ts'

/** An offer as far as rows are compared with it. */
export type KnownOffer = Omit<Offer, 'changedAt' | 'simulated'>

/** Values that a row may change, by their names in a row. */
const plain = [
  'topic',
  'municipalityId',
  'reach',
  'languages',
  'targetGroups',
  'summary',
  'description',
  'booking',
  'cost',
  'timesNote',
  'contactOffice',
  'phone',
  'email',
  'homepage',
] as const satisfies readonly (keyof OfferValues)[]
const places = ['capacity', 'freePlaces', 'waiting'] as const

/** Compares the rows of one list with the directory: an offer is known by its name and who provides it. */
export class OfferJudge {
  readonly #actor: Actor
  readonly #byKey = new Map<string, KnownOffer>()
  readonly #titles = new Map<string, SimilarTitles<string>>()
  readonly #here = new Map<string, number>()

  constructor(actor: Actor, offers: readonly KnownOffer[]) {
    this.#actor = actor
    for (const offer of offers) {
      this.#byKey.set(keyOf(offer.organisationId, offer.name), offer)
      const titles = this.#titles.get(offer.organisationId) ?? new SimilarTitles<string>()
      this.#titles.set(offer.organisationId, titles)
      titles.add({ id: offer.id, title: offer.name })
    }
  }

  judge(row: ReadOffer, rowNumber: number): Judged<OfferValues | object> {
    if (row.kind === 'beside') return besideRow(row.code)
    const { values } = row
    const issues = [...row.issues]
    const { organisationId } = values
    if (organisationId !== null && !keeps(this.#actor, organisationId))
      issues.push({ column: 'organisation', code: 'organisation-not-own', kind: 'error' })
    const key = keyOf(organisationId ?? '', values.name)
    this.#twice(key, rowNumber, issues)
    const known = this.#byKey.get(key)
    const changed = known ? changesOf(values, known) : []
    if (known && values.checkedOn && known.checkedOn && values.checkedOn < known.checkedOn && touchesPlaces(changed))
      issues.push({ column: 'checkedOn', code: 'checked-later', kind: 'error', value: known.checkedOn })
    if (!known) demandNew(values, issues)
    const judged = { values, issues, changed, title: values.name }
    if (hasErrors(issues))
      return { ...judged, verdict: 'error', choice: known ? 'update' : 'create', target: known?.id ?? null }
    if (known)
      return changed.length > 0
        ? { ...judged, verdict: 'update', choice: 'update', target: known.id }
        : { ...judged, verdict: 'same', choice: 'skip', target: known.id }
    const like = organisationId === null ? undefined : this.#titles.get(organisationId)?.find(values.name)
    if (!like) return { ...judged, verdict: 'new', choice: 'create', target: null }
    const candidates = [{ id: like.id, reasons: ['title'] }]
    return { ...judged, verdict: 'similar', choice: 'open', target: null, candidates }
  }

  #twice(key: string, rowNumber: number, issues: RowIssue[]): void {
    const before = this.#here.get(key)
    if (before === undefined) this.#here.set(key, rowNumber)
    else issues.push({ column: 'name', code: 'name-twice', kind: 'error', value: String(before) })
  }
}

const keyOf = (organisationId: string, name: string): string => `${organisationId} ${wordForm(name)}`

/** What the directory needs of a new offer and the row does not say. */
function demandNew(values: OfferValues, issues: RowIssue[]): void {
  const said = (column: string) => issues.some((issue) => issue.column === column)
  if (!values.topic && !said('topic')) issues.push({ column: 'topic', code: 'topic-missing', kind: 'error' })
  if (!values.languages?.length && !said('languages'))
    issues.push({ column: 'languages', code: 'languages-assumed', kind: 'warning' })
  if (!values.booking && !said('booking')) issues.push({ column: 'booking', code: 'booking-assumed', kind: 'warning' })
  if (!values.cost && !said('cost')) issues.push({ column: 'cost', code: 'cost-assumed', kind: 'warning' })
}

/** What the row says otherwise; an empty cell where something is needed changes nothing. */
export function changesOf(values: OfferValues, known: KnownOffer): string[] {
  const is = { ...known, reach: known.municipalityIds }
  return [...plain, ...places].filter((key) => {
    const value = values[key]
    if (value === undefined || (isNeeded(key) && (value === null || (Array.isArray(value) && value.length === 0))))
      return false
    return form(value) !== form(is[key] ?? null)
  })
}

const isNeeded = (key: string): boolean => ['topic', 'languages', 'summary', 'booking', 'cost'].includes(key)

const form = (value: unknown): string => JSON.stringify(Array.isArray(value) ? [...value].sort() : value)

/** Whether a check of the places is noted: the others change what is said about the offer. */
export const touchesPlaces = (changed: readonly string[]): boolean =>
  changed.some((key) => places.some((place) => place === key))

export const touchesTexts = (changed: readonly string[]): boolean =>
  changed.some((key) => plain.some((text) => text === key))
