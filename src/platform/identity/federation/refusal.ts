import * as oidc from 'openid-client'
import { OutboundFailure } from '../../outbound/index.ts'
import { ProviderIncomplete, SecretUnreadable } from './provider.ts'
import type { Joining } from './rules.ts'

/** Why nobody was signed in. The sentences stand below `identity.directory.refused`. */
export type Refusal =
  | Exclude<Joining, 'link' | 'join'>
  /** The district has no directory, or has switched it off. */
  | 'off'
  /** Too late, used before, begun elsewhere. */
  | 'expired'
  /** The person or the provider said no. */
  | 'denied'
  | 'provider-away'
  /** The provider does not take the client: secret, id or redirect address. */
  | 'client-refused'
  /** A token that is not for us, or not what was asked for. */
  | 'answer-invalid'
  /** No group claim at all. */
  | 'groups-missing'
  /** No group of the table. */
  | 'no-group'
  | 'access-ended'
  /** Somebody else's account is linked with this person of the directory. */
  | 'linked-elsewhere'

/** Why, and for the audit what the library calls it: a code of its own, never a word that was received. */
export interface Refused {
  readonly refusal: Refusal
  readonly reason: string
}

/** What an error of the library, of the way to the provider or of its answer means. Undefined for a mistake of the program. */
export function refusedBy(error: unknown): Refused | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const refused = ofOne(cause)
    if (refused) return refused
  }
  return error instanceof oidc.ClientError ? { refusal: 'answer-invalid', reason: 'unexplained' } : undefined
}

function ofOne(error: Error): Refused | undefined {
  if (error instanceof OutboundFailure) return { refusal: 'provider-away', reason: error.code }
  if (error instanceof ProviderIncomplete) return { refusal: 'provider-away', reason: error.message }
  if (error instanceof SecretUnreadable) return { refusal: 'client-refused', reason: 'secret-unreadable' }
  if (error instanceof oidc.AuthorizationResponseError) return ofAuthorization(error.error)
  if (error instanceof oidc.ResponseBodyError) return ofToken(error.error)
  if (error instanceof oidc.WWWAuthenticateChallengeError) return { refusal: 'client-refused', reason: 'challenge' }
  if (!(error instanceof oidc.ClientError)) return undefined
  // A page of an error instead of JSON, a status that no provider gives: it is there, and not well.
  const unwell = error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || error.code === 'OAUTH_RESPONSE_IS_NOT_JSON'
  if (error.code === undefined || error.code === 'OAUTH_TIMEOUT') return undefined
  return { refusal: unwell ? 'provider-away' : 'answer-invalid', reason: error.code }
}

/** RFC 6749 4.1.2.1 and OpenID Connect Core 3.1.2.6. */
function ofAuthorization(code: string): Refused {
  if (['server_error', 'temporarily_unavailable'].includes(code)) return { refusal: 'provider-away', reason: code }
  if (['unauthorized_client', 'invalid_scope', 'invalid_request'].includes(code))
    return { refusal: 'client-refused', reason: code }
  return { refusal: 'denied', reason: /^[a-z_]{1,40}$/.test(code) ? code : 'other' }
}

/** RFC 6749 5.2. */
function ofToken(code: string): Refused {
  if (code === 'invalid_grant') return { refusal: 'expired', reason: code }
  if (['server_error', 'temporarily_unavailable'].includes(code)) return { refusal: 'provider-away', reason: code }
  return { refusal: 'client-refused', reason: /^[a-z_]{1,40}$/.test(code) ? code : 'other' }
}
