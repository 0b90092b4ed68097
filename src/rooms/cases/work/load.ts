// Over 300 lines: half of it says what may be loaded, for whoever writes a demo or an import.
import type { Day } from '../../../kernel/day.ts'
import { type Id, newId, newPublicId } from '../../../kernel/ids.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { Rating } from './assessment/domain.ts'
import type { Closeness, Sphere } from './assessment/network.ts'
import type { NoteKind, Visibility } from './notes/domain.ts'
import type { Confirmation, Doer, GoalState, StepState } from './plan/domain.ts'
import { planOf } from './plan/domain.ts'
import { type WorkTables, workTables } from './tables.ts'
import type { TaskKind, TaskOrigin, TaskState } from './tasks/domain.ts'

/** The work on one file, as a demo or a former system tells it. */
export interface CaseWork {
  readonly caseId: Id<'case'>
  readonly goals?: readonly GoalData[]
  /** Plans that the person confirmed, the earliest first; each holds the goals as they are loaded. */
  readonly plans?: readonly {
    readonly confirmedOn: Day
    readonly how: Confirmation
    readonly interpreterUsed?: boolean
  }[]
  readonly tasks?: readonly TaskData[]
  readonly notes?: readonly NoteData[]
  readonly assessments?: readonly AssessmentData[]
  readonly contacts?: readonly {
    readonly sphere: Sphere
    readonly label: string
    readonly closeness: Closeness
    readonly support?: string
  }[]
  readonly conferences?: readonly {
    readonly purpose: string
    readonly heldOn: Day
    /** `14:00` */
    readonly beginsAt?: string
    readonly place?: string
    readonly minutes?: string
    readonly participants?: readonly string[]
  }[]
}

export interface GoalData {
  readonly title: string
  /** In the language that is named beside it (BCP 47). */
  readonly translated?: { readonly language: string; readonly title: string }
  readonly lifeDomain?: string
  readonly targetOn?: Day
  readonly state?: GoalState
  readonly endedOn?: Day
  readonly reason?: string
  readonly steps: readonly StepData[]
}

export interface StepData {
  readonly title: string
  readonly translated?: { readonly language: string; readonly title: string }
  readonly doer: Doer
  /** For the doer `office`. */
  readonly doerName?: string
  readonly dueOn?: Day
  readonly state?: StepState
  readonly endedOn?: Day
  readonly note?: string
  /** Needed when declined or cancelled. */
  readonly reason?: string
}

export interface TaskData {
  readonly kind: TaskKind
  readonly title: string
  readonly dueOn: Day
  /** `14:00` */
  readonly dueAt?: string
  readonly place?: string
  readonly assigneeId?: string
  readonly origin?: TaskOrigin
  readonly state?: TaskState
  readonly endedOn?: Day
}

export interface NoteData {
  readonly kind: NoteKind
  readonly happenedOn: Day
  readonly text: string
  readonly visibility?: Visibility
  readonly authorId?: string
}

export interface AssessmentData {
  readonly heldOn: Day
  /** By life domain. */
  readonly ratings: Readonly<Record<string, Rating>>
  /** By question of the shipped form. */
  readonly answers?: Readonly<Record<string, string>>
  readonly resources?: string
  readonly interpreterUsed?: boolean
}

export interface WorkSetting {
  readonly simulated: boolean
  /** Milliseconds since 1970: when it counts as written. */
  readonly now: number
}

/**
 * Loads the work on many files in bulk, as the system, and sets the day on which each is next due. The files must be there.
 * Throws RangeError for a file that is not.
 */
export async function loadWork(tx: Tx, works: readonly CaseWork[], setting: WorkSetting): Promise<void> {
  const ids = works.map(({ caseId }) => caseId)
  const { rows } = await sql<{ id: string; controller: string }>`
    SELECT id, controller_id AS controller FROM case_file WHERE id = ANY (${ids}::uuid[])
  `.execute(tx)
  const controllers = new Map(rows.map((row) => [row.id, row.controller]))
  const collected = emptyRows()
  for (const work of works) {
    const controller = controllers.get(work.caseId)
    if (controller === undefined) throw new RangeError(`there is no file ${work.caseId}`)
    collect(collected, work, { case_id: work.caseId, controller_id: controller, simulated: setting.simulated }, setting)
  }
  for (const [table, list] of Object.entries(collected)) {
    for (let at = 0; at < list.length; at += 500)
      await workTables(tx)
        .insertInto(table as keyof WorkTables)
        .values(list.slice(at, at + 500) as never)
        .execute()
  }
  await sql`
    UPDATE case_file SET next_due_on = waiting.due_on
    FROM (
      SELECT case_id, min(due_on) AS due_on FROM (
        SELECT case_id, due_on FROM case_task WHERE state = 'open' AND case_id = ANY (${ids}::uuid[])
        UNION ALL
        SELECT case_id, due_on FROM case_step WHERE state = 'open' AND case_id = ANY (${ids}::uuid[])
      ) AS open GROUP BY case_id
    ) AS waiting
    WHERE case_file.id = waiting.case_id
  `.execute(tx)
  await record(tx, 'system', { event: 'cases.work-loaded', details: { files: works.length } })
}

type Rows = { [Table in keyof WorkTables]?: object[] }
interface Head {
  readonly case_id: string
  readonly controller_id: string
  readonly simulated: boolean
}

const emptyRows = () =>
  ({
    case_goal: [],
    case_step: [],
    case_plan: [],
    case_task: [],
    case_note: [],
    case_assessment: [],
    case_contact: [],
    case_conference: [],
    case_conference_participant: [],
  }) satisfies Rows as Record<string, object[]>

function collect(rows: Record<string, object[]>, work: CaseWork, head: Head, { now }: WorkSetting): void {
  const changed = { ...head, version: 1, changed_at: new Date(now), changed_by: null }
  collectPlan(rows, work, head, changed, now)
  for (const task of work.tasks ?? [])
    rows['case_task']?.push({
      id: newId(now),
      ...changed,
      kind: task.kind,
      title: task.title,
      due_on: task.dueOn,
      due_at: task.dueAt ?? null,
      lasts_minutes: null,
      place: task.place ?? null,
      assignee_id: task.assigneeId ?? null,
      origin: task.origin ?? 'own',
      origin_id: null,
      state: task.state ?? 'open',
      ended_on: task.endedOn ?? (task.state && task.state !== 'open' ? task.dueOn : null),
      ended_by: null,
      reminded_on: null,
      created_by: null,
    })
  for (const note of work.notes ?? [])
    rows['case_note']?.push({
      id: newId(now),
      note_id: newId(now),
      number: 1,
      ...head,
      kind: note.kind,
      happened_on: note.happenedOn,
      text: note.text,
      visibility: note.visibility ?? 'team',
      author_id: note.authorId ?? null,
      reason: null,
      created_at: new Date(`${note.happenedOn}T15:00:00Z`),
    })
  for (const one of work.assessments ?? [])
    rows['case_assessment']?.push({
      id: newId(now),
      ...head,
      form_number: 0,
      held_on: one.heldOn,
      ratings: JSON.stringify(one.ratings),
      answers: JSON.stringify(one.answers ?? {}),
      resources: one.resources ?? null,
      interpreter_used: one.interpreterUsed ?? false,
      created_by: null,
    })
  for (const contact of work.contacts ?? [])
    rows['case_contact']?.push({
      id: newId(now),
      ...changed,
      ...contact,
      support: contact.support ?? null,
      removed_on: null,
    })
  for (const one of work.conferences ?? []) {
    const id = newPublicId()
    rows['case_conference']?.push({
      id,
      ...changed,
      purpose: one.purpose,
      held_on: one.heldOn,
      begins_at: one.beginsAt ?? null,
      place: one.place ?? null,
      state: one.minutes ? 'held' : 'planned',
      minutes: one.minutes ?? null,
    })
    for (const label of one.participants ?? [])
      rows['case_conference_participant']?.push({
        id: newId(now),
        conference_id: id,
        case_id: head.case_id,
        controller_id: head.controller_id,
        organisation_id: null,
        label,
        member_id: null,
        reads_until: null,
        created_by: null,
      })
  }
}

function collectPlan(
  rows: Record<string, object[]>,
  work: CaseWork,
  head: Head,
  changed: Head & { readonly version: number },
  now: number,
): void {
  const planned = (work.goals ?? []).map((goal, index) => {
    const id = newId<'goal'>(now)
    rows['case_goal']?.push({
      id,
      ...changed,
      position: index + 1,
      title: goal.title,
      title_translated: goal.translated?.title ?? null,
      translated_into: goal.translated?.language ?? null,
      life_domain: goal.lifeDomain ?? null,
      target_on: goal.targetOn ?? null,
      state: goal.state ?? 'open',
      ended_on: goal.endedOn ?? null,
      reason: goal.reason ?? null,
    })
    const steps = goal.steps.map((step, at) => {
      const stepId = newId<'case-step'>(now)
      rows['case_step']?.push({
        id: stepId,
        ...changed,
        goal_id: id,
        position: at + 1,
        title: step.title,
        title_translated: step.translated?.title ?? null,
        translated_into: step.translated?.language ?? null,
        doer: step.doer,
        doer_name: step.doer === 'office' ? (step.doerName ?? null) : null,
        due_on: step.dueOn ?? null,
        state: step.state ?? 'open',
        ended_on: step.endedOn ?? null,
        note: step.note ?? null,
        reason: step.reason ?? null,
      })
      return {
        id: stepId,
        title: step.title,
        translated: step.translated?.title ?? null,
        doer: step.doer,
        doerName: step.doer === 'office' ? (step.doerName ?? null) : null,
        dueOn: step.dueOn ?? null,
        state: step.state ?? ('open' as const),
      }
    })
    return {
      id,
      title: goal.title,
      translated: goal.translated?.title ?? null,
      targetOn: goal.targetOn ?? null,
      state: goal.state ?? ('open' as const),
      steps,
    }
  })
  for (const [index, plan] of (work.plans ?? []).entries())
    rows['case_plan']?.push({
      id: newId(now),
      ...head,
      number: index + 1,
      confirmed_on: plan.confirmedOn,
      confirmed_how: plan.how,
      interpreter_used: plan.interpreterUsed ?? false,
      content: JSON.stringify(planOf(planned)),
      created_by: null,
    })
}
