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
  /** What is granted today for the organisation they act for; see capacities.ts. */
  readonly roles: readonly RoleKey[]
  /** The organisation they act for now; one of those that a grant names. */
  readonly organisationId: Id<'organisation'> | null
  /** The organisation that answers for the personal data this person works with (controller, Art. 4 no. 7 GDPR). */
  readonly controllerId: Id<'organisation'> | null
  readonly locale: Locale
  /** The absent member by whose grant alone they do this; the audit names both. */
  readonly actingFor?: Id<'user'>
  /** Set while an administrator looks at the platform as somebody else; nothing can be written then. */
  readonly viewing?: Viewing
}

/** As whom the platform is looked at. The person stays the one who looks. */
export interface Viewing {
  /** The member whose roles these are; undefined for a role by itself. */
  readonly memberId: Id<'user'> | undefined
  /** Their name, for the banner; undefined for a role by itself. */
  readonly memberName: string | undefined
  /** What the one who looks may do themselves: of people's data they see no more than that. */
  readonly ownRoles: readonly RoleKey[]
  readonly until: Date
  /** Looks that rooms wanted to note; the gate writes them in a transaction of its own. */
  readonly notes: Note[]
}

/** An entry of the audit that could not be written in a transaction that only reads. */
export interface Note {
  readonly outcome: 'done' | 'looked' | 'refused' | 'failed'
  readonly entry: {
    readonly event: string
    readonly subject?: string
    readonly subjectKind?: string
    readonly details?: Readonly<Record<string, unknown>>
  }
}
