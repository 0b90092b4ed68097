import { errors, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import { z } from 'zod'
import type { Clock } from '../../../kernel/clock.ts'
import { record, recordAttempt } from '../../audit/index.ts'
import { openSecret } from '../../config/seal.ts'
import type { Secrets } from '../../config/secrets.ts'
import { type Database, inTenant, sql, type Tenant, type Tx } from '../../database/index.ts'
import { readSetting } from '../../settings/index.ts'
import { hashOf } from '../tokens.ts'
import { directorySetting } from './config.ts'
import { idTokenPurpose } from './finish.ts'
import { type Providers, skewSeconds } from './provider.ts'
import { refusedBy } from './refusal.ts'
import type { FederationTables } from './tables.ts'

/** How old a logout token may be: providers send them at once. */
const oldestSeconds = 300

/** An ID token as long as this makes an address that proxies cut off; the provider then asks the person. */
const longestHint = 6000

/** How long after sign-out the way to the provider may be taken. */
const wayMs = 5 * 60_000

export interface Leaving {
  readonly db: Database
  readonly secrets: Secrets
  readonly providers: Providers
  readonly tenant: Tenant
  readonly clock: Clock
}

/**
 * Where somebody who has just signed out ends their session at the provider too (OpenID Connect RP-Initiated Logout), by the
 * token of the session that ended. Undefined when it came from no directory, has been asked for before, or the provider
 * offers no such way or is away: they are signed out here in any case. The ID token is used once.
 */
export async function wayOut(
  { db, secrets, providers, tenant, clock }: Leaving,
  token: string,
  backTo: string,
): Promise<URL | undefined> {
  const { value: directory } = await inTenant(db, tenant, 'system', (tx) => readSetting(tx, directorySetting))
  const sealed = await inTenant(db, tenant, 'system', (tx) => takeIdToken(tx, tenant, token, clock.now()))
  if (!sealed || !directory?.on) return undefined
  const hint = openSecret(secrets, idTokenPurpose, sealed).toString('utf8')
  try {
    const { client } = await providers.find(tenant, directory, clock.now())
    if (!client.serverMetadata().end_session_endpoint) return undefined
    return oidc.buildEndSessionUrl(client, {
      post_logout_redirect_uri: backTo,
      client_id: directory.clientId,
      ...(hint.length <= longestHint && { id_token_hint: hint }),
    })
  } catch (error) {
    if (!refusedBy(error)) throw error
    return undefined
  }
}

async function takeIdToken(tx: Tx, tenant: Tenant, token: string, now: number): Promise<string | undefined> {
  const { rows } = await sql<{ id_token: string }>`
    WITH ended AS (
      SELECT d.session_id, d.id_token FROM directory_session AS d JOIN session AS s ON s.id = d.session_id
      WHERE s.token_hash = ${hashOf(token)} AND s.tenant = ${tenant.key} AND d.id_token IS NOT NULL
        AND s.end_reason = 'signed-out' AND s.ended_at > ${new Date(now - wayMs)}
      FOR UPDATE OF d
    )
    UPDATE directory_session AS d SET id_token = NULL FROM ended
    WHERE d.session_id = ended.session_id
    RETURNING ended.id_token
  `.execute(tx)
  return rows[0]?.id_token
}

/** Whether a session came from the directory: sign-out then leads on to the provider. */
export async function cameFromDirectory(tx: Tx, sessionId: string): Promise<boolean> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('directory_session')
    .select('session_id')
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  return row !== undefined
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** OpenID Connect Back-Channel Logout 1.0, section 2.4. A nonce would make an ID token pass for a logout token. */
const LogoutToken = z
  .object({
    iss: z.string(),
    jti: z.string().min(1),
    iat: z.number(),
    sub: z.string().min(1).optional(),
    sid: z.string().min(1).optional(),
    events: z.object({ [logoutEvent]: z.object({}) }),
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined)

export type LoggedOut =
  | { readonly result: 'done'; readonly sessions: number }
  /** No directory here. */
  | { readonly result: 'off' }
  /** Not a logout token of this provider for us, or received before. */
  | { readonly result: 'refused'; readonly reason: string }
  /** The provider's keys cannot be fetched: it may send the token again. */
  | { readonly result: 'away' }

/** Ends what a logout token of the provider names: the sessions of one `sid`, else all of its `sub`. */
export async function endByProvider({ db, providers, tenant, clock }: Leaving, token: string): Promise<LoggedOut> {
  const { value: directory } = await inTenant(db, tenant, 'system', (tx) => readSetting(tx, directorySetting))
  if (!directory?.on) return { result: 'off' }
  const refuse = (reason: string) => ({ result: 'refused', reason }) as const
  let claims: z.output<typeof LogoutToken>
  try {
    const { client, keys } = await providers.find(tenant, directory, clock.now())
    const { issuer, id_token_signing_alg_values_supported: offered } = client.serverMetadata()
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: directory.clientId,
      algorithms: asymmetric(offered),
      typ: 'logout+jwt',
      clockTolerance: skewSeconds,
      maxTokenAge: oldestSeconds,
    })
    const read = LogoutToken.safeParse(payload)
    if (!read.success) return refuse('claims')
    claims = read.data
  } catch (error) {
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return refuse(error.code)
    if (!refusedBy(error)) throw error
    return { result: 'away' }
  }
  return await inTenant(db, tenant, 'system', async (tx) => {
    if (!(await isFirst(tx, tenant, claims, clock.now()))) return refuse('replayed')
    const sessions = await endSessionsOf(tx, tenant, claims, clock.now())
    await record(tx, 'system', { event: 'identity.ended-by-directory', details: { sessions } })
    return { result: 'done', sessions } as const
  })
}

/** Notes a call that did not hold. `reason` is a word of ours or of the library, never one that was received. */
export async function noteBadLogout(tx: Tx, reason: string): Promise<void> {
  await recordAttempt(tx, 'unknown', 'failed', { event: 'identity.directory-logout-refused', details: { reason } })
}

/** What the provider signs with, but never `none` and never a secret that we share with it (RFC 8725). */
function asymmetric(offered: readonly string[] | undefined): string[] {
  return (offered ?? ['RS256']).filter((algorithm) => /^(RS|PS|ES)(256|384|512)$|^(EdDSA|Ed25519)$/.test(algorithm))
}

async function isFirst(
  tx: Tx,
  tenant: Tenant,
  { iss, jti }: z.output<typeof LogoutToken>,
  now: number,
): Promise<boolean> {
  const kept = await tx
    .withTables<FederationTables>()
    .insertInto('directory_logout')
    .values({
      token_hash: hashOf(JSON.stringify([tenant.key, iss, jti])),
      tenant: tenant.key,
      received_at: new Date(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 1n
}

async function endSessionsOf(
  tx: Tx,
  tenant: Tenant,
  { iss, sid, sub }: z.output<typeof LogoutToken>,
  now: number,
): Promise<number> {
  const which = sid === undefined ? sql`d.subject = ${sub}` : sql`d.sid = ${sid}`
  const both = sid !== undefined && sub !== undefined ? sql`AND d.subject = ${sub}` : sql``
  const { numAffectedRows } = await sql`
    UPDATE session AS s SET ended_at = ${new Date(now)}, end_reason = 'provider' FROM directory_session AS d
    WHERE d.session_id = s.id AND d.tenant = ${tenant.key} AND d.issuer = ${iss} AND ${which} ${both}
      AND s.ended_at IS NULL
  `.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
