import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Tx } from '../../database/index.ts'
import type { IdentityTables } from '../tables.ts'
import { newToken } from '../tokens.ts'
import { openChallenge, type PasskeySite, sealChallenge, spendChallenge } from './challenge.ts'

/**
 * Passkeys (WebAuthn level 3). A device that asks for a finger, a face or a PIN holds the key, so a passkey alone is both
 * factors; user verification is always required. The key belongs to one host: that of the tenant's origin.
 */

/** ES256, EdDSA and RS256, by their numbers in COSE: what devices in use can do. */
const algorithms = [-7, -8, -257] as const

/** What goes into the page: for the browser, and sealed for the way back. */
export interface Asked<Options> {
  readonly options: Options
  readonly sealed: string
}

/** Browsers know passkeys for names only: on an address of numbers none can be made. */
export function passkeysPossible(origin: string): boolean {
  const { hostname } = new URL(origin)
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0
}

const hostOf = (origin: string): string => new URL(origin).hostname

/** Asks for a new passkey of an account. Those it has here are named, so that no device gets two. */
export async function askForNewPasskey(
  tx: Tx,
  site: PasskeySite,
  account: { readonly id: Id<'account'>; readonly email: string; readonly name: string },
  title: string,
  now: number,
): Promise<Asked<PublicKeyCredentialCreationOptionsJSON>> {
  const challenge = newToken()
  const options = await generateRegistrationOptions({
    rpName: title,
    rpID: hostOf(site.origin),
    userName: account.email,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: await passkeysHere(tx, site, account.id),
    supportedAlgorithmIDs: [...algorithms],
  })
  return { options, sealed: sealChallenge(site, { challenge, doing: 'register', accountId: account.id }, now) }
}

/** Asks for a passkey: of one account, or of whoever has one here. */
export async function askForPasskey(
  tx: Tx,
  site: PasskeySite,
  accountId: Id<'account'> | null,
  now: number,
): Promise<Asked<PublicKeyCredentialRequestOptionsJSON>> {
  const challenge = newToken()
  const options = await generateAuthenticationOptions({
    rpID: hostOf(site.origin),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
    ...(accountId && { allowCredentials: await passkeysHere(tx, site, accountId) }),
  })
  return { options, sealed: sealChallenge(site, { challenge, doing: 'sign-in', accountId }, now) }
}

/** What a browser sent back: the answer of the device as JSON, and what the page had sealed. */
export interface Answered {
  readonly response: string
  readonly sealed: string
}

/** Keeps the passkey that a device has made. False when the answer is none to what was asked, or was given before. */
export async function keepPasskey(
  tx: Tx,
  site: PasskeySite,
  accountId: Id<'account'>,
  name: string,
  answered: Answered,
  now: number,
): Promise<boolean> {
  const asked = openChallenge(site, answered.sealed, 'register', now)
  const response = read(answered.response)
  if (!asked || asked.accountId !== accountId || !response) return false
  const verified = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: site.origin,
    expectedRPID: hostOf(site.origin),
    requireUserVerification: true,
    supportedAlgorithmIDs: [...algorithms],
  }).catch(refused)
  if (!verified?.verified || !(await spendChallenge(tx, asked))) return false
  const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo
  const kept = await tx
    .withTables<IdentityTables>()
    .insertInto('credential')
    .values({
      id: newId(now),
      account_id: accountId,
      kind: 'passkey',
      name,
      passkey_id: credential.id,
      rp_id: hostOf(site.origin),
      sign_count: credential.counter,
      secret: Buffer.from(credential.publicKey).toString('base64url'),
      details: JSON.stringify({
        transports: credential.transports ?? [],
        device: credentialDeviceType,
        backedUp: credentialBackedUp,
      }),
      created_at: new Date(now),
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 1n
}

/** Whose passkey answered, undefined when the answer is none to what was asked. Takes each answer once. */
export async function takePasskey(
  tx: Tx,
  site: PasskeySite,
  answered: Answered,
  now: number,
): Promise<Id<'account'> | undefined> {
  const asked = openChallenge(site, answered.sealed, 'sign-in', now)
  const response = read(answered.response)
  if (!asked || typeof response?.id !== 'string') return undefined
  const tables = tx.withTables<IdentityTables>()
  const row = await tables
    .selectFrom('credential')
    .select(['id', 'account_id', 'passkey_id', 'secret', 'sign_count'])
    .where('passkey_id', '=', response.id)
    .where('kind', '=', 'passkey')
    .where('rp_id', '=', hostOf(site.origin))
    .executeTakeFirst()
  if (!row?.passkey_id || (asked.accountId !== null && asked.accountId !== row.account_id)) return undefined
  const verified = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: site.origin,
    expectedRPID: hostOf(site.origin),
    requireUserVerification: true,
    credential: {
      id: row.passkey_id,
      publicKey: new Uint8Array(Buffer.from(row.secret, 'base64url')),
      counter: Number(row.sign_count ?? 0),
    },
  }).catch(refused)
  if (!verified?.verified || !(await spendChallenge(tx, asked))) return undefined
  await tables
    .updateTable('credential')
    .set({ sign_count: verified.authenticationInfo.newCounter, last_used_at: new Date(now) })
    .where('id', '=', row.id)
    .execute()
  return row.account_id
}

/** The library throws for whatever does not fit; which it was helps nobody but an attacker. */
const refused = () => undefined

async function passkeysHere(tx: Tx, site: PasskeySite, accountId: Id<'account'>): Promise<{ id: string }[]> {
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('credential')
    .select('passkey_id')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'passkey')
    .where('rp_id', '=', hostOf(site.origin))
    .limit(50)
    .execute()
  return rows.flatMap(({ passkey_id }) => (passkey_id ? [{ id: passkey_id }] : []))
}

/** What came as JSON, as far as it is an object; the library checks the rest. */
function read(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined // not what our script sends
  }
}
