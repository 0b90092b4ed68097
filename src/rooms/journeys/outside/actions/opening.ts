import { timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../../../kernel/clock.ts'
import { actAsLink } from '../../../../platform/access/index.ts'
import { record, recordAttempt } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { hashOf } from '../../../../platform/identity/tokens.ts'
import { mostTries, visitMinutes } from '../domain/link.ts'
import { pinHash, visitHash } from '../domain/secrets.ts'
import type { UsableLink } from '../queries/links.ts'
import { tables } from '../tables.ts'

/**
 * Opens a link with its PIN, for half an hour and in this browser alone. The try is taken before the PIN is looked at, so that
 * many at once count as many; the caller must let the transaction end well after a wrong one too. The transaction acts as the
 * link.
 */
export async function openWithPin(
  tx: Tx,
  link: UsableLink,
  { token, pin, browser }: { readonly token: string; readonly pin: string; readonly browser: string },
  clock: Clock,
): Promise<'open' | 'wrong' | 'locked'> {
  const { rows } = await sql<{ tries: number; pin_hash: Buffer }>`
    UPDATE outside_link SET tries = tries + 1 WHERE id = ${link.id} AND tries < ${mostTries} RETURNING tries, pin_hash
  `.execute(tx)
  const [taken] = rows
  if (!taken) return 'locked'
  if (!timingSafeEqual(taken.pin_hash, pinHash(token, pin))) {
    await recordAttempt(tx, 'unknown', 'failed', {
      event: 'journeys.outside-pin-wrong',
      subject: link.handoverId,
      subjectKind: 'journeys.handover',
      details: { tries: taken.tries },
    })
    return taken.tries >= mostTries ? 'locked' : 'wrong'
  }
  await tables(tx).updateTable('outside_link').set({ tries: 0 }).where('id', '=', link.id).execute()
  const hash = visitHash(token, browser)
  const until = new Date(clock.now() + visitMinutes * 60_000)
  // What this browser opened before begins anew.
  await actAsLink(tx, hash)
  await tables(tx).deleteFrom('outside_visit').where('hash', '=', hash).execute()
  await actAsLink(tx, hashOf(token))
  await tables(tx)
    .insertInto('outside_visit')
    .values({ hash, link_id: link.id, controller_id: link.controllerId, until })
    .execute()
  await record(tx, 'unknown', {
    event: 'journeys.outside-link-opened',
    subject: link.handoverId,
    subjectKind: 'journeys.handover',
  })
  return 'open'
}
