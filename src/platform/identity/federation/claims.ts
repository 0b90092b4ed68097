import type { Id } from '../../../kernel/ids.ts'
import type { RoleKey } from '../../access/index.ts'

/** What the provider says of somebody, as it arrived: nothing in it is trusted to have a type. */
export type Claims = Readonly<Record<string, unknown>>

/** A group of the directory and what its people are here. */
export interface GroupMapping {
  /** As the provider names it: `/kim/fallmanagement`. With `/*` at its end also every group below it. */
  readonly group: string
  readonly role: RoleKey
  /** Where they work; null: nothing is said about it. */
  readonly place: Place | null
}

export interface Place {
  readonly organisationId: Id<'organisation'>
  /** Who answers for the data that its people work with; mostly itself. */
  readonly controllerId: Id<'organisation'>
}

export interface SecondFactorRule {
  /** Values of `amr` (RFC 8176) of which one is enough: `otp`, `hwk`. */
  readonly amr: readonly string[]
  /** Values of `acr` of which one is enough. */
  readonly acr: readonly string[]
}

/** More than any directory gives to one person; what lies beyond is not read. */
const mostGroups = 1000

/**
 * The groups at a path of claims, such as `groups` or `realm_access.roles`. A name that holds dots itself
 * (`https://kreis.example/groups`) is found before the dots are taken for steps. Undefined when the claim is absent: that
 * is a setting that is missing at the provider, and no sign that somebody has left all groups.
 */
export function groupsIn(claims: Claims, path: string): readonly string[] | undefined {
  const found = Object.hasOwn(claims, path) ? claims[path] : valueAt(claims, path.split('.'))
  if (found === undefined || found === null) return undefined
  const list = Array.isArray(found) ? found : [found]
  return list.slice(0, mostGroups).filter((group): group is string => typeof group === 'string' && group !== '')
}

function valueAt(claims: Claims, steps: readonly string[]): unknown {
  let value: unknown = claims
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Claims)[step]
  }
  return value
}

export interface Mapped {
  /** In the order of the table, each once. */
  readonly roles: readonly RoleKey[]
  /** Of the first row that names one. */
  readonly place: Place | null
}

/** What the groups make somebody here; without a row that fits there are no roles. */
export function rolesFor(groups: readonly string[], mappings: readonly GroupMapping[]): Mapped {
  const fitting = mappings.filter((row) => groups.some((group) => fits(group, row.group)))
  return {
    roles: [...new Set(fitting.map((row) => row.role))],
    place: fitting.find((row) => row.place !== null)?.place ?? null,
  }
}

function fits(group: string, wanted: string): boolean {
  if (!wanted.endsWith('/*')) return group === wanted
  const above = wanted.slice(0, -2)
  return group === above || group.startsWith(`${above}/`)
}

/** Whether this sign-in counts as one with a second factor. Without a rule it never does. */
export function hasSecondFactor(claims: Claims, rule: SecondFactorRule): boolean {
  const { amr, acr } = claims
  const methods = Array.isArray(amr) ? amr : []
  return methods.some((method) => rule.amr.includes(method)) || (typeof acr === 'string' && rule.acr.includes(acr))
}

export interface Person {
  readonly name: string
  /** In the form it is kept in; undefined when there is none, or when the provider has not checked it. */
  readonly email: string | undefined
  readonly emailChecked: boolean
}

/** Who it is, in the provider's words. */
export function personIn(claims: Claims): Person {
  const email = textOf(claims, 'email')?.toLowerCase()
  const whole = textOf(claims, 'name')
  const parts = [textOf(claims, 'given_name'), textOf(claims, 'family_name')].filter(Boolean).join(' ')
  return {
    name: (whole ?? (parts || textOf(claims, 'preferred_username') || email || '?')).slice(0, 120),
    email: email !== undefined && /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 254 ? email : undefined,
    // Only the boolean counts: the text "false" would be true.
    emailChecked: claims['email_verified'] === true,
  }
}

function textOf(claims: Claims, name: string): string | undefined {
  const value = claims[name]
  const text = typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().normalize('NFC').trim() : ''
  return text || undefined
}
