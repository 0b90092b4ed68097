import type { ColumnType, Generated } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { MeetingState } from './domain/kinds.ts'

/** The tables of meetings, as Kysely knows them; part of NetworkTables. Meaning: COMMENT ON in migrations/004. */
export type MeetingTables = {
  legislative_term: TermTable
  party_group: PartyGroupTable
  meeting: MeetingTable
  agenda_part: AgendaPartTable
  agenda_item: AgendaItemTable
}

/** What every record of meetings carries. */
interface KeptSince {
  key: ColumnType<string, string, never>
  simulated: ColumnType<boolean, boolean, never>
  version: number
  created_at: Generated<Date>
  changed_at: Date
  changed_by: string | null
}

interface TermTable extends KeptSince {
  id: Id<'term'>
  body_id: Id<'body'> | null
  name: string
  starts_on: Day
  ends_on: Day | null
}

interface PartyGroupTable extends KeptSince {
  id: Id<'partyGroup'>
  name: string
  short_name: string | null
  starts_on: Day | null
  ends_on: Day | null
}

interface MeetingTable extends KeptSince {
  id: Id<'meeting'>
  body_id: ColumnType<Id<'body'>, Id<'body'>, never>
  number: number | null
  held_on: Day
  /** `17:00:00` */
  starts_at: string | null
  ends_at: string | null
  place: string | null
  state: MeetingState
  cancelled_on: Day | null
  cancelled_reason: string | null
  replaced_by: Id<'meeting'> | null
  is_public: boolean
  address: string | null
}

interface AgendaPartTable {
  id: Id<'agenda'>
  meeting_id: Id<'meeting'>
  is_public: boolean
  version: number
  changed_at: Date
  changed_by: string | null
}

interface AgendaItemTable {
  id: Id<'agendaItem'>
  meeting_id: Id<'meeting'>
  is_public: ColumnType<boolean, boolean, never>
  position: number
  number: string | null
  title: string
  withdrawn: Generated<boolean>
  simulated: ColumnType<boolean, boolean, never>
  created_at: Generated<Date>
  changed_at: Date
}
