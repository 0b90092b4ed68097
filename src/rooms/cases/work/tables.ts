import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Answers, FormContent, Ratings } from './assessment/domain.ts'
import type { ConferenceState } from './conferences/domain.ts'
import type { DocumentKind, NoteKind, Visibility } from './notes/domain.ts'
import type { Confirmation, Doer, GoalState, PlanContent, StepState } from './plan/domain.ts'
import type { TaskKind, TaskOrigin, TaskState } from './tasks/domain.ts'

/** What hangs on a file. */
interface Part {
  case_id: string
  controller_id: string
  simulated: boolean
}

interface Versioned extends Part {
  version: number
  changed_at: Date
  changed_by: string | null
}

export type WorkTables = {
  case_goal: Versioned & {
    id: Id<'goal'>
    position: number
    title: string
    title_translated: string | null
    translated_into: string | null
    life_domain: string | null
    target_on: Day | null
    state: GoalState
    ended_on: Day | null
    reason: string | null
  }
  case_step: Versioned & {
    id: Id<'case-step'>
    goal_id: Id<'goal'>
    position: number
    title: string
    title_translated: string | null
    translated_into: string | null
    doer: Doer
    doer_name: string | null
    due_on: Day | null
    state: StepState
    ended_on: Day | null
    note: string | null
    reason: string | null
  }
  case_step_change: Omit<Part, 'simulated'> & {
    id: string
    step_id: string
    event: 'changed' | 'done' | 'declined' | 'cancelled' | 'reopened'
    before: unknown
    reason: string | null
    changed_at: Date
    changed_by: string | null
  }
  case_plan: Part & {
    id: string
    number: number
    confirmed_on: Day
    confirmed_how: Confirmation
    interpreter_used: boolean
    content: PlanContent | string
    created_by: string | null
  }
  case_task: Versioned & {
    id: Id<'task'>
    kind: TaskKind
    title: string
    due_on: Day
    due_at: string | null
    lasts_minutes: number | null
    place: string | null
    assignee_id: string | null
    origin: TaskOrigin
    origin_id: string | null
    origin_mark: string | null
    interpreter_needed: boolean
    interpreter_language: string | null
    state: TaskState
    ended_on: Day | null
    ended_by: string | null
    reminded_on: Day | null
    created_by: string | null
  }
  case_calendar: {
    user_id: string
    controller_id: string
    organisation_id: string
    link_hash: Buffer
    created_at: Date
  }
  case_note: Part & {
    id: string
    note_id: Id<'note'>
    number: number
    kind: NoteKind
    happened_on: Day
    text: string
    visibility: Visibility
    author_id: string | null
    reason: string | null
    created_at: Date
  }
  case_document: Versioned & {
    id: Id<'document'>
    file_id: Id<'file'> | null
    title: string
    kind: DocumentKind
    file_name: string
    file_bytes: number
    removed_on: Day | null
    removed_reason: string | null
    created_at: Date
    created_by: string | null
  }
  assessment_form: { number: number; content: FormContent | string; made_at: Date; made_by: string | null }
  case_assessment: Part & {
    id: Id<'assessment'>
    form_number: number
    held_on: Day
    ratings: Ratings | string
    answers: Answers | string
    resources: string | null
    interpreter_used: boolean
    created_by: string | null
  }
  case_contact: Versioned & {
    id: Id<'contact'>
    sphere: string
    label: string
    closeness: string
    support: string | null
    removed_on: Day | null
  }
  case_conference: Versioned & {
    id: Id<'conference'>
    purpose: string
    held_on: Day
    begins_at: string | null
    place: string | null
    state: ConferenceState
    minutes: string | null
  }
  case_conference_participant: Omit<Part, 'simulated'> & {
    id: string
    conference_id: string
    organisation_id: string | null
    label: string
    member_id: string | null
    reads_until: Day | null
    created_by: string | null
  }
}

/** This part's own view of a transaction: with its tables. Rows are read by the id of a file that was reached by `getCase`. */
export const workTables = (tx: Tx) => tx.withTables<WorkTables>()
