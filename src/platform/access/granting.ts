import { type Day, day, parseDay } from '../../kernel/day.ts'
import type { Issue } from '../../kernel/errors.ts'
import { guardedRoles, type RoleKey } from './roles.ts'

/** Partners are let in for a year at most, then somebody looks again whether they still need it. */
const mostMonths = 12

/** The same day a year later; 28 February for a leap day, as PostgreSQL counts in the checks of both tables. */
export function oneYearAfter(from: Day): Day {
  const next = `${Number(from.slice(0, 4)) + 1}`.padStart(4, '0')
  return parseDay(next + from.slice(4)) ?? day(`${next}-02-28`)
}

/** How long before its end a grant is called to mind. */
export const endsSoonDays = 30

export interface GrantDays {
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** What speaks against granting a role for these days; `hasOrganisation`: the grant is for one, named or the own one. */
export function grantIssues(
  roles: readonly RoleKey[],
  { validFrom, validTo }: GrantDays,
  hasOrganisation: boolean,
): readonly Issue[] {
  const issues: Issue[] = []
  if (validTo !== null && validTo < validFrom) issues.push({ field: 'validTo', code: 'ends-before-it-begins' })
  if (!roles.includes('partner')) return issues
  if (validTo === null) issues.push({ field: 'validTo', code: 'partner-needs-an-end' })
  else if (validTo > oneYearAfter(validFrom))
    issues.push({ field: 'validTo', code: 'partner-too-long', values: { months: mostMonths } })
  if (!hasOrganisation) issues.push({ field: 'organisation', code: 'partner-needs-an-organisation' })
  return issues
}

/** Where a grant stands on a day. */
export type GrantState = 'valid' | 'future' | 'awaiting' | 'ended' | 'revoked'

export function grantStateOf(
  grant: GrantDays & { readonly awaitsSecond: boolean; readonly revokedAt: Date | null },
  today: Day,
): GrantState {
  if (grant.revokedAt) return 'revoked'
  if (grant.validTo !== null && grant.validTo < today) return 'ended'
  if (grant.awaitsSecond) return 'awaiting'
  return grant.validFrom > today ? 'future' : 'valid'
}

/**
 * Whether a second administrator has to confirm: for the roles that open what others keep closed, wherever there is a second
 * one. Where there is none, the grant holds at once and the audit and the data protection officer's list say so.
 */
export function needsSecond(role: RoleKey, otherAdministrators: number): boolean {
  return guardedRoles.includes(role) && otherAdministrators > 0
}

/** Somebody as far as standing in for others depends on it. */
export interface Standing {
  readonly id: string
  readonly roles: readonly RoleKey[]
  readonly controllerId: string | null
}

/**
 * What speaks against somebody standing in: partners and members of councils are not let into the work of the
 * administration, and what one controller's staff see stays with that controller, unless an administrator sets it.
 */
export function substitutionIssues(
  absent: Standing,
  substitute: Standing,
  days: { readonly validFrom: Day; readonly validTo: Day },
  set: { readonly today: Day; readonly by: Standing; readonly includesGuarded: boolean },
): readonly Issue[] {
  const issues: Issue[] = []
  const byAdministrator = set.by.roles.includes('administrator')
  if (absent.id === substitute.id) issues.push({ field: 'substitute', code: 'substitute-is-oneself' })
  else if (substitute.roles.length === 0) issues.push({ field: 'substitute', code: 'substitute-has-no-access' })
  else if (substitute.roles.every((role) => role === 'council' || role === 'partner'))
    issues.push({ field: 'substitute', code: 'substitute-is-outside' })
  else if (substitute.controllerId !== absent.controllerId && !byAdministrator)
    issues.push({ field: 'substitute', code: 'substitute-elsewhere' })
  if (days.validTo < days.validFrom) issues.push({ field: 'validTo', code: 'ends-before-it-begins' })
  else if (days.validTo < set.today) issues.push({ field: 'validTo', code: 'substitution-past' })
  else if (days.validTo > oneYearAfter(days.validFrom))
    issues.push({ field: 'validTo', code: 'substitution-too-long', values: { months: mostMonths } })
  if (set.includesGuarded && (!byAdministrator || [absent.id, substitute.id].includes(set.by.id)))
    issues.push({ field: 'includesGuarded', code: 'guarded-by-another' })
  return issues
}
