import type { ColumnType } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Locale } from '../../../../platform/i18n/index.ts'
import type { ConferenceState } from './domain/voting.ts'

type Fixed<T> = ColumnType<T, T, never>

/** The tables of conferences. Meaning: COMMENT ON in ../../migrations/040_conference.sql. */
type ConferenceTables = {
  conference: {
    id: Fixed<Id<'conference'>>
    code: Fixed<string>
    title: Fixed<string>
    municipality_id: Fixed<Id<'municipality'> | null>
    held_on: Fixed<Day>
    state: ConferenceState
    points_each: Fixed<number>
    simulated: Fixed<boolean>
    version: number
    changed_at: Date
    changed_by: string | null
  }
  conference_cluster: {
    id: Fixed<Id<'cluster'>>
    conference_id: Fixed<Id<'conference'>>
    position: Fixed<number>
    title: string
    hurdle: string
    interface_id: Id<'interface'> | null
    points: number | null
    topic_id: Id<'topic'> | null
  }
  conference_card: {
    id: Fixed<Id<'card'>>
    conference_id: Fixed<Id<'conference'>>
    cluster_id: Id<'cluster'> | null
    body: Fixed<string>
    locale: Fixed<Locale>
  }
  conference_ballot: {
    conference_id: Fixed<Id<'conference'>>
    device: Fixed<Buffer>
    points_each: Fixed<number>
    given: readonly Id<'cluster'>[]
  }
  conference_finding: {
    id: Fixed<string>
    topic_id: Fixed<Id<'topic'>>
    conference_id: Fixed<Id<'conference'>>
    cluster_title: Fixed<string>
    points: Fixed<number>
    body: Fixed<string>
    locale: Fixed<Locale>
  }
}

export const tables = (tx: Tx) => tx.withTables<ConferenceTables>()
