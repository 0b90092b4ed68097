import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import { sql } from '../database/index.ts'
import type { Locale } from '../i18n/index.ts'
import { enqueue } from '../jobs/index.ts'
import type { SubscriptionTables } from './tables.ts'
import type { TopicRef } from './topics.ts'

export const askJob = 'platform.ask-subscriber'

/** Notes that somebody wants to be told, in a transaction of the public, which cannot see whether the address is known. */
export async function askToSubscribe(
  tx: Tx,
  topic: TopicRef,
  { email, locale }: { readonly email: string; readonly locale: Locale },
  now: number,
): Promise<void> {
  const id = newId(now)
  await tx
    .withTables<SubscriptionTables>()
    .insertInto('subscription_request')
    .values({ id, kind: topic.kind, subject_id: topic.subjectId, email, locale, created_at: new Date(now) })
    .execute()
  await enqueue(tx, askJob, { id })
}

export interface SubscriptionOfLink extends TopicRef {
  readonly confirmed: boolean
}

/** The subscription that the link of this transaction belongs to; see actAsLink. */
export async function subscriptionOfLink(tx: Tx): Promise<SubscriptionOfLink | undefined> {
  const row = await tx
    .withTables<SubscriptionTables>()
    .selectFrom('subscription')
    .select(['kind', 'subject_id', 'confirmed_at'])
    .executeTakeFirst()
  return row && { kind: row.kind, subjectId: row.subject_id, confirmed: row.confirmed_at !== null }
}

export async function confirmSubscription(tx: Tx, now: number): Promise<void> {
  await tx
    .withTables<SubscriptionTables>()
    .updateTable('subscription')
    .set({ confirmed_at: new Date(now) })
    .where('confirmed_at', 'is', null)
    .execute()
}

/** Forgets the subscription of the link, and with it the address. */
export async function endSubscription(tx: Tx): Promise<void> {
  await tx.withTables<SubscriptionTables>().deleteFrom('subscription').execute()
}

/** Requests that no job took up after seven days, links of news after two years; in a transaction of the platform. */
export async function removeOldSubscriptions(tx: Tx): Promise<void> {
  await sql`DELETE FROM subscription_request WHERE created_at < now() - interval '7 days'`.execute(tx)
  await sql`DELETE FROM subscription_token WHERE reason = 'news' AND made_at < now() - interval '2 years'`.execute(tx)
}
