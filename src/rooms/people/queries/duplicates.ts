import type { Id } from '../../../kernel/ids.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type Comparable, compareRecords, hintFrom, type Match } from '../domain/matching.ts'
import { tokensOf } from '../domain/names.ts'
import { listPersons, type Person, personNames } from './persons.ts'

export interface Duplicate extends Match {
  readonly person: Person
}

/** Records that are compared one by one; those that share most words and the birth come first. */
const mostCandidates = 150

/**
 * Persons of the actor's controller who may be the one described, most likely first, each with the reasons: names in any
 * spelling, order or script, day of birth with the slips that offices make, phone and e-mail. Never the residence title.
 * `except` leaves out the record itself and those it was merged with.
 */
export async function findDuplicates(
  tx: Tx,
  actor: Actor,
  record: Comparable,
  { except, limit = 10 }: { readonly except?: Id<'person'>; readonly limit?: number } = {},
): Promise<readonly Duplicate[]> {
  const { controllerId } = actor
  if (controllerId === null || !may(actor, 'people.search')) return []
  const { exact, sound } = tokensOf(record)
  if (exact.length + sound.length === 0) return []
  const birth = record.birth?.date ?? null
  const { rows } = await sql<{ id: Id<'person'> }>`
    SELECT person.id
    FROM (
      SELECT person_id, count(*) FILTER (WHERE kind = 'exact') * 2 + count(*) FILTER (WHERE kind = 'sound') AS shared
      FROM person_name_token
      WHERE (controller_id = ${controllerId} AND kind = 'exact' AND token = ANY (${[...exact]}::text[]))
        OR (controller_id = ${controllerId} AND kind = 'sound' AND token = ANY (${[...sound]}::text[]))
      GROUP BY person_id
    ) AS candidate
    JOIN person ON person.id = candidate.person_id
    WHERE person.controller_id = ${controllerId}
    ORDER BY candidate.shared + CASE
      WHEN person.birth_date IS NULL OR ${birth}::date IS NULL THEN 0
      WHEN person.birth_date = ${birth}::date THEN 6
      WHEN extract(year FROM person.birth_date) = extract(year FROM ${birth}::date) THEN 3
      ELSE -2 END DESC, person.id
    LIMIT ${mostCandidates}
  `.execute(tx)
  const ids = rows.map(({ id }) => id)
  const own = except && (await personNames(tx, actor, [except])).get(except)?.id
  const names = ids.length === 0 ? new Map() : await personNames(tx, actor, ids)
  const persons = await listPersons(tx, actor, [...new Set([...ids, ...ids.flatMap((id) => names.get(id)?.id ?? [])])])
  const byId = new Map(persons.map((person) => [person.id, person]))
  const best = new Map<Id<'person'>, Duplicate>()
  for (const candidate of persons) {
    const standing = byId.get(names.get(candidate.id)?.id ?? candidate.id)
    if (!standing || candidate.id === except || standing.id === own) continue
    const match = compareRecords(record, candidate)
    if (match.score < hintFrom || match.score <= (best.get(standing.id)?.score ?? 0)) continue
    best.set(standing.id, { person: standing, ...match })
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score || a.person.code.localeCompare(b.person.code))
    .slice(0, limit)
}
