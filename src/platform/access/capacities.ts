import type { Id } from '../../kernel/ids.ts'
import { rolesWith } from './rights.ts'
import { type RoleKey, roleKeys } from './roles.ts'

/** A grant that is valid today, as the database's access_grants gives it. */
export interface ValidGrant {
  readonly role: RoleKey
  readonly organisationId: Id<'organisation'> | null
  readonly controllerId: Id<'organisation'> | null
  /** The absent member whose grant it is; null for an own one. */
  readonly absentId: Id<'user'> | null
}

/** For whom somebody may act: one organisation and its controller, with the roles granted for it. */
export interface Capacity {
  readonly organisationId: Id<'organisation'> | null
  readonly controllerId: Id<'organisation'> | null
  readonly roles: readonly RoleKey[]
  /** The roles they have themselves, without those passed on by absent members. */
  readonly ownRoles: readonly RoleKey[]
  readonly absent: readonly { readonly userId: Id<'user'>; readonly roles: readonly RoleKey[] }[]
}

type Place = Pick<Capacity, 'organisationId' | 'controllerId'>

const keyOf = ({ organisationId, controllerId }: Place) => `${organisationId} ${controllerId}`

/** The grants of a day put together by the organisation that they are for, in the order in which they come. */
export function capacitiesOf(grants: readonly ValidGrant[]): readonly Capacity[] {
  const places = new Map<string, ValidGrant[]>()
  for (const grant of grants) places.set(keyOf(grant), [...(places.get(keyOf(grant)) ?? []), grant])
  return [...places.values()].map((there): Capacity => {
    const [{ organisationId, controllerId }] = there as [ValidGrant]
    const absent = [...new Set(there.flatMap(({ absentId }) => absentId ?? []))]
    return {
      organisationId,
      controllerId,
      roles: rolesOf(there),
      ownRoles: rolesOf(there.filter(({ absentId }) => absentId === null)),
      absent: absent.map((userId) => ({ userId, roles: rolesOf(there.filter(({ absentId }) => absentId === userId)) })),
    }
  })
}

/**
 * The capacity in which somebody acts: the one chosen while it still holds, else the own organisation's, else the first
 * that is theirs. Undefined when nothing is granted today.
 */
export function capacityFor(
  capacities: readonly Capacity[],
  chosen: Place | undefined,
  home: Place,
): Capacity | undefined {
  const at = (place: Place | undefined) => place && capacities.find((capacity) => keyOf(capacity) === keyOf(place))
  return at(chosen) ?? at(home) ?? capacities.find(({ ownRoles }) => ownRoles.length > 0) ?? capacities[0]
}

/**
 * The absent member in whose place this is done: undefined where the own roles hold the right, which then is the reason, and
 * where nobody's do.
 */
export function absentFor(capacity: Capacity, right: string): Id<'user'> | undefined {
  const holders = rolesWith(right)
  const holds = (roles: readonly RoleKey[]) => roles.some((role) => holders.has(role))
  return holds(capacity.ownRoles) ? undefined : capacity.absent.find(({ roles }) => holds(roles))?.userId
}

function rolesOf(grants: readonly ValidGrant[]): readonly RoleKey[] {
  return roleKeys.filter((role) => grants.some((grant) => grant.role === role))
}
