/**
 * What figures were computed from, as far as a rule of disclosure must know it. Made only when something is released to
 * others than coordinators, and gone afterwards.
 */
export interface Basis {
  /** Of each record, whose it is: any number per person, of this load only. */
  readonly people: ArrayLike<number>
  /** Of each record, its secret key, 32 bits; needed by tables whose rule is cell keys. */
  readonly keys?: ArrayLike<number>
  /** Key of the region of each town, for tables that merge towns. */
  readonly regions?: ReadonlyMap<string, string>
  /** By name of the table. A table that is missing has counts only. */
  readonly tables: Readonly<Record<string, TableBasis>>
}

export interface TableBasis {
  /** Of each row, in the order of the table, the records that its base column counts. */
  readonly rows: readonly ArrayLike<number>[]
  /** Which of these a count column counts; the base column all. */
  readonly counts?: Readonly<Record<string, (record: number) => boolean>>
  /** What each of them contributes to a sum of days. */
  readonly days?: Readonly<Record<string, (record: number) => number>>
}
