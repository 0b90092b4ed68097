import type { Generated } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { RoleKey } from './roles.ts'

/** Tables of access in a tenant's schema; the meaning of each stands in the migration. */
export type AccessTables = {
  membership_role: {
    id: Id<'grant'>
    member_id: Id<'user'>
    role: RoleKey
    organisation_id: Id<'organisation'> | null
    controller_id: Id<'organisation'> | null
    valid_from: Day
    valid_to: Day | null
    source: GrantSource
    reason: string | null
    granted_at: Date
    granted_by: Id<'user'> | null
    awaits_second: Generated<boolean>
    confirmed_at: Date | null
    confirmed_by: Id<'user'> | null
    revoked_at: Date | null
    revoked_by: Id<'user'> | null
    version: Generated<number>
  }
  substitution: {
    id: Id<'substitution'>
    absent_id: Id<'user'>
    substitute_id: Id<'user'>
    valid_from: Day
    valid_to: Day
    reason_code: SubstitutionReason
    includes_guarded: Generated<boolean>
    set_at: Date
    set_by: Id<'user'>
    ended_at: Date | null
    ended_by: Id<'user'> | null
  }
}

/** Where a grant comes from: an administrator, or the directory that signs people in. */
export type GrantSource = 'hand' | 'directory'

/** Why somebody is stood in for. Illness is none: that would be data about health (Art. 9 GDPR). */
export const substitutionReasons = ['absence', 'duty-travel', 'vacancy', 'standing'] as const
export type SubstitutionReason = (typeof substitutionReasons)[number]
