import { type Id, newPublicId } from '../../../kernel/ids.ts'
import { openSecret, type Secrets } from '../../config/index.ts'
import { sql, type Tx } from '../../database/index.ts'
import { enqueue, type JobHandler } from '../../jobs/index.ts'
import { fetchWithin, OutboundFailure, type Reach } from '../../outbound/index.ts'
import type { ApiTables } from '../tables.ts'
import { type News, tellJob } from './announce.ts'
import { signed } from './signing.ts'

const deliverJob = 'api.deliver'

/** What the secrets of webhooks are sealed for. */
export const webhookPurpose = 'webhook'

/** Minutes before each further attempt: a receiver that is down for a day loses nothing. */
const waitsMinutes: readonly number[] = [1, 5, 15, 60, 180, 480, 720]

export interface Delivering {
  readonly secrets: Secrets
  readonly reach: Reach
}

/** The jobs that tell programs what happened. */
export function webhookJobs(delivering: Delivering): Readonly<Record<string, JobHandler>> {
  return {
    [tellJob]: async ({ tx, clock }, payload) => {
      await prepare(tx, payload as News, clock.now())
    },
    [deliverJob]: async ({ tx, clock }, payload) => {
      await deliver(delivering, tx, (payload as { id: Id<'delivery'> }).id, clock.now())
    },
  }
}

/** One message for each that wants to know. */
async function prepare(tx: Tx, { event, organisationIds, data }: News, now: number): Promise<void> {
  const api = tx.withTables<ApiTables>()
  const wanting = await api
    .selectFrom('webhook')
    .select('id')
    .where('state', '=', 'on')
    .where('organisation_id', 'in', [...organisationIds])
    .where(sql<boolean>`${event} = ANY (events)`)
    .limit(100)
    .execute()
  if (wanting.length === 0) return
  const body = JSON.stringify({ type: event, timestamp: new Date(now).toISOString(), data })
  for (const webhook of wanting) await send(tx, webhook.id, event, body, now)
}

/** Puts one message on its way. */
export async function send(tx: Tx, webhookId: Id<'webhook'>, event: string, body: string, now: number): Promise<void> {
  const id = newPublicId<'delivery'>()
  await tx
    .withTables<ApiTables>()
    .insertInto('webhook_delivery')
    .values({
      id,
      webhook_id: webhookId,
      event,
      body,
      state: 'waiting',
      attempts: 0,
      status: null,
      error: null,
      created_at: new Date(now),
      done_at: null,
    })
    .execute()
  await enqueue(tx, deliverJob, { id })
}

/**
 * Sends one message. A failure is noted and tried again later. When the process dies between the receiver's yes and the note,
 * the message goes out twice under one id, as the specification tells receivers to expect.
 */
async function deliver({ secrets, reach }: Delivering, tx: Tx, id: Id<'delivery'>, now: number): Promise<void> {
  const waiting = await takeWaiting(tx, id)
  if (!waiting) return
  const secret = openSecret(secrets, webhookPurpose, waiting.sealed_secret).toString('utf8')
  const { status, error } = await attempt(
    reach,
    waiting.address,
    {
      'content-type': 'application/json',
      'user-agent': 'nahtlos',
      ...signed(secret, id, now, waiting.body),
    },
    waiting.body,
  )
  const attempts = waiting.attempts + 1
  const wait = error ? waitsMinutes[waiting.attempts] : undefined
  const state = error ? (wait ? 'waiting' : 'failed') : 'delivered'
  const api = tx.withTables<ApiTables>()
  await api
    .updateTable('webhook_delivery')
    .set({ state, attempts, status, error, done_at: state === 'waiting' ? null : new Date(now) })
    .where('id', '=', id)
    .execute()
  await api
    .updateTable('webhook')
    .set({ failing_since: error ? sql`coalesce(failing_since, ${new Date(now)})` : null })
    .where('id', '=', waiting.webhook_id)
    .execute()
  if (wait) await enqueue(tx, deliverJob, { id }, { runAt: new Date(now + wait * 60_000) })
}

/** What the receiver said. Only its status counts; nothing it answers is kept. */
async function attempt(
  reach: Reach,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ status: number | null; error: string | null }> {
  try {
    const { status, ok } = await fetchWithin(reach, address, { method: 'POST', headers, body })
    return { status, error: ok ? null : 'refused' }
  } catch (error) {
    if (error instanceof OutboundFailure) return { status: null, error: error.code }
    throw error
  }
}

async function takeWaiting(tx: Tx, id: Id<'delivery'>) {
  return await tx
    .withTables<ApiTables>()
    .selectFrom('webhook_delivery')
    .innerJoin('webhook', 'webhook.id', 'webhook_delivery.webhook_id')
    .select(['webhook_id', 'address', 'sealed_secret', 'body', 'attempts'])
    .where('webhook_delivery.id', '=', id)
    .where('webhook_delivery.state', '=', 'waiting')
    .where('webhook.state', '=', 'on')
    .modifyEnd(sql`FOR UPDATE OF webhook_delivery SKIP LOCKED`)
    .executeTakeFirst()
}
