import type { output, ZodType } from 'zod'
import type { Secrets } from '../config/index.ts'
import type { Metrics } from '../observe/index.ts'
import type { AnyRequest, FormState, FormValues, Page } from './request.ts'
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
  /** Secret of this browser, until it is closed: what one browser began no other may end. */
  readonly visit: string
  /** Whether the browser says that it comes from a page of ours: somebody has clicked there. */
  readonly fromHere: boolean
  /** Keys the table of attempts. */
  readonly throttleKey: Buffer
  /** What is sealed in pages and tables of sign-in opens with them. */
  readonly secrets: Secrets
  readonly metrics: Metrics
  /** Whether a mail server is set up. */
  readonly sendsMail: boolean
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

/** A step on the way in or out that the browser takes by itself: to a provider and back. */
export type Step =
  | Answer
  /** Away from the platform. `shown`: a page that says so and goes on by itself; a form may not lead elsewhere (form-action). */
  | { readonly away: URL; readonly shown?: (away: URL) => Page }
  /** Why it goes no further. */
  | { readonly page: Page; readonly status: 400 | 403 | 404 | 429 | 502; readonly retryAfterSeconds?: number }

/** GET before anybody is known, without a form: it must change nothing that a forged link could harm. */
export interface OpenStepRoute extends RouteOf<'open-step'> {
  readonly right: null
  readonly step: (request: OpenRequest) => Promise<Step>
}

export function openStep<const Path extends string>(
  path: Path,
  step: (request: OpenRequest<ParamNames<Path>>) => Promise<Step>,
): OpenStepRoute {
  return { kind: 'open-step', path, right: null, step: step as OpenStepRoute['step'] }
}

/** What another program sent: no browser, no cookie, no page. What it says proves itself, by a signature. */
export interface CallRequest
  extends Pick<AnyRequest, 'db' | 'tenant' | 'clock'>,
    Pick<OpenRequest, 'address' | 'throttleKey'> {
  readonly values: FormValues
}

/** POST by another program, of at most 64 KiB. Answers with a status and, when it refuses, a word of why. */
export interface OpenCallRoute extends RouteOf<'open-call'> {
  readonly right: null
  readonly take: (
    request: CallRequest,
  ) => Promise<{ readonly status: 200 | 400 | 404 | 429 | 503; readonly error?: string }>
}

export function openCall<const Path extends string>(path: Path, take: OpenCallRoute['take']): OpenCallRoute {
  return { kind: 'open-call', path, right: null, take }
}

/** All routes that must work before anybody is known. */
export type AnyOpenRoute = OpenRoute | OpenStepRoute | OpenCallRoute
