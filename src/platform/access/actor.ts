import type { Id } from '../../kernel/ids.ts'
import type { Locale } from '../i18n/index.ts'
import type { RoleKey } from './roles.ts'

/** The person who acts, in one tenant. Loaded once per request; inner functions take it as a value. */
export interface Actor {
  /** Id of the membership in this tenant; this is what rows of the tenant refer to. */
  readonly userId: Id<'user'>
  /** Id of the account in the shared schema; one account may be a member of several tenants. */
  readonly accountId: Id<'account'>
  readonly name: string
  readonly roles: readonly RoleKey[]
  readonly organisationId: Id<'organisation'> | null
  /** The organisation that answers for the personal data this person works with (controller, Art. 4 no. 7 GDPR). */
  readonly controllerId: Id<'organisation'> | null
  readonly locale: Locale
}
