import type { Day } from '../../../kernel/day.ts'
import { actAsLink, actAsPublic, asPlatform } from '../../../platform/access/acting.ts'
import { quoteLiteral, sql, type Tx } from '../../../platform/database/index.ts'

/**
 * Who comes without an account, and what each secret opens. Staff come through ../access.ts; the same rules stand once more
 * in ../migrations/051_outside_access.sql.
 *
 * | | the link alone | link and PIN, in one browser | a person's code | nobody |
 * |---|---|---|---|---|
 * | organisation and deadline | yes | yes | no | no |
 * | what was shared, questions | no | as the receiver | no | no |
 * | answering | no | accept, ask, decline, first appointment | no | no |
 * | state of hand-overs | no | of this one | of all of this person | no |
 * | saying where it got stuck | yes | yes | yes | yes |
 */

/** Goes on as whoever came with a secret of this hash. `today` is the day of the program, by which links and codes end. */
export async function enterWith(tx: Tx, hash: Uint8Array, today: Day): Promise<void> {
  await sql.raw(`SET LOCAL "app"."today" = ${quoteLiteral(today)}`).execute(tx)
  await actAsLink(tx, hash)
}

/** Reads as the platform what belongs to no person, such as the names of interfaces, then goes on with the same secret. */
export async function readingNames<T>(tx: Tx, hash: Uint8Array | null, work: () => Promise<T>): Promise<T> {
  const read = await asPlatform(tx, work)
  if (hash) await actAsLink(tx, hash)
  else await actAsPublic(tx)
  return read
}
