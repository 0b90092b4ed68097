import { Forbidden } from '../../kernel/errors.ts'
import type { Actor } from './actor.ts'
import type { RoleKey } from './roles.ts'

/** Rights of a room and the roles that hold each: `{ 'network.read': ['coordinator', 'lead'] }`. */
export type Rights = Readonly<Record<`${string}.${string}`, readonly RoleKey[]>>

const holders = new Map<string, ReadonlySet<RoleKey>>()
const touchingPeople = new Set<string>()

/**
 * Declares the rights of a room, once, at the top of its `access.ts`. A right belongs to one room: declaring it
 * again with other roles throws RangeError, so that no room can widen the right of another. `people` names those that open
 * data of people, or figures so exact that people can be found in them: looking at the platform as somebody else never
 * opens them to who does not hold them anyway.
 */
export function defineRights<const R extends Rights>(
  rights: R,
  marks: { readonly people?: readonly (keyof R & string)[] } = {},
): R {
  for (const [right, roles] of Object.entries(rights)) {
    const known = holders.get(right)
    if (known && !sameRoles(known, roles))
      throw new RangeError(`the right ${right} is declared twice, with other roles`)
    holders.set(right, new Set(roles))
  }
  for (const right of marks.people ?? []) touchingPeople.add(right)
  return rights
}

/** Who may do something is told by the roles alone, unless somebody looks at the platform as somebody else. */
type Holder = Pick<Actor, 'roles' | 'viewing'>

/** True when one of the actor's roles holds the right. Nobody holds a right that no room declared (RangeError). */
export function may(actor: Holder | null, right: string): boolean {
  const roles = rolesWith(right)
  if (!actor?.roles.some((role) => roles.has(role))) return false
  return !actor.viewing || !touchesPeople(right) || actor.viewing.ownRoles.some((role) => roles.has(role))
}

/** Whether a right opens data of people. */
export function touchesPeople(right: string): boolean {
  return touchingPeople.has(right)
}

/** As `may`, for the places where a missing right ends the work: throws Forbidden, which the gate audits. */
export function demand(actor: Holder | null, right: string): void {
  if (!may(actor, right)) throw new Forbidden(right)
}

/** The roles that hold a right; throws RangeError for a right that no room declared. */
export function rolesWith(right: string): ReadonlySet<RoleKey> {
  const roles = holders.get(right)
  if (!roles) throw new RangeError(`no room declares the right ${right}`)
  return roles
}

function sameRoles(known: ReadonlySet<RoleKey>, roles: readonly RoleKey[]): boolean {
  return known.size === new Set(roles).size && roles.every((role) => known.has(role))
}
