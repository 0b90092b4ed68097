import type { ColumnType, JSONColumnType } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { FieldChange } from './domain/changes.ts'
import type { Booking, Cost, CountSource, Moves, OfferState } from './domain/kinds.ts'

/** The tables of this room, as Kysely knows them. Meaning: COMMENT ON in migrations/. */
export type OffersTables = {
  offer: OfferTable
  offer_municipality: { offer_id: Id<'offer'>; municipality_id: Id<'municipality'> }
  offer_state: StateTable
  offer_count: CountTable
  offer_change: ChangeTable
  offer_word: { ending: string; subject_id: string; subject_kind: string; at_start: boolean }
}

interface OfferTable {
  id: ColumnType<Id<'offer'>, Id<'offer'>, never>
  name: string
  summary: string
  description: string | null
  topic: string
  organisation_id: Id<'organisation'>
  site_id: Id<'site'> | null
  municipality_id: Id<'municipality'> | null
  district_wide: boolean
  languages: string[]
  target_groups: string[]
  booking: Booking
  cost: Cost
  cost_note: string | null
  times_note: string | null
  accessibility_note: string | null
  contact_office: string | null
  phone: string | null
  email: string | null
  homepage: string | null
  state: OfferState
  state_since: Day
  capacity: number | null
  free_places: number | null
  waiting: number | null
  expected_wait_days: number | null
  checked_on: Day | null
  simulated: ColumnType<boolean, boolean, never>
  version: number
  changed_at: Date
  changed_by: string | null
}

interface StateTable {
  offer_id: Id<'offer'>
  number: number
  state: OfferState
  since: Day
  reason: string | null
  recorded_at: Date
  recorded_by: string | null
}

interface CountTable {
  offer_id: Id<'offer'>
  number: number
  checked_on: Day
  told: CountSource
  capacity: number | null
  free_places: number | null
  waiting: number | null
  expected_wait_days: number | null
  moves: JSONColumnType<Moves>
  recorded_at: Date
  recorded_by: string | null
}

interface ChangeTable {
  subject_id: string
  version: number
  event: string
  changes: JSONColumnType<readonly FieldChange[]>
  changed_at: Date
  changed_by: string | null
}
