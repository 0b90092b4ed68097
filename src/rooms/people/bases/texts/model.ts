import type { DataCategory } from '../../domain/kinds.ts'
import type { Purpose } from '../domain/kinds.ts'

/**
 * What the program brings along in one language, so that a district can begin. Places in braces are filled when a form is
 * made; `# ` begins a heading. The order of the parts is in shipped.ts.
 */
export interface Shipped {
  /** The day of this wording; raised whenever a word of it changes. */
  readonly edition: string
  /** Somebody who speaks the language and knows the subject has read it. German is the reference. */
  readonly reviewed: boolean
  readonly consent: {
    readonly title: string
    readonly agree: string
    readonly only: string
    readonly basis: string
  }
  readonly secrecyRelease: {
    readonly title: string
    readonly agree: string
    readonly only: string
    readonly basis: string
  }
  readonly both: {
    readonly purpose: string
    readonly until: string
    readonly voluntaryTitle: string
    readonly voluntary: string
    readonly revokeTitle: string
    readonly revoke: string
  }
  /** The sheet of Art. 13 and 14 GDPR. */
  readonly information: readonly string[]
  readonly purposes: Readonly<Record<Purpose, string>>
  readonly categories: Readonly<Record<DataCategory, string>>
  readonly labels: Readonly<Record<Label, string>>
}

/** Words around the text: lines for signing, headings of what is listed from the records. */
type Label =
  | 'information'
  | 'person'
  | 'placeAndDay'
  | 'signature'
  | 'interpreter'
  | 'passesOn'
  | 'passesNobody'
  | 'until'
  | 'byLaw'
  | 'notReviewed'
