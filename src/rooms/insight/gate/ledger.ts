import type { Clock } from '../../../kernel/clock.ts'
import { addDays, type Day } from '../../../kernel/day.ts'
import { Conflict } from '../../../kernel/errors.ts'
import { isId, newPublicId } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { LinkedCell } from './cells.ts'
import { BreaksRule, type Earlier } from './guard.ts'
import type { Guarded, GuardedAudience, GuardedTable, GuardProof, ReleasedSource } from './guarded.ts'
import { tables } from './tables.ts'

/** A release as it stands in the ledger, for good. What papers and the steering group refer to. */
export interface FrozenRelease {
  readonly id: string
  readonly name: string
  readonly audience: GuardedAudience
  readonly rule: Guarded['rule']
  readonly proof: GuardProof
  readonly source: ReleasedSource
  readonly tables: Readonly<Record<string, GuardedTable>>
  readonly releasedAt: Date
  readonly checksum: string
}

/** More releases than this are not linked to a new one: it is refused rather than looked at in part. */
const mostLinked = 1000

/** What was attacked, for `freeze`: against what, with what the attacker of later releases starts from. */
interface Attacked {
  readonly cells: readonly LinkedCell[]
  /** Ids of what had left before. */
  readonly before: readonly string[]
  readonly proof: GuardProof
  readonly checksum: string
}

/** What `release` made, and how it is attacked once more. Nothing else can be frozen. */
const guarded = new WeakMap<Guarded, { readonly attacked: Attacked; readonly again: () => Promise<Attacked> }>()

/** Marks a guarded release as one that `release` made. */
export function made<T extends Guarded>(release: T, attacked: Attacked, again: () => Promise<Attacked>): T {
  guarded.set(release, { attacked, again })
  return release
}

/** Waits until nobody else is releasing; until the end of the transaction others wait for this one. */
async function takeTurn(tx: Tx): Promise<void> {
  await sql`SELECT id FROM insight_release_turn WHERE id = 1 FOR UPDATE`.execute(tx)
}

/**
 * Writes a release into the ledger and gives it back as it stands there. The same figures for the same audience stand
 * there once: asked again, the first release comes back. What left since the figures were attacked is attacked with them
 * before: one release after the other. Throws Forbidden without the right insight.publish, TypeError for figures that
 * `release` did not make, Conflict when they would look different now, NotReleased when they may not leave any more.
 */
export async function freeze(tx: Tx, actor: Actor, released: Guarded, clock: Clock): Promise<FrozenRelease> {
  demand(actor, 'insight.publish')
  const making = guarded.get(released)
  if (!making) throw new TypeError('only what release() made can be frozen')
  const { audience, name, rule, source, checksum } = released
  const there = await releases(tx)(sql`WHERE audience = ${audience} AND checksum = ${checksum}`, 1)
  if (there.rows[0]) return there.rows[0]
  await takeTurn(tx)
  const { cells, proof, checksum: now } = await making.again()
  if (now !== checksum) throw new Conflict('insight-figures-changed')
  const id = newPublicId()
  const { numInsertedOrUpdatedRows: added } = await tables(tx)
    .insertInto('insight_release')
    .values({
      id,
      audience,
      name,
      question: source.question,
      rule,
      source: JSON.stringify(source) as never,
      tables: JSON.stringify(released.tables) as never,
      proof: JSON.stringify(proof) as never,
      cells: JSON.stringify(cells) as never,
      populations: [...new Set(cells.map(({ population }) => population))],
      checksum,
      simulated: source.simulated,
      released_at: new Date(clock.now()),
      released_by: actor.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (added === 1n)
    await record(tx, actor, {
      event: 'insight.released',
      subject: id,
      subjectKind: 'insight.release',
      details: { audience, figures: name, question: source.question, checksum },
    })
  const { rows } = await releases(tx)(sql`WHERE audience = ${audience} AND checksum = ${checksum}`, 1)
  return rows[0] as FrozenRelease
}

/** A release of the ledger that the actor may read; undefined for others and for none. */
export async function frozenRelease(tx: Tx, _actor: Actor, id: string): Promise<FrozenRelease | undefined> {
  if (!isId(id)) return undefined
  return (await releases(tx)(sql`WHERE id = ${id}`, 1)).rows[0]
}

/** The newest release of these figures for an audience that was made by the end of a day; undefined where there is none. */
export async function latestRelease(
  tx: Tx,
  name: string,
  audience: GuardedAudience,
  until: Day,
): Promise<FrozenRelease | undefined> {
  const before = addDays(until, 1)
  const condition = sql`WHERE name = ${name} AND audience = ${audience} AND released_at < ${before}::date`
  return (await releases(tx)(condition, 1)).rows[0]
}

/** What the actor may read of the ledger, newest first. */
export async function listReleases(
  tx: Tx,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly FrozenRelease[]> {
  return (await releases(tx)(sql``, limit, offset)).rows
}

/** How many releases the actor may read. */
export async function countReleases(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM insight_release`.execute(tx)
  return rows[0]?.count ?? 0
}

function releases(tx: Tx) {
  return async (condition: ReturnType<typeof sql>, limit: number, offset = 0) =>
    await sql<FrozenRelease>`
      SELECT id, name, audience, rule, proof, source, tables, released_at AS "releasedAt", checksum
      FROM insight_release ${condition} ORDER BY released_at DESC, id DESC LIMIT ${limit} OFFSET ${offset}
    `.execute(tx)
}

/**
 * What left before of these populations and is readable to the steering group, which holds what was made public and its own;
 * the public holds those of `least` 5. Throws BreaksRule when it is more than can be looked at.
 */
export async function earlierReleases(
  tx: Tx,
  populations: readonly string[],
): Promise<readonly (Earlier & { readonly least: number })[]> {
  const { rows } = await sql<Earlier & { readonly least: number }>`
    SELECT id, CASE audience WHEN 'public' THEN 5 ELSE 3 END AS least, cells FROM insight_release
    WHERE audience IN ('public', 'steering') AND populations && ${[...populations]}::text[]
    ORDER BY released_at DESC, id DESC LIMIT ${mostLinked + 1}
  `.execute(tx)
  if (rows.length > mostLinked) throw new BreaksRule(`more than ${mostLinked} earlier releases`)
  return rows
}
