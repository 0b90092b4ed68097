import type { Clock } from '../../../kernel/clock.ts'
import type { Id } from '../../../kernel/ids.ts'
import { record, recordAttempt } from '../../audit/index.ts'
import { type Database, inShared, inTenant, sql, type Tenant, type Tx } from '../../database/index.ts'
import { isPassword } from '../password.ts'
import type { OpenSession } from '../sessions.ts'
import { type Attempt, countAttempts, forgiveAttempts, takeAttempt } from '../throttle.ts'
import { hashOf } from '../tokens.ts'
import type { PasskeySite } from './challenge.ts'
import { takeAppCode } from './factors.ts'
import { notify } from './notices.ts'
import { type Answered, takePasskey } from './passkeys.ts'
import { spendRecoveryCode } from './recovery.ts'

/** Something with which somebody shows who they are. */
export type Proof =
  | { readonly way: 'password'; readonly password: string }
  | { readonly way: 'totp'; readonly code: string }
  | { readonly way: 'recovery'; readonly code: string }
  | ({ readonly way: 'passkey' } & Answered)

export interface ProofContext extends PasskeySite {
  readonly db: Database
  readonly tenant: Tenant
  readonly clock: Clock
  readonly throttleKey: Buffer
  /** Network address of the sender. */
  readonly address: string
  /** Token of the browser's device cookie, if it has one. */
  readonly device: string | undefined
}

export type Proven =
  | { readonly result: 'done'; readonly token: string }
  | { readonly result: 'wrong' }
  | { readonly result: 'wait'; readonly seconds: number }

/** After so many wrong codes the owner of the account is written to: somebody has their password. */
const tellAfter = 5

/**
 * Looks at a proof for a session. When it is right, `then` does what follows from it in the same transaction and returns the
 * session's new token. A passkey cannot be guessed and is not slowed down.
 */
export async function prove(
  context: ProofContext,
  session: OpenSession,
  proof: Proof,
  then: (tx: Tx) => Promise<string>,
): Promise<Proven> {
  const { db, tenant, clock, throttleKey } = context
  const { accountId, userId } = session.actor
  const attempt = proof.way === 'passkey' ? undefined : await attemptOf(context, accountId, proof.way)
  if (attempt) {
    const seconds = await takeAttempt(db, throttleKey, attempt, clock.now())
    if (seconds > 0) return { result: 'wait', seconds }
  }
  const secret = proof.way === 'password' ? await inTenant(db, tenant, 'system', (tx) => passwordOf(tx, accountId)) : ''
  // Hashing takes a while: before the transaction.
  const known = proof.way !== 'password' || (await isPassword(proof.password, secret))
  return await inTenant(db, tenant, 'system', async (tx) => {
    if (known && (await holds(tx, context, accountId, proof))) {
      if (attempt) await forgiveAttempts(tx, throttleKey, attempt)
      if (proof.way === 'recovery') await notify(tx, accountId, 'recovery-used', clock.now())
      return { result: 'done', token: await then(tx) }
    }
    await recordAttempt(tx, { userId, controllerId: null }, 'failed', {
      event: 'identity.proof-failed',
      subject: userId,
      details: { way: proof.way },
    })
    if (proof.way === 'totp' && attempt && (await countAttempts(tx, throttleKey, attempt)) === tellAfter)
      await notify(tx, accountId, 'codes-guessed', clock.now())
    return { result: 'wrong' }
  })
}

/** Whether the proof is right; uses up what counts once. A password was looked at before. */
async function holds(tx: Tx, context: ProofContext, accountId: Id<'account'>, proof: Proof): Promise<boolean> {
  const now = context.clock.now()
  switch (proof.way) {
    case 'password':
      return true
    case 'totp':
      return await takeAppCode(tx, context.secrets, accountId, proof.code, now)
    case 'recovery':
      return await spendRecoveryCode(tx, accountId, proof.code, now)
    case 'passkey':
      return (await takePasskey(tx, context, proof, now)) === accountId
  }
}

const guessing = { password: 'password', totp: 'code', recovery: 'recovery' } as const

async function attemptOf(
  { db, address, device }: ProofContext,
  accountId: Id<'account'>,
  way: keyof typeof guessing,
): Promise<Attempt> {
  const known = device !== undefined && (await isKnownDevice(db, accountId, device))
  return { guessing: guessing[way], subject: accountId, address, ...(known && { knownDevice: device }) }
}

async function isKnownDevice(db: Database, accountId: Id<'account'>, device: string): Promise<boolean> {
  const { rows } = await inShared(db, (tx) =>
    sql`SELECT 1 FROM known_device WHERE token_hash = ${hashOf(device)} AND account_id = ${accountId}`.execute(tx),
  )
  return rows.length > 0
}

async function passwordOf(tx: Tx, accountId: Id<'account'>): Promise<string | undefined> {
  const { rows } = await sql<{ secret: string }>`
    SELECT secret FROM credential WHERE account_id = ${accountId} AND kind = 'password'
  `.execute(tx)
  return rows[0]?.secret
}

/** Notes in the audit that somebody is in, with what they showed. */
export async function recordSignedIn(tx: Tx, session: OpenSession, details: Readonly<Record<string, string>>) {
  const { userId } = session.actor
  await record(tx, { userId, controllerId: null }, { event: 'identity.signed-in', subject: userId, details })
}
