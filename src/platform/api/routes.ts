import type { output, ZodType } from 'zod'
import type { Clock } from '../../kernel/clock.ts'
import type { Actor, Rights } from '../access/index.ts'
import type { Tenant, Tx } from '../database/index.ts'
import type { ParamNames } from '../http/routes.ts'

/** What a route of the API is given. */
export interface ApiRequest<Param extends string = string> {
  /** The transaction of this request, in the tenant's schema, as the app role, with the program as context. */
  readonly tx: Tx
  readonly tenant: Tenant
  /** The program as a member; the rules of the rooms narrow by it as by a person. */
  readonly actor: Actor
  readonly params: Readonly<Record<Param, string>>
  readonly clock: Clock
}

/** One route of the API, below `/<tenant>/api/v1`. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly right: string
  /** `handovers:read`: what the token must allow besides the right. */
  readonly scope: string
  /** Names it in the description; its texts stand below `api.operation.<id>`. */
  readonly id: string
  /** Of the query (GET) or the body (POST), as JSON. */
  readonly input: ZodType
  readonly answer: ZodType
  readonly run: (request: ApiRequest, input: unknown) => Promise<unknown>
}

interface About<Input extends ZodType, Answer extends ZodType> {
  readonly id: string
  readonly scope: string
  readonly input: Input
  readonly answer: Answer
}

/**
 * The constructors for a room's routes of the API. What `run` returns is judged by the schema that describes it, so that the
 * description cannot be wrong and nothing leaves that it does not name.
 *
 * ```ts
 * const { read, write } = apiRoutesFor(rights)
 * read('/handovers/:id', 'journeys.receive', { id: 'getHandover', scope: 'handovers:read', input: z.object({}), answer: HandoverAnswer }, run)
 * ```
 */
export function apiRoutesFor<const R extends Rights>(_rights: R) {
  type Right = keyof R & string
  const make =
    (method: ApiRoute['method']) =>
    <const Path extends string, Input extends ZodType, Answer extends ZodType>(
      path: Path,
      right: Right,
      about: About<Input, Answer>,
      run: (request: ApiRequest<ParamNames<Path>>, input: output<Input>) => Promise<output<Answer>>,
    ): ApiRoute => ({ method, path, right, ...about, run: run as ApiRoute['run'] })
  return {
    /** Asks: GET. Strings of the query are given to the schema as they came. */
    read: make('GET'),
    /** Tells: POST with an idempotency key. */
    write: make('POST'),
  }
}
