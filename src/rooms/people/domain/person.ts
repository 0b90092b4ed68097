import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Birth } from './birth.ts'
import type { Gender, GermanLevel, ResidenceGroup } from './kinds.ts'

/** What is kept of a person, as it is written and read. */
export interface PersonFields {
  /** No name is stored; it stands on paper with the case manager (§ 203 StGB). */
  readonly pseudonymous: boolean
  readonly givenName: string | null
  readonly familyName: string | null
  readonly birth: Birth | null
  readonly gender: Gender | null
  /** BCP 47, the preferred one first. */
  readonly languages: readonly string[]
  readonly needsInterpreter: boolean
  readonly germanLevel: GermanLevel | null
  readonly municipalityId: Id<'municipality'> | null
  readonly phone: string | null
  readonly email: string | null
  readonly address: string | null
  /** How to reach the person: "mornings only", "through the accommodation". */
  readonly reachNote: string | null
  readonly residenceGroup: ResidenceGroup | null
  readonly arrivedOn: Day | null
}

export type PersonField = keyof PersonFields

export const personFields = [
  'pseudonymous',
  'givenName',
  'familyName',
  'birth',
  'gender',
  'languages',
  'needsInterpreter',
  'germanLevel',
  'municipalityId',
  'phone',
  'email',
  'address',
  'reachNote',
  'residenceGroup',
  'arrivedOn',
] as const satisfies readonly PersonField[]

/** What a new record begins with where nothing is said. */
export const noFields: PersonFields = {
  pseudonymous: false,
  givenName: null,
  familyName: null,
  birth: null,
  gender: null,
  languages: [],
  needsInterpreter: false,
  germanLevel: null,
  municipalityId: null,
  phone: null,
  email: null,
  address: null,
  reachNote: null,
  residenceGroup: null,
  arrivedOn: null,
}

/** Without what would tell who it is, where the mode is pseudonymous: of the birth only the year stays. */
export function asKept(fields: PersonFields): PersonFields {
  if (!fields.pseudonymous) return fields
  const birth = fields.birth && { date: `${fields.birth.date.slice(0, 4)}-01-01` as Day, precision: 'year' as const }
  return { ...fields, givenName: null, familyName: null, phone: null, email: null, address: null, birth }
}

export interface FieldChange {
  readonly field: PersonField
  readonly before: unknown
  readonly after: unknown
}

/** Field by field, what differs. */
export function changesBetween(before: PersonFields, after: PersonFields): readonly FieldChange[] {
  return personFields
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }))
}

/** "Amal Haddad", as people are called; null where no name is stored. */
export function fullName(fields: Pick<PersonFields, 'givenName' | 'familyName'>): string | null {
  return [fields.givenName, fields.familyName].filter((part) => part !== null && part !== '').join(' ') || null
}
