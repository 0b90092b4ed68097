import { type RoleKey, roleKeys } from '../../access/index.ts'
import { type ListedRoute, listRoutes } from '../gate/routelist.ts'
import type { TestGate } from '../testing.ts'

/** A route that let somebody in or kept somebody out against its right. */
export interface Hole {
  readonly route: string
  readonly method: 'GET' | 'POST'
  readonly role: RoleKey | 'nobody'
  readonly expected: 'in' | 'out'
  readonly status: number
}

const anId = '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1c'

/**
 * Tries every route of the gate's rooms with every role, and as nobody, GET and POST. "In" is every answer but the one
 * that refuses: 404 and 422 come from behind the right. Returns what does not fit; the list of routes comes from the
 * rooms themselves, so none can be left out.
 */
export async function tryEveryRoute(house: TestGate): Promise<readonly Hole[]> {
  const holes: Hole[] = []
  const routes = listRoutes(house.options.rooms)
  for (const role of [...roleKeys, 'nobody'] as const) {
    const browser = role === 'nobody' ? house.browser() : await house.member([role])
    const csrf = role === 'nobody' ? 'none' : await browser.token('/account')
    // Last, because it ends the session that the others need.
    const ordered = [...routes].sort(
      (one, other) => Number(one.path === '/sign-out') - Number(other.path === '/sign-out'),
    )
    for (const route of ordered) {
      if (route.right === null) continue
      const expected = role !== 'nobody' && route.roles.includes(role) ? 'in' : 'out'
      for (const method of route.methods) {
        const path = addressOf(route)
        const answer = method === 'GET' ? await browser.get(path) : await browser.post(path, {}, { csrf })
        const refused = answer.status === 403 || (answer.status === 303 && answer.to?.startsWith('/sign-in') === true)
        const signedOut = route.path === '/sign-out' && method === 'POST' && answer.to === '/sign-in?done=out'
        if ((refused && !signedOut ? 'out' : 'in') !== expected || answer.status >= 500) {
          holes.push({ route: route.path, method, role, expected, status: answer.status })
        }
      }
    }
  }
  return holes
}

function addressOf(route: ListedRoute): string {
  return route.path.replace(/:[^/]+/g, (name) => (name === ':id' ? anId : 'x'))
}
