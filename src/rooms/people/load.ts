/** Loading persons in bulk: the demo, a simulated scenario, benchmarks, and imports of what a district already keeps. */
import type { Day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { record } from '../../platform/audit/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { newCode } from './domain/codes.ts'
import type { FamilyRole } from './domain/kinds.ts'
import { asKept, changesBetween, noFields, type PersonFields } from './domain/person.ts'
import { columnsOf, tokenRows } from './recording.ts'

export interface PersonData extends Partial<PersonFields> {
  /** By which families and whoever loads refer to the person. */
  readonly key: string
  readonly controllerId: Id<'organisation'>
  /** Milliseconds since 1970, UTC; now unless told. */
  readonly createdAt?: number
}

export interface FamilyData {
  readonly key: string
  readonly controllerId: Id<'organisation'>
  readonly createdAt?: number
  readonly members: readonly {
    /** Key of the person. */
    readonly person: string
    readonly role: FamilyRole
    readonly since: Day
    readonly until?: Day | null
  }[]
}

export interface PeopleData {
  readonly persons: Iterable<PersonData>
  readonly families?: Iterable<FamilyData>
}

/** Ids and codes by key. */
export interface LoadedPeople {
  readonly persons: ReadonlyMap<string, Id<'person'>>
  readonly families: ReadonlyMap<string, Id<'family'>>
  readonly codes: ReadonlyMap<string, string>
}

const batchSize = 2000

/**
 * Adds persons, the words of their names and their families, as the system, in the caller's transaction. 60,000 persons take
 * about 13 seconds. Throws RangeError for a family member whom nobody described, the error of a constraint for what contradicts itself.
 */
export async function loadPeople(
  tx: Tx,
  { persons, families = [] }: PeopleData,
  { simulated }: { readonly simulated: boolean },
): Promise<LoadedPeople> {
  const ids = new Map<string, Id<'person'>>()
  const codes = new Map<string, string>()
  const taken = await takenCodes(tx)
  let rows: object[] = []
  let tokens: object[] = []
  let changes: object[] = []
  async function flush(): Promise<void> {
    await insertRows(tx, 'person', rows)
    await insertRows(tx, 'person_name_token', tokens)
    await insertRows(tx, 'person_change', changes)
    rows = []
    tokens = []
    changes = []
  }
  for (const { key, controllerId, createdAt = Date.now(), ...given } of persons) {
    const fields = asKept({ ...noFields, ...given })
    const id = newId<'person'>(createdAt)
    const code = freeCode('P', taken)
    const at = new Date(createdAt).toISOString()
    ids.set(key, id)
    codes.set(key, code)
    rows.push({
      id,
      controller_id: controllerId,
      purpose: 'caseManagement',
      code,
      ...columnsOf(fields),
      merged_into: null,
      restricted_on: null,
      simulated,
      version: 1,
      created_at: at,
      changed_at: at,
      changed_by: null,
    })
    tokens.push(...tokenRows({ id, controllerId }, fields))
    changes.push({
      person_id: id,
      version: 1,
      controller_id: controllerId,
      event: 'created',
      changes: changesBetween(noFields, fields),
      changed_at: at,
      changed_by: null,
    })
    if (rows.length >= batchSize) await flush()
  }
  await flush()
  const loadedFamilies = await loadFamilies(tx, families, { ids, codes, taken, simulated })
  await record(tx, 'system', {
    event: 'people.loaded',
    details: { persons: ids.size, families: loadedFamilies.size, simulated },
  })
  return { persons: ids, families: loadedFamilies, codes }
}

interface Loading {
  readonly ids: ReadonlyMap<string, Id<'person'>>
  readonly codes: Map<string, string>
  readonly taken: Set<string>
  readonly simulated: boolean
}

async function loadFamilies(
  tx: Tx,
  families: Iterable<FamilyData>,
  { ids, codes, taken, simulated }: Loading,
): Promise<Map<string, Id<'family'>>> {
  const loaded = new Map<string, Id<'family'>>()
  let rows: object[] = []
  let members: object[] = []
  async function flush(): Promise<void> {
    await insertRows(tx, 'family', rows)
    await insertRows(tx, 'family_member', members)
    rows = []
    members = []
  }
  for (const { key, controllerId, createdAt = Date.now(), members: belong } of families) {
    const id = newId<'family'>(createdAt)
    const code = freeCode('F', taken)
    loaded.set(key, id)
    codes.set(key, code)
    const at = new Date(createdAt).toISOString()
    rows.push({ id, controller_id: controllerId, code, note: null, simulated, version: 1, created_at: at })
    for (const { person, role, since, until = null } of belong) {
      const personId = ids.get(person)
      if (!personId) throw new RangeError(`nobody described the person ${person} of the family ${key}`)
      members.push({ family_id: id, person_id: personId, controller_id: controllerId, role, since, until })
    }
    if (rows.length >= batchSize) await flush()
  }
  await flush()
  return loaded
}

async function takenCodes(tx: Tx): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`SELECT code FROM person UNION ALL SELECT code FROM family`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}

function freeCode(kind: 'P' | 'F', taken: Set<string>): string {
  for (;;) {
    const code = newCode(kind)
    if (taken.has(code)) continue
    taken.add(code)
    return code
  }
}

/** The rows of one statement as one value: the database takes them apart by the columns of the table. */
async function insertRows(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const name = sql.table(table)
  await sql`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}
