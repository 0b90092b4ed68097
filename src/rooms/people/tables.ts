import type { ColumnType } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type {
  BirthPrecision,
  FamilyRole,
  Gender,
  GermanLevel,
  Purpose,
  RequestKind,
  RequestState,
} from './domain/kinds.ts'

export type PeopleTables = {
  person: PersonTable
  person_name_token: NameTokenTable
  family: FamilyTable
  family_member: FamilyMemberTable
  person_opening: OpeningTable
  person_change: ChangeTable
  person_search: SearchTable
  person_request: RequestTable
}

/** Never changed after the insert: no grant names these columns. */
type Fixed<T> = ColumnType<T, T, never>

export type PersonTable = {
  id: Fixed<Id<'person'>>
  controller_id: Fixed<Id<'organisation'>>
  purpose: Fixed<Purpose>
  code: Fixed<string>
  pseudonymous: boolean
  given_name: string | null
  family_name: string | null
  birth_date: Day | null
  birth_precision: BirthPrecision | null
  gender: Gender | null
  languages: string[]
  needs_interpreter: boolean
  german_level: GermanLevel | null
  municipality_id: Id<'municipality'> | null
  phone: string | null
  email: string | null
  address: string | null
  reach_note: string | null
  residence_group: string | null
  arrived_on: Day | null
  merged_into: Id<'person'> | null
  restricted_on: Day | null
  simulated: Fixed<boolean>
  version: number
  created_at: Fixed<Date>
  changed_at: Date
  changed_by: Id<'user'> | null
}

type NameTokenTable = {
  controller_id: Fixed<Id<'organisation'>>
  person_id: Fixed<Id<'person'>>
  kind: Fixed<'exact' | 'sound'>
  token: Fixed<string>
}

type FamilyTable = {
  id: Fixed<Id<'family'>>
  controller_id: Fixed<Id<'organisation'>>
  code: Fixed<string>
  note: string | null
  simulated: Fixed<boolean>
  version: number
  created_at: Fixed<Date>
}

type FamilyMemberTable = {
  family_id: Fixed<Id<'family'>>
  person_id: Fixed<Id<'person'>>
  controller_id: Fixed<Id<'organisation'>>
  role: FamilyRole
  since: Day
  until: Day | null
}

type OpeningTable = {
  person_id: Fixed<Id<'person'>>
  user_id: Fixed<Id<'user'>>
  controller_id: Fixed<Id<'organisation'>>
  opened_at: Fixed<Date>
  until: Fixed<Date>
}

type ChangeTable = {
  person_id: Fixed<Id<'person'>>
  version: Fixed<number>
  controller_id: Fixed<Id<'organisation'>>
  event: Fixed<string>
  changes: Fixed<unknown>
  changed_at: Fixed<Date>
  changed_by: Fixed<Id<'user'> | null>
}

type SearchTable = {
  id: Fixed<Id<'search'>>
  controller_id: Fixed<Id<'organisation'>>
  user_id: Fixed<Id<'user'>>
  given_name: Fixed<string | null>
  family_name: Fixed<string | null>
  birth: Fixed<string | null>
  created_at: Fixed<Date>
}

type RequestTable = {
  id: Fixed<Id<'request'>>
  person_id: Fixed<Id<'person'>>
  controller_id: Fixed<Id<'organisation'>>
  kind: Fixed<RequestKind>
  received_on: Fixed<Day>
  note: Fixed<string | null>
  state: RequestState
  outcome: string | null
  requested_at: Fixed<Date>
  requested_by: Fixed<Id<'user'>>
  decided_at: Date | null
  decided_by: Id<'user'> | null
}
