import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Area } from './domain/area.ts'
import type { FieldChange } from './domain/changes.ts'
import type {
  BodyKind,
  MemberRole,
  MunicipalityKind,
  OrganisationKind,
  SubjectKind,
  TargetUnit,
} from './domain/kinds.ts'
import type { MeetingTables } from './meetingtables.ts'

/** The tables of this room, as Kysely knows them: `tx.withTables<NetworkTables>()`. Meaning: COMMENT ON in migrations/. */
export type NetworkTables = MeetingTables & {
  district: DistrictTable
  region: { id: Id<'region'>; key: string; name: string; position: number }
  municipality: MunicipalityTable
  organisation: OrganisationTable
  organisation_name: OrganisationNameTable
  organisation_parent: OrganisationParentTable
  site: SiteTable
  contact: ContactTable
  jurisdiction: JurisdictionTable
  body: BodyTable
  body_member: BodyMemberTable
  service_interface: InterfaceTable
  interface_target: TargetTable
  network_source: SourceTable
  network_change: ChangeTable
  network_word: { ending: string; subject_id: string; subject_kind: SubjectKind; at_start: boolean }
}

/** What every record carries. */
interface Kept {
  /** Never changes and stands in addresses. */
  key: ColumnType<string, string, never>
  ended_on: Day | null
  /** Belongs to a demonstration; never changes. */
  simulated: ColumnType<boolean, boolean, never>
  /** Counts the changes; a form sends it back, so that nobody overwrites unseen what somebody else has changed. */
  version: number
  changed_at: Date
  /** Membership of who changed it; null: the system. */
  changed_by: string | null
}

interface DistrictTable extends Omit<Kept, 'key' | 'ended_on'> {
  id: Id<'district'>
  only_one: Generated<boolean>
  key5: string
  name: string
}

interface MunicipalityTable extends Kept {
  id: Id<'municipality'>
  ags: string
  name: string
  kind: MunicipalityKind
  region_id: Id<'region'> | null
  population: number | null
  population_on: Day | null
  longitude: number | null
  latitude: number | null
  outline: JSONColumnType<Area> | null
  note: string | null
}

interface OrganisationTable extends Kept {
  id: Id<'organisation'>
  kind: OrganisationKind
  is_controller: boolean
  municipality_id: Id<'municipality'> | null
  homepage: string | null
  note: string | null
}

interface OrganisationNameTable {
  id: string
  organisation_id: Id<'organisation'>
  name: string
  short_name: string | null
  valid_from: Day | null
}

interface OrganisationParentTable {
  id: string
  organisation_id: Id<'organisation'>
  parent_id: Id<'organisation'> | null
  valid_from: Day | null
}

interface SiteTable extends Kept {
  id: Id<'site'>
  organisation_id: Id<'organisation'>
  name: string
  street: string | null
  postal_code: string | null
  place: string | null
  municipality_id: Id<'municipality'> | null
  opening_note: string | null
  accessibility_note: string | null
}

interface ContactTable extends Kept {
  id: Id<'contact'>
  organisation_id: Id<'organisation'> | null
  site_id: Id<'site'> | null
  office: string
  task: string | null
  phone: string | null
  email: string | null
  hours_note: string | null
  internal: boolean
}

interface JurisdictionTable extends Kept {
  id: Id<'jurisdiction'>
  code: string
  name: string
  norm: string | null
  note: string | null
}

interface BodyTable extends Kept {
  id: Id<'body'>
  name: string
  short_name: string | null
  kind: BodyKind
  parent_id: Id<'body'> | null
  is_public: boolean
  purpose: string | null
  rhythm: string | null
}

interface BodyMemberTable {
  id: string
  body_id: Id<'body'>
  organisation_id: Id<'organisation'>
  role: MemberRole
  valid_from: Day | null
  valid_to: Day | null
}

interface InterfaceTable extends Kept {
  id: Id<'interface'>
  name: string
  from_label: string
  from_kind: OrganisationKind | null
  from_organisation_id: Id<'organisation'> | null
  from_jurisdiction_id: Id<'jurisdiction'> | null
  to_label: string
  to_kind: OrganisationKind | null
  to_organisation_id: Id<'organisation'> | null
  to_jurisdiction_id: Id<'jurisdiction'> | null
  trigger_event: string | null
  responsible_from: string | null
  responsible_to: string | null
  checklist: readonly string[]
}

interface TargetTable {
  interface_id: Id<'interface'>
  number: number
  days: number | null
  unit: TargetUnit
  valid_from: Day
  agreed_between: string | null
  note: string | null
  backdated: boolean
  simulated: boolean
  recorded_at: Date
  recorded_by: string | null
}

interface SourceTable {
  id: string
  subject_id: string
  subject_kind: SubjectKind
  field: string | null
  title: string
  address: string | null
  dated_on: Day | null
}

interface ChangeTable {
  subject_id: string
  version: number
  subject_kind: SubjectKind
  event: string
  changes: JSONColumnType<readonly FieldChange[]>
  changed_at: Date
  changed_by: string | null
}
