/** What stays of consents beside an erasure, so that they can be proven (Art. 7 (1), Art. 17 (3) (e) GDPR). */
import { addDays, type Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { type Id, isId } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { monthsAfter } from '../../../platform/retention/domain.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import { dueRows, removeRows } from '../../../platform/retention/rows.ts'
import { readRule } from '../../../platform/retention/rules.ts'
import { tables } from './tables.ts'

/** Months that a proof is kept after its consent ended, until the controller decides otherwise. */
const proofMonths = 36

/** Keeps the proofs of what these persons agreed to, under their codes, before they are erased. As the system. */
export async function keepProofs(tx: Tx, persons: readonly string[], today: Day): Promise<number> {
  const kept = await sql`
    INSERT INTO kept_proof (
      basis_id, controller_id, person_code, kind, purpose, recipient_organisation_id, categories, given_on, ended_on,
      language, editions, wording, method, interpreter_used, scan_file_id, erased_on
    )
    SELECT transfer_basis.id, transfer_basis.controller_id, person.code, transfer_basis.kind, transfer_basis.purpose,
      transfer_basis.recipient_organisation_id, transfer_basis.categories, transfer_basis.given_on,
      greatest(transfer_basis.given_on, least(transfer_basis.revoked_on, transfer_basis.valid_until, ${today}::date)),
      proof.language, proof.editions, proof.wording, proof.method, proof.interpreter_used, proof.scan_file_id, ${today}::date
    FROM transfer_basis
    JOIN person ON person.id = transfer_basis.person_id
    JOIN transfer_basis_proof AS proof ON proof.basis_id = transfer_basis.id
    WHERE transfer_basis.person_id::text = ANY (${[...persons]}::text[]) AND transfer_basis.given_on IS NOT NULL
  `.execute(tx)
  return Number(kept.numAffectedRows ?? 0n)
}

export interface KeptProof {
  readonly id: Id<'transfer-basis'>
  readonly personCode: string
  readonly kind: 'consent' | 'statutory' | 'secrecyRelease'
  readonly recipientId: Id<'organisation'>
  readonly givenOn: Day
  readonly endedOn: Day
  readonly erasedOn: Day
  readonly scanId: Id<'file'> | null
}

export const proofsPerPage = 50

const proofs = (tx: Tx) => tables(tx).selectFrom('kept_proof')

const told = [
  'basis_id as id',
  'person_code as personCode',
  'kind',
  'recipient_organisation_id as recipientId',
  'given_on as givenOn',
  'ended_on as endedOn',
  'erased_on as erasedOn',
  'scan_file_id as scanId',
] as const

/** One page of the proofs, those that end soonest first; `page` counts from 1. Row-level security says whose. */
export async function listProofs(tx: Tx, page: number): Promise<{ rows: readonly KeptProof[]; total: number }> {
  const { total } = await proofs(tx)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await proofs(tx)
    .select(told)
    .orderBy('ended_on')
    .orderBy('basis_id')
    .limit(proofsPerPage)
    .offset((page - 1) * proofsPerPage)
    .execute()
  return { rows, total }
}

/** Throws NotFound. */
export async function getProof(tx: Tx, id: string): Promise<KeptProof> {
  const known = isId(id) ? (id as Id<'transfer-basis'>) : undefined
  const row = known && (await proofs(tx).select(told).where('basis_id', '=', known).executeTakeFirst())
  if (!row) throw new NotFound(`there is no proof ${id}`)
  return row
}

export const keptProofs: RetentionKind = {
  key: 'people.kept-proof',
  scope: 'controller',
  fallback: { action: 'delete', period: { months: proofMonths } },
  actions: ['delete'],
  least: { months: 12 },
  traces: { record: 'erased', files: 'erased', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
  controllers: async (tx) =>
    (await sql<{ id: Id<'organisation'> }>`SELECT DISTINCT controller_id AS id FROM kept_proof`.execute(tx)).rows.map(
      ({ id }) => id,
    ),
  ...dueRows({
    from: sql`kept_proof`,
    id: sql`kept_proof.basis_id::text`,
    since: sql`kept_proof.ended_on::timestamp AT TIME ZONE 'Europe/Berlin'`,
    label: sql`kept_proof.person_code`,
    controller: sql`kept_proof.controller_id`,
  }),
  erase: async (tx, ids) => ({ kept_proof: await removeRows(tx, 'kept_proof', sql`basis_id::text`, ids) }),
}

/** The last day of a proof whose consent ends on a day. */
export type ProofUntil = (endedOn: Day) => Day

/** As the controller has decided; as the platform, since the rule is not for everybody who is shown the day. */
export async function proofUntilOf(tx: Tx, controllerId: Id<'organisation'>): Promise<ProofUntil> {
  const { period } = await asPlatform(tx, () => readRule(tx, keptProofs, controllerId))
  const kept = period ?? keptProofs.fallback.period
  return (endedOn) => ('months' in kept ? monthsAfter(endedOn, kept.months) : addDays(endedOn, kept.days))
}

/** What recipients were told goes a year later, with the words of the correction. */
export const tellings: RetentionKind = {
  key: 'people.telling',
  scope: 'controller',
  fallback: { action: 'delete', period: { months: 12 } },
  actions: ['delete'],
  least: { months: 3 },
  traces: { record: 'erased', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
  controllers: async (tx) =>
    (
      await sql<{ id: Id<'organisation'> }>`SELECT DISTINCT controller_id AS id FROM person_telling`.execute(tx)
    ).rows.map(({ id }) => id),
  ...dueRows({
    from: sql`person_telling`,
    id: sql`person_telling.id::text`,
    since: sql`person_telling.told_at`,
    controller: sql`person_telling.controller_id`,
  }),
  persons: async (tx, ids) => {
    const { rows } = await sql<{ id: string; person: string }>`
      SELECT id::text AS id, person_id::text AS person FROM person_telling
      WHERE id::text = ANY (${[...ids]}::text[]) AND person_id IS NOT NULL`.execute(tx)
    return new Map(rows.map(({ id, person }) => [id, [person]]))
  },
  erase: async (tx, ids) => ({ person_telling: await removeRows(tx, 'person_telling', sql`id::text`, ids) }),
}
