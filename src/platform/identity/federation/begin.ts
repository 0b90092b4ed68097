import * as oidc from 'openid-client'
import { z } from 'zod'
import { type Id, newId } from '../../../kernel/ids.ts'
import { openSecret, sealSecret } from '../../config/seal.ts'
import type { Secrets } from '../../config/secrets.ts'
import { type Database, inShared, type SharedTx, sql, type Tenant, type Tx } from '../../database/index.ts'
import { hashOf, newToken } from '../tokens.ts'
import type { Directory } from './config.ts'
import type { Provider } from './provider.ts'
import type { FederationTables } from './tables.ts'

/** How long somebody may take at the provider: password, second factor, a forgotten one of both. */
const openMs = 15 * 60_000

const purpose = 'directory sign-in'

/** What only this program may know of a sign-in that is under way. */
const Kept = z.object({
  nonce: z.string(),
  verifier: z.string(),
  next: z.string().nullable(),
  /** The session of somebody who only shows again who they are. */
  sessionId: z.string().nullable(),
})

export interface Beginning {
  /** Secret of the browser's visit: only the browser that began may end it. */
  readonly visit: string
  /** Below the tenant; where to go afterwards. */
  readonly next: string | undefined
  /** For somebody who is signed in: the account that is to be linked, or that shows again that it is theirs. */
  readonly accountId: Id<'account'> | null
  /** The session that the latter is for. */
  readonly sessionId: string | null
  readonly settingVersion: number
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string
}

/**
 * Begins a sign-in: returns the address at the provider. Authorization code with PKCE (S256, RFC 7636), state and nonce;
 * all three are new for each and are used once.
 */
export async function beginSignIn(
  db: Database,
  secrets: Secrets,
  tenant: Pick<Tenant, 'key'>,
  { client }: Provider,
  directory: Directory,
  beginning: Beginning,
  now: number,
): Promise<URL> {
  const state = newToken()
  const nonce = newToken()
  const verifier = oidc.randomPKCECodeVerifier()
  const kept: z.output<typeof Kept> = {
    nonce,
    verifier,
    next: beginning.next ?? null,
    sessionId: beginning.sessionId,
  }
  await inShared(db, (tx) =>
    tx
      .withTables<FederationTables>()
      .insertInto('directory_sign_in')
      .values({
        id: newId(now),
        state_hash: hashOf(state),
        tenant: tenant.key,
        browser_hash: hashOf(beginning.visit),
        setting_version: beginning.settingVersion,
        account_id: beginning.accountId,
        sealed: sealSecret(secrets, purpose, JSON.stringify(kept)),
        created_at: new Date(now),
        expires_at: new Date(now + openMs),
        used_at: null,
      })
      .execute(),
  )
  const { acr } = directory.secondFactor
  return oidc.buildAuthorizationUrl(client, {
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: beginning.redirectUri,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(acr.length > 0 && { acr_values: acr.join(' ') }),
    // Whoever is signed in proves anew who they are: a session left open at the provider is not enough.
    ...(beginning.accountId && { prompt: 'login', max_age: '0' }),
  })
}

/** A sign-in that was begun here, by this browser, and comes back for the first time. */
export interface Begun extends z.output<typeof Kept> {
  readonly settingVersion: number
  readonly accountId: Id<'account'> | null
}

/**
 * Takes the sign-in that a state belongs to. Undefined when there is none: never begun, begun by another browser or in
 * another district, too long ago, or taken before. Taking and finding are one statement, so two at once get it once.
 */
export async function takeSignIn(
  db: Database,
  secrets: Secrets,
  tenant: Pick<Tenant, 'key'>,
  state: string,
  visit: string,
  now: number,
): Promise<Begun | undefined> {
  const taken = await inShared(db, (tx) =>
    tx
      .withTables<FederationTables>()
      .updateTable('directory_sign_in')
      .set({ used_at: new Date(now) })
      .where('state_hash', '=', hashOf(state))
      .where('tenant', '=', tenant.key)
      .where('browser_hash', '=', hashOf(visit))
      .where('used_at', 'is', null)
      .where('expires_at', '>', new Date(now))
      .returning(['setting_version', 'account_id', 'sealed'])
      .executeTakeFirst(),
  )
  if (!taken) return undefined
  const kept = Kept.parse(JSON.parse(openSecret(secrets, purpose, taken.sealed).toString('utf8')))
  return { ...kept, settingVersion: taken.setting_version, accountId: taken.account_id }
}

/** Removes what was begun and is over, and logout tokens that no provider would send again. */
export async function removeSpentSignIns(tx: Tx | SharedTx, now: number): Promise<void> {
  const yesterday = new Date(now - 86_400_000)
  await sql`DELETE FROM directory_sign_in WHERE expires_at < ${yesterday}`.execute(tx)
  await sql`DELETE FROM directory_logout WHERE received_at < ${yesterday}`.execute(tx)
}
