import { createHash } from 'node:crypto'
import { createRemoteJWKSet, type JWTVerifyGetKey, customFetch as joseFetch } from 'jose'
import * as oidc from 'openid-client'
import type { Secrets } from '../../config/secrets.ts'
import type { Tenant } from '../../database/index.ts'
import { fetchWithin, type Reach } from '../../outbound/index.ts'
import { type Directory, openClientSecret } from './config.ts'

/** A provider as its discovery document describes it, ready to be asked. */
export interface Provider {
  readonly client: oidc.Configuration
  /** Its keys, for tokens that it sends by itself; fetched when needed and kept. */
  readonly keys: JWTVerifyGetKey
}

/** The client secret was sealed with another installation's secret. */
export class SecretUnreadable extends Error {
  override name = 'SecretUnreadable'
}

/** The discovery document lacks an address that is needed, or has one that leads nowhere safe. The message names it. */
export class ProviderIncomplete extends Error {
  override name = 'ProviderIncomplete'
}

/** How long a discovery document holds. Its keys are asked for again by the libraries when an unknown one appears. */
const heldMs = 60 * 60_000

/** Clocks of two houses differ; tokens may be this much too early or too late. */
export const skewSeconds = 30

/** Finds providers by discovery, for all tenants of one program, and keeps what it found for an hour. */
export class Providers {
  readonly #secrets: Secrets
  readonly #reach: Reach
  readonly #held = new Map<string, { readonly until: number; readonly provider: Promise<Provider> }>()

  constructor(secrets: Secrets, reach: Reach) {
    this.#secrets = secrets
    this.#reach = reach
  }

  /** Throws OutboundFailure, SecretUnreadable, or the library's errors when the document is not that of a provider. */
  async find(tenant: Pick<Tenant, 'key'>, directory: Directory, now: number): Promise<Provider> {
    const key = keyOf(tenant, directory)
    const held = this.#held.get(key)
    if (held && held.until > now) return await held.provider
    const provider = this.discover(tenant, directory)
    this.#held.set(key, { until: now + heldMs, provider })
    // What failed is not kept: the next one who signs in asks again.
    provider.catch(() => this.#held.delete(key))
    if (this.#held.size > 1000) this.#held.delete(this.#held.keys().next().value as string)
    return await provider
  }

  /** As find, but asks the provider now. */
  async discover(tenant: Pick<Tenant, 'key'>, directory: Directory): Promise<Provider> {
    const secret = this.#open(tenant, directory)
    const fetch: oidc.CustomFetch = (url, options) => fetchWithin(this.#reach, url, options)
    const found = await oidc.discovery(new URL(directory.issuer), directory.clientId, undefined, oidc.None(), {
      [oidc.customFetch]: fetch,
      execute: this.#reach.loopback ? [oidc.allowInsecureRequests] : [],
    })
    const metadata = found.serverMetadata()
    const missing = missingIn(metadata, this.#reach)
    if (missing) throw new ProviderIncomplete(missing)
    const client = new oidc.Configuration(
      metadata,
      directory.clientId,
      { client_secret: secret, [oidc.clockTolerance]: skewSeconds },
      authenticationFor(metadata, secret),
    )
    client[oidc.customFetch] = fetch
    if (this.#reach.loopback) oidc.allowInsecureRequests(client)
    // The signature of the ID token is checked although it comes straight from the provider: one lock more.
    oidc.enableNonRepudiationChecks(client)
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri as string), {
      [joseFetch]: (url, options) => fetchWithin(this.#reach, url, { ...options, headers: headersOf(options.headers) }),
    })
    return { client, keys }
  }

  #open(tenant: Pick<Tenant, 'key'>, { clientSecret }: Directory): string {
    try {
      return openClientSecret(this.#secrets, tenant, clientSecret)
    } catch (error) {
      throw new SecretUnreadable('the client secret cannot be opened', { cause: error })
    }
  }
}

/** Everything that discovery depends on; a change of the setting finds anew. */
function keyOf(tenant: Pick<Tenant, 'key'>, { issuer, clientId, clientSecret }: Directory): string {
  return createHash('sha256')
    .update(JSON.stringify([tenant.key, issuer, clientId, clientSecret]))
    .digest('base64')
}

/** Basic, which RFC 6749 has every server take, unless the provider names others only. */
function authenticationFor(metadata: oidc.ServerMetadata, secret: string): oidc.ClientAuth {
  const taken = metadata.token_endpoint_auth_methods_supported
  const basic = taken === undefined || taken.includes('client_secret_basic')
  return basic ? oidc.ClientSecretBasic(secret) : oidc.ClientSecretPost(secret)
}

function headersOf(headers: ConstructorParameters<typeof Headers>[0]): Record<string, string> {
  return Object.fromEntries(new Headers(headers))
}

const needed = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const
const wanted = ['userinfo_endpoint', 'end_session_endpoint'] as const

/** The name of the first address that is missing or no https. Browsers are sent to two of them, so no other scheme may pass. */
function missingIn(metadata: oidc.ServerMetadata, reach: Reach): string | undefined {
  const wrong = (name: (typeof needed | typeof wanted)[number], optional: boolean) => {
    const address = metadata[name]
    if (address === undefined) return !optional
    if (!URL.canParse(address)) return true
    const { protocol } = new URL(address)
    return protocol !== 'https:' && !(protocol === 'http:' && reach.loopback)
  }
  return needed.find((name) => wrong(name, false)) ?? wanted.find((name) => wrong(name, true))
}
