import { createHash } from 'node:crypto'
import { isId } from '../../kernel/ids.ts'
import { type Actor, demand } from '../../platform/access/index.ts'
import { recordLook } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { Basis } from './gate/basis.ts'
import { BreaksRule, guard, guardPrescribed } from './gate/guard.ts'
import type { Guarded } from './gate/guarded.ts'
import { earlierReleases, made } from './gate/ledger.ts'
import { rules } from './gate/rules.ts'
import { type Columns, isDimension, type Sheet } from './sheet.ts'

/**
 * The only way out for figures. What the analysis computes is withheld: an object without content. `release` opens it
 * for an audience under that audience's rule, and pages, downloads and papers take nothing but what it returns.
 */
export interface Withheld<T extends Sheet> {
  readonly [withheld]: T['name']
}

export interface Released<T extends Sheet> {
  /** The figures, after the rule. */
  readonly table: T
  readonly rule: Rule
  readonly proof: Proof
  readonly [released]: Audience['kind']
}

/** Named coordinators: exact, small cells shown, no key to a case, every look audited. */
export interface CoordinatorAudience {
  readonly kind: 'coordinator'
  readonly tx: Tx
  readonly actor: Actor
  readonly event: `insight.${string}`
}

/**
 * Those for whom figures are guarded:
 * - `funder`: funder and ministry, exact where a norm prescribes the table, that table only;
 * - `steering`: steering group and papers that are not public, 3 people and more in every cell;
 * - `public`: everybody, 5 and more, after an attacker's audit across all earlier releases.
 */
export interface OtherAudience {
  readonly kind: 'funder' | 'steering' | 'public'
  readonly tx: Tx
  readonly actor: Actor
  readonly event: `insight.${string}` | `steering.${string}`
}

/** Who the figures are for. Each audience has one rule. */
export type Audience = CoordinatorAudience | OtherAudience

/** Key of the sentence that says the rule, below `insight.rule.`. */
export type Rule = 'exact-for-coordinators'

/** What was checked before the figures went out. */
export interface Proof {
  readonly checked: readonly ('columns-declared' | 'rows-are-aggregates' | 'no-identifier' | 'look-recorded')[]
  readonly rows: number
  /** First 16 hexadecimal digits of the SHA-256 over source and figures: two readers see at once whether theirs are equal. */
  readonly checksum: string
}

/** A release that may not happen: the audience has no rule yet, or the figures break its rule. */
export class NotReleased extends Error {
  override name = 'NotReleased'
}

declare const withheld: unique symbol
declare const released: unique symbol

const contents = new WeakMap<object, { readonly sheet: Sheet; readonly basis?: () => Basis }>()

/**
 * Puts figures behind the gate. Only `release` opens them again.
 * @param basis What the figures were computed from, asked for only by releases to others than coordinators: without it
 *   they get no sums of days, and no table whose rule is cell keys.
 */
export function withhold<T extends Sheet>(sheet: T, basis?: () => Basis): Withheld<T> {
  const closed = Object.freeze({}) as Withheld<T>
  contents.set(closed, { sheet, ...(basis && { basis }) })
  return closed
}

/**
 * Opens figures for an audience. Throws Forbidden when the reader is not of the audience, NotReleased when the figures
 * break the rule of the audience, a table has no declared rule, or the attacker's audit cannot be passed.
 */
export async function release<T extends Sheet>(
  figures: Withheld<T>,
  audience: CoordinatorAudience,
): Promise<Released<T>>
export async function release<T extends Sheet>(figures: Withheld<T>, audience: OtherAudience): Promise<Guarded<T>>
export async function release<T extends Sheet>(
  figures: Withheld<T>,
  audience: Audience,
): Promise<Released<T> | Guarded<T>> {
  const content = contents.get(figures) as { readonly sheet: T; readonly basis?: () => Basis }
  if (audience.kind !== 'coordinator') return await releaseToOthers(content, audience)
  demand(audience.actor, 'insight.read')
  const { sheet } = content
  const rows = checkAggregates(sheet)
  const checksum = checksumOf(sheet)
  await recordLook(audience.tx, audience.actor, {
    event: audience.event,
    ids: [],
    details: { figures: sheet.name, question: sheet.source.question, checksum },
  })
  return {
    table: sheet,
    rule: 'exact-for-coordinators',
    proof: {
      checked: ['columns-declared', 'rows-are-aggregates', 'no-identifier', 'look-recorded'],
      rows,
      checksum,
    },
  } as unknown as Released<T>
}

const leastOf = { steering: 3, public: 5 } as const

/**
 * Figures for those who must not see small cells. Nothing is written: whoever shows them beforehand shows exactly what
 * `freeze` then writes into the ledger.
 */
async function releaseToOthers<T extends Sheet>(
  { sheet, basis }: { readonly sheet: T; readonly basis?: () => Basis },
  { kind, tx, actor, event }: OtherAudience,
): Promise<Guarded<T>> {
  demand(actor, kind === 'steering' ? 'insight.released' : 'insight.publish')
  checkAggregates(sheet)
  const { name } = sheet
  const declared = rules[name]
  const { population, ...asked } = sheet.source
  const source = kind === 'funder' ? { ...asked, population } : asked
  const populations = Object.values(declared ?? {}).flatMap((one) => (one === 'internal' ? [] : [one.population]))
  const attack = async (known?: { readonly before: readonly string[] }) => {
    const earlier = kind === 'funder' ? [] : await guarded(() => earlierReleases(tx, populations))
    const before = earlier.map(({ id }) => id)
    // Nothing left since: it would find the same.
    if (known && known.before.join() === before.join()) return undefined
    const made = await guarded(async () => {
      if (kind === 'funder') return guardPrescribed(sheet, declared)
      // What the group could work out before is not told by this release: no reason to refuse it.
      const held = { least: leastOf.steering, earlier }
      if (kind === 'steering') return guard(sheet, declared, basis?.(), leastOf.steering, [], held)
      const toAll = earlier.filter(({ least }) => least === leastOf.public)
      return guard(sheet, declared, basis?.(), leastOf.public, toAll, held)
    })
    const checksum = createHash('sha256')
      .update(JSON.stringify([kind, name, source, made.tables]))
      .digest('hex')
      .slice(0, 16)
    return { ...made, before, checksum }
  }
  const first = (await attack()) as NonNullable<Awaited<ReturnType<typeof attack>>>
  const { tables, proof, checksum } = first
  await recordLook(tx, actor, {
    event,
    ids: [],
    details: { figures: name, question: source.question, audience: kind, checksum },
  })
  const rule = kind === 'funder' ? 'prescribed' : kind === 'public' ? 'least-5' : 'least-3'
  const released = { name, audience: kind, rule, proof, source, tables, checksum } as Guarded<T>
  return made(released, first, async () => (await attack(first)) ?? first)
}

async function guarded<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BreaksRule) throw new NotReleased(error.message)
    throw error
  }
}

/**
 * Exact figures are safe for coordinators only as figures: columns are those declared, a combination of dimensions stands
 * for one row (so a list of single passages does not pass as a table), and no value has the form of an id.
 */
function checkAggregates(sheet: Sheet): number {
  let count = 0
  for (const [name, { columns, rows }] of Object.entries(sheet.tables)) {
    const fail = (why: string) => new NotReleased(`${sheet.name}.${name}: ${why}`)
    const declared = Object.keys(columns)
    const dimensions = declared.filter((column) => isDimension((columns as Columns)[column]))
    const seen = new Set<string>()
    for (const row of rows as readonly Readonly<Record<string, unknown>>[]) {
      const given = Object.keys(row)
      if (given.length !== declared.length || !given.every((column) => Object.hasOwn(columns, column)))
        throw fail(`columns ${given.join(', ')}, declared ${declared.join(', ')}`)
      for (const column of given) {
        const value = row[column]
        if (typeof value === 'string' && isId(value.toLowerCase())) throw fail(`the column ${column} holds an id`)
      }
      const key = JSON.stringify(dimensions.map((column) => row[column]))
      if (seen.has(key)) throw fail(`more than one row for ${key}`)
      seen.add(key)
      count++
    }
  }
  return count
}

function checksumOf(sheet: Sheet): string {
  return createHash('sha256')
    .update(JSON.stringify([sheet.name, sheet.source, sheet.tables]))
    .digest('hex')
    .slice(0, 16)
}
