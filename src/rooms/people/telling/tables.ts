import type { ColumnType, JSONColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { BasisKind, Method, Purpose } from '../bases/domain/kinds.ts'
import type { Editions, Pair } from '../bases/domain/wording.ts'
import type { DataCategory } from '../domain/kinds.ts'

/** Never changed after the insert: no grant names these columns. */
type Fixed<T> = ColumnType<T, T, never>

export const tellingKinds = ['rectified', 'erased', 'restricted', 'lifted'] as const
export type TellingKind = (typeof tellingKinds)[number]

/** Meaning: COMMENT ON in ../migrations/021_told.sql. */
type TellingTables = {
  person_telling: {
    id: Fixed<Id<'telling'>>
    controller_id: Fixed<Id<'organisation'>>
    person_id: Id<'person'> | null
    recipient_organisation_id: Fixed<Id<'organisation'>>
    kind: Fixed<TellingKind>
    fields: Fixed<string[]>
    body: Fixed<string | null>
    about_path: Fixed<string | null>
    reference: Fixed<string | null>
    told_at: Fixed<Date>
    told_by: Fixed<Id<'user'> | null>
    seen_at: Date | null
    seen_by: Id<'user'> | null
  }
  kept_proof: {
    basis_id: Fixed<Id<'transfer-basis'>>
    controller_id: Fixed<Id<'organisation'>>
    person_code: Fixed<string>
    kind: Fixed<BasisKind>
    purpose: Fixed<Purpose>
    recipient_organisation_id: Fixed<Id<'organisation'>>
    categories: Fixed<DataCategory[]>
    given_on: Fixed<Day>
    ended_on: Fixed<Day>
    language: Fixed<string>
    editions: JSONColumnType<Editions, string, never>
    wording: JSONColumnType<readonly Pair[], string, never>
    method: Fixed<Method | null>
    interpreter_used: Fixed<boolean | null>
    scan_file_id: Fixed<Id<'file'> | null>
    erased_on: Fixed<Day>
  }
}

/** A transaction with the tables of this part. */
export const tables = (tx: Tx) => tx.withTables<TellingTables>()
