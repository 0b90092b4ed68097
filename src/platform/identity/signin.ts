import type { Clock } from '../../kernel/clock.ts'
import type { Id } from '../../kernel/ids.ts'
import { record, recordAttempt } from '../audit/index.ts'
import { type Database, inTenant, sql, type Tenant, type Tx } from '../database/index.ts'
import type { SignInStep } from './factors/step.ts'
import { passwordHolds } from './federation/atsignin.ts'
import { isPassword } from './password.ts'
import { currentActor, startSession } from './sessions.ts'
import type { IdentityTables } from './tables.ts'
import { type Attempt, forgiveAttempts, takeAttempt } from './throttle.ts'
import { hashOf, newToken } from './tokens.ts'

/** A try to sign in with a password. */
export interface PasswordAttempt {
  readonly email: string
  readonly password: string
  /** Network address of the sender. */
  readonly address: string
  /** Token of the browser's device cookie, if it has one. */
  readonly device: string | undefined
}

export type SignIn =
  /** Tokens for the cookies, and what is still missing. The browser is known to the account only when nothing is. */
  | { readonly result: 'done'; readonly session: string; readonly step: SignInStep; readonly device?: string }
  /** No such account, wrong password, not a member here: the answer does not tell which. */
  | { readonly result: 'wrong' }
  /** The password is right, and the membership has ended or not begun. */
  | { readonly result: 'no-access' }
  /** The password is right, and this person signs in from the directory only. */
  | { readonly result: 'directory-only' }
  | { readonly result: 'wait'; readonly seconds: number }

interface Candidate {
  readonly accountId: Id<'account'>
  readonly secret: string | null
  readonly userId: Id<'user'> | null
  readonly valid: boolean
  readonly knownDevice: boolean
}

/** Signs in with address and password. Takes the same work whether or not there is such an account. */
export async function signIn(
  db: Database,
  tenant: Tenant,
  throttleKey: Buffer,
  clock: Clock,
  attempt: PasswordAttempt,
): Promise<SignIn> {
  const candidate = await inTenant(db, tenant, 'system', (tx) => findCandidate(tx, attempt, clock.today()))
  const throttled: Attempt = {
    guessing: 'password',
    subject: attempt.email,
    address: attempt.address,
    ...(candidate?.knownDevice && attempt.device && { knownDevice: attempt.device }),
  }
  const seconds = await takeAttempt(db, throttleKey, throttled, clock.now())
  if (seconds > 0) return { result: 'wait', seconds }

  const right = await isPassword(attempt.password, candidate?.secret ?? undefined)
  if (!right || !candidate?.userId) {
    await noteFailure(db, tenant, candidate)
    return { result: 'wrong' }
  }
  const { accountId, userId } = candidate
  if (!candidate.valid) return { result: 'no-access' }
  return await inTenant(db, tenant, 'system', async (tx) => {
    if (!(await passwordHolds(tx, tenant, accountId))) {
      await recordAttempt(tx, 'unknown', 'refused', { event: 'identity.directory-only', subject: userId })
      return { result: 'directory-only' } as const
    }
    await forgiveAttempts(tx, throttleKey, throttled)
    await tx
      .withTables<IdentityTables>()
      .updateTable('credential')
      .set({ last_used_at: new Date(clock.now()) })
      .where('account_id', '=', accountId)
      .where('kind', '=', 'password')
      .execute()
    const session = await startSession(tx, tenant, accountId, 'password', clock.now())
    const step = (await currentActor(tx, tenant, session, clock.now(), clock.today()))?.step ?? 'open'
    const member = { userId, controllerId: null }
    if (step !== 'open') {
      await record(tx, member, { event: 'identity.password-right', subject: userId, details: { step } })
      return { result: 'done', session, step } as const
    }
    const device = await rememberDevice(tx, accountId, attempt.device, clock.now())
    await record(tx, member, { event: 'identity.signed-in', subject: userId, details: { method: 'password' } })
    return { result: 'done', session, step, device } as const
  })
}

async function findCandidate(tx: Tx, attempt: PasswordAttempt, today: string): Promise<Candidate | undefined> {
  const device = attempt.device ? hashOf(attempt.device) : null
  const { rows } = await sql<{
    account_id: Id<'account'>
    secret: string | null
    user_id: Id<'user'> | null
    valid: boolean
    known_device: boolean
  }>`
    SELECT a.id AS account_id, c.secret, m.id AS user_id,
      coalesce(m.deactivated_at IS NULL AND m.accepted_at IS NOT NULL
        AND EXISTS (SELECT FROM access_grants(m.id, ${today}::date)), false) AS valid,
      EXISTS (SELECT FROM known_device AS d WHERE d.token_hash = ${device} AND d.account_id = a.id) AS known_device
    FROM account AS a
    LEFT JOIN credential AS c ON c.account_id = a.id AND c.kind = 'password'
    LEFT JOIN membership AS m ON m.account_id = a.id
    WHERE a.email = ${attempt.email}
  `.execute(tx)
  const row = rows[0]
  return (
    row && {
      accountId: row.account_id,
      secret: row.secret,
      userId: row.user_id,
      valid: row.valid,
      knownDevice: row.known_device,
    }
  )
}

/**
 * From now on this browser has buckets of its own for the account. Only after everything was shown: who knows a password
 * alone must not get them. A device belongs to who signed in from it last. Returns its token for the cookie.
 */
export async function rememberDevice(
  tx: Tx,
  accountId: Id<'account'>,
  known: string | undefined,
  now: number,
): Promise<string> {
  const device = known ?? newToken()
  const hashed = hashOf(device)
  const devices = tx.withTables<IdentityTables>()
  await devices.deleteFrom('known_device').where('token_hash', '=', hashed).execute()
  await devices
    .insertInto('known_device')
    .values({ token_hash: hashed, account_id: accountId, last_used_at: new Date(now) })
    .execute()
  return device
}

async function noteFailure(db: Database, tenant: Tenant, candidate: Candidate | undefined): Promise<void> {
  // What was typed as address may be anything, even a password: only a known member is named.
  const subject = candidate?.userId ?? undefined
  await inTenant(db, tenant, 'system', (tx) =>
    recordAttempt(tx, 'unknown', 'failed', { event: 'identity.sign-in-failed', ...(subject && { subject }) }),
  )
}
