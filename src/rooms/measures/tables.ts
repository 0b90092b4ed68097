import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Content } from './domain/content.ts'
import type { CentreRole, ConceptKind, FundingKind, MeasureState, Priority, SuccessionKind } from './domain/kinds.ts'

/** The tables of this room, as Kysely knows them: `tx.withTables<MeasuresTables>()`. Meaning: COMMENT ON in migrations/. */
// A type and not an interface: Kysely asks for an index signature.
export type MeasuresTables = {
  field_of_action: CodeTable<'field-of-action'>
  target_group: CodeTable<'target-group'>
  concept: ConceptTable
  measure: MeasureTable
  measure_concept: {
    measure_id: Id<'measure'>
    concept_id: Id<'concept'>
    role: 'origin' | 'continuation'
    number: string | null
    chapter: string | null
  }
  measure_field: { measure_id: Id<'measure'>; field_id: Id<'field-of-action'> }
  measure_organisation: { measure_id: Id<'measure'>; organisation_id: Id<'organisation'> }
  measure_municipality: { measure_id: Id<'measure'>; municipality_id: Id<'municipality'> }
  measure_target_group: { measure_id: Id<'measure'>; target_group_id: Id<'target-group'> }
  measure_succession: {
    predecessor_id: Id<'measure'>
    successor_id: Id<'measure'>
    kind: SuccessionKind
    through_kim: boolean
    since: Day
    note: string | null
  }
  milestone: {
    id: string
    measure_id: Id<'measure'>
    position: number
    title: string
    due_on: Day | null
    reached_on: Day | null
    note: string | null
  }
  indicator: {
    id: string
    measure_id: Id<'measure'>
    position: number
    name: string
    unit: string
    target_value: Numeric | null
    target_on: Day | null
  }
  indicator_value: {
    id: string
    indicator_id: string
    as_of: Day
    value: Numeric
    note: string | null
    recorded_at: Date
    recorded_by: string | null
  }
  measure_funding: {
    id: string
    measure_id: Id<'measure'>
    position: number
    source: string
    kind: FundingKind
    /** EUR, cents. */
    amount_cents: number | null
    valid_from: Day | null
    valid_until: Day | null
    note: string | null
  }
  measure_document: {
    id: string
    subject_id: string
    subject_kind: SubjectKind
    title: string
    address: string | null
    file_id: Id<'file'> | null
    is_public: boolean
    added_at: Date
    added_by: string | null
  }
  measures_source: {
    id: string
    subject_id: string
    subject_kind: SubjectKind
    title: string
    address: string | null
    dated_on: Day | null
  }
  measure_state: {
    measure_id: Id<'measure'>
    number: number
    state: MeasureState
    stalled: boolean
    since: Day
    reason: string | null
    recorded_at: Date
    recorded_by: string | null
  }
  measures_version: {
    subject_id: string
    version: number
    subject_kind: SubjectKind
    event: string
    content: JSONColumnType<Content>
    changed_at: Date
    changed_by: string | null
  }
  measures_word: {
    ending: string
    subject_id: string
    subject_kind: SubjectKind
    at_start: boolean
    is_public: boolean
  }
}

export type SubjectKind = 'measure' | 'concept'

/** Arrives as text, because it may hold more digits than a number. */
type Numeric = ColumnType<string, number | string, number | string>

interface CodeTable<Kind extends string> {
  id: Id<Kind>
  key: ColumnType<string, string, never>
  name: string
  position: number
  begins_on: Day | null
  ended_on: Day | null
  /** Key of the entry that holds now. */
  into_key: string | null
}

/** What every record carries. */
interface Kept {
  /** Belongs to a demonstration; never changes. */
  simulated: ColumnType<boolean, boolean, never>
  /** Counts the changes; a form sends it back, so that nobody overwrites unseen what somebody else has changed. */
  version: number
  created_at: Generated<Date>
  changed_at: Date
  /** Membership of who changed it; null: the system. */
  changed_by: string | null
}

interface ConceptTable extends Kept {
  id: Id<'concept'>
  /** Never changes and stands in addresses. */
  key: ColumnType<string, string, never>
  kind: ConceptKind
  title: string
  short_title: string | null
  summary: string | null
  commissioned_on: Day | null
  commissioned_by: string | null
  presented_on: Day | null
  presented_to: string | null
  adopted_on: Day | null
  adopted_by_body_id: Id<'body'> | null
  resolution_reference: string | null
  resolution_address: string | null
  valid_from: Day | null
  valid_until: Day | null
  successor_id: Id<'concept'> | null
  review_after_months: Generated<number>
  is_public: boolean
}

interface MeasureTable extends Kept {
  id: Id<'measure'>
  number: string
  /** The number as it is ordered by; the database fills it. */
  number_order: ColumnType<string, never, never>
  title: string
  description: string | null
  public_text: string | null
  is_public: boolean
  state: MeasureState
  state_since: Day
  state_reason: string | null
  established_on: Day | null
  stalled_since: Day | null
  stalled_reason: string | null
  priority: Priority | null
  responsible_id: Id<'organisation'> | null
  centre_role: CentreRole
  kim_linked: boolean
  district_wide: boolean
  partners: string | null
  planned_from: Day | null
  planned_until: Day | null
  withdrawn_on: Day | null
}
