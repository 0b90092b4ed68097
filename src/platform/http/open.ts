import type { output, ZodType } from 'zod'
import type { Metrics } from '../observe/index.ts'
import type { AnyRequest, FormState, Page } from './request.ts'
import type { FormOptions, ParamNames, RouteOf } from './routes.ts'

/**
 * Routes that must work before anybody is known: sign-in and what leads to it. They get no transaction; each opens what
 * it needs. Only identity uses them, so they are not behind the door that rooms come through.
 */
export interface OpenRequest<Param extends string = string> extends AnyRequest<Param> {
  readonly form: FormState | undefined
  /** Network address of the sender, for slowing down. */
  readonly address: string
  /** Token of the cookie that says that somebody has signed in from this browser. */
  readonly device: string | undefined
  /** Token of the session's cookie, whether or not it still holds or already opens anything. */
  readonly session: string | undefined
  /** Keys the table of attempts. */
  readonly throttleKey: Buffer
  readonly metrics: Metrics
}

/** Where an open form leads, and what the browser is to keep. */
export interface Answer {
  /** Below the tenant. */
  readonly to: string
  /** Token of the session that begins. */
  readonly session?: string
  readonly device?: string
  /** Shown in place of leading on: what is shown once. */
  readonly page?: Page
}

/** An open form that is shown again with a status of its own: 429 when the sender must wait. */
export class ShownAgain extends Error {
  override name = 'ShownAgain'
  readonly status: 403 | 422 | 429
  readonly issues: FormState['issues']
  readonly retryAfterSeconds: number | undefined
  constructor(status: 403 | 422 | 429, issues: FormState['issues'], retryAfterSeconds?: number) {
    super(issues.map((issue) => issue.code).join(', '))
    this.status = status
    this.issues = issues
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export interface OpenRoute extends RouteOf<'open-form'> {
  readonly right: null
  readonly schema: ZodType
  readonly show: (request: OpenRequest) => Promise<Page | Response>
  readonly act: (request: OpenRequest, input: unknown) => Promise<Answer>
  readonly options: FormOptions
}

export function openForm<const Path extends string, Schema extends ZodType>(
  path: Path,
  schema: Schema,
  show: (request: OpenRequest<ParamNames<Path>>) => Promise<Page | Response>,
  act: (request: OpenRequest<ParamNames<Path>>, input: output<Schema>) => Promise<Answer>,
  options: FormOptions = {},
): OpenRoute {
  return {
    kind: 'open-form',
    path,
    right: null,
    schema,
    show: show as OpenRoute['show'],
    act: act as OpenRoute['act'],
    options,
  }
}
