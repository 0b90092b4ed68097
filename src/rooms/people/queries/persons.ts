import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { visiblePersons } from '../access.ts'
import { codeIn } from '../domain/codes.ts'
import type { ResidenceGroup } from '../domain/kinds.ts'
import { fullName, type PersonFields } from '../domain/person.ts'

export interface Person extends PersonFields {
  readonly id: Id<'person'>
  readonly controllerId: Id<'organisation'>
  /** `P-7K3M9Q`: shown everywhere and safe to say. */
  readonly code: string
  /** "Amal Haddad"; null in pseudonymous mode. */
  readonly name: string | null
  /** The record that stands for both since they were merged. */
  readonly mergedInto: Id<'person'> | null
  /** Since then the record is kept and not worked with (Art. 18 GDPR). */
  readonly restrictedOn: Day | null
  readonly simulated: boolean
  readonly version: number
  readonly createdAt: Date
  readonly changedAt: Date
}

const columns = [
  'person.id',
  'person.controller_id',
  'person.code',
  'person.pseudonymous',
  'person.given_name',
  'person.family_name',
  'person.birth_date',
  'person.birth_precision',
  'person.gender',
  'person.languages',
  'person.needs_interpreter',
  'person.german_level',
  'person.municipality_id',
  'person.phone',
  'person.email',
  'person.address',
  'person.reach_note',
  'person.residence_group',
  'person.arrived_on',
  'person.merged_into',
  'person.restricted_on',
  'person.simulated',
  'person.version',
  'person.created_at',
  'person.changed_at',
] as const

const rowsOf = (tx: Tx, actor: Actor, ids: readonly Id<'person'>[]) =>
  visiblePersons(tx, actor).select(columns).where('person.id', 'in', ids).execute()

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

/** Throws NotFound, also for a person whom the actor may not see. Writing the look down is the caller's. */
export async function getPerson(tx: Tx, actor: Actor, id: Id<'person'>): Promise<Person> {
  const [row] = await rowsOf(tx, actor, [id])
  if (!row) throw new NotFound(`there is no person ${id}`)
  return personOf(row)
}

/** Those of the persons whom the actor sees, in no order. At most some hundreds. */
export async function listPersons(tx: Tx, actor: Actor, ids: readonly Id<'person'>[]): Promise<readonly Person[]> {
  return ids.length === 0 ? [] : (await rowsOf(tx, actor, ids)).map(personOf)
}

export interface PersonLabel {
  /** The record that stands for the person now: another one than was asked for where they were merged. */
  readonly id: Id<'person'>
  readonly code: string
  /** Null in pseudonymous mode. */
  readonly name: string | null
  /** Kept and not worked with (Art. 18 GDPR): the mark stands wherever the person does. */
  readonly isRestricted: boolean
  readonly simulated: boolean
}

/** What persons are called, by the id that was asked for; who may not be seen is missing. Follows merges. */
export async function personNames(
  tx: Tx,
  actor: Actor,
  ids: readonly Id<'person'>[],
): Promise<ReadonlyMap<Id<'person'>, PersonLabel>> {
  const labels = new Map<Id<'person'>, PersonLabel>()
  const standsFor = new Map<Id<'person'>, Id<'person'>[]>()
  for (const id of new Set(ids)) standsFor.set(id, [id])
  while (standsFor.size > 0) {
    const rows = await visiblePersons(tx, actor)
      .select([
        'person.id',
        'person.code',
        'person.given_name',
        'person.family_name',
        'person.merged_into',
        'person.restricted_on',
        'person.simulated',
      ])
      .where('person.id', 'in', [...standsFor.keys()])
      .execute()
    const next = new Map<Id<'person'>, Id<'person'>[]>()
    for (const row of rows) {
      const asked = standsFor.get(row.id) ?? []
      if (row.merged_into) next.set(row.merged_into, [...(next.get(row.merged_into) ?? []), ...asked])
      else
        for (const id of asked)
          labels.set(id, {
            id: row.id,
            code: row.code,
            name: fullName({ givenName: row.given_name, familyName: row.family_name }),
            isRestricted: row.restricted_on !== null,
            simulated: row.simulated,
          })
    }
    standsFor.clear()
    for (const [id, asked] of next) standsFor.set(id, asked)
  }
  return labels
}

/** The record that stands for a person: itself unless it was merged into another. Throws NotFound as getPerson. */
export async function survivorOf(tx: Tx, actor: Actor, id: Id<'person'>): Promise<Id<'person'>> {
  const label = (await personNames(tx, actor, [id])).get(id)
  if (!label) throw new NotFound(`there is no person ${id}`)
  return label.id
}

function personOf(row: Row): Person {
  const { given_name: givenName, family_name: familyName } = row
  return {
    id: row.id,
    controllerId: row.controller_id,
    code: row.code,
    name: fullName({ givenName, familyName }),
    pseudonymous: row.pseudonymous,
    givenName,
    familyName,
    birth: row.birth_date && row.birth_precision ? { date: row.birth_date, precision: row.birth_precision } : null,
    gender: row.gender,
    languages: row.languages,
    needsInterpreter: row.needs_interpreter,
    germanLevel: row.german_level,
    municipalityId: row.municipality_id,
    phone: row.phone,
    email: row.email,
    address: row.address,
    reachNote: row.reach_note,
    residenceGroup: row.residence_group as ResidenceGroup | null,
    arrivedOn: row.arrived_on,
    mergedInto: row.merged_into,
    restrictedOn: row.restricted_on,
    simulated: row.simulated,
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}

/** The records that point to this one since they were merged, oldest code first. */
export async function listMerged(tx: Tx, actor: Actor, id: Id<'person'>): Promise<readonly Person[]> {
  const rows = await visiblePersons(tx, actor)
    .select(columns)
    .where('person.merged_into', '=', id)
    .orderBy('person.id')
    .limit(50)
    .execute()
  return rows.map(personOf)
}

/** The person with a code, as it is said or typed; undefined where the actor sees none. Follows merges. */
export async function personByCode(tx: Tx, actor: Actor, typed: string): Promise<Id<'person'> | undefined> {
  const code = codeIn(typed)
  if (!code) return undefined
  const row = await visiblePersons(tx, actor).select('person.id').where('person.code', '=', code).executeTakeFirst()
  return row && (await survivorOf(tx, actor, row.id))
}
