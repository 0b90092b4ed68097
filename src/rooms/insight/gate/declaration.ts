/**
 * What a table may be for others than named coordinators. One rule for life: what went out by cell keys yesterday and by
 * suppression today could be compared.
 *
 * - `cell-key`: figures are changed a little by secret keys of the records; for tables that are asked in many ways;
 * - `round-5`: counts are rounded to five; for fixed reports whose records have no keys;
 * - `suppress`: exact or not at all, and more is withheld so that nothing small follows; where tables must add up.
 */
export type RuleKind = 'cell-key' | 'round-5' | 'suppress'

export interface TableDeclaration {
  readonly rule: RuleKind
  /** Whom the rows count, such as `hand-overs-due`: releases of one population are attacked together. */
  readonly population: string
  /** The count column that decides for the whole row. */
  readonly base: string
  /** Measures that leave, in their order; others stay. Dimensions always leave. */
  readonly show: readonly string[]
  /** What a share or another derived measure stands on: `[hits, of]` for shares, else one column. The base unless told. */
  readonly on?: Readonly<Record<string, readonly string[]>>
  /** Of a quantile, which: 0.9. The median unless told. */
  readonly quantiles?: Readonly<Record<string, number>>
  /**
   * Columns that are sums of the same parts, by the parts: what is exact in one of them says what is withheld in another.
   * `{ needs: ['met', 'open'], met: ['met'] }`: needs are those met and those open.
   */
  readonly parts?: Readonly<Record<string, readonly string[]>>
  /** Dimensions that the question names: their rows do not list everybody. */
  readonly asked?: readonly string[]
  /** Dimensions that say what was found, and not whom the row counts. */
  readonly labels?: readonly string[]
  /** How small rows are put together before they vanish: towns to their region, months to their quarter. */
  readonly hierarchy?: Readonly<Record<string, 'regions' | 'quarters'>>
  /** Norm that prescribes this very table to a funder or ministry: to them it goes exact. */
  readonly norm?: string
}

/** `internal`: for named coordinators only; a release for others leaves the table out. */
export type Declaration = TableDeclaration | 'internal'
