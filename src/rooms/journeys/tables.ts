import type { ColumnType } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Certainty, HandoverKind, Sides, Source, State, Summary } from './domain.ts'

export type JourneysTables = {
  pathway: PathwayTable
  pathway_milestone: PathwayMilestoneTable
  handover: HandoverTable
  journey_step: JourneyStepTable
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
