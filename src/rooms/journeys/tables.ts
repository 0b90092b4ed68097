import type { ColumnType, JSONColumnType } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { DataCategory } from '../people/index.ts'
import type { SharedItem } from './content.ts'
import type {
  AppointmentState,
  Certainty,
  HandoverKind,
  Outcome,
  Purpose,
  Sides,
  Source,
  State,
  Summary,
} from './domain.ts'
import type { ToldAs } from './team.ts'

export type JourneysTables = {
  pathway: PathwayTable
  pathway_milestone: PathwayMilestoneTable
  handover: HandoverTable
  journey_step: JourneyStepTable
  handover_content: HandoverContentTable
  handover_document: HandoverDocumentTable
  handover_message: HandoverMessageTable
  handover_assignment: HandoverAssignmentTable
  handover_jurisdiction_change: JurisdictionChangeTable
  handover_reminder: HandoverReminderTable
  handover_appointment: AppointmentTable
  journey_step_correction: CorrectionTable
  handover_after: AfterTable
  handover_told: {
    reminder_id: Id<'handover-reminder'>
    member_id: Id<'user'>
    handover_id: Id<'handover'>
    controller_id: Id<'organisation'>
    told_as: ToldAs
  }
  /** Of the platform: what members are called, and where mails reach them. */
  membership: { id: Id<'user'>; name: string; email: string | null }
}

type PathwayTable = {
  id: Id<'pathway'>
  key: string
  name: string
  description: string | null
  simulated: boolean
}

type PathwayMilestoneTable = {
  pathway_id: Id<'pathway'>
  position: number
  key: string
  name: string
  interface_id: Id<'interface'> | null
}

/** Never changed after the insert: no grant names these columns. */
type Fixed<T> = ColumnType<T, T, never>

/** The same, null or left out where nothing was given. */
type Given<T> = ColumnType<T | null, T | null | undefined, never>

export type HandoverTable = {
  id: Fixed<Id<'handover'>>
  controller_id: Fixed<Id<'organisation'>>
  interface_id: Fixed<Id<'interface'>>
  from_organisation_id: Fixed<Id<'organisation'>>
  to_organisation_id: Fixed<Id<'organisation'>>
  municipality_id: Fixed<Id<'municipality'> | null>
  target_group: Fixed<string | null>
  person_key: Fixed<Id<'journey'>>
  target_days: Fixed<number | null>
  state: State
  prepared_on: Day | null
  offered_on: Day | null
  answered_on: Day | null
  first_on: Day | null
  ended_on: Day | null
  last_step_on: Day
  last_recorded_at: Date
  sides: Sides
  record_lag_days: number
  reason: string | null
  simulated: Fixed<boolean>
  version: number
  created_at: Fixed<Date>
  kind: Given<Purpose>
  to_controller_id: Given<Id<'organisation'>>
  origin_id: Given<Id<'case'>>
  receiving_case_id: Id<'case'> | null
  reference: Given<string>
  sent_by: Given<Id<'user'>>
  assigned_to: Id<'user'> | null
  reply_by: Day | null
  reads_until: Given<Day>
  reads_to_first: Given<boolean>
  outcome: Outcome | null
  after_until: Day | null
  after_norm: string | null
}

export type JourneyStepTable = {
  id: Fixed<Id<'step'>>
  controller_id: Fixed<Id<'organisation'>>
  person_key: Fixed<Id<'journey'>>
  handover_id: Fixed<Id<'handover'> | null>
  kind: Fixed<HandoverKind | 'milestone'>
  milestone: Fixed<string | null>
  occurred_on: Fixed<Day>
  certainty: Fixed<Certainty>
  recorded_at: Fixed<Date>
  source: Fixed<Source>
  organisation_id: Fixed<Id<'organisation'>>
  reason: Fixed<string | null>
  recorded_by: Fixed<Id<'user'> | null>
}

/** The two sides of a hand-over, each with its own copy of what was shared. */
type HandoverContentTable = {
  handover_id: Id<'handover'>
  side: 'sender' | 'receiver'
  controller_id: Id<'organisation'>
  items: JSONColumnType<readonly SharedItem[], string, never>
  note: string | null
  created_at: Date
}

type HandoverDocumentTable = {
  id: Id<'handover-document'>
  handover_id: Id<'handover'>
  controller_id: Id<'organisation'>
  name: string
  media_type: string
  size_bytes: number
  sha256: Buffer
  category: DataCategory
  basis_id: string | null
  content: Buffer
  created_at: Date
}

type HandoverMessageTable = {
  id: Id<'handover-message'>
  handover_id: Id<'handover'>
  controller_id: Id<'organisation'>
  organisation_id: Id<'organisation'>
  author_id: Id<'user'> | null
  kind: 'question' | 'answer' | 'note'
  body: string
  created_at: Date
}

type HandoverAssignmentTable = {
  id: Id<'handover-assignment'>
  handover_id: Id<'handover'>
  controller_id: Id<'organisation'>
  organisation_id: Id<'organisation'>
  member_id: Id<'user'> | null
  assigned_by: Id<'user'> | null
  assigned_at: Date
}

type JurisdictionChangeTable = {
  handover_id: Id<'handover'>
  controller_id: Id<'organisation'>
  from_jurisdiction_id: Id<'jurisdiction'>
  to_jurisdiction_id: Id<'jurisdiction'>
  effective_on: Day
  open_items: string | null
  acknowledged_on: Day | null
  acknowledged_by: Id<'user'> | null
  created_at: Date
}

type AppointmentTable = {
  id: Id<'handover-appointment'>
  handover_id: Id<'handover'>
  controller_id: Id<'organisation'>
  organisation_id: Id<'organisation'>
  held_on: Day
  begins_at: string | null
  place: string | null
  interpreter_needed: boolean
  interpreter_language: string | null
  state: AppointmentState
  booked_by: Id<'user'> | null
  booked_at: Date
  settled_by: Id<'user'> | null
  settled_at: Date | null
}

type CorrectionTable = {
  id: Id<'step-correction'>
  step_id: Id<'step'>
  handover_id: Id<'handover'>
  controller_id: Id<'organisation'>
  organisation_id: Id<'organisation'>
  reason: string
  corrected_by: Id<'user'> | null
  corrected_at: Date
}

type AfterTable = {
  id: Id<'handover-after'>
  handover_id: Id<'handover'>
  controller_id: Id<'organisation'>
  organisation_id: Id<'organisation'>
  after_until: Day
  after_norm: string
  set_by: Id<'user'> | null
  set_at: Date
}

type HandoverReminderTable = {
  id: Id<'handover-reminder'>
  handover_id: Id<'handover'>
  controller_id: Id<'organisation'>
  stage: 'reminder' | 'escalation' | 'revoked'
  reply_by: Day
  interface_id: Id<'interface'>
  from_organisation_id: Id<'organisation'>
  to_organisation_id: Id<'organisation'>
  sent_on: Day
  settled_on: Day | null
}

/** What is derived from the steps, as columns of the hand-over. */
export function summaryColumns(summary: Summary) {
  return {
    state: summary.state,
    prepared_on: summary.preparedOn,
    offered_on: summary.offeredOn,
    answered_on: summary.answeredOn,
    first_on: summary.firstOn,
    ended_on: summary.endedOn,
    last_step_on: summary.lastStepOn,
    last_recorded_at: new Date(summary.lastRecordedAt),
    sides: summary.sides,
    record_lag_days: summary.recordLagDays,
    reason: summary.reason,
  }
}
