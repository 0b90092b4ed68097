/**
 * A real OpenID provider in this process, on a port of this machine, that behaves as Keycloak does: groups as paths, realm
 * roles nested, `sid`, RP-initiated and back-channel logout. Its sign-in page asks nobody: who signs in is what the test says.
 */
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { importJWK, type JWTPayload, SignJWT } from 'jose'
import Provider from 'oidc-provider'

export interface DirectoryPerson {
  readonly sub: string
  readonly email?: string
  readonly emailVerified?: boolean
  readonly name?: string
  readonly groups?: readonly string[]
  readonly realmRoles?: readonly string[]
  readonly amr?: readonly string[]
  readonly acr?: string
}

export const clientId = 'nahtlos'
export const clientSecret = 'what only provider and platform know'

export interface TestProvider {
  readonly issuer: string
  /** Who sits before the browser from now on; null: nobody, who cancels. */
  person: DirectoryPerson | null
  /** What happens to the provider: it breaks every connection, sends a page instead of JSON, or calls itself another. */
  mood: 'well' | 'away' | 'garbage' | 'impostor'
  /** Puts these claims over those of the next ID tokens, signed with the provider's own key. */
  forge: JWTPayload | undefined
  /** Signs forged tokens; the provider's own key unless told. */
  forgeWith: ((claims: JWTPayload) => Promise<string>) | undefined
  /** Every request it was sent, by path. */
  readonly asked: string[]
  /** What a browser does there: follows redirects with its own cookies until one leads back, and sends the forms it is shown. */
  browse(address: string, cookies?: Map<string, string>): Promise<string>
  /** Signs with the provider's own key. */
  sign(claims: JWTPayload, typ?: string): Promise<string>
  close(): Promise<void>
}

/** `platform` is its origin; `deliver` takes what the provider sends to it by itself. */
export async function startProvider(
  platform: { readonly origin: string; readonly tenants: readonly string[] },
  deliver: (address: string, init: RequestInit) => Promise<Response>,
): Promise<TestProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }
  const people = new Map<string, DirectoryPerson>()
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const at = (path: string) =>
    platform.tenants.map((tenant) => `${platform.origin}/${tenant}/sign-in/directory/${path}`)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: at('back'),
        post_logout_redirect_uris: at('out'),
        response_types: ['code'],
        grant_types: ['authorization_code'],
        backchannel_logout_uri: at('logout')[0] as string,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [jwk as never] },
    cookies: { keys: ['only for tests'] },
    claims: {
      openid: ['sub', 'groups', 'realm_access', 'sid', 'acr', 'amr', 'auth_time'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    conformIdTokenClaims: false,
    acrValues: ['silver', 'gold'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 60, Session: 600, Grant: 600 },
    fetch: (address, init) => deliver(String(address), init ?? {}),
    findAccount: (_context, id) => ({ accountId: id, claims: () => claimsOf(people.get(id) ?? { sub: id }) as never }),
    // Everybody has agreed already, as with a client of the own house.
    loadExistingGrant: async (context) => {
      const { provider: ours, client, session } = context.oidc
      const grant = new ours.Grant({ clientId: client?.clientId as string, accountId: session?.accountId as string })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  provider.proxy = false
  const callback = provider.callback()

  const key = await importJWK(jwk, 'RS256')
  const sign = (claims: JWTPayload, typ?: string) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test', ...(typ && { typ }) }).sign(key)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] as string
    test.asked.push(path)
    if (test.mood === 'away') return void request.socket.destroy()
    if (test.mood === 'garbage') return void response.end('<html>Wartung</html>')
    if (test.mood === 'impostor' && path.startsWith('/.well-known/')) {
      response.setHeader('content-type', 'application/json')
      return void response.end(JSON.stringify({ issuer: 'https://sso.another.example' }))
    }
    if (path === '/token' && test.forge) {
      response.setHeader('content-type', 'application/json')
      const id_token = await (test.forgeWith ?? sign)(test.forge)
      return void response.end(JSON.stringify({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token }))
    }
    if (!path.startsWith('/interaction/')) return void callback(request, response)
    const { person } = test
    if (person) people.set(person.sub, person)
    const result = person
      ? { login: { accountId: person.sub, amr: [...(person.amr ?? ['pwd'])], ...(person.acr && { acr: person.acr }) } }
      : { error: 'access_denied', error_description: '<b>Grund des Anbieters</b>' }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }

  const test: TestProvider = {
    issuer,
    person: null,
    mood: 'well',
    forge: undefined,
    forgeWith: undefined,
    asked: [],
    sign,
    async browse(address, cookies = new Map()) {
      let next: { address: string; body?: URLSearchParams } = { address }
      for (let steps = 0; steps < 20; steps++) {
        if (next.address.startsWith(platform.origin)) return next.address
        const answer = await fetch(next.address, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
          ...(next.body && { method: 'POST', body: next.body }),
        })
        for (const line of answer.headers.getSetCookie()) {
          const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
          cookies.set(name, value)
        }
        const location = answer.headers.get('location')
        const text = await answer.text()
        const form = /action="([^"]+)"[\s\S]*name="xsrf" value="([^"]+)"/.exec(text)
        if (location) next = { address: new URL(location, next.address).href }
        else if (form)
          next = { address: form[1] as string, body: new URLSearchParams({ xsrf: form[2] as string, logout: 'yes' }) }
        else throw new Error(`the provider answered ${answer.status}: ${text.slice(0, 300)}`)
      }
      throw new Error('the provider leads in a circle')
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return test
}

function claimsOf({ sub, email, emailVerified = true, name, groups, realmRoles, acr, amr }: DirectoryPerson) {
  return {
    sub,
    ...(email !== undefined && { email, email_verified: emailVerified }),
    ...(name !== undefined && { name }),
    ...(groups && { groups }),
    ...(realmRoles && { realm_access: { roles: realmRoles } }),
    ...(acr && { acr }),
    ...(amr && { amr }),
  }
}
