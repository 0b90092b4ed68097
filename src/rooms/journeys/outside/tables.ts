import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { JourneysTables } from '../tables.ts'

/** The tables of the doors for people without an account. Meaning: COMMENT ON in ../migrations/050_outside.sql. */
export type OutsideTables = {
  outside_link: OutsideLinkTable
  outside_visit: {
    hash: Uint8Array
    link_id: Id<'outside-link'>
    controller_id: Id<'organisation'>
    until: Date
  }
  journey_code: {
    id: Id<'journey-code'>
    controller_id: Id<'organisation'>
    organisation_id: Id<'organisation'>
    person_key: Id<'journey'>
    hash: Uint8Array
    valid_until: Day
    made_at: Date
    made_by: Id<'user'>
    revoked_at: Date | null
  }
  reported_hurdle: {
    id: Id<'reported-hurdle'>
    interface_id: Id<'interface'> | null
    hurdle: string | null
    municipality_id: Id<'municipality'> | null
    body: string | null
    locale: string
    reported_on: Day
    state: 'waiting' | 'taken' | 'dropped'
    decided_at: Date | null
    decided_by: Id<'user'> | null
    simulated: boolean
  }
}

type OutsideLinkTable = {
  id: Id<'outside-link'>
  controller_id: Id<'organisation'>
  handover_id: Id<'handover'>
  organisation_id: Id<'organisation'>
  addressed_id: Id<'organisation'>
  giver_name: string
  addressed_name: string
  reply_by: Day | null
  hash: Uint8Array
  pin_hash: Uint8Array
  tries: number
  lasts_until: Day
  made_at: Date
  made_by: Id<'user'>
  ended_at: Date | null
  ended_why: 'ended' | 'renewed' | 'answered' | null
  answered_at: Date | null
  answered_kind: AnswerKind | null
  answered_label: string | null
  booked_at: Date | null
  booked_label: string | null
  mailed_at: Date | null
  mailed_to: string | null
}

/** What may be answered by a link. */
export type AnswerKind = 'accepted' | 'askedBack' | 'declined' | 'firstAppointment'

/** The doors' own view of a transaction. */
export const tables = (tx: Tx) => tx.withTables<JourneysTables>().withTables<OutsideTables>()
