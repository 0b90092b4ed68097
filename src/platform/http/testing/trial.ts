import { type RoleKey, roleKeys } from '../../access/index.ts'
import { type ListedRoute, listRoutes } from '../gate/routelist.ts'
import type { MemberDetails, TestGate } from '../testing.ts'

/** One request of somebody to a route, and how it was answered. */
export interface Trial {
  /** As registered. */
  readonly route: string
  readonly kind: ListedRoute['kind']
  readonly method: 'GET' | 'POST'
  readonly role: RoleKey | 'nobody'
  /** What the right of the route says about this role. */
  readonly expected: 'in' | 'out'
  readonly actual: 'in' | 'out'
  readonly status: number
}

export interface TrialOptions {
  /** Where a route is tried, below the tenant; invented ids and keys when it is not told. */
  readonly addressOf?: (route: ListedRoute, method: Trial['method'], role: Trial['role']) => string
  /** Where somebody with a role works; without it they belong to no organisation. */
  readonly placeOf?: (role: RoleKey) => Pick<MemberDetails, 'organisationId' | 'controllerId'> | undefined
  /** Leaves routes out, for all or for one role. */
  readonly only?: (route: ListedRoute, role: Trial['role']) => boolean
}

/**
 * Tries routes of the gate's rooms with every role, and as nobody, GET and POST (an empty form). Routes for everybody are
 * tried as nobody. "In" is every answer but the one that refuses: 404 and 422 come from behind the right. The list of
 * routes comes from the rooms themselves, so none can be forgotten.
 */
export async function tryRoutes(house: TestGate, options: TrialOptions = {}): Promise<readonly Trial[]> {
  const { addressOf = inventedAddress, placeOf, only = () => true } = options
  const routes = listRoutes(house.options.rooms).filter((route) => !route.kind.startsWith('open-'))
  // Last, because they change or end the session that the others need: looking as somebody else, signing out.
  const last = ['/admin/view-as/end', '/admin/users/:id/view-as', '/sign-out']
  routes.sort((one, other) => last.indexOf(one.path) - last.indexOf(other.path))
  // Each with a session of their own, so that they come at the same time.
  const trialsOf = async (role: Trial['role']): Promise<readonly Trial[]> => {
    const trials: Trial[] = []
    const browser = role === 'nobody' ? house.browser() : await house.member([role], placeOf?.(role))
    // Forms for everybody take the token of the visit, whoever is signed in.
    const visit = await browser.token('/sign-in')
    const csrf = role === 'nobody' ? 'none' : await browser.token('/account')
    for (const { path, kind, methods, roles, ...route } of routes.filter((route) => only(route, role))) {
      const forAll = route.right === null
      // They know nobody, so nobody is enough.
      if (forAll && role !== 'nobody') continue
      const expected = forAll || (role !== 'nobody' && roles.includes(role)) ? 'in' : 'out'
      for (const method of methods) {
        const address = addressOf({ path, kind, methods, roles, ...route }, method, role)
        const answer =
          method === 'GET'
            ? await browser.get(address)
            : await browser.post(address, {}, { csrf: forAll ? visit : csrf })
        const toSignIn = answer.status === 303 && answer.to?.startsWith('/sign-in') === true
        const refused = answer.status === 403 || (toSignIn && answer.to !== '/sign-in?done=out')
        trials.push({
          route: path,
          kind,
          method,
          role,
          expected,
          actual: refused ? 'out' : 'in',
          status: answer.status,
        })
      }
    }
    return trials
  }
  return (await Promise.all([...roleKeys, 'nobody' as const].map(trialsOf))).flat()
}

/** Routes that let somebody in or kept somebody out against their right, and those that broke. */
export function holesIn(trials: readonly Trial[]): readonly Trial[] {
  return trials.filter((trial) => trial.actual !== trial.expected || trial.status >= 500)
}

const anId = '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1c'

export function inventedAddress(route: ListedRoute): string {
  return route.path.replace(/:[^/]+/g, (name) => (name === ':id' ? anId : name === ':language' ? 'de' : 'x'))
}
