import type { Sheet, Source, Tables } from '../sheet.ts'
import type { RuleKind } from './declaration.ts'

/** Figures as they leave for those who must not see small cells: each is a value, or withheld with why. */

/**
 * - `few`: it counts fewer people than the audience may see;
 * - `protects`: it would give a small one away;
 * - `dominated`: one person makes up so much of the sum that another could work it out;
 * - `quantile`: too few people lie on one side of it;
 * - `base`: what it is a share, rank or ratio of is withheld;
 * - `merged`: it is not known for the places or months that were put together.
 */
export type WhyWithheld = 'few' | 'protects' | 'dominated' | 'quantile' | 'base' | 'merged'

/** `below` is the least number of people of the audience: "weniger als 5". */
export type Cell<V = unknown> = { readonly value: V } | { readonly withheld: WhyWithheld; readonly below: number }

export type GuardedRow<Row = Readonly<Record<string, unknown>>> = { readonly [Column in keyof Row]?: Cell<Row[Column]> }

export interface GuardedTable<Row = Readonly<Record<string, unknown>>> {
  readonly rule: RuleKind | 'prescribed'
  /** Of the columns that left, the kind of each. */
  readonly columns: Readonly<Record<string, string>>
  /** Dimensions are always values. Merged rows say so in theirs: `region:nord`, `2026-Q1`. */
  readonly rows: readonly GuardedRow<Row>[]
}

/** What an audit did before figures went out. Numbers only, so that a paper can print it. */
export interface GuardProof {
  /** Fewest people of a cell that is shown. */
  readonly least: number
  /** Count and sum cells of the new tables. */
  readonly cells: number
  readonly suppressedFew: number
  readonly suppressedToProtect: number
  readonly dominated: number
  readonly mergedRows: number
  /** Figures that were changed by cell keys or rounding. */
  readonly changed: number
  /** Cells that the attacker tried to work out. */
  readonly attacked: number
  /** Exact sums that he knew. */
  readonly equations: number
  /** What was found and closed before nothing was found any more. */
  readonly leaksClosed: number
  /** Earlier releases that were linked, by id. */
  readonly linked: readonly string[]
}

/** The exact population stays out: the checksum over it would let it be found by trying. */
export type ReleasedSource = Omit<Source, 'population'> & Partial<Pick<Source, 'population'>>

export type GuardedAudience = 'funder' | 'steering' | 'public'

/** A release for steering group, funder or public: not yet in the ledger. */
export interface Guarded<T extends Sheet = Sheet> {
  readonly name: T['name']
  readonly audience: GuardedAudience
  /** Key of the sentence that says the rule, below `insight.rule.`. */
  readonly rule: 'least-3' | 'least-5' | 'prescribed'
  readonly proof: GuardProof
  /** Where a norm prescribes the figures with the exact population, for others without. */
  readonly source: ReleasedSource
  /** The tables that are declared for others; those declared internal are missing. */
  readonly tables: { readonly [Name in keyof T['tables']]?: GuardedTable<Tables<T>[Name]> }
  /** First 16 hexadecimal digits of the SHA-256 over audience, source and figures as released. */
  readonly checksum: string
}
