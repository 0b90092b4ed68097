import { z } from 'zod'
import type { Locale, Translate } from '../i18n/index.ts'
import type { ApiRoute } from './routes.ts'

/** What the description says about the installation. */
export interface Described {
  /** Scheme, host and port. */
  readonly origin: string
  readonly tenant: { readonly key: string; readonly name: string; readonly demo: boolean }
  readonly locale: Locale
  readonly t: Translate
  readonly version: string
  /** Events that webhooks may tell of. */
  readonly events: readonly string[]
}

/** The answer to everything that went wrong, RFC 9457. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('the same in every language'),
  trace: z.string().describe('names this request in the log of the program'),
  issues: z.array(z.object({ field: z.string(), code: z.string(), text: z.string() })).optional(),
})

/** What a message to a program holds; never a person, never a content. */
export const Message = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.object({ id: z.uuid() }).catchall(z.union([z.string(), z.number(), z.null()])),
})

/**
 * The description of the API as OpenAPI 3.1, whose schemas are JSON Schema 2020-12: made from the schemas that judge what is
 * sent and what is answered.
 */
export function describeApi(routes: readonly ApiRoute[], about: Described): Record<string, unknown> {
  const { t } = about
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, t) }
  }
  const message = jsonSchema(Message, 'output')
  return {
    openapi: '3.1.1',
    info: {
      title: t('api.title', { district: about.tenant.name }),
      version: about.version,
      description: t(about.tenant.demo ? 'api.description-demo' : 'api.description'),
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: `${about.origin}/${about.tenant.key}/api/v1` }],
    security: [{ token: [] }],
    paths,
    webhooks: Object.fromEntries(
      about.events.map((event) => [
        event,
        {
          post: {
            operationId: `told.${event}`,
            summary: t(`api.event.${event}`),
            description: t('api.webhook'),
            requestBody: { required: true, content: { 'application/json': { schema: message } } },
            responses: { '2XX': { description: t('api.webhook-taken') } },
          },
        },
      ]),
    ),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: t('api.token') } },
      schemas: { Problem: jsonSchema(Problem, 'output') },
    },
  }
}

function operationOf(route: ApiRoute, t: Translate): Record<string, unknown> {
  const input = jsonSchema(route.input, 'input')
  const isRead = route.method === 'GET'
  const parameters = [...pathParameters(route, t), ...(isRead ? queryParameters(input) : [keyParameter(t)])]
  return {
    operationId: route.id,
    summary: t(`api.operation.${route.id}`),
    'x-scope': route.scope,
    ...(parameters.length > 0 && { parameters }),
    ...(!isRead && { requestBody: { required: true, content: { 'application/json': { schema: input } } } }),
    responses: {
      [isRead ? '200' : '201']: {
        description: t('api.done'),
        content: { 'application/json': { schema: jsonSchema(route.answer, 'output') } },
      },
      ...Object.fromEntries(
        [401, 403, 404, ...(isRead ? [422, 429] : [400, 409, 413, 422, 429])].map((status) => [
          String(status),
          problem(status, t),
        ]),
      ),
    },
  }
}

const problem = (status: number, t: Translate) => ({
  description: t(`api.status.${status}`),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const pathParameters = ({ path }: ApiRoute, t: Translate) =>
  [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: t('api.id'),
    schema: { type: 'string', format: 'uuid' },
  }))

const keyParameter = (t: Translate) => ({
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: t('api.key'),
  schema: { type: 'string', minLength: 1, maxLength: 200 },
})

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>
  readonly required?: readonly string[]
}

const queryParameters = ({ properties = {}, required = [] }: ObjectSchema) =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(schema.description && { description: schema.description }),
    schema,
  }))

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): ObjectSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest as ObjectSchema
}
