import type { z } from 'zod'
import type { Actor } from '../../../access/index.ts'
import type { Tx } from '../../../database/index.ts'
import { safeNext } from '../../../http/addresses.ts'
import { type Answer, type OpenRequest, ShownAgain } from '../../../http/open.ts'
import { currentActor, startSession } from '../../sessions.ts'
import { rememberDevice } from '../../signin.ts'
import type { IdentityTables } from '../../tables.ts'
import { takeSending } from '../../throttle.ts'
import { askForPasskey, passkeysPossible, takePasskey } from '../passkeys.ts'
import { recordSignedIn } from '../prove.ts'
import type { PasskeySignInForm } from './forms.ts'
import { withTx } from './request.ts'

/** What the page of sign-in offers to whoever has a passkey here. */
export async function offerPasskey(request: OpenRequest) {
  if (!passkeysPossible(request.origin)) return undefined
  return await withTx(request, (tx) => askForPasskey(tx, request, null, request.clock.now()))
}

/** With a passkey alone: the device has asked for a finger, a face or a PIN, so it is both factors. */
export async function signInWithPasskey(
  request: OpenRequest,
  typed: z.output<typeof PasskeySignInForm>,
): Promise<Answer> {
  const { db, tenant, clock, throttleKey, address, metrics } = request
  const now = clock.now()
  const refused = (code: string) => {
    metrics.signIns.inc({ result: 'failed' })
    return new ShownAgain(422, [{ field: '', code }])
  }
  const seconds = await takeSending(db, throttleKey, { form: 'sign-in/passkey', address, free: 60 }, now)
  if (seconds > 0) throw new ShownAgain(429, [{ field: '', code: 'sign-in-wait', values: { seconds } }], seconds)
  const signed = await withTx(request, async (tx) => {
    const { response = '', sealed = '' } = typed
    const accountId = await takePasskey(tx, request, { response, sealed }, now)
    if (!accountId) throw refused('passkey-unknown')
    const token = await startSession(tx, tenant, accountId, 'passkey', now, 'passkey')
    const session = await currentActor(tx, tenant, token, now, clock.today())
    if (!session || !(await hasAccepted(tx, session.actor))) throw refused('access-ended')
    await recordSignedIn(tx, session, { method: 'passkey' })
    return { session: token, device: await rememberDevice(tx, accountId, request.device, now) }
  })
  metrics.signIns.inc({ result: 'done' })
  return { ...signed, to: safeNext(typed.next) ?? '/' }
}

async function hasAccepted(tx: Tx, { userId }: Actor): Promise<boolean> {
  const { accepted_at } = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select('accepted_at')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return accepted_at !== null
}
