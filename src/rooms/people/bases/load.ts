/** Loading bases in bulk: the demo, a simulated scenario, benchmarks. */
import type { Day } from '../../../kernel/day.ts'
import { type Id, newPublicId } from '../../../kernel/ids.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { Locale } from '../../../platform/i18n/index.ts'
import { organisationNames } from '../../network/index.ts'
import type { DataCategory } from '../domain/kinds.ts'
import { composeText } from './compose.ts'
import type { BasisKind, Method, Purpose } from './domain/kinds.ts'

export interface BasisData {
  /** By which whoever loads refers to it. */
  readonly key: string
  readonly controllerId: Id<'organisation'>
  readonly personId: Id<'person'>
  readonly kind: BasisKind
  readonly purpose: Purpose
  readonly recipientId: Id<'organisation'>
  readonly categories: readonly DataCategory[]
  /** Of a statutory task; see domain/norms.ts. */
  readonly norm?: string
  /** Null: a draft. */
  readonly givenOn: Day | null
  readonly validUntil: Day | null
  readonly revokedOn?: Day | null
  readonly recordedBy?: Id<'user'> | null
  /** Of the form; German unless told. */
  readonly language?: Locale
  readonly method?: Method
  readonly interpreterUsed?: boolean
}

const batchSize = 2000

/** Adds bases with their proof, as the system. Recipients are not told of those that are revoked already. Returns ids by key. */
export async function loadBases(
  tx: Tx,
  bases: Iterable<BasisData>,
  { simulated, today }: { readonly simulated: boolean; readonly today: Day },
): Promise<ReadonlyMap<string, Id<'transfer-basis'>>> {
  const ids = new Map<string, Id<'transfer-basis'>>()
  const names = new Map((await organisationNames(tx, today)).map(({ id, name }) => [id, name]))
  let rows: object[] = []
  let proofs: object[] = []
  async function flush(): Promise<void> {
    await insertRows(tx, 'transfer_basis', rows)
    await insertRows(tx, 'transfer_basis_proof', proofs)
    rows = []
    proofs = []
  }
  for (const basis of bases) {
    const { key, kind, givenOn, validUntil, revokedOn = null, language = 'de' } = basis
    const id = newPublicId<'transfer-basis'>()
    ids.set(key, id)
    rows.push({
      id,
      controller_id: basis.controllerId,
      person_id: basis.personId,
      kind,
      purpose: basis.purpose,
      recipient_organisation_id: basis.recipientId,
      categories: basis.categories,
      norm: basis.norm ?? null,
      given_on: givenOn,
      valid_until: validUntil,
      revoked_on: revokedOn,
      revoked_at: revokedOn && `${revokedOn}T09:00:00Z`,
      recorded_by: basis.recordedBy ?? null,
      simulated,
      version: 1,
      created_at: `${givenOn ?? today}T08:00:00Z`,
    })
    if (kind !== 'statutory') {
      const { wording, editions } = await composeText(tx, kind, language, {
        issuer: names.get(basis.controllerId) ?? '',
        recipient: names.get(basis.recipientId) ?? '',
        purpose: basis.purpose,
        categories: basis.categories,
        validUntil,
      })
      proofs.push({
        basis_id: id,
        controller_id: basis.controllerId,
        language,
        editions,
        wording,
        printed_on: givenOn,
        method: givenOn && (basis.method ?? 'signed'),
        interpreter_used: givenOn && (basis.interpreterUsed ?? false),
        scan_file_id: null,
      })
    }
    if (rows.length >= batchSize) await flush()
  }
  await flush()
  await record(tx, 'system', { event: 'people.bases-loaded', details: { bases: ids.size, simulated } })
  return ids
}

/** The rows of one statement as one value: the database takes them apart by the columns of the table. */
async function insertRows(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const name = sql.table(table)
  await sql`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}
