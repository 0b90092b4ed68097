import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import { enqueue } from '../jobs/index.ts'
import type { SubscriptionTables } from './tables.ts'

/** What happened to a record, in the words of the mail: `subscriptions.change.<code>`. */
export type Change =
  | 'state'
  | 'report'
  | 'decided'
  | 'corrected'
  | 'obligation'
  | 'released'
  | 'scheduled'
  | 'cancelled'

export interface News {
  /** Kind of the topic, as the room offers it: `measure`, `resolution`, `paper`. */
  readonly kind: string
  readonly id: string
  readonly change: Change
}

export const tellJob = 'platform.tell-subscribers'

/** Changes within so many minutes become one mail. */
const gatheringMinutes = 10

/**
 * Says, in the transaction of a change, that subscribers are to be told of it. It may be called for anything: what is not
 * public when the mail is written, some minutes later, is told to nobody.
 */
export async function notifySubscribers(tx: Tx, { kind, id, change }: News, now: number = Date.now()): Promise<void> {
  await tx
    .withTables<SubscriptionTables>()
    .insertInto('subscription_news')
    .values({ id: newId(now), kind, subject_id: id, change, happened_at: new Date(now) })
    .execute()
  await enqueue(tx, tellJob, null, { key: tellJob, runAt: new Date(now + gatheringMinutes * 60_000) })
}
