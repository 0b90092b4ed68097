import type { ColumnType, JSONColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { DataCategory } from '../domain/kinds.ts'
import type { BasisKind, Method, Purpose } from './domain/kinds.ts'
import type { Editions, Pair } from './domain/wording.ts'

/** Never changed after the insert: no grant names these columns. */
type Fixed<T> = ColumnType<T, T, never>

/** Meaning: COMMENT ON in ../migrations/010_bases.sql. */
type BasisTables = {
  consent_text: {
    id: Fixed<Id<'consent-text'>>
    key: Fixed<string>
    language: Fixed<string>
    edition: Fixed<number>
    paragraphs: Fixed<string[]>
    reviewed_by: Fixed<string | null>
    reviewed_on: Fixed<Day | null>
    created_at: Fixed<Date>
    created_by: Fixed<Id<'user'> | null>
  }
  transfer_basis: {
    id: Fixed<Id<'transfer-basis'>>
    controller_id: Fixed<Id<'organisation'>>
    person_id: Fixed<Id<'person'>>
    kind: Fixed<BasisKind>
    purpose: Fixed<Purpose>
    recipient_organisation_id: Fixed<Id<'organisation'>>
    categories: Fixed<DataCategory[]>
    norm: Fixed<string | null>
    given_on: Day | null
    valid_until: Day | null
    revoked_on: Day | null
    revoked_at: Date | null
    recorded_by: Id<'user'> | null
    simulated: Fixed<boolean>
    version: number
    created_at: Fixed<Date>
  }
  transfer_basis_proof: {
    basis_id: Fixed<Id<'transfer-basis'>>
    controller_id: Fixed<Id<'organisation'>>
    language: Fixed<string>
    editions: JSONColumnType<Editions, string, never>
    wording: JSONColumnType<readonly Pair[], string, never>
    printed_on: Day | null
    method: Method | null
    interpreter_used: boolean | null
    scan_file_id: Id<'file'> | null
  }
  transfer_basis_notice: {
    id: Fixed<Id<'basis-notice'>>
    basis_id: Fixed<Id<'transfer-basis'>>
    controller_id: Fixed<Id<'organisation'>>
    recipient_organisation_id: Fixed<Id<'organisation'>>
    kind: Fixed<'revoked'>
    created_at: Fixed<Date>
    seen_at: Date | null
    seen_by: Id<'user'> | null
  }
}

/** A transaction with the tables of this part. */
export const tables = (tx: Tx) => tx.withTables<BasisTables>()
