import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { Part } from '../domain/content.ts'

export interface PartOf {
  readonly of: string
  readonly part: Part
}

const part = (of: string, id: string, label: string, values: Part['values']): PartOf => ({
  of,
  part: { id, label, values },
})

/** What hangs on measures, by the name of the part and the id of the measure. */
export async function partsOf(tx: Tx, ids: readonly Id<'measure'>[]): Promise<Record<string, Map<string, PartOf[]>>> {
  const db = tables(tx)
  const wanted = sql<Id<'measure'>>`ANY(${[...ids]}::uuid[])`
  const concepts = await db
    .selectFrom('measure_concept')
    .innerJoin('concept', 'concept.id', 'measure_concept.concept_id')
    .select(['measure_id', 'concept_id', 'concept.title', 'role', 'number', 'chapter'])
    .where('measure_id', '=', wanted)
    .orderBy('concept.adopted_on')
    .execute()
  const milestones = await db
    .selectFrom('milestone')
    .selectAll()
    .where('measure_id', '=', wanted)
    .orderBy('position')
    .execute()
  const indicators = await db
    .selectFrom('indicator')
    .selectAll()
    .where('measure_id', '=', wanted)
    .orderBy('position')
    .execute()
  const values = await db
    .selectFrom('indicator_value')
    .innerJoin('indicator', 'indicator.id', 'indicator_value.indicator_id')
    .select(['indicator_value.id', 'measure_id', 'name', 'as_of', 'value', 'indicator_value.note'])
    .where('measure_id', '=', wanted)
    .orderBy('as_of')
    .orderBy('recorded_at')
    .execute()
  const funding = await db
    .selectFrom('measure_funding')
    .selectAll()
    .where('measure_id', '=', wanted)
    .orderBy('position')
    .execute()
  const successions = await db
    .selectFrom('measure_succession')
    .innerJoin('measure as before', 'before.id', 'predecessor_id')
    .innerJoin('measure as after', 'after.id', 'successor_id')
    .select([
      'predecessor_id',
      'successor_id',
      'before.number as beforeNumber',
      'before.title as beforeTitle',
      'after.number as afterNumber',
      'after.title as afterTitle',
      'kind',
      'through_kim',
      'since',
      'note',
    ])
    .where((eb) => eb.or([eb('predecessor_id', '=', wanted), eb('successor_id', '=', wanted)]))
    .orderBy('since')
    .execute()
  const words = (row: (typeof successions)[number]) => ({
    kind: row.kind,
    throughKim: row.through_kim,
    since: row.since,
    note: row.note,
  })
  return {
    concepts: grouped(
      concepts.map((row) =>
        part(row.measure_id, row.concept_id, row.title, { role: row.role, number: row.number, chapter: row.chapter }),
      ),
    ),
    milestones: grouped(
      milestones.map((row) =>
        part(row.measure_id, row.id, row.title, {
          title: row.title,
          due: row.due_on,
          reached: row.reached_on,
          note: row.note,
        }),
      ),
    ),
    indicators: grouped(
      indicators.map((row) =>
        part(row.measure_id, row.id, row.name, {
          name: row.name,
          unit: row.unit,
          target: row.target_value === null ? null : Number(row.target_value),
          targetOn: row.target_on,
        }),
      ),
    ),
    values: grouped(
      values.map((row) =>
        part(row.measure_id, row.id, row.name, { asOf: row.as_of, value: Number(row.value), note: row.note }),
      ),
    ),
    funding: grouped(
      funding.map((row) =>
        part(row.measure_id, row.id, row.source, {
          source: row.source,
          kind: row.kind,
          amount: row.amount_cents,
          from: row.valid_from,
          until: row.valid_until,
          note: row.note,
        }),
      ),
    ),
    successors: grouped(
      successions.map((row) =>
        part(row.predecessor_id, row.successor_id, `${row.afterNumber} ${row.afterTitle}`, words(row)),
      ),
    ),
    predecessors: grouped(
      successions.map((row) =>
        part(row.successor_id, row.predecessor_id, `${row.beforeNumber} ${row.beforeTitle}`, words(row)),
      ),
    ),
    ...(await attachedOf(tx, ids)),
  }
}

/** Documents and sources of measures or concepts. */
export async function attachedOf(tx: Tx, ids: readonly string[]) {
  const wanted = sql<string>`ANY(${[...ids]}::uuid[])`
  const documents = await tables(tx)
    .selectFrom('measure_document')
    .selectAll()
    .where('subject_id', '=', wanted)
    .orderBy('added_at')
    .execute()
  const sources = await tables(tx)
    .selectFrom('measures_source')
    .selectAll()
    .where('subject_id', '=', wanted)
    .orderBy('id')
    .execute()
  return {
    documents: grouped(
      documents.map((row) =>
        part(row.subject_id, row.id, row.title, { title: row.title, address: row.address, isPublic: row.is_public }),
      ),
    ),
    sources: grouped(
      sources.map((row) =>
        part(row.subject_id, row.id, row.title, { title: row.title, address: row.address, dated: row.dated_on }),
      ),
    ),
  }
}

/** Rows by what they belong to. */
export function grouped<Row extends { readonly of: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.of)
    if (group) group.push(row)
    else groups.set(row.of, [row])
  }
  return groups
}
