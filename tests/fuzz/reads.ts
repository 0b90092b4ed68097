/** Hears which names of its query a request is asked for: two that differ in others only are one and the same to the route. */
import { AsyncLocalStorage } from 'node:async_hooks'

const hearing = new AsyncLocalStorage<Set<string>>()

/** Asked for as a whole. */
const whole = '*'

for (const name of ['get', 'getAll', 'has'] as const) {
  const asked = URLSearchParams.prototype[name] as (this: URLSearchParams, name: string, ...rest: string[]) => unknown
  Object.assign(URLSearchParams.prototype, {
    [name](this: URLSearchParams, of: string, ...rest: string[]) {
      hearing.getStore()?.add(of)
      return asked.call(this, of, ...rest)
    },
  })
}
for (const name of ['entries', 'keys', 'values', 'forEach', Symbol.iterator] as const) {
  const asked = URLSearchParams.prototype[name] as (this: URLSearchParams, ...rest: unknown[]) => unknown
  Object.assign(URLSearchParams.prototype, {
    [name](this: URLSearchParams, ...rest: unknown[]) {
      hearing.getStore()?.add(whole)
      return asked.call(this, ...rest)
    },
  })
}

/** Does work and adds to `names` what it asks of any query. */
export const heard = <T>(names: Set<string>, work: () => Promise<T>): Promise<T> => hearing.run(names, work)

/** What of an address a route that asks for these names can tell apart. */
export function toldApart(path: string, names: ReadonlySet<string>): string {
  if (names.has(whole)) return path
  const at = path.indexOf('?')
  if (at < 0) return path
  const query = new URLSearchParams(path.slice(at))
  return JSON.stringify([path.slice(0, at), [...names].sort().map((name) => query.getAll(name))])
}
