/**
 * The gate on a test database, and browsers that talk to it:
 *
 *     const { member } = await testGate(test, { rooms: [room] })
 *     const coordinator = await member(['coordinator'])
 *     const page = await coordinator.get('/network/organisations')
 *     const sent = await coordinator.post('/network/organisations/new', { name: 'Amt' })
 */
import { type Clock, fixedClock } from '../../kernel/clock.ts'
import { day, dayOfInstant } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { RoleKey } from '../access/index.ts'
import { secretsFrom } from '../config/index.ts'
import { inTenant, type Tenant } from '../database/index.ts'
import type { TestDatabase } from '../database/testing.ts'
import { insertGrants, plainGrant } from '../identity/grants.ts'
import { startSession } from '../identity/sessions.ts'
import type { IdentityTables, SecondFactor } from '../identity/tables.ts'
import { createLog, createMetrics } from '../observe/index.ts'
import type { Room } from '../room.ts'
import { createGate } from './gate/gate.ts'
import type { GateApp, GateOptions } from './gate/house.ts'

export interface TestGate {
  readonly gate: GateApp
  readonly options: GateOptions
  /** Lines of the log so far. */
  readonly log: readonly string[]
  /** The clock of the gate; `set` moves it. */
  readonly clock: Clock & { set(instant: string): void }
  /** A browser that nobody has signed in with. */
  browser(tenant?: Tenant): Browser
  /** Makes a member with these roles and a browser in which they are signed in. */
  member(
    roles: readonly RoleKey[],
    details?: MemberDetails,
  ): Promise<Browser & { readonly id: Id<'user'>; readonly accountId: Id<'account'> }>
}

export interface MemberDetails {
  readonly tenant?: Tenant
  readonly name?: string
  readonly email?: string
  readonly organisationId?: Id<'organisation'>
  /** Who answers for the data they work with; the organisation itself unless told. */
  readonly controllerId?: Id<'organisation'>
  /** What the sign-in was strengthened with; a code of an app unless told. */
  readonly secondFactor?: SecondFactor | null
}

export async function testGate(
  test: Pick<TestDatabase, 'db' | 'tenant'>,
  more: Partial<GateOptions> & { readonly rooms?: readonly Room[] } = {},
): Promise<TestGate> {
  const log: string[] = []
  const clock = movableClock('2026-11-16T08:00:00Z')
  const options: GateOptions = {
    db: test.db,
    rooms: [],
    clock,
    secrets: secretsFrom('a secret that only the tests of the gate have'),
    origin: 'http://nahtlos.test',
    assets: { href: (name) => `/assets/${name}`, files: new Map() },
    log: createLog('info', { write: (line: string) => log.push(line) }),
    metrics: createMetrics(),
    ...more,
  }
  const gate = await createGate(options)
  const browser = (tenant: Tenant = test.tenant) => new Browser(gate, options.origin, tenant.key)
  return {
    gate,
    options,
    log,
    clock,
    browser,
    async member(roles, details = {}) {
      const tenant = details.tenant ?? test.tenant
      const { id, accountId, token } = await makeMember(test, tenant, roles, details, clock.now())
      const signedIn = browser(tenant)
      signedIn.cookies.set(`${options.origin.startsWith('https') ? '__Host-' : ''}nahtlos-session-${tenant.key}`, token)
      return Object.assign(signedIn, { id, accountId })
    },
  }
}

async function makeMember(
  test: Pick<TestDatabase, 'db'>,
  tenant: Tenant,
  roles: readonly RoleKey[],
  details: MemberDetails,
  now: number,
) {
  const id = newId<'user'>()
  const accountId = newId<'account'>()
  const at = new Date(now)
  const email = details.email ?? `${id}@kreis.test`
  const token = await inTenant(test.db, tenant, 'system', async (tx) => {
    const identity = tx.withTables<IdentityTables>()
    await identity
      .insertInto('account')
      .values({ id: accountId, email, demo_tenant: null, demo_role: null, created_at: at })
      .execute()
    await identity
      .insertInto('membership')
      .values({
        id,
        account_id: accountId,
        name: details.name ?? 'Testperson',
        email,
        organisation_id: details.organisationId ?? null,
        controller_id: details.controllerId ?? details.organisationId ?? null,
        invited_at: at,
        accepted_at: at,
        deactivated_at: null,
        changed_at: at,
        changed_by: null,
      })
      .execute()
    await insertGrants(
      tx,
      id,
      roles.map((role) => plainGrant(role, role === 'partner' ? dayOfInstant(now, 'UTC') : day('2020-01-01'))),
      now,
    )
    return await startSession(
      tx,
      tenant,
      accountId,
      'password',
      now,
      details.secondFactor === undefined ? 'totp' : details.secondFactor,
    )
  })
  return { id, accountId, token }
}

export interface Answered {
  readonly status: number
  readonly text: string
  readonly headers: Headers
  /** Where a 303 leads: below the tenant, for the browser to `get`. */
  readonly to: string | undefined
}

/** What a page says but for the id of the one request, which stands on every page of an error. */
export const withoutTrace = ({ text, headers }: Answered): string =>
  text.replaceAll(headers.get('x-trace-id') ?? '', '')

export interface Sending {
  /** The page whose form is sent, when it is not the address it is sent to. */
  readonly from?: string
  /** Sent instead of the token of that page; null for none. */
  readonly csrf?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

let browsers = 0
const nextAddress = () => `10.0.${(++browsers >> 8) & 255}.${browsers & 255}`

/** As much of a browser as the gate can tell: cookies, origin, no redirects followed. */
export class Browser {
  /** Network address that the gate sees; each browser has its own unless a test gives it another. */
  address = nextAddress()
  readonly cookies = new Map<string, string>()
  readonly #gate: Pick<GateApp, 'request'>
  readonly #origin: string
  readonly #tenant: string

  constructor(gate: Pick<GateApp, 'request'>, origin: string, tenant: string) {
    this.#gate = gate
    this.#origin = origin
    this.#tenant = tenant
  }

  /** An address below the tenant. */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return await this.#ask(path, { headers: { ...headers, 'sec-fetch-site': 'same-origin' } })
  }

  /** Sends a form as the page that shows it would: the token is taken from there. */
  async post(
    path: string,
    values: Readonly<Record<string, string | readonly string[]>>,
    sending: Sending = {},
  ): Promise<Answered> {
    const csrf = sending.csrf === undefined ? await this.token(sending.from ?? path) : sending.csrf
    const body = new URLSearchParams()
    if (csrf !== null) body.set('csrf', csrf)
    for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) body.append(name, one)
    return await this.#ask(path, {
      method: 'POST',
      body,
      headers: { origin: this.#origin, 'sec-fetch-site': 'same-origin', ...sending.headers },
    })
  }

  /** The token that a page puts into its forms. */
  async token(path: string): Promise<string> {
    const page = await this.get(path)
    const token = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1]
    if (!token) throw new Error(`no form at ${path} (status ${page.status}, leads to ${page.to})`)
    return token
  }

  async #ask(path: string, init: RequestInit): Promise<Answered> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie && { cookie }), ...(init.headers as Record<string, string>) }
    const answer = await this.#gate.request(
      `${this.#origin}/${this.#tenant}${path}`,
      { ...init, headers },
      { incoming: { socket: { remoteAddress: this.address } } },
    )
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    const location = answer.headers.get('location')
    return {
      status: answer.status,
      text: await answer.text(),
      headers: answer.headers,
      to: location?.startsWith(`/${this.#tenant}`) ? location.slice(this.#tenant.length + 1) : (location ?? undefined),
    }
  }

  #keep(line: string): void {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
    if (/Max-Age=0/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

function movableClock(start: string): TestGate['clock'] {
  let clock = fixedClock(start)
  return {
    now: () => clock.now(),
    today: () => clock.today(),
    set(instant) {
      clock = fixedClock(instant)
    },
  }
}
