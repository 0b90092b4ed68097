/** Where the register uses the district's codelists, and how its own tables follow them. */
import { Conflict } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import {
  type CodelistDeclaration,
  currentKey,
  type Entry,
  type FixedList,
  fieldsOfAction,
  type Moving,
  targetGroups,
} from '../../platform/codelists/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { tables } from './access.ts'
import { centreRoles, conceptKinds, measureStates, priorities } from './domain/kinds.ts'
import { advance, noteVersions } from './recording.ts'

/** A list of the register: its table, and the table that says which measures have which entry. */
interface Kept {
  readonly table: 'field_of_action' | 'target_group'
  readonly relation: 'measure_field' | 'measure_target_group'
  readonly column: 'field_id' | 'target_group_id'
  readonly filter: string
}

const fields: Kept = { table: 'field_of_action', relation: 'measure_field', column: 'field_id', filter: 'field' }
const groups: Kept = {
  table: 'target_group',
  relation: 'measure_target_group',
  column: 'target_group_id',
  filter: 'group',
}

/** The table gets every entry with its place and its days; an entry that was removed goes where nothing refers to it. */
const follow = (kept: Kept) => async (tx: Tx, entries: readonly Entry[]) => {
  const here = entries.filter((entry) => !entry.removed)
  await sql`
    INSERT INTO ${sql.table(kept.table)} (id, key, name, position, begins_on, ended_on, into_key)
    SELECT * FROM unnest(
      ${here.map(() => newId())}::uuid[], ${here.map(({ key }) => key)}::text[], ${here.map(({ de }) => de)}::text[],
      ${here.map((_, index) => index + 1)}::integer[], ${here.map(({ from }) => from)}::date[],
      ${here.map(({ until }) => until)}::date[],
      ${here.map(({ key, into }) => (into === null ? null : currentKey(entries, key)))}::text[]
    )
    ON CONFLICT (key) DO UPDATE SET
      name = excluded.name, position = excluded.position, begins_on = excluded.begins_on, ended_on = excluded.ended_on,
      into_key = excluded.into_key
  `.execute(tx)
  const gone = entries.filter((entry) => entry.removed).map(({ key }) => key)
  if (gone.length === 0) return
  await sql`
    DELETE FROM ${sql.table(kept.table)} AS entry
    WHERE entry.key = ANY(${gone}::text[])
      AND NOT EXISTS (SELECT FROM ${sql.table(kept.relation)} AS has WHERE has.${sql.ref(kept.column)} = entry.id)
  `.execute(tx)
  // What only measures have that were taken back stays for their history, and nobody can choose it.
  await sql`
    UPDATE ${sql.table(kept.table)} SET ended_on = coalesce(ended_on, DATE '2000-01-01') WHERE key = ANY(${gone}::text[])
  `.execute(tx)
}

/** Measures that were taken back keep what they had: only their history shows it. */
const counts = (kept: Kept) => async (tx: Tx) => {
  const { rows } = await sql<{ key: string; count: number }>`
    SELECT entry.key, count(*) AS count
    FROM ${sql.table(kept.relation)} AS has
      JOIN ${sql.table(kept.table)} AS entry ON entry.id = has.${sql.ref(kept.column)}
      JOIN measure ON measure.id = has.measure_id AND measure.withdrawn_on IS NULL
    GROUP BY entry.key
  `.execute(tx)
  return new Map(rows.map(({ key, count }) => [key, count]))
}

/** A measure that was moved: its version after that, and whether it had the other entry already. */
interface MovedMeasure {
  readonly id: Id<'measure'>
  readonly version: number
  readonly had: boolean
}

/** Each measure that moves gets a version and an audit entry, as with every change of it. */
const move =
  (kept: Kept) =>
  async (moving: Moving, from: string, into: string): Promise<readonly MovedMeasure[]> => {
    const { tx, actor } = moving
    const [one, other] = await idsOf(tx, kept, from, into)
    const { rows } = await sql<{ id: Id<'measure'>; had: boolean }>`
    SELECT measure.id, EXISTS (
      SELECT FROM ${sql.table(kept.relation)} AS also
      WHERE also.measure_id = measure.id AND also.${sql.ref(kept.column)} = ${other}
    ) AS had
    FROM ${sql.table(kept.relation)} AS has JOIN measure ON measure.id = has.measure_id
    WHERE has.${sql.ref(kept.column)} = ${one} AND measure.withdrawn_on IS NULL
    ORDER BY measure.id
  `.execute(tx)
    if (rows.length === 0) return []
    const versions = new Map((await advance(tx, actor, 'measure', ids(rows))).map(({ id, version }) => [id, version]))
    await take(tx, kept, one, ids(rows))
    await give(tx, kept, other, ids(rows.filter(({ had }) => !had)))
    await note(moving, ids(rows), from, into)
    return rows.map(({ id, had }) => ({ id, had, version: versions.get(id) ?? 0 }))
  }

const restore = (kept: Kept) => async (moving: Moving, moved: unknown, from: string, into: string) => {
  const { tx, actor } = moving
  const measures = moved as readonly MovedMeasure[]
  if (measures.length === 0) return
  const [one, other] = await idsOf(tx, kept, from, into)
  const now = new Map((await advance(tx, actor, 'measure', ids(measures))).map(({ id, version }) => [id, version]))
  if (measures.some(({ id, version }) => now.get(id) !== version + 1)) throw new Conflict('codelists-moved-since')
  await take(tx, kept, other, ids(measures.filter(({ had }) => !had)))
  await give(tx, kept, one, ids(measures))
  await note(moving, ids(measures), into, from)
}

const ids = (measures: readonly { readonly id: Id<'measure'> }[]) => measures.map(({ id }) => id)

async function idsOf(tx: Tx, { table }: Kept, from: string, into: string): Promise<readonly [string, string]> {
  const rows = await tables(tx)
    .selectFrom(table as 'field_of_action')
    .select(['key', 'id'])
    .where('key', 'in', [from, into])
    .execute()
  const of = (key: string) => rows.find((row) => row.key === key)?.id ?? ''
  return [of(from), of(into)]
}

async function take(tx: Tx, kept: Kept, entry: string, measures: readonly string[]): Promise<void> {
  await sql`
    DELETE FROM ${sql.table(kept.relation)}
    WHERE ${sql.ref(kept.column)} = ${entry} AND measure_id = ANY(${[...measures]}::uuid[])
  `.execute(tx)
}

async function give(tx: Tx, kept: Kept, entry: string, measures: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO ${sql.table(kept.relation)} (measure_id, ${sql.ref(kept.column)})
    SELECT id, ${entry}::uuid FROM unnest(${[...measures]}::uuid[]) AS given (id)
  `.execute(tx)
}

async function note(moving: Moving, measures: readonly string[], from: string, into: string): Promise<void> {
  const { tx, actor, today, demo, list } = moving
  const details = { codelist: list.key, from, into }
  await noteVersions(tx, actor, { today, demo }, { kind: 'measure', ids: measures, event: 'changed', details })
}

const measuresWith = (kept: Kept) => ({
  key: 'measures',
  label: 'measures.codelist.measures',
  counts: counts(kept),
  path: (key: string) => `/measures?${kept.filter}=${key}`,
  move: move(kept),
  restore: restore(kept),
})

export const codelists: readonly CodelistDeclaration[] = [
  {
    list: fieldsOfAction,
    follow: follow(fields),
    usages: [
      measuresWith(fields),
      {
        // What a campaign asked about is read through the entry that holds now.
        key: 'campaigns',
        label: 'measures.codelist.campaigns',
        counts: async (tx) => {
          const { rows } = await sql<{ key: string; count: number }>`
            SELECT key, count(*) AS count
            FROM campaign CROSS JOIN LATERAL jsonb_array_elements_text(campaign.chosen -> 'fields') AS field (key)
            GROUP BY key
          `.execute(tx)
          return new Map(rows.map(({ key, count }) => [key, count]))
        },
        path: () => '/measures/campaigns',
      },
    ],
  },
  { list: targetGroups, follow: follow(groups), usages: [measuresWith(groups)] },
]

export const fixedLists: readonly FixedList[] = [
  {
    key: 'measures.state',
    title: 'measures.codelist.state',
    codes: measureStates,
    words: 'measures.state',
    why: 'transitions',
  },
  {
    key: 'measures.priority',
    title: 'measures.codelist.priority',
    codes: priorities,
    words: 'measures.priority',
    why: 'rules',
  },
  { key: 'measures.role', title: 'measures.codelist.role', codes: centreRoles, words: 'measures.role', why: 'rules' },
  {
    key: 'measures.concept-kind',
    title: 'measures.codelist.concept-kind',
    codes: conceptKinds,
    words: 'measures.concept-kind',
    why: 'rules',
  },
]
