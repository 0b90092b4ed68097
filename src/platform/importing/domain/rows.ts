/** Something to say about one cell of a row. Errors keep the row from being taken, warnings do not. */
export interface RowIssue {
  /** Key of the column; null where it concerns the row as a whole. */
  readonly column: string | null
  /** Key of a message below `importing.issue`, below `<words of the kind>.issue`, or `error.<code>` of a write that was refused. */
  readonly code: string
  readonly kind: 'error' | 'warning'
  readonly value?: string
  /** What is there already, where that is something else. */
  readonly other?: string
  /** Of a refused write. */
  readonly values?: Readonly<Record<string, string | number>>
}

export type Verdict = 'new' | 'similar' | 'update' | 'same' | 'error' | 'beside'
/** `open`: somebody has to decide before anything is taken over. */
export type Choice = 'open' | 'create' | 'update' | 'skip'

/** A record that a row may be, with the reasons in codes of the kind. */
export interface Candidate {
  readonly id: string
  readonly reasons: readonly string[]
  /** Code of the reason why it cannot be chosen. */
  readonly refused?: string
}

/** What a row of the file comes to. */
export interface Judged<Values = unknown> {
  readonly verdict: Verdict
  /** What happens unless somebody decides otherwise. */
  readonly choice: Choice
  readonly values: Values
  readonly issues: readonly RowIssue[]
  /** The record that it is, or most likely is. */
  readonly target: string | null
  /** What an update would change, by name of the value. */
  readonly changed: readonly string[]
  /** By what the row is called in the report; its first text unless told. */
  readonly title?: string
  /** Records to choose from: whoever decides says which it is. */
  readonly candidates?: readonly Candidate[]
  /** For rows that are none of what is read: why they are left out. */
  readonly beside?: string
}

/** A judged row as it is kept. */
export type Reading<Values = unknown> = Pick<Judged<Values>, 'values' | 'issues' | 'changed' | 'candidates' | 'beside'>

/** Why a row could not be taken back. */
export interface Remaining {
  /** Key of a message below `importing.remains`, or below `<words of the kind>.remains`. */
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
}

/** A row beside what is read: a sum, a headline within the table, nothing in the columns that are read. */
export const besideRow = (beside: string): Judged<object> => ({
  verdict: 'beside',
  choice: 'skip',
  values: {},
  issues: [],
  target: null,
  changed: [],
  beside,
})

export const hasErrors = (issues: readonly RowIssue[]): boolean => issues.some(({ kind }) => kind === 'error')
