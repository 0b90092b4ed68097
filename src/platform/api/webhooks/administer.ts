import { isIP } from 'node:net'
import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { record } from '../../audit/index.ts'
import { type Secrets, sealSecret } from '../../config/index.ts'
import type { Doing } from '../../identity/doing.ts'
import { mayReach, type Reach } from '../../outbound/index.ts'
import { getWebhook } from '../queries.ts'
import type { ApiTables } from '../tables.ts'
import { send, webhookPurpose } from './deliver.ts'
import { newWebhookSecret } from './signing.ts'

export interface NewWebhook {
  readonly organisationId: Id<'organisation'>
  readonly address: string
  readonly events: readonly string[]
}

/** Tells a program from now on. Returns the secret that signs, which nobody can read again. */
export async function addWebhook(
  { tx, actor, clock }: Doing,
  { secrets, reach }: { readonly secrets: Secrets; readonly reach: Reach },
  input: NewWebhook,
): Promise<{ readonly id: Id<'webhook'>; readonly secret: string }> {
  demandAddress(input.address, reach)
  const now = clock.now()
  const id = newId<'webhook'>(now)
  const secret = newWebhookSecret()
  await tx
    .withTables<ApiTables>()
    .insertInto('webhook')
    .values({
      id,
      organisation_id: input.organisationId,
      address: input.address,
      events: [...input.events],
      sealed_secret: sealSecret(secrets, webhookPurpose, secret),
      state: 'on',
      created_at: new Date(now),
      created_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'api.webhook-added',
    subject: id,
    subjectKind: 'webhook',
    details: { organisation: input.organisationId, host: new URL(input.address).host, events: input.events },
  })
  return { id, secret }
}

/** Pauses, goes on or removes. What happens meanwhile is not told later. */
export async function turnWebhook({ tx, actor }: Doing, id: string, state: 'on' | 'paused' | 'removed'): Promise<void> {
  const webhook = await getWebhook(tx, id)
  await tx
    .withTables<ApiTables>()
    .updateTable('webhook')
    .set({ state, version: webhook.version + 1 })
    .where('id', '=', webhook.id)
    .execute()
  await record(tx, actor, { event: `api.webhook-${state}`, subject: webhook.id, subjectKind: 'webhook' })
}

/** Sends a message that says nothing, to see whether it arrives. */
export async function tryWebhook({ tx, clock }: Doing, id: string): Promise<void> {
  const webhook = await getWebhook(tx, id)
  if (webhook.state !== 'on') throw new Invalid([{ field: '', code: 'webhook-paused' }])
  const now = clock.now()
  const body = JSON.stringify({ type: 'test', timestamp: new Date(now).toISOString(), data: { id: webhook.id } })
  await send(tx, webhook.id, 'test', body, now)
}

/** What can be seen from the address alone; where its name leads is judged again at each sending. */
function demandAddress(address: string, reach: Reach): void {
  const refuse = (code: string) => new Invalid([{ field: 'address', code }])
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || url.username || url.password) throw refuse('not-an-address')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const local = /^(localhost|127(\.\d+){3}|::1)$/.test(host)
  if (url.protocol !== 'https:' && !(reach.loopback && local && url.protocol === 'http:')) throw refuse('not-https')
  if (isIP(host) !== 0 && !mayReach(host, host, reach)) throw refuse('private-address')
}
