import { Invalid } from '../../../../kernel/errors.ts'
import { newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { readMatrix, type TravelTime } from './domain.ts'
import { tables } from './queries.ts'

/** A matrix of a hundred towns is a few hundred kilobytes, one of the largest district with long names four megabytes. */
export const largestMatrix = 5 * 1024 * 1024

/** Replaces the matrix by that of a file, whole or not at all. Throws Invalid with the first thing that is wrong with it. */
export async function importTravelTimes(
  tx: Tx,
  actor: Actor,
  sent: { readonly source: string; readonly content: Uint8Array | undefined },
  towns: ReadonlyMap<string, string>,
  now: number,
): Promise<void> {
  if (!sent.content || sent.content.length === 0) throw new Invalid([{ field: 'file', code: 'required' }])
  const read = readMatrix(new TextDecoder('utf-8').decode(sent.content), towns)
  if ('issue' in read) {
    const { code, ...values } = read.issue
    throw new Invalid([{ field: 'file', code, values }])
  }
  const id = newId<'travel-source'>(now)
  await tables(tx).deleteFrom('insight_travel_time').execute()
  // Three arrays instead of three parameters a pair: a statement takes 65,535, which 148 towns exceed.
  const column = <T>(pick: (time: TravelTime) => T) => read.times.map(pick)
  await sql`
    INSERT INTO insight_travel_time (from_key, to_key, minutes)
    SELECT * FROM unnest(
      ${column(({ from }) => from)}::text[], ${column(({ to }) => to)}::text[], ${column(({ minutes }) => minutes)}::integer[]
    )`.execute(tx)
  await tables(tx)
    .insertInto('insight_travel_source')
    .values({
      id,
      source: sent.source,
      pairs: read.times.length,
      imported_at: new Date(now),
      imported_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'insight.travel-times-imported',
    subject: id,
    subjectKind: 'insight.travel-times',
    details: { pairs: read.times.length },
  })
}
