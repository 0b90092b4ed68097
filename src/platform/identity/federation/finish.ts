import * as oidc from 'openid-client'
import type { Clock } from '../../../kernel/clock.ts'
import type { Id } from '../../../kernel/ids.ts'
import { record, recordAttempt } from '../../audit/index.ts'
import { sealSecret } from '../../config/seal.ts'
import type { Secrets } from '../../config/secrets.ts'
import { type Database, inTenant, type Tenant, type Tx } from '../../database/index.ts'
import { readSetting } from '../../settings/index.ts'
import { proveAgain } from '../factors/session.ts'
import type { SignInStep } from '../factors/step.ts'
import { currentActor, startSession } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { hashOf } from '../tokens.ts'
import { type Begun, takeSignIn } from './begin.ts'
import { type Claims, groupsIn, hasSecondFactor, personIn, rolesFor } from './claims.ts'
import { type Directory, directorySetting } from './config.ts'
import { type Arrived, admit, type Doing, type Identity, isLinkOf, linkOwn } from './people.ts'
import type { Provider, Providers } from './provider.ts'
import { type Refused, refusedBy } from './refusal.ts'
import type { FederationTables } from './tables.ts'

/** Where the seal of a session's ID token is opened again: at sign-out. */
export const idTokenPurpose = 'id token of a directory session'

export interface Returning {
  readonly db: Database
  readonly secrets: Secrets
  readonly providers: Providers
  readonly tenant: Tenant
  readonly clock: Clock
  /** Secret of the browser's visit. */
  readonly visit: string
  /** The address the provider sent the browser back to, with what it put there. */
  readonly back: URL
}

export type Finish =
  /** `step`: what the platform itself still asks for. */
  | { readonly result: 'in'; readonly session: string; readonly step: SignInStep; readonly next: string | undefined }
  /** The account of somebody who was signed in already is linked now. */
  | { readonly result: 'linked' }
  /** Somebody has shown again who they are; their session has a new token. */
  | { readonly result: 'proven'; readonly session: string; readonly next: string | undefined }
  | ({ readonly result: 'refused' } & Refused)

/** The end of a sign-in: what the provider sent is checked by the library, then the person is admitted by our rules. */
export async function finishSignIn(returning: Returning): Promise<Finish> {
  const { db, tenant, clock } = returning
  const state = returning.back.searchParams.get('state')
  const begun = state && (await takeSignIn(db, returning.secrets, tenant, state, returning.visit, clock.now()))
  if (!state || !begun) return await refuse(returning, { refusal: 'expired', reason: 'state' })
  const { value: directory, version } = await inTenant(db, tenant, 'system', (tx) => readSetting(tx, directorySetting))
  if (!directory?.on) return await refuse(returning, { refusal: 'off', reason: 'off' })
  // Begun under another setting, perhaps at another provider: its answer must not be taken for that of this one.
  if (version !== begun.settingVersion)
    return await refuse(returning, { refusal: 'expired', reason: 'setting-changed' })
  try {
    const provider = await returning.providers.find(tenant, directory, clock.now())
    const answer = await ask(provider, directory, returning.back, {
      expectedState: state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
      ...(begun.accountId && { maxAge: 0 }),
    })
    const done = await takeAnswer(returning, directory, begun, answer)
    return done.result === 'refused' ? await refuse(returning, done) : done
  } catch (error) {
    const refused = refusedBy(error)
    if (!refused) throw error
    return await refuse(returning, refused)
  }
}

async function takeAnswer(returning: Returning, directory: Directory, begun: Begun, answer: ProviderAnswer) {
  const { accountId, sessionId } = begun
  const next = begun.next ?? undefined
  if (accountId && sessionId) return await prove(returning, accountId, sessionId, answer, next)
  return accountId ? await linkAccount(returning, accountId, answer) : await letIn(returning, directory, answer, next)
}

interface ProviderAnswer extends Identity {
  readonly claims: Claims
  readonly idToken: string
  readonly sid: string | null
}

async function ask(
  { client }: Provider,
  directory: Directory,
  back: URL,
  checks: oidc.AuthorizationCodeGrantChecks,
): Promise<ProviderAnswer> {
  const tokens = await oidc.authorizationCodeGrant(client, back, checks)
  const token = tokens.claims() as oidc.IDToken
  let claims: Claims = token
  // Keycloak's mappers may put the groups into UserInfo only.
  if (groupsIn(token, directory.groupsClaim) === undefined && client.serverMetadata().userinfo_endpoint) {
    claims = { ...(await oidc.fetchUserInfo(client, tokens.access_token, token.sub)), ...token }
  }
  return {
    claims,
    idToken: tokens.id_token as string,
    issuer: token.iss,
    subject: token.sub,
    sid: typeof token['sid'] === 'string' ? token['sid'] : null,
  }
}

async function letIn(
  { db, secrets, tenant, clock }: Returning,
  directory: Directory,
  answer: ProviderAnswer,
  next: string | undefined,
): Promise<Finish> {
  const groups = groupsIn(answer.claims, directory.groupsClaim)
  if (!groups) return { result: 'refused', refusal: 'groups-missing', reason: 'groups-missing' }
  return await inTenant(db, tenant, 'system', async (tx) => {
    const doing = { tx, tenant, clock }
    const person = personIn(answer.claims)
    const mapped = rolesFor(groups, directory.mappings)
    const arrived = await admit(doing, { ...answer, person, mapped }, directory.newPeopleJoin)
    if (typeof arrived === 'string') return { result: 'refused', refusal: arrived, reason: arrived } as const
    const session = await openSession(doing, secrets, directory, answer, arrived)
    const step = (await currentActor(tx, tenant, session, clock.now(), clock.today()))?.step ?? 'open'
    return { result: 'in', session, step, next } as const
  })
}

async function openSession(
  { tx, tenant, clock }: Doing,
  secrets: Secrets,
  directory: Directory,
  answer: ProviderAnswer,
  { accountId, userId }: Arrived,
): Promise<string> {
  const now = clock.now()
  const strong = hasSecondFactor(answer.claims, directory.secondFactor)
  const token = await startSession(tx, tenant, accountId, 'oidc', now, strong ? 'provider' : null)
  const { id } = await tx
    .withTables<IdentityTables>()
    .selectFrom('session')
    .select('id')
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirstOrThrow()
  await tx
    .withTables<FederationTables>()
    .insertInto('directory_session')
    .values({
      session_id: id,
      tenant: tenant.key,
      issuer: answer.issuer,
      subject: answer.subject,
      sid: answer.sid,
      id_token: sealSecret(secrets, idTokenPurpose, answer.idToken),
      created_at: new Date(now),
    })
    .execute()
  await record(
    tx,
    { userId, controllerId: null },
    { event: 'identity.signed-in', subject: userId, details: { method: 'oidc', secondFactor: strong } },
  )
  return token
}

async function linkAccount(
  { db, tenant, clock }: Returning,
  accountId: Id<'account'>,
  identity: ProviderAnswer,
): Promise<Finish> {
  const linked = await inTenant(db, tenant, 'system', (tx) => linkOwn({ tx, tenant, clock }, accountId, identity))
  return linked ? { result: 'linked' } : { result: 'refused', refusal: 'linked-elsewhere', reason: 'linked-elsewhere' }
}

async function prove(
  { db, tenant, clock }: Returning,
  accountId: Id<'account'>,
  sessionId: string,
  answer: ProviderAnswer,
  next: string | undefined,
): Promise<Finish> {
  return await inTenant(db, tenant, 'system', async (tx) => {
    // Another person at the same browser is not the one whose session it is.
    if (!(await isLinkOf(tx, tenant, accountId, answer)))
      return { result: 'refused', refusal: 'linked-elsewhere', reason: 'somebody-else' } as const
    return { result: 'proven', session: await proveAgain(tx, sessionId, clock.now()), next } as const
  })
}

async function refuse({ db, tenant }: Returning, { refusal, reason }: Refused): Promise<Finish> {
  await inTenant(db, tenant, 'system', (tx) => noteRefusal(tx, { refusal, reason }))
  return { result: 'refused', refusal, reason }
}

/** Nobody is named: who it was is not known, or must not be taken from an answer that was refused. */
export async function noteRefusal(tx: Tx, { refusal, reason }: Refused): Promise<void> {
  await recordAttempt(tx, 'unknown', 'failed', { event: 'identity.directory-refused', details: { refusal, reason } })
}
