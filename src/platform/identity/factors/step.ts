import type { RoleKey } from '../../access/index.ts'
import type { SecondFactor, SignInMethod } from '../tables.ts'

/** What a session still lacks before anything opens: nothing, the second factor, or to set one up first. */
export type SignInStep = 'open' | 'prove' | 'enrol'

export interface SessionFacts {
  readonly method: SignInMethod
  readonly secondFactor: SecondFactor | null
  /** The account has an app or a passkey. */
  readonly hasFactor: boolean
  readonly roles: readonly RoleKey[]
  /** Roles that this district wants a second factor of. */
  readonly required: readonly RoleKey[]
}

/**
 * A second factor that somebody has is always asked for; who has none and a role that needs one sets one up first. The roles
 * of a demo tenant stand for nobody and sign in by one click.
 */
export function stepOf({ method, secondFactor, hasFactor, roles, required }: SessionFacts): SignInStep {
  if (method === 'demo' || secondFactor !== null) return 'open'
  if (hasFactor) return 'prove'
  return roles.some((role) => required.includes(role)) ? 'enrol' : 'open'
}
