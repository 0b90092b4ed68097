import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { CentreRole, MeasureState } from '../domain/kinds.ts'
import type { MeasuresTables } from '../tables.ts'
import type { Answer } from './domain/answers.ts'
import type { ReminderKind } from './domain/reminders.ts'
import type { SnapshotContent } from './domain/snapshot.ts'
import type { CampaignState, ReportState } from './domain/steps.ts'

/** The tables of status campaigns. Meaning: COMMENT ON in migrations/010_campaigns.sql. */
export type CampaignTables = {
  campaign: CampaignTable
  campaign_request: RequestTable
  campaign_mailbox: { campaign_id: Id<'campaign'>; organisation_id: Id<'organisation'>; mailbox: string }
  campaign_link: { hash: Uint8Array; request_id: Id<'campaign-request'>; made_at: Date; revoked_at: Date | null }
  campaign_item: ItemTable
  campaign_answer: { item_id: Id<'campaign-item'>; content: JSONColumnType<Answer>; saved_at: Date }
  campaign_reminder: {
    request_id: Id<'campaign-request'>
    stage: ReminderKind
    due_on: Day
    sent_on: Day
    sent_at: Date
    sent_by: string | null
  }
  status_report: ReportTable
  public_report: {
    report_id: Id<'status-report'>
    measure_id: Id<'measure'>
    as_of: Day
    measure_state: MeasureState
    stalled: boolean
    text: string
    published_at: Date
  }
  snapshot: SnapshotTable
}

/** The campaigns' own view of a transaction, with the register that they ask about. */
export const tables = (tx: Tx) => tx.withTables<MeasuresTables>().withTables<CampaignTables>()

/** Which measures a campaign asks about. An empty list does not narrow. */
export interface Chosen {
  readonly concepts: readonly string[]
  readonly fields: readonly string[]
  readonly states: readonly MeasureState[]
  readonly centreRole?: CentreRole
}

interface CampaignTable {
  id: Id<'campaign'>
  title: string
  reference_day: Day
  due_on: Day
  note: string | null
  asked_by: ColumnType<string, string, never>
  contact: string | null
  chosen: JSONColumnType<Chosen>
  state: CampaignState
  started_at: Date | null
  closed_at: Date | null
  simulated: ColumnType<boolean, boolean, never>
  version: number
  created_at: Generated<Date>
  changed_at: Date
  changed_by: string | null
}

interface RequestTable {
  id: Id<'campaign-request'>
  campaign_id: Id<'campaign'>
  organisation_id: Id<'organisation'>
  organisation_name: string
  mailbox: string | null
  asked_at: Date
  sent_at: Date | null
  sent_by_label: string | null
}

interface ItemTable {
  id: Id<'campaign-item'>
  request_id: Id<'campaign-request'>
  measure_id: Id<'measure'>
  position: number
  number: string
  title: string
  measure_state: MeasureState
  stalled: boolean
  last_report_id: Id<'status-report'> | null
  report_id: Id<'status-report'> | null
}

interface ReportTable {
  id: Id<'status-report'>
  measure_id: Id<'measure'>
  campaign_id: Id<'campaign'> | null
  request_id: Id<'campaign-request'> | null
  as_of: Day
  measure_state: MeasureState
  stalled: boolean
  unchanged: boolean
  done_text: string
  obstacle_text: string | null
  next_text: string | null
  public_text: string | null
  author_label: string
  via: 'link' | 'member' | 'load'
  replaces_id: Id<'status-report'> | null
  submitted_at: Date
  submitted_by: string | null
  state: ReportState
  decided_at: Date | null
  decided_by: string | null
  decision_note: string | null
  simulated: ColumnType<boolean, boolean, never>
}

interface SnapshotTable {
  id: Id<'snapshot'>
  campaign_id: Id<'campaign'> | null
  title: string
  reference_day: Day
  content: JSONColumnType<SnapshotContent>
  checksum: string
  simulated: ColumnType<boolean, boolean, never>
  made_at: Date
  made_by: string | null
}
