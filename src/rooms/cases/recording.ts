import { NotFound } from '../../kernel/errors.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { namesOf } from '../../platform/identity/members.ts'

/** What every change of a file sets besides its values. */
export const advanced = (actor: Actor, version: number, now: number) => ({
  version: version + 1,
  changed_at: new Date(now),
  changed_by: actor.userId,
})

/** Throws ChangedMeanwhile where a write found its version no longer there. */
export async function demandWritten(tx: Tx, caseId: string, written: bigint): Promise<void> {
  if (written > 0n) return
  const { rows } = await sql<{ at: Date; by: string | null }>`
    SELECT changed_at AS at, changed_by AS by FROM case_file WHERE id = ${caseId}`.execute(tx)
  const [now] = rows
  if (!now) throw new NotFound(`there is no case ${caseId}`)
  throw new ChangedMeanwhile((await namesOf(tx, [now.by])).get(now.by ?? '') ?? '', now.at)
}

/** Something was written to a file today: it is not quiet. */
export async function noteActivity(tx: Tx, caseId: string): Promise<void> {
  await sql`UPDATE case_file SET last_activity_on = access_today() WHERE id = ${caseId} AND last_activity_on < access_today()`.execute(
    tx,
  )
}
