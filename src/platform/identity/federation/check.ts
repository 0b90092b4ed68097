import * as oidc from 'openid-client'
import type { Tenant } from '../../database/index.ts'
import type { Directory } from './config.ts'
import type { Provider, Providers } from './provider.ts'
import { refusedBy } from './refusal.ts'

/** One thing that was looked at. The sentences stand below `identity.directory.check.<key>.<code>`. */
export interface CheckLine {
  readonly key: 'discovery' | 'keys' | 'client' | 'pkce' | 'issuer-named' | 'groups' | 'sign-out' | 'back-channel'
  /** `attention`: works, with less. `wrong`: nobody can sign in. */
  readonly state: 'fine' | 'attention' | 'wrong'
  readonly code: string
  readonly values?: Readonly<Record<string, string>>
}

/**
 * Asks the provider now what it is and whether it takes our client. The secret is tried with a code that cannot exist: who
 * answers `invalid_grant` has accepted the client, who does not know the secret says `invalid_client` (RFC 6749 5.2).
 */
export async function checkDirectory(
  providers: Providers,
  tenant: Tenant,
  directory: Directory,
  redirectUri: string,
): Promise<readonly CheckLine[]> {
  let provider: Provider
  try {
    provider = await providers.discover(tenant, directory)
  } catch (error) {
    return [{ key: 'discovery', state: 'wrong', ...whyNot(error) }]
  }
  const server = provider.client.serverMetadata()
  return [
    { key: 'discovery', state: 'fine', code: 'found', values: { issuer: server.issuer } },
    await keysLine(provider),
    await clientLine(provider, redirectUri),
    server.supportsPKCE()
      ? { key: 'pkce', state: 'fine', code: 'named' }
      : { key: 'pkce', state: 'attention', code: 'not-named' },
    server.authorization_response_iss_parameter_supported
      ? { key: 'issuer-named', state: 'fine', code: 'named' }
      : { key: 'issuer-named', state: 'attention', code: 'not-named' },
    directory.mappings.length > 0
      ? { key: 'groups', state: 'fine', code: 'mapped', values: { count: String(directory.mappings.length) } }
      : { key: 'groups', state: 'wrong', code: 'none' },
    server.end_session_endpoint
      ? { key: 'sign-out', state: 'fine', code: 'offered' }
      : { key: 'sign-out', state: 'attention', code: 'not-offered' },
    backChannelLine(server),
  ]
}

function whyNot(error: unknown): { code: string; values?: Readonly<Record<string, string>> } {
  const refused = refusedBy(error)
  if (!refused) throw error
  const { reason } = refused
  const known = ['not-https', 'private-address', 'away', 'too-slow', 'too-large', 'secret-unreadable']
  if (known.includes(reason)) return { code: reason }
  if (reason === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return { code: 'other-issuer' }
  if (/_endpoint$|^jwks_uri$/.test(reason)) return { code: 'incomplete', values: { name: reason } }
  return { code: 'no-provider' }
}

async function keysLine({ keys }: Provider): Promise<CheckLine> {
  try {
    // A key id that no provider has: asking for it fetches the keys.
    await keys({ alg: 'RS256', kid: 'nahtlos-check' }, { payload: '', signature: '' })
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code !== 'ERR_JWKS_NO_MATCHING_KEY') return { key: 'keys', state: 'wrong', code: 'unreadable' }
  }
  return { key: 'keys', state: 'fine', code: 'readable' }
}

async function clientLine({ client }: Provider, redirectUri: string): Promise<CheckLine> {
  try {
    await oidc.genericGrantRequest(client, 'authorization_code', {
      code: 'nahtlos-check',
      redirect_uri: redirectUri,
      code_verifier: oidc.randomPKCECodeVerifier(),
    })
  } catch (error) {
    if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant')
      return { key: 'client', state: 'fine', code: 'taken' }
    const refused = refusedBy(error)
    if (!refused) throw error
    if (refused.refusal === 'client-refused') return { key: 'client', state: 'wrong', code: 'refused' }
  }
  return { key: 'client', state: 'attention', code: 'unclear' }
}

function backChannelLine(server: oidc.ServerMetadata): CheckLine {
  const { backchannel_logout_supported: offered, backchannel_logout_session_supported: bySession } = server as {
    backchannel_logout_supported?: unknown
    backchannel_logout_session_supported?: unknown
  }
  if (offered !== true) return { key: 'back-channel', state: 'attention', code: 'not-offered' }
  return { key: 'back-channel', state: 'fine', code: bySession === true ? 'by-session' : 'by-person' }
}
