import type { Tenant, Tx } from '../../database/index.ts'
import { sql } from '../../database/index.ts'
import type { IdentityTables, SecondFactor } from '../tables.ts'
import { hashOf, newToken } from '../tokens.ts'
import type { SignInStep } from './step.ts'

/** What changes how somebody signs in asks for a proof that is no older (OWASP ASVS 5, 7.5.1). */
export const freshMs = 10 * 60_000

/** The person has shown a second factor: everything opens. Returns the session's new token; the old one is worth nothing. */
export async function strengthen(tx: Tx, sessionId: string, factor: SecondFactor, now: number): Promise<string> {
  const at = new Date(now)
  return await renew(tx, sessionId, { second_factor: factor, second_factor_at: at, proven_at: at })
}

/** The person has shown again who they are. Returns the session's new token. */
export async function proveAgain(tx: Tx, sessionId: string, now: number): Promise<string> {
  return await renew(tx, sessionId, { proven_at: new Date(now) })
}

async function renew(
  tx: Tx,
  sessionId: string,
  columns: { second_factor?: SecondFactor; second_factor_at?: Date; proven_at: Date },
): Promise<string> {
  const token = newToken()
  await tx
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({ ...columns, token_hash: hashOf(token) })
    .where('id', '=', sessionId)
    .where('ended_at', 'is', null)
    .execute()
  return token
}

/** A session that is open already has set up a factor, which proved it: it stays open. */
export async function noteFactor(tx: Tx, sessionId: string, factor: SecondFactor, now: number): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({ second_factor: factor, second_factor_at: new Date(now), proven_at: new Date(now) })
    .where('id', '=', sessionId)
    .execute()
}

/** Whether the last proof is young enough for what changes how somebody signs in. */
export async function isFresh(tx: Tx, sessionId: string, now: number): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`
    SELECT coalesce(proven_at, created_at) > ${new Date(now - freshMs)} AS fresh FROM session WHERE id = ${sessionId}
  `.execute(tx)
  return rows[0]?.fresh ?? false
}

/** Where a sign-in goes on, below the tenant. `next`: where the person wanted to go. */
export function wayOn(step: SignInStep, next: string | undefined): string {
  if (step === 'open') return next ?? '/'
  const path = `/sign-in/${step === 'prove' ? 'second' : 'set-up'}`
  return next ? `${path}?${new URLSearchParams({ next })}` : path
}

/** Where somebody proves again who they are before they go on to a page below the tenant. */
export function wayToProof(next: string): string {
  return `/sign-in/again?${new URLSearchParams({ next })}`
}

/** 303 to a page below the tenant, for pages that cannot be shown now. */
export function leadTo(tenant: Pick<Tenant, 'key'>, path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: `/${tenant.key}${path}`, 'cache-control': 'no-store' },
  })
}
