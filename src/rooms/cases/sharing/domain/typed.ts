/** What somebody has typed into the form of a hand-over so far, read leniently: the preview shows what is there, the check what is missing. */
import { type DataCategory, dataCategories } from '../../../people/index.ts'

export type Sent = Readonly<Record<string, string | readonly string[]>>

export interface TypedHandover {
  /** Id of the receiving organisation. */
  readonly to: string
  readonly interface: string
  readonly categories: readonly DataCategory[]
  /** Ids of members of the family who go along. */
  readonly members: readonly string[]
  readonly lines: Readonly<Partial<Record<DataCategory, string>>>
  /** As typed. */
  readonly endsOn: string
  readonly note: string
  readonly documents: readonly string[]
  /** The category that the documents fall under: its basis carries them. */
  readonly documentsAs: DataCategory | null
  readonly reads: string
  readonly changeOn: string
  readonly openItems: string
  /** For which receiver and interface the categories were preselected. */
  readonly chosenFor: string
  /** Fingerprint of the preview that stood beside the form. */
  readonly seen: string
}

export function readTyped(sent: Sent): TypedHandover {
  const one = (name: string): string => (many(name)[0] ?? '').trim()
  const many = (name: string): readonly string[] => {
    const value = sent[name]
    if (value === undefined || value === '') return []
    return typeof value === 'string' ? [value] : value
  }
  return {
    to: one('to'),
    interface: one('interface'),
    categories: dataCategories.filter((category) => many('categories').includes(category)),
    members: many('members'),
    lines: Object.fromEntries(
      dataCategories.flatMap((category) => {
        const line = one(lineField(category)).replaceAll(/\s+/g, ' ')
        return line === '' ? [] : [[category, line]]
      }),
    ),
    endsOn: one('endsOn'),
    note: one('note'),
    documents: many('documents'),
    documentsAs: dataCategories.find((category) => category === one('documentsAs')) ?? null,
    reads: one('reads'),
    changeOn: one('changeOn'),
    openItems: one('openItems'),
    chosenFor: one('chosenFor'),
    seen: one('seen'),
  }
}

/** Name of the field in which the line of a category is typed. */
export const lineField = (category: DataCategory): string => `line-${category}`

/**
 * Receiver and interface as a short word for an address: drafts for different ones stand beside each other. Undefined until both
 * are chosen. It names records of the network, no person.
 */
export function draftKeyOf({ to, interface: place }: Pick<TypedHandover, 'to' | 'interface'>): string | undefined {
  const key = `${place.slice(-12)}-${to.slice(-12)}`
  return isDraftKey(key) ? key : undefined
}

export const isDraftKey = (key: string): boolean => /^[0-9a-f]{12}-[0-9a-f]{12}$/.test(key)

/** Receiver and interface as one word: when it changes, the categories are preselected anew. */
export const choiceOf = ({ to, interface: place }: Pick<TypedHandover, 'to' | 'interface'>): string => `${to} ${place}`
