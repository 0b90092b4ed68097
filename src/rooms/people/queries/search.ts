import type { RawBuilder } from 'kysely'
import type { Id } from '../../../kernel/ids.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { visiblePersons } from '../access.ts'
import { codeIn } from '../domain/codes.ts'
import { tokensOfWord, wordsOf } from '../domain/names.ts'
import { listPersons, type Person, personNames } from './persons.ts'

export interface Sought {
  /** Words of a name in any spelling or script, or the beginnings of some; or a code. */
  readonly text: string
  /** Narrows to persons born in that year or of whom no birth is known. */
  readonly birthYear?: number | undefined
}

export interface Found {
  /** Best first: as written, then beginning with it, then sounding alike. Merged records appear as the one that stands for them. */
  readonly persons: readonly Person[]
  /** Records that fit, also beyond the limit. */
  readonly total: number
}

/** Shorter beginnings would list half of all persons. */
const shortestPrefix = 2
/** Consonants that a beginning by sound needs. */
const shortestSound = 3
/** Of more words only the first ones are also read as one. */
const mostWordsJoined = 4

/** The words that are looked for; none where the text is too short to look for anything. */
export const soughtWords = (text: string): readonly string[] =>
  wordsOf(text).filter((word) => [...word].length >= shortestPrefix)

/** Persons of the actor's controller by name or code; nobody for who may not search. Writing the look down is the caller's. */
export async function searchPersons(tx: Tx, actor: Actor, { text, birthYear }: Sought, limit: number): Promise<Found> {
  const { controllerId } = actor
  if (controllerId === null || !may(actor, 'people.search')) return { persons: [], total: 0 }
  const code = codeIn(text)
  if (code) {
    // "Fatemeh" reads like a code too, so a code that nobody has is looked for as a name.
    const rows = await visiblePersons(tx, actor).select('person.id').where('person.code', '=', code).execute()
    const ids = rows.map(({ id }) => id)
    if (ids.length > 0) return found(tx, actor, ids, ids.length)
  }
  const words = soughtWords(text)
  if (words.length === 0) return { persons: [], total: 0 }
  const readings = readingsOf(words).map((reading) => {
    const parts = reading.map((word) => sql`(${weighted(controllerId, word)})`)
    return sql`
      (SELECT person_id, sum(weight) AS weight FROM (${sql.join(parts, sql` UNION ALL `)}) AS word
       GROUP BY person_id HAVING count(*) = ${reading.length})`
  })
  const { rows } = await sql<{ id: Id<'person'>; total: number }>`
    SELECT person.id, count(*) OVER ()::integer AS total
    FROM (
      SELECT person_id, max(weight) AS weight FROM (${sql.join(readings, sql` UNION ALL `)}) AS reading GROUP BY person_id
    ) AS hit
    JOIN person ON person.id = hit.person_id
    WHERE person.controller_id = ${controllerId}
      ${birthYear ? sql`AND (person.birth_date IS NULL OR extract(year FROM person.birth_date) = ${birthYear})` : sql``}
    ORDER BY hit.weight DESC, person.family_name, person.given_name, person.id
    LIMIT ${limit}
  `.execute(tx)
  return found(
    tx,
    actor,
    rows.map(({ id }) => id),
    rows[0]?.total ?? 0,
  )
}

/**
 * The ids of persons of the actor's controller whose name has each of these words, as a subquery for lists of other rooms
 * that are narrowed by a name: `.where('case_file.person_id', 'in', ids)`. Undefined where there is no word to look for.
 * Both sides of a merge are found by the name of either.
 */
export function personsNamed(actor: Actor, text: string): RawBuilder<Id<'person'>> | undefined {
  const { controllerId } = actor
  const words = soughtWords(text)
  if (words.length === 0 || controllerId === null || !may(actor, 'people.search')) return undefined
  const readings = readingsOf(words).map((reading) => {
    const parts = reading.map(
      (word) => sql`SELECT person_id FROM (${tokensLike(controllerId, tokensFor(word))}) AS word`,
    )
    return sql`(${sql.join(parts, sql` INTERSECT `)})`
  })
  return sql<Id<'person'>>`(
    WITH hit AS (${sql.join(readings, sql` UNION `)})
    SELECT person_id FROM hit
    UNION ALL SELECT id FROM person WHERE merged_into IS NOT NULL AND merged_into IN (SELECT person_id FROM hit)
    UNION ALL SELECT merged_into FROM person WHERE merged_into IS NOT NULL AND id IN (SELECT person_id FROM hit)
  )`
}

/** The words as they were typed, and with two or three neighbours read as one: "Abd al-Rahman" also finds "Abdulrahman". */
function readingsOf(words: readonly string[]): readonly (readonly string[])[] {
  const joined = [2, 3].flatMap((length) =>
    words
      .slice(0, Math.max(0, Math.min(words.length, mostWordsJoined) - length + 1))
      .map((_, at) => [...words.slice(0, at), words.slice(at, at + length).join(''), ...words.slice(at + length)]),
  )
  return [words, ...joined]
}

interface SoughtTokens {
  readonly exact: readonly string[]
  readonly sound: readonly string[]
  readonly soundPrefixes: readonly string[]
}

function tokensFor(word: string): SoughtTokens {
  const { exact, sound: all } = tokensOfWord(word)
  // One consonant alone would find a good part of all names.
  const sound = all.filter((token) => token.length > 1)
  return { exact, sound, soundPrefixes: sound.filter((token) => /^[a-z]/.test(token) && token.length >= shortestSound) }
}

function weighted(controllerId: Id<'organisation'>, word: string) {
  const tokens = tokensFor(word)
  return sql`
    SELECT person_id, max(CASE
      WHEN kind = 'exact' THEN CASE WHEN token = ANY (${[...tokens.exact]}::text[]) THEN 4 ELSE 3 END
      WHEN token = ANY (${[...tokens.sound]}::text[]) THEN 2 ELSE 1
    END) AS weight
    FROM (${tokensLike(controllerId, tokens)}) AS token GROUP BY person_id`
}

/**
 * Ranges and equalities alone: nothing else uses an index under row-level security. Each by itself and not joined by OR, so
 * that the index, which holds all that is asked for, answers without the table.
 */
function tokensLike(controllerId: Id<'organisation'>, { exact, sound, soundPrefixes }: SoughtTokens) {
  const rows = sql`SELECT person_id, kind, token FROM person_name_token WHERE controller_id = ${controllerId}`
  const beginning = (kind: 'exact' | 'sound') => (token: string) =>
    sql`${rows} AND kind = ${kind} AND token >= ${token} AND token < ${afterAllWith(token)}`
  // Those that begin with one of them are found by that.
  const others = sound.filter((token) => !soundPrefixes.includes(token))
  const sounding = sql`${rows} AND kind = 'sound' AND token = ANY (${others}::text[])`
  return sql.join(
    [...exact.map(beginning('exact')), sounding, ...soundPrefixes.map(beginning('sound'))],
    sql` UNION ALL `,
  )
}

/** The first text behind all that begin with this one, in the order of code points (collation "C"). */
function afterAllWith(prefix: string): string {
  const letters = [...prefix]
  const last = letters.pop()?.codePointAt(0) ?? 0
  return letters.join('') + String.fromCodePoint(last + 1)
}

async function found(tx: Tx, actor: Actor, ids: readonly Id<'person'>[], total: number): Promise<Found> {
  if (ids.length === 0) return { persons: [], total }
  const names = await personNames(tx, actor, ids)
  const standing = [...new Set(ids.flatMap((id) => names.get(id)?.id ?? []))]
  const persons = new Map((await listPersons(tx, actor, standing)).map((person) => [person.id, person]))
  return { persons: standing.flatMap((id) => persons.get(id) ?? []), total }
}
