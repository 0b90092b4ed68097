import { addDays, type Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { DataCategory } from '../../domain/kinds.ts'
import { getPerson } from '../../queries/persons.ts'
import type { BasisKind, Purpose } from '../domain/kinds.ts'
import { coverage, noticeDays, type Span, stateOf } from '../domain/validity.ts'
import { tables } from '../tables.ts'

/** Why which data of a person may pass to one organisation. */
export interface Basis extends Span {
  readonly id: Id<'transfer-basis'>
  readonly personId: Id<'person'>
  /** Who answers for it. */
  readonly controllerId: Id<'organisation'>
  readonly kind: BasisKind
  readonly purpose: Purpose
  readonly recipientId: Id<'organisation'>
  readonly categories: readonly DataCategory[]
  /** Key of the norm of a statutory task; see normName. */
  readonly norm: string | null
  readonly version: number
}

/** More than one person ever has. */
const longest = 500

const selected = (tx: Tx) =>
  tables(tx)
    .selectFrom('transfer_basis')
    .select([
      'id',
      'person_id as personId',
      'controller_id as controllerId',
      'kind',
      'purpose',
      'recipient_organisation_id as recipientId',
      'categories',
      'norm',
      'given_on as givenOn',
      'valid_until as validUntil',
      'revoked_on as revokedOn',
      'version',
    ])

/**
 * All records of the one person that stands behind an id: after a merge both rows hold bases, and what somebody agreed to
 * does not depend on how often they were entered. Undoing the merge parts them again by itself.
 */
async function recordsOf(tx: Tx, personIds: readonly Id<'person'>[]): Promise<ReadonlyMap<Id<'person'>, Id<'person'>>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{ asked: Id<'person'>; id: Id<'person'> }>`
    WITH RECURSIVE up AS (
      SELECT id AS asked, id, merged_into FROM person WHERE id = ANY (${personIds}::uuid[])
      UNION ALL SELECT up.asked, person.id, person.merged_into FROM person JOIN up ON person.id = up.merged_into
    ), down AS (
      SELECT asked, id FROM up WHERE merged_into IS NULL
      UNION ALL SELECT down.asked, person.id FROM person JOIN down ON person.merged_into = down.id
    )
    SELECT asked, id FROM down
  `.execute(tx)
  return new Map(rows.map(({ asked, id }) => [id, asked]))
}

/** Everything by which data of a person may pass or might have passed, newest first. Throws NotFound for a person not visible. */
export async function basesOf(tx: Tx, actor: Actor, personId: Id<'person'>): Promise<readonly Basis[]> {
  await getPerson(tx, actor, personId)
  return (await basesOfAll(tx, [personId])).get(personId) ?? []
}

/** The same for some persons at once, such as a family; those who may not be seen have none. */
export async function basesOfAll(
  tx: Tx,
  personIds: readonly Id<'person'>[],
): Promise<ReadonlyMap<Id<'person'>, readonly Basis[]>> {
  const records = await recordsOf(tx, personIds)
  const found = new Map<Id<'person'>, Basis[]>()
  if (records.size === 0) return found
  const rows = await selected(tx)
    .where('person_id', 'in', [...records.keys()])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(longest)
    .execute()
  for (const row of rows) {
    const asked = records.get(row.personId) ?? row.personId
    found.set(asked, [...(found.get(asked) ?? []), row])
  }
  return found
}

export interface Sought {
  readonly personId: Id<'person'>
  readonly recipientId: Id<'organisation'>
  /** Any unless told: what the bases together allow for this recipient. */
  readonly purpose?: Purpose | undefined
  readonly today: Day
}

/** By category the basis that carries a transfer to this recipient today; of several the one that holds longest. */
export async function coveringBases(tx: Tx, sought: Sought): Promise<ReadonlyMap<DataCategory, Basis>> {
  return coverage(await basesFor(tx, sought), sought.today)
}

/** `hold`: nobody can revoke them until this transaction ends. */
export async function basesFor(tx: Tx, sought: Sought, hold = false): Promise<readonly Basis[]> {
  const records = await recordsOf(tx, [sought.personId])
  if (records.size === 0) return []
  let query = selected(tx)
    .where('person_id', 'in', [...records.keys()])
    .where('recipient_organisation_id', '=', sought.recipientId)
    .limit(longest)
  if (sought.purpose) query = query.where('purpose', '=', sought.purpose)
  return await (hold ? query.forShare() : query).execute()
}

/** A basis that holds no more. */
export interface Ended {
  readonly why: 'revoked' | 'expired'
  readonly on: Day
}

/**
 * Those of these bases that hold no more on a day, by id: asked whenever something that was shared is read, by either side.
 * An id that this actor may not see, or that is gone, counts as revoked today: what cannot be shown to hold does not.
 */
export async function endedBases(tx: Tx, ids: readonly string[], today: Day): Promise<ReadonlyMap<string, Ended>> {
  const asked = [...new Set(ids)]
  if (asked.length === 0) return new Map()
  const known = asked.filter(isId) as Id<'transfer-basis'>[]
  const rows = known.length === 0 ? [] : await selected(tx).where('id', 'in', known).execute()
  const ended = new Map<string, Ended>()
  for (const id of asked) {
    const basis = rows.find((row) => row.id === id)
    const state = basis && stateOf(basis, today)
    if (state === 'valid' || state === 'ending') continue
    const isExpired = state === 'expired' && basis?.validUntil
    ended.set(id, isExpired ? { why: 'expired', on: isExpired } : { why: 'revoked', on: basis?.revokedOn ?? today })
  }
  return ended
}

/** Persons of whom a basis runs out within the days of notice; for the platform, which tells their files. */
export async function personsWithEndingBases(tx: Tx, today: Day, limit: number): Promise<readonly Id<'person'>[]> {
  const rows = await tables(tx)
    .selectFrom('transfer_basis')
    .select('person_id')
    .distinct()
    .where('given_on', 'is not', null)
    .where('revoked_at', 'is', null)
    .where('valid_until', '>=', today)
    .where('valid_until', '<=', addDays(today, noticeDays))
    .limit(limit)
    .execute()
  return rows.map((row) => row.person_id)
}

/** Throws NotFound, also for a basis of another person or one that the actor may not see. */
export async function getBasis(tx: Tx, actor: Actor, personId: Id<'person'>, id: string): Promise<Basis> {
  const basis = (await basesOf(tx, actor, personId)).find((one) => one.id === id)
  if (!basis) throw new NotFound(`there is no basis ${id}`)
  return basis
}

/** The bases with these ids that the actor may see, as the recipient too. At most some hundreds. */
export async function basesById(tx: Tx, ids: readonly string[]): Promise<readonly Basis[]> {
  const known = ids.filter(isId) as Id<'transfer-basis'>[]
  return known.length === 0 ? [] : await selected(tx).where('id', 'in', known).execute()
}

/** Whose these bases are, by id: for what must be kept or forgotten with a person. As the platform. */
export async function personsBehind(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Id<'person'>>> {
  return new Map((await basesById(tx, ids)).map(({ id, personId }) => [id, personId]))
}
