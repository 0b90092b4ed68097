/** What is kept of transfer bases: to hand out, to erase with the person, and how long by itself. */
import { day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import type { FileColumn } from '../../../platform/retention/kinds/files.ts'
import { dueRows, keptForGood, removeRows } from '../../../platform/retention/rows.ts'
import { organisationNames } from '../../network/index.ts'
import { normName } from './domain/norms.ts'
import { basesOf, personsBehind } from './queries/bases.ts'
import { findProof } from './queries/proofs.ts'
import { shipped } from './texts/shipped.ts'

/** Names as they are last; an export asks for no day. */
const latestDay = day('9999-12-31')

/** A copy of every consent, release and task of a person, with the words that were signed (Art. 15 and 20 GDPR). */
export async function exportBases(tx: Tx, actor: Actor, person: Id<'person'>) {
  const names = new Map((await organisationNames(tx, latestDay)).map(({ id, name }) => [id, name]))
  const copies: object[] = []
  for (const basis of await basesOf(tx, actor, person)) {
    const proof = await findProof(tx, basis.id)
    const { purposes, categories } = shipped.de
    copies.push({
      kind: basis.kind,
      recipient: names.get(basis.recipientId) ?? null,
      purpose: purposes[basis.purpose],
      categories: basis.categories.map((category) => categories[category]),
      norm: basis.norm && normName(basis.norm),
      givenOn: basis.givenOn,
      validUntil: basis.validUntil,
      revokedOn: basis.revokedOn,
      ...(proof && {
        language: proof.language,
        method: proof.method,
        interpreterUsed: proof.interpreterUsed,
        wording: proof.wording.map(({ german, other }) => ({ german, other })),
      }),
    })
  }
  return copies
}

/** Removes all bases of these persons, as the system; the scans go with the nightly deletion of files that nobody names. */
export async function eraseBasesOf(tx: Tx, persons: readonly string[]): Promise<Record<string, number>> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM transfer_basis WHERE person_id = ANY (${[...persons]}::uuid[])
  `.execute(tx)
  return await eraseBases(
    tx,
    rows.map(({ id }) => id),
  )
}

async function eraseBases(tx: Tx, ids: readonly string[]): Promise<Record<string, number>> {
  return {
    transfer_basis_notice: await removeRows(tx, 'transfer_basis_notice', sql`basis_id::text`, ids),
    transfer_basis_proof: await removeRows(tx, 'transfer_basis_proof', sql`basis_id::text`, ids),
    transfer_basis: await removeRows(tx, 'transfer_basis', sql`id::text`, ids),
  }
}

/**
 * The proof of a consent and of its end is kept three years after it (domain: life of the data and three years). A task
 * without an end counts from the last change of the person's record.
 */
const bases: RetentionKind = {
  key: 'people.basis',
  scope: 'controller',
  fallback: { action: 'delete', period: { months: 36 } },
  actions: ['delete', 'keep'],
  least: { months: 1 },
  traces: { record: 'erased', files: 'erased', history: 'erased', drafts: 'none', search: 'none', mail: 'none' },
  async controllers(tx) {
    const { rows } = await sql<{ id: Id<'organisation'> }>`
      SELECT id FROM organisation WHERE EXISTS (SELECT FROM transfer_basis WHERE controller_id = organisation.id)
      ORDER BY id LIMIT 500
    `.execute(tx)
    return rows.map(({ id }) => id)
  },
  ...dueRows({
    from: sql`transfer_basis JOIN person ON person.id = transfer_basis.person_id`,
    id: sql`transfer_basis.id::text`,
    since: sql`coalesce(
      transfer_basis.revoked_at, transfer_basis.valid_until::timestamptz,
      greatest(transfer_basis.created_at, person.changed_at)
    )`,
    where: sql`person.restricted_on IS NULL`,
    label: sql`transfer_basis.kind`,
    controller: sql`transfer_basis.controller_id`,
  }),
  persons: async (tx, ids) => {
    const behind = await personsBehind(tx, ids)
    return new Map([...behind].map(([id, person]) => [id, [person]]))
  },
  erase: (tx, ids) => eraseBases(tx, ids),
}

/** Texts belong to the district and stay: what was signed names their edition. */
const texts = keptForGood('people.consent-text', {
  from: sql`consent_text`,
  id: sql`consent_text.id::text`,
  since: sql`consent_text.created_at`,
})

export const basesRetention: readonly RetentionKind[] = [bases, texts]

export const basesFileColumns: readonly FileColumn[] = [
  { table: 'transfer_basis_proof', column: 'scan_file_id' },
  { table: 'kept_proof', column: 'scan_file_id' },
]
