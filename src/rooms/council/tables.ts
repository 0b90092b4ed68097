import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { FieldChange } from './domain/changes.ts'
import type { PaperContent } from './domain/content.ts'
import type { FollowUpContent } from './domain/followup.ts'
import type {
  AboutKind,
  ConsultationRole,
  DueKind,
  ObligationEvent,
  ObligationKind,
  ObligationState,
  PaperKind,
  PaperState,
  RelationKind,
  Result,
  SubjectKind,
} from './domain/kinds.ts'

/** The tables of this room, as Kysely knows them: `tx.withTables<CouncilTables>()`. Meaning: COMMENT ON in migrations/. */
export type CouncilTables = {
  paper: PaperTable
  paper_counter: { year: number; last: number }
  paper_text: { paper_id: Id<'paper'>; title: string; content: JSONColumnType<PaperContent>; composed: boolean }
  paper_version: PaperVersionTable
  paper_attachment: AttachmentTable
  paper_relation: { paper_id: Id<'paper'>; other_id: Id<'paper'>; kind: RelationKind }
  consultation: ConsultationTable
  resolution: ResolutionTable
  obligation: ObligationTable
  obligation_event: ObligationEventTable
  discharge: DischargeTable
  obligation_subject: { obligation_id: Id<'obligation'>; subject_kind: AboutKind; subject_id: string }
  followup_list: FollowUpListTable
  council_change: ChangeTable
  council_word: { ending: string; subject_id: string; subject_kind: 'paper' | 'resolution'; at_start: boolean }
}

/** Never changed after the insert: no grant names these columns. */
type Fixed<T> = ColumnType<T, T, never>

interface Kept {
  created_at: Generated<Date>
  version: number
  changed_at: Date
  changed_by: string | null
}

interface PaperTable extends Kept {
  id: Fixed<Id<'paper'>>
  number: string | null
  kind: PaperKind
  title: string
  is_public: boolean
  state: PaperState
  lead_unit_id: Id<'organisation'> | null
  rapporteur_role: string | null
  originator_id: Id<'partyGroup'> | null
  dated_on: Day
  address: string | null
  simulated: Fixed<boolean>
}

interface PaperVersionTable {
  paper_id: Fixed<Id<'paper'>>
  number: Fixed<number>
  title: Fixed<string>
  content: ColumnType<PaperContent, string, never>
  reason: Fixed<string | null>
  checksum: Fixed<string>
  released_at: Fixed<Date>
  released_on: Fixed<Day>
  released_by: Fixed<string | null>
}

interface AttachmentTable {
  id: Id<'attachment'>
  paper_id: Id<'paper'>
  position: number
  name: string
  file_id: Id<'file'> | null
  address: string | null
  added_at: Date
  added_by: string | null
}

interface ConsultationTable extends Kept {
  id: Fixed<Id<'consultation'>>
  paper_id: Fixed<Id<'paper'>>
  position: number
  body_id: Id<'body'>
  meeting_id: Id<'meeting'> | null
  agenda_item_id: Id<'agendaItem'> | null
  role: ConsultationRole
  authoritative: boolean
  result: Result
  votes_yes: number | null
  votes_no: number | null
  votes_abstained: number | null
  votes_excluded: number | null
  result_note: string | null
}

interface ResolutionTable {
  id: Fixed<Id<'resolution'>>
  number: Fixed<string | null>
  title: Fixed<string>
  body_id: Fixed<Id<'body'>>
  meeting_id: Fixed<Id<'meeting'> | null>
  agenda_item_id: Fixed<Id<'agendaItem'> | null>
  paper_id: Fixed<Id<'paper'> | null>
  consultation_id: Fixed<Id<'consultation'> | null>
  originator_id: Fixed<Id<'partyGroup'> | null>
  decided_on: Fixed<Day>
  wording: Fixed<string>
  is_public: Fixed<boolean>
  replaces_id: Fixed<Id<'resolution'> | null>
  correction_reason: Fixed<string | null>
  address: Fixed<string | null>
  simulated: Fixed<boolean>
  created_at: Generated<Date>
  created_by: Fixed<string | null>
}

interface ObligationTable extends Kept {
  id: Fixed<Id<'obligation'>>
  resolution_id: Fixed<Id<'resolution'>>
  position: Fixed<number>
  kind: Fixed<ObligationKind>
  wording: Fixed<string>
  responsible_id: Id<'organisation'> | null
  due_kind: DueKind
  due_body_id: Id<'body'> | null
  due_day: Day | null
  due_count: number | null
  state: ObligationState
  reason: string | null
  next_report_on: Day | null
  continues_id: Fixed<Id<'obligation'> | null>
}

interface ObligationEventTable {
  obligation_id: Fixed<Id<'obligation'>>
  number: Fixed<number>
  event: Fixed<ObligationEvent>
  state: Fixed<ObligationState>
  reason: Fixed<string | null>
  note: Fixed<string | null>
  next_report_on: Fixed<Day | null>
  happened_on: Fixed<Day>
  list_id: Fixed<Id<'followUpList'> | null>
  recorded_at: Fixed<Date>
  recorded_by: Fixed<string | null>
}

interface DischargeTable {
  id: Fixed<Id<'discharge'>>
  obligation_id: Fixed<Id<'obligation'>>
  paper_id: Fixed<Id<'paper'> | null>
  measure_id: Fixed<Id<'measure'> | null>
  review_id: Fixed<Id<'review'> | null>
  discharged_on: Fixed<Day>
  note: Fixed<string | null>
  undone_on: Day | null
  undone_reason: string | null
  created_at: Generated<Date>
  created_by: Fixed<string | null>
}

interface FollowUpListTable {
  id: Fixed<Id<'followUpList'>>
  body_id: Fixed<Id<'body'>>
  meeting_id: Fixed<Id<'meeting'>>
  is_public: Fixed<boolean>
  issued_on: Fixed<Day>
  content: ColumnType<FollowUpContent, string, never>
  checksum: Fixed<string>
  simulated: Fixed<boolean>
  issued_at: Fixed<Date>
  issued_by: Fixed<string | null>
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
