/** What this room keeps about a person: to export, to erase, and what stands in the way. */

import type { Day } from '../../../kernel/day.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import type { PersonalData } from '../../../platform/access/personal.ts'
import { type Reference, referencesTo, sql, type Tx } from '../../../platform/database/index.ts'
import { heldAmong } from '../../../platform/retention/holds.ts'
import { removeRows } from '../../../platform/retention/rows.ts'
import { organisationNames } from '../../network/index.ts'
import { demandKeeping, tables } from '../access.ts'
import { eraseBasesOf, exportBases } from '../bases/keeping.ts'
import { changesOf } from '../queries/history.ts'
import { getPerson, listMerged } from '../queries/persons.ts'
import { placeNames } from '../queries/places.ts'
import { keepProofs } from '../telling/kept.ts'
import { toldOf } from '../telling/queries.ts'
import { personSchema } from './schema.ts'

/** Versions that an export holds; a person's record changes seldom. */
const mostVersions = 1000

export const personalData: PersonalData = {
  async export(tx, actor, person) {
    const { id, mergedInto, controllerId, version, municipalityId, ...kept } = await getPerson(tx, actor, person)
    const places = await placeNames(tx)
    const families = await tables(tx)
      .selectFrom('family_member')
      .innerJoin('family', 'family.id', 'family_member.family_id')
      .select(['family.code', 'family_member.role', 'family_member.since', 'family_member.until'])
      .where('family_member.person_id', '=', person)
      .orderBy('family_member.since')
      .limit(100)
      .execute()
    const requests = await tables(tx)
      .selectFrom('person_request')
      .select(['kind', 'received_on as receivedOn', 'note', 'state', 'outcome'])
      .where('person_id', '=', person)
      .orderBy('requested_at')
      .limit(1000)
      .execute()
    const names = new Map((await organisationNames(tx, await todayOf(tx))).map((one) => [one.id, one.name]))
    return {
      record: { ...kept, municipality: municipalityId && (places.get(municipalityId) ?? null) },
      families,
      requests,
      told: (await toldOf(tx, person)).map(({ kind, recipientId, toldAt, seenAt, fields, body }) => ({
        kind,
        recipient: names.get(recipientId) ?? null,
        toldAt,
        seenAt,
        fields,
        body,
      })),
      transferBases: await exportBases(tx, actor, person),
      history: (await changesOf(tx, person, mostVersions)).map(({ event, changes, changedAt }) => ({
        event,
        changedAt,
        changes,
      })),
      mergedRecords: (await listMerged(tx, actor, person)).map(({ code }) => code),
    }
  },
  schema: personSchema,
  // Where a merge points here, the other record would point to nothing. A hold of data protection keeps all there is.
  async holds(tx, actor, person) {
    const { controllerId } = await getPerson(tx, actor, person)
    const merged = await listMerged(tx, actor, person)
    const held = await asPlatform(tx, async () =>
      (await heldAmong(tx, 'people.person', controllerId, [person], await todayOf(tx))).get(person),
    )
    return [
      ...(merged.length > 0 ? [{ reason: 'people.data.hold-merged', until: null }] : []),
      ...(held ? [{ reason: `people.data.hold-legal.${held}`, until: null }] : []),
    ]
  },
  async erase(tx, actor, person) {
    demandKeeping(actor)
    await getPerson(tx, actor, person)
    return asPlatform(tx, async () => {
      const kept = await keepProofs(tx, [person], await todayOf(tx))
      const removed = await erasePersons(tx, [person])
      return Object.values(removed).reduce((sum, rows) => sum + rows, kept)
    })
  },
}

/** The day in Germany, as the policies have it. */
async function todayOf(tx: Tx): Promise<Day> {
  const { rows } = await sql<{ today: Day }>`SELECT access_today() AS today`.execute(tx)
  return rows[0]?.today as Day
}

/** Removes persons with every trace in this room, as the system: names, history, family, openings. Rows by table. */
export async function erasePersons(tx: Tx, ids: readonly string[]): Promise<Record<string, number>> {
  // Who was told stays with the recipients; whom it was about does not.
  await sql`UPDATE person_telling SET person_id = NULL WHERE person_id::text = ANY (${[...ids]}::text[])`.execute(tx)
  const ofPerson = (table: string) => removeRows(tx, table, sql`person_id::text`, ids)
  const removed = {
    ...(await eraseBasesOf(tx, ids)),
    person_name_token: await ofPerson('person_name_token'),
    person_change: await ofPerson('person_change'),
    person_opening: await ofPerson('person_opening'),
    person_request: await ofPerson('person_request'),
    family_member: await ofPerson('family_member'),
    person: await removeRows(tx, 'person', sql`id::text`, ids),
  }
  return { ...removed, family: await eraseEmptyFamilies(tx) }
}

/** A family without anybody goes, unless another room refers to it. */
async function eraseEmptyFamilies(tx: Tx): Promise<number> {
  const references = await referencesTo(tx, 'family')
  const unused = references.map(
    ({ table, column }) =>
      sql`NOT EXISTS (SELECT FROM ${sql.table(table)} AS referring WHERE ${sql.ref(`referring.${column}`)} = family.id)`,
  )
  const gone = await sql`DELETE FROM family WHERE ${sql.join(unused, sql` AND `)}`.execute(tx)
  return Number(gone.numAffectedRows ?? 0n)
}

/** Tables of this room that go with a person; rows of any other table keep the person. */
const ownTables = [
  'person_name_token',
  'person_change',
  'person_opening',
  'person_request',
  'person_telling',
  'family_member',
]

/** What refers to persons in other rooms, and merges in this one. */
export function referencesToPersons(tx: Tx): Promise<readonly Reference[]> {
  return referencesTo(tx, 'person', ownTables)
}
