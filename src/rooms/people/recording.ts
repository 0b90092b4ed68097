import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { record } from '../../platform/audit/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { tables } from './access.ts'
import { type Names, tokensOf } from './domain/names.ts'
import type { FieldChange, PersonFields } from './domain/person.ts'
import { changesOf } from './queries/history.ts'

/** The columns of what is kept of a person. */
export function columnsOf(fields: PersonFields) {
  return {
    pseudonymous: fields.pseudonymous,
    given_name: fields.givenName,
    family_name: fields.familyName,
    birth_date: fields.birth?.date ?? null,
    birth_precision: fields.birth?.precision ?? null,
    gender: fields.gender,
    languages: [...fields.languages],
    needs_interpreter: fields.needsInterpreter,
    german_level: fields.germanLevel,
    municipality_id: fields.municipalityId,
    phone: fields.phone,
    email: fields.email,
    address: fields.address,
    reach_note: fields.reachNote,
    residence_group: fields.residenceGroup,
    arrived_on: fields.arrivedOn,
  }
}

export interface Written {
  readonly id: Id<'person'>
  readonly controllerId: Id<'organisation'>
  /** The version that the record has now. */
  readonly version: number
  /** `created`, `changed`, `merged`, `merge-undone`. */
  readonly event: string
  readonly changes: readonly FieldChange[]
  /** Codes and ids that the audit keeps besides. */
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Notes what was just written to a person: one row of the history, which goes with the person, and one entry of the audit,
 * which keeps the names of the fields and nothing of what they say.
 */
export async function noteChange(tx: Tx, actor: Actor, written: Written): Promise<void> {
  const { id, controllerId, version, event, changes, details } = written
  await tables(tx)
    .insertInto('person_change')
    .values({
      person_id: id,
      controller_id: controllerId,
      version,
      event,
      changes: JSON.stringify(changes),
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: `people.person-${event}`,
    subject: id,
    subjectKind: 'people.person',
    details: { version, ...(changes.length > 0 && { fields: changes.map(({ field }) => field) }), ...details },
  })
}

/** Stores the words by which a person is found, instead of those there were. */
export async function indexNames(
  tx: Tx,
  person: { readonly id: Id<'person'>; readonly controllerId: Id<'organisation'> },
  names: Names,
): Promise<void> {
  await tables(tx).deleteFrom('person_name_token').where('person_id', '=', person.id).execute()
  const rows = tokenRows(person, names)
  if (rows.length > 0) await tables(tx).insertInto('person_name_token').values(rows).execute()
}

export function tokenRows(
  { id, controllerId }: { readonly id: Id<'person'>; readonly controllerId: Id<'organisation'> },
  names: Names,
) {
  const { exact, sound } = tokensOf(names)
  const row = (kind: 'exact' | 'sound') => (token: string) => ({
    controller_id: controllerId,
    person_id: id,
    kind,
    token,
  })
  return [...exact.map(row('exact')), ...sound.map(row('sound'))]
}

/** Throws ChangedMeanwhile, with who and when, unless exactly one row was updated. */
export async function demandUpdated(
  tx: Tx,
  result: { readonly numUpdatedRows: bigint },
  id: Id<'person'>,
): Promise<void> {
  if (result.numUpdatedRows === 1n) return
  const [latest] = await changesOf(tx, id, 1)
  throw new ChangedMeanwhile(latest?.changedBy ?? '', latest?.changedAt ?? new Date())
}
