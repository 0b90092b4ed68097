import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Decision } from './domain/intake.ts'
import type { Phase } from './domain/phases.ts'

/** Tables of cases; the meaning of each stands in the migrations. */
export type CasesTables = {
  case_file: {
    id: Id<'case'>
    controller_id: Id<'organisation'>
    organisation_id: Id<'organisation'>
    reference: string
    person_id: Id<'person'>
    family_id: Id<'family'> | null
    manager_id: Id<'user'> | null
    phase: Phase
    reach: 'team' | 'own'
    municipality_id: Id<'municipality'> | null
    target_group: string | null
    access_path: string | null
    journey_key: Id<'journey'>
    opened_on: Day
    next_due_on: Day | null
    last_activity_on: Day
    closed_on: Day | null
    closure_reason: string | null
    goal_attainment: number | null
    former_organisation_id: Id<'organisation'> | null
    after_until: Day | null
    after_norm: string | null
    simulated: boolean
    version: number
    created_at: Date
    changed_at: Date
    changed_by: Id<'user'> | null
  }
  case_person: {
    case_id: Id<'case'>
    controller_id: Id<'organisation'>
    person_id: Id<'person'>
    role: 'main' | 'adult' | 'child' | 'other'
    since: Day
    until: Day | null
  }
  case_opening: {
    id: Id<'opening'>
    case_id: Id<'case'>
    controller_id: Id<'organisation'>
    user_id: Id<'user'>
    kind: 'supervision' | 'emergency' | 'conference'
    reason: string
    opened_at: Date
    until: Date
  }
  case_sequence: { prefix: string; last: number }
  case_view: { id: Id<'view'>; user_id: Id<'user'>; name: string; query: string; created_at: Date }
  case_share: {
    user_id: Id<'user'>
    organisation_id: Id<'organisation'>
    full_time_share: number
    changed_at: Date
    changed_by: Id<'user'> | null
  }
  case_intake: {
    case_id: Id<'case'>
    controller_id: Id<'organisation'>
    complex_need: boolean
    many_actors: boolean
    regular_ways_fail: boolean
    own_resources: boolean
    agreed: boolean
    decision: Decision
    reason: string | null
    decided_on: Day
    decided_by: Id<'user'> | null
  }
  /** Of access: names of members. */
  membership: { id: Id<'user'>; name: string }
}
