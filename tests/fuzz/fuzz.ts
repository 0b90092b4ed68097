/** Fires generated requests at every route of the app, as somebody who may do everything, and says which broke it. */
import type { ZodType } from 'zod'
import { rooms } from '../../src/app.ts'
import { type Random, seeded } from '../../src/kernel/random.ts'
import { roleKeys } from '../../src/platform/access/index.ts'
import { type Database, getTenant } from '../../src/platform/database/index.ts'
import { readForm, UnreadableBody } from '../../src/platform/http/body.ts'
import { platformParts } from '../../src/platform/http/gate/own.ts'
import { type ListedRoute, listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { issuesOf } from '../../src/platform/http/issues.ts'
import type { AnyOpenRoute } from '../../src/platform/http/open.ts'
import { isForAll, type Route } from '../../src/platform/http/routes.ts'
import { inventedAddress } from '../../src/platform/http/testing/trial.ts'
import { type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { addressWith, type Keys, keysOf } from '../access/records.ts'
import { fieldsOf, queryNamesOf } from './forms.ts'
import { heard, toldApart } from './reads.ts'
import { type FuzzRequest, oddGet, oddPost, type Target } from './requests.ts'

export interface FuzzOptions {
  readonly seed: string
  /** Requests for each route. */
  readonly perRoute: number
  /** The room or the part of the platform whose routes are tried. */
  readonly part: string
}

export interface FuzzReport {
  readonly routes: number
  /** Generated for these routes. */
  readonly requests: number
  /** Of those, sent through the whole gate. The others: forms that their schema refused, queries that nothing asked for. */
  readonly sent: number
  /** Requests by status. */
  readonly statuses: Readonly<Record<number, number>>
  /** What broke: method, route, status and the request, short. */
  readonly broken: readonly string[]
}

/** Of the forms that a route's schema refuses, so many go through the whole gate: each for another reason. */
const refusedSent = 8

/** Rooms and parts of the platform that have routes. */
export const parts = (): readonly string[] => [...new Set(listRoutes(rooms).map(({ room }) => room))]

/** Requests under way at the same time; they are about the same records. */
const atOnce = 4

/** Files that take long to make are made from records that are there only so often. */
const realFiles = 6

/**
 * Generates requests for every route and sends them. A form that its schema refuses is shown again, whatever the values
 * were: of those only some go through the whole gate, which takes a hundred times as long as reading and judging them. Of
 * requests that differ in what the route does not ask for, one goes.
 */
export async function fuzz(db: Database, options: FuzzOptions): Promise<FuzzReport> {
  const tenant = await getTenant(db, 'auental')
  const keys = (await keysOf(db, tenant, await getTenant(db, 'warendorf'))).looked
  // What waits for somebody is counted for the frame of every page and does not depend on what is asked.
  const quiet = rooms.map(({ inbox: _inbox, inboxCount: _count, ...room }) => room)
  const house = await testGate({ db, tenant }, { rooms: quiet })
  const random = seeded(options.seed)
  const statuses: Record<number, number> = {}
  const broken: string[] = []
  let sent = 0
  const routes = listRoutes(rooms).filter(({ room }) => room === options.part)
  for (const route of routes) {
    let visitor = await enter(house, route)
    const target = await targetOf(house, visitor, route, keys)
    const toSend = await drawn(random.child(nameOf(route)), route, target, options.perRoute, broken)
    const others = distinct(toSend)
    for (let batch = others.next(); batch.length > 0; batch = others.next()) {
      sent += batch.length
      const answers = await heard(others.asked, () => Promise.all(batch.map((request) => ask(house, visitor, request))))
      answers.forEach(({ status }, at) => {
        statuses[status] = (statuses[status] ?? 0) + 1
        if (status >= 500) broken.push(`${route.path}: ${status} ${shown(batch[at] as FuzzRequest)}`)
      })
      if (answers.some(({ signedOut }) => signedOut)) visitor = await enter(house, route)
    }
  }
  return { routes: routes.length, requests: routes.length * options.perRoute, sent, statuses, broken }
}

/** Gives out requests that the route can tell apart, by what it has asked of their queries so far, until none is left. */
function distinct(requests: readonly FuzzRequest[]) {
  const asked = new Set<string>()
  const given: FuzzRequest[] = []
  let told = new Set<string>()
  let before = 0
  let queue = requests
  let at = 0
  let alike: FuzzRequest[] = []
  return {
    asked,
    next(): readonly FuzzRequest[] {
      if (asked.size > before) {
        before = asked.size
        told = new Set(given.map(({ path }) => toldApart(path, asked)))
        queue = [...queue.slice(at), ...alike]
        at = 0
        alike = []
      }
      const batch: FuzzRequest[] = []
      while (batch.length < atOnce && at < queue.length) {
        const request = queue[at++] as FuzzRequest
        const what = request.method === 'GET' ? toldApart(request.path, asked) : undefined
        if (what !== undefined && told.has(what)) {
          alike.push(request)
          continue
        }
        batch.push(request)
        if (what !== undefined) {
          told.add(what)
          given.push(request)
        }
      }
      return batch
    },
  }
}

/** Generates the requests of a route and returns those that go through the whole gate. */
async function drawn(
  random: Random,
  route: ListedRoute,
  target: Target,
  count: number,
  broken: string[],
): Promise<FuzzRequest[]> {
  const schema = schemas.get(nameOf(route))
  const toSend: FuzzRequest[] = []
  const reasons = new Set<string>()
  for (let at = 0; at < count; at++) {
    const isFile = route.kind.endsWith('download')
    const keepsRecord = !isFile || at % Math.ceil(count / realFiles) === 0
    const request = requestFor(random.child(at), route, target, keepsRecord)
    if (request.method === 'POST' && schema) {
      const reason = await refusal(schema, request).catch((error: unknown) => {
        broken.push(`${route.path}: its schema threw ${error} ${shown(request)}`)
        return undefined
      })
      if (reason !== undefined) {
        if (reasons.has(reason) || reasons.size >= refusedSent) continue
        reasons.add(reason)
      }
    }
    toSend.push(request)
  }
  return toSend
}

const nameOf = ({ kind, path }: Pick<ListedRoute, 'kind' | 'path'>): string => `${kind} ${path}`

const schemas = new Map<string, ZodType>(
  [...platformParts({ rooms }), ...rooms]
    .flatMap((part): readonly (Route | AnyOpenRoute)[] => part.routes)
    .flatMap((route) =>
      'schema' in route
        ? [
            [
              nameOf({ ...route, path: isForAll(route) ? `/:language${route.path}` : route.path }),
              route.schema,
            ] as const,
          ]
        : [],
    ),
)

/** Why the form's schema refuses what this request carries, as a text; undefined when it takes it. Throws when it breaks. */
async function refusal(schema: ZodType, { body, type }: FuzzRequest): Promise<string | undefined> {
  const request = new Request('http://nahtlos.test', {
    method: 'POST',
    ...(body !== undefined && { body }),
    ...(type && { headers: { 'content-type': type } }),
  })
  try {
    const { values } = await readForm(request, 64 * 1024 * 1024)
    const { csrf: _csrf, ...typed } = values
    const parsed = await schema.safeParseAsync(typed)
    if (parsed.success) return undefined
    return issuesOf(parsed.error)
      .map(({ field, code }) => `${field}:${code}`)
      .sort()
      .join(' ')
  } catch (error) {
    if (error instanceof UnreadableBody) return 'unreadable'
    throw error
  }
}

/** Somebody's cookies and network address. */
interface Visitor {
  readonly cookie: string
  readonly address: string
  readonly userId: string
}

/** Who may do everything; on routes for everybody, nobody. */
async function enter(house: TestGate, { right }: ListedRoute): Promise<Visitor> {
  const member = right === null ? undefined : await house.member(roleKeys)
  const browser = member ?? house.browser()
  if (!member) await browser.get('/sign-in')
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { cookie, address: browser.address, userId: member?.id ?? '' }
}

/** Looks at the route as its page would be looked at: its fields, its queries, a token that holds. */
async function targetOf(house: TestGate, visitor: Visitor, route: ListedRoute, keys: Keys): Promise<Target> {
  const known = addressWith(keys, visitor.userId, route)
  const address = known.includes(':') ? inventedAddress(route) : known
  const page = await ask(house, visitor, { method: 'GET', path: address })
  const own = route.right === null ? '/sign-in' : '/account'
  const tokens = await ask(house, visitor, { method: 'GET', path: own })
  return {
    route: route.path,
    address,
    fields: fieldsOf(page.text, address),
    queryNames: queryNamesOf(page.text),
    csrf: /name="csrf" value="([^"]+)"/.exec(tokens.text)?.[1] ?? '',
  }
}

function requestFor(random: Random, route: ListedRoute, target: Target, keepsRecord: boolean): FuzzRequest {
  const posts = route.methods.includes('POST') && random.int(10) < 9
  return posts ? oddPost(random, target) : oddGet(random, target, keepsRecord && random.int(4) > 0)
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly signedOut: boolean
}

async function ask(house: TestGate, visitor: Visitor, { method, path, body, type }: FuzzRequest): Promise<Answer> {
  const { origin, db: _db } = house.options
  const answer = await house.gate.request(
    `${origin}/auental${path}`,
    {
      method,
      ...(body !== undefined && { body }),
      headers: {
        cookie: visitor.cookie,
        'sec-fetch-site': 'same-origin',
        ...(method === 'POST' && { origin }),
        ...(type && { 'content-type': type }),
      },
    },
    { incoming: { socket: { remoteAddress: visitor.address } } },
  )
  const text = await answer.text()
  const signedOut = answer.status === 303 && answer.headers.get('location')?.startsWith('/auental/sign-in') === true
  return { status: answer.status, text, signedOut }
}

function shown({ method, path, body }: FuzzRequest): string {
  const sent = body instanceof FormData ? JSON.stringify([...body]) : String(body ?? '')
  return `${method} ${path.slice(0, 300)} ${sent.slice(0, 600)}`
}
