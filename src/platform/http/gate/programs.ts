import type { z } from 'zod'
import { Conflict, Forbidden, Invalid, type Issue, NotFound } from '../../../kernel/errors.ts'
import { actAs } from '../../access/acting.ts'
import { type Actor, demand } from '../../access/index.ts'
import { type Answered, answerCall, callFingerprint, claimCall, isCallKey } from '../../api/calls.ts'
import { describeApi } from '../../api/openapi.ts'
import { type Program, programOf } from '../../api/programs.ts'
import type { ApiRoute } from '../../api/routes.ts'
import { recordAttempt } from '../../audit/index.ts'
import { programVersion } from '../../config/index.ts'
import { inTenant, type Tx } from '../../database/index.ts'
import { isLocale, staffLocales } from '../../i18n/index.ts'
import { BodyTooLarge, readJson, UnreadableBody } from '../body.ts'
import { issuesOf } from '../issues.ts'
import { compressed } from './answer.ts'
import { conflictOf, kindOf, statuses } from './failures.tsx'
import { type GateContext, type House, translateFor } from './house.ts'
import { openVisit, type Visit } from './visit.ts'

/** The API of one installation: below `/<tenant>/api/v1`. */
export const apiBase = '/api/v1'

/** Largest body that a program may send, in bytes. */
const limit = 256 * 1024

/** Nobody, or a token that opens nothing. */
class Unknown extends Error {}
/** Too many calls. */
class TooMany extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super()
    this.seconds = seconds
  }
}
/** The token does not allow it. */
class OutOfScope extends Forbidden {}

/** A request of a program: token, pace, scope, right, schema, transaction, audit, answer. */
export async function serveApi(house: House, c: GateContext, route: ApiRoute): Promise<Response> {
  c.header('cache-control', 'no-store')
  let visit: Visit | undefined
  try {
    visit = await openVisit(house, c)
    const { status, body } = await answerProgram(house, c, visit, route)
    return await compressed(c, status, body, 'application/json')
  } catch (error) {
    if (visit && error instanceof Forbidden) await noteRefused(house, c, visit, route)
    return await problemOf(house, c, error)
  }
}

/** What the API does not have, said to a program and not to a person. */
export const serveNoApi = (house: House, c: GateContext): Promise<Response> =>
  problemOf(house, c, new NotFound('no route of the API'))

/** The description of the API, for whoever builds against it; it holds nothing of the district. */
export async function serveDescription(house: House, c: GateContext): Promise<Response> {
  const { tenant, url } = await openVisit(house, c)
  const asked = url.searchParams.get('lang') ?? 'en'
  const locale = isLocale(asked) && staffLocales.some((known) => known === asked) ? asked : 'en'
  c.header('cache-control', 'public, max-age=300')
  const described = describeApi(apiRoutesOf(house), {
    origin: tenant.origin ?? house.origin,
    tenant,
    locale,
    t: translateFor(house, locale),
    version: programVersion(),
    events: house.rooms.flatMap((room) => room.webhookEvents ?? []),
  })
  return await compressed(c, 200, JSON.stringify(described, null, 1), 'application/json')
}

export const apiRoutesOf = (house: Pick<House, 'rooms'>): readonly ApiRoute[] =>
  house.rooms.flatMap((room) => room.api ?? [])

async function answerProgram(house: House, c: GateContext, visit: Visit, route: ApiRoute): Promise<Answered> {
  const sends = route.method === 'POST'
  const key = c.req.header('idempotency-key')
  const sent = sends ? await readJson(c.req.raw, limit) : undefined
  const now = house.clock.now()
  return await inTenant(house.db, visit.tenant, 'system', async (tx) => {
    const program = await whoAsks(house, c, tx)
    if (!program.scopes.includes(route.scope)) throw new OutOfScope(route.scope)
    demand(program.actor, route.right)
    const input = await read(route.input, sent ? sent.value : Object.fromEntries(visit.url.searchParams))
    if (!sent) return await run(house, visit, route, tx, program.actor, input)
    if (!isCallKey(key))
      throw new Invalid([{ field: 'Idempotency-Key', code: key === undefined ? 'required' : 'invalid' }])
    const first = await claimCall(tx, program.actor.userId, key, callFingerprint(visit.path, sent.text), now)
    if (first) {
      c.header('idempotency-replayed', 'true')
      return first
    }
    const answered = await run(house, visit, route, tx, program.actor, input)
    await answerCall(tx, program.actor.userId, key, answered)
    return answered
  })
}

/** The program that asks, as which the transaction goes on. */
async function whoAsks(house: House, c: GateContext, tx: Tx): Promise<Program> {
  const token = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const now = house.clock.now()
  const today = house.clock.today()
  const program = token === undefined ? undefined : await programOf(tx, token, now, today)
  if (!program) throw new Unknown()
  const seconds = house.paceOfPrograms(program.id, now)
  if (seconds > 0) throw new TooMany(seconds)
  await actAs(tx, program.actor, today)
  c.get('seen').actor = program.actor
  return program
}

async function run(
  house: House,
  visit: Visit,
  route: ApiRoute,
  tx: Tx,
  actor: Actor,
  input: unknown,
): Promise<Answered> {
  const given = await route.run({ tx, tenant: visit.tenant, actor, params: visit.params, clock: house.clock }, input)
  // What the schema does not name stays here; what it names and is not there is a fault of ours.
  const body = JSON.stringify(await route.answer.parseAsync(given))
  return { status: route.method === 'POST' ? 201 : 200, body }
}

async function read(schema: z.ZodType, value: unknown): Promise<unknown> {
  const parsed = await schema.safeParseAsync(value)
  if (!parsed.success) throw new Invalid(issuesOf(parsed.error))
  return parsed.data
}

async function noteRefused(house: House, c: GateContext, visit: Visit, route: ApiRoute): Promise<void> {
  const { actor } = c.get('seen')
  if (!actor) return
  house.metrics.refused.inc({ route: c.get('seen').route })
  const subject = visit.params['id']
  await inTenant(house.db, visit.tenant, actor, (tx) =>
    recordAttempt(tx, actor, 'refused', {
      event: 'access.refused',
      ...(subject && { subject }),
      details: { route: `${apiBase}${route.path}`, right: route.right },
    }),
  )
}

interface Failure {
  readonly status: number
  readonly code: string
  readonly issues?: readonly Issue[]
  readonly values?: Readonly<Record<string, string>>
}

function failureOf(error: unknown): Failure {
  if (error instanceof Unknown) return { status: 401, code: 'token' }
  if (error instanceof TooMany) return { status: 429, code: 'too-many' }
  if (error instanceof OutOfScope) return { status: 403, code: 'scope' }
  if (error instanceof Invalid) return { status: 422, code: 'invalid', issues: error.issues }
  if (error instanceof Conflict) return { status: 409, ...conflictOf(error, 'en') }
  if (error instanceof NotFound) return { status: 404, code: 'not-found' }
  if (error instanceof BodyTooLarge) return { status: 413, code: 'too-large' }
  if (error instanceof UnreadableBody) return { status: 400, code: 'unreadable' }
  const kind = kindOf(error)
  return { status: statuses[kind], code: kind }
}

/** Problem details, RFC 9457: a code for the program, a sentence for who reads its log. */
async function problemOf(house: House, c: GateContext, error: unknown): Promise<Response> {
  const seen = c.get('seen')
  const { status, code, issues, values } = failureOf(error)
  if (status >= 500) {
    house.metrics.failures.inc({ kind: code, route: seen.route })
    house.log.error({ err: error, trace: seen.trace, route: seen.route }, 'request of a program failed')
  }
  if (status === 401) c.header('www-authenticate', 'Bearer')
  if (status === 429) c.header('retry-after', String((error as TooMany).seconds))
  if (status === 503) c.header('retry-after', '5')
  const t = translateFor(house, 'en')
  const say = (of: string, more?: Readonly<Record<string, string | number>>) =>
    t.has(`error.${of}`) ? t(`error.${of}`, more) : t('error.invalid')
  const title = t.has(`api.problem.${code}`) ? t(`api.problem.${code}`) : say(code, values)
  const body = {
    type: 'about:blank',
    title,
    status,
    code,
    trace: seen.trace,
    ...(issues && {
      issues: issues.map((one) => ({ field: one.field, code: one.code, text: say(one.code, one.values) })),
    }),
  }
  return await compressed(c, status, JSON.stringify(body), 'application/problem+json')
}
