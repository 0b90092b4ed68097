/**
 * Long, because it is one list: which columns of a file a person is told (Art. 15 GDPR) under which names, and which not. The
 * names are those of the machine-readable copy (Art. 20), so they never change; words for people stand in the messages below
 * `cases.data`. A test finds the column, the table and the code that nobody has thought of.
 */
export type FieldType = 'text' | 'day' | 'instant' | 'number' | 'boolean' | 'code' | 'plan' | 'step'

export interface Field {
  readonly name: string
  readonly type: FieldType
}

export interface Part {
  /** Name in the copy; its heading is `cases.data.word.<key>`. */
  readonly key: string
  readonly table: string
  /** What stands behind ORDER BY. */
  readonly order: string
  readonly fields: Readonly<Record<string, Field>>
  /** Columns that are not told, besides `technical`: each for a reason that is said here. */
  readonly left?: Readonly<Record<string, string>>
}

const text = (name: string): Field => ({ name, type: 'text' })
const day = (name: string): Field => ({ name, type: 'day' })
const instant = (name: string): Field => ({ name, type: 'instant' })
const number = (name: string): Field => ({ name, type: 'number' })
const bool = (name: string): Field => ({ name, type: 'boolean' })
const code = (name: string): Field => ({ name, type: 'code' })

/** Ids, versions and which member wrote: they say nothing of the person. */
export const technical: readonly string[] = [
  'id',
  'case_id',
  'controller_id',
  'simulated',
  'version',
  'created_by',
  'changed_by',
  'created_at',
  'changed_at',
]

const member = 'a member of staff: their data, not the person’s'
const pointer = 'points to another part of the copy'

/** The file itself: `case_file`. Names of places and teams are put in where ids stand. */
export const fileFields: Readonly<Record<string, Field>> = {
  reference: text('reference'),
  phase: code('phase'),
  reach: code('reach'),
  target_group: text('targetGroup'),
  access_path: code('accessPath'),
  opened_on: day('openedOn'),
  next_due_on: day('nextDueOn'),
  last_activity_on: day('lastActivityOn'),
  closed_on: day('closedOn'),
  closure_reason: code('closureReason'),
  goal_attainment: code('goalAttainment'),
  after_until: day('afterUntil'),
  after_norm: text('afterNorm'),
}

/** Columns of the file that are told otherwise or not. */
export const fileLeft: Readonly<Record<string, string>> = {
  organisation_id: 'told as team',
  former_organisation_id: 'told as formerTeam',
  municipality_id: 'told as municipality',
  person_id: 'told as persons',
  family_id: pointer,
  manager_id: member,
  journey_key: 'a random key',
}

export const parts: readonly Part[] = [
  {
    key: 'persons',
    table: 'case_person',
    order: 'since, person_id',
    fields: { role: code('role'), since: day('since'), until: day('until') },
    left: { person_id: 'another member of the family has a copy of their own' },
  },
  {
    key: 'intake',
    table: 'case_intake',
    order: 'decided_on',
    fields: {
      complex_need: bool('complexNeed'),
      many_actors: bool('manyActors'),
      regular_ways_fail: bool('regularWaysFail'),
      own_resources: bool('ownResources'),
      agreed: bool('agreed'),
      decision: code('decision'),
      reason: text('reason'),
      decided_on: day('decidedOn'),
    },
    left: { decided_by: member },
  },
  {
    key: 'goals',
    table: 'case_goal',
    order: 'position, id',
    fields: {
      position: number('position'),
      title: text('title'),
      title_translated: text('translated'),
      translated_into: text('translatedInto'),
      life_domain: text('lifeDomain'),
      target_on: day('targetOn'),
      state: code('state'),
      ended_on: day('endedOn'),
      reason: text('reason'),
    },
  },
  {
    key: 'steps',
    table: 'case_step',
    order: 'goal_id, position, id',
    fields: {
      position: number('position'),
      title: text('title'),
      title_translated: text('translated'),
      translated_into: text('translatedInto'),
      doer: code('doer'),
      doer_name: text('doerName'),
      due_on: day('dueOn'),
      state: code('state'),
      ended_on: day('endedOn'),
      note: text('note'),
      reason: text('reason'),
    },
    left: { goal_id: pointer },
  },
  {
    key: 'stepChanges',
    table: 'case_step_change',
    order: 'changed_at, id',
    fields: {
      event: code('event'),
      before: { name: 'before', type: 'step' },
      reason: text('reason'),
      changed_at: instant('changedAt'),
    },
    left: { step_id: pointer },
  },
  {
    key: 'plans',
    table: 'case_plan',
    order: 'number',
    fields: {
      number: number('number'),
      confirmed_on: day('confirmedOn'),
      confirmed_how: code('confirmedHow'),
      interpreter_used: bool('interpreterUsed'),
      content: { name: 'goals', type: 'plan' },
    },
  },
  {
    key: 'tasks',
    table: 'case_task',
    order: 'due_on, id',
    fields: {
      kind: code('kind'),
      title: text('title'),
      due_on: day('dueOn'),
      due_at: text('dueAt'),
      lasts_minutes: number('lastsMinutes'),
      place: text('place'),
      interpreter_needed: bool('interpreterNeeded'),
      interpreter_language: text('interpreterLanguage'),
      origin: code('origin'),
      state: code('state'),
      ended_on: day('endedOn'),
    },
    left: {
      assignee_id: member,
      ended_by: member,
      origin_id: pointer,
      origin_mark: pointer,
      reminded_on: 'a mail to staff',
    },
  },
  {
    key: 'notes',
    table: 'case_note',
    order: 'happened_on, note_id, number',
    fields: {
      number: number('number'),
      kind: code('kind'),
      happened_on: day('happenedOn'),
      text: text('text'),
      visibility: code('visibility'),
      reason: text('reason'),
      created_at: instant('createdAt'),
    },
    left: { note_id: pointer, author_id: member },
  },
  {
    key: 'documents',
    table: 'case_document',
    order: 'created_at, id',
    fields: {
      title: text('title'),
      kind: code('kind'),
      file_name: text('fileName'),
      file_bytes: number('fileBytes'),
      removed_on: day('removedOn'),
      removed_reason: text('removedReason'),
      created_at: instant('createdAt'),
    },
    left: { file_id: 'the document itself is handed out from the file' },
  },
  {
    key: 'contacts',
    table: 'case_contact',
    order: 'sphere, id',
    fields: {
      sphere: code('sphere'),
      label: text('label'),
      closeness: code('closeness'),
      support: text('support'),
      removed_on: day('removedOn'),
    },
  },
  {
    key: 'conferences',
    table: 'case_conference',
    order: 'held_on, id',
    fields: {
      purpose: text('purpose'),
      held_on: day('heldOn'),
      begins_at: text('beginsAt'),
      place: text('place'),
      state: code('state'),
      minutes: text('minutes'),
    },
  },
  {
    key: 'participants',
    table: 'case_conference_participant',
    order: 'conference_id, label, id',
    fields: { label: text('label'), reads_until: day('readsUntil') },
    left: { conference_id: pointer, organisation_id: 'the label names it', member_id: member },
  },
  {
    key: 'course',
    table: 'course_entry',
    order: 'from_on, id',
    fields: {
      kind: code('kind'),
      label: text('label'),
      from_on: day('from'),
      until_on: day('until'),
      certainty: code('certainty'),
    },
  },
  {
    key: 'needs',
    table: 'case_need',
    order: 'needed_on, id',
    fields: {
      topic: text('lifeDomain'),
      language: text('needLanguage'),
      target_group: text('targetGroup'),
      needed_on: day('neededOn'),
      met_on: day('metOn'),
      met_how: code('metHow'),
      given_up_on: day('givenUpOn'),
      reason: text('hurdle'),
    },
    left: {
      recorded_by: 'told as team',
      municipality_id: 'told as municipality',
      offer_id: 'an offer of the public directory',
      record_lag_days: 'how late it was entered',
    },
  },
  {
    key: 'openings',
    table: 'case_opening',
    order: 'opened_at, id',
    fields: { kind: code('kind'), reason: text('reason'), opened_at: instant('openedAt'), until: instant('until') },
    left: { user_id: member },
  },
]

/** Tables with `case_id` that are no part of the copy as they stand, and why. */
export const notCopied: Readonly<Record<string, string>> = {
  case_assessment: 'told with its questions, see copy.ts',
  finding_origin: 'findings leave without a person; what ties one to a file is no content of it',
}
