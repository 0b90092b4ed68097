import { type RoleKey, roleKeys, rolesWith } from '../../access/index.ts'
import type { Room } from '../../room.ts'
import type { AnyOpenRoute } from '../open.ts'
import { isForAll, type Route } from '../routes.ts'
import { platformParts } from './own.ts'

/** One route as the app serves it, for the list in docs and for the test that tries every route as every role. */
export interface ListedRoute {
  /** The room or the part of the platform. */
  readonly room: string
  readonly kind: (Route | AnyOpenRoute)['kind']
  readonly methods: readonly ('GET' | 'POST')[]
  /** Below the tenant, with `:name` for parameters. */
  readonly path: string
  /** Null for pages before sign-in and for the public. */
  readonly right: string | null
  /** The roles that get in; for open routes all. */
  readonly roles: readonly RoleKey[]
}

/** Every route that a gate with these rooms serves, with who may use it. */
export function listRoutes(rooms: readonly Room[]): readonly ListedRoute[] {
  return [...platformParts({ rooms }), ...rooms].flatMap((room) =>
    (room.routes as readonly (Route | AnyOpenRoute)[]).map((route) => ({
      room: room.key,
      kind: route.kind,
      methods: methodsOf(route.kind),
      path: isForAll(route) ? `/:language${route.path}` : route.path,
      right: route.right,
      roles: route.right === null ? roleKeys : [...rolesWith(route.right)],
    })),
  )
}

function methodsOf(kind: ListedRoute['kind']): ListedRoute['methods'] {
  if (kind === 'open-call') return ['POST']
  return kind.endsWith('form') ? ['GET', 'POST'] : ['GET']
}
