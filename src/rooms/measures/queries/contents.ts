import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { bodyNames, municipalityNames, organisationNames } from '../../network/index.ts'
import { tables } from '../access.ts'
import type { Content, Part } from '../domain/content.ts'

/**
 * What records say now, as their versions keep it. Reads the tables without narrowing: it serves writing, never showing.
 * A handful of statements however many records are asked for.
 */
export async function measureContents(
  tx: Tx,
  ids: readonly Id<'measure'>[],
  today: Day,
): Promise<Map<Id<'measure'>, Content>> {
  const db = tables(tx)
  const wanted = sql<Id<'measure'>>`ANY(${[...ids]}::uuid[])`
  const measures = await db.selectFrom('measure').selectAll().where('id', '=', wanted).execute()
  const organisations = new Map((await organisationNames(tx, today)).map((one) => [one.id, one]))
  const places = new Map((await municipalityNames(tx)).map((one) => [one.id, one]))
  const fields = grouped(
    await db
      .selectFrom('measure_field')
      .innerJoin('field_of_action', 'field_of_action.id', 'measure_field.field_id')
      .select(['measure_id as of', 'field_of_action.key', 'field_of_action.name'])
      .where('measure_id', '=', wanted)
      .orderBy('field_of_action.position')
      .execute(),
  )
  const groups = grouped(
    await db
      .selectFrom('measure_target_group')
      .innerJoin('target_group', 'target_group.id', 'measure_target_group.target_group_id')
      .select(['measure_id as of', 'target_group.key', 'target_group.name'])
      .where('measure_id', '=', wanted)
      .orderBy('target_group.position')
      .execute(),
  )
  const involved = grouped(
    (
      await db
        .selectFrom('measure_organisation')
        .select(['measure_id as of', 'organisation_id as id'])
        .where('measure_id', '=', wanted)
        .execute()
    ).map((row) => named(row, organisations)),
  )
  const municipalities = grouped(
    (
      await db
        .selectFrom('measure_municipality')
        .select(['measure_id as of', 'municipality_id as id'])
        .where('measure_id', '=', wanted)
        .execute()
    ).map((row) => named(row, places)),
  )
  const parts = await partsOf(tx, ids)
  return new Map(
    measures.map((one) => [
      one.id,
      {
        fields: {
          number: one.number,
          title: one.title,
          description: one.description,
          publicText: one.public_text,
          isPublic: one.is_public,
          state: one.state,
          stateSince: one.state_since,
          stateReason: one.state_reason,
          establishedOn: one.established_on,
          stalledSince: one.stalled_since,
          stalledReason: one.stalled_reason,
          fields: fields.get(one.id)?.map((row) => row.name) ?? [],
          responsible: one.responsible_id && (organisations.get(one.responsible_id)?.name ?? one.responsible_id),
          involved: namesIn(involved.get(one.id)),
          centreRole: one.centre_role,
          partners: one.partners,
          kimLinked: one.kim_linked,
          districtWide: one.district_wide,
          municipalities: namesIn(municipalities.get(one.id)),
          targetGroups: groups.get(one.id)?.map((row) => row.name) ?? [],
          priority: one.priority,
          plannedFrom: one.planned_from,
          plannedUntil: one.planned_until,
          withdrawnOn: one.withdrawn_on,
        },
        keys: {
          fields: keysIn(fields.get(one.id)),
          responsible: one.responsible_id && (organisations.get(one.responsible_id)?.key ?? null),
          involved: keysIn(involved.get(one.id)),
          municipalities: keysIn(municipalities.get(one.id)),
          targetGroups: keysIn(groups.get(one.id)),
        },
        parts: Object.fromEntries(
          Object.entries(parts).map(([name, rows]) => [name, (rows.get(one.id) ?? []).map(({ part }) => part)]),
        ),
      },
    ]),
  )
}

/** As measureContents, for concepts. */
export async function conceptContents(tx: Tx, ids: readonly Id<'concept'>[]): Promise<Map<Id<'concept'>, Content>> {
  const concepts = await tables(tx)
    .selectFrom('concept')
    .leftJoin('concept as next', 'next.id', 'concept.successor_id')
    .selectAll('concept')
    .select(['next.title as successorTitle', 'next.key as successorKey'])
    .where('concept.id', '=', sql<Id<'concept'>>`ANY(${[...ids]}::uuid[])`)
    .execute()
  const bodies = new Map((await bodyNames(tx)).map((one) => [one.id, one]))
  const documents = await documentsAndSources(tx, ids)
  return new Map(
    concepts.map((one) => [
      one.id,
      {
        fields: {
          title: one.title,
          shortTitle: one.short_title,
          kind: one.kind,
          summary: one.summary,
          isPublic: one.is_public,
          commissionedOn: one.commissioned_on,
          commissionedBy: one.commissioned_by,
          presentedOn: one.presented_on,
          presentedTo: one.presented_to,
          adoptedOn: one.adopted_on,
          adoptedBy: one.adopted_by_body_id && (bodies.get(one.adopted_by_body_id)?.name ?? one.adopted_by_body_id),
          resolutionReference: one.resolution_reference,
          resolutionAddress: one.resolution_address,
          validFrom: one.valid_from,
          validUntil: one.valid_until,
          successor: one.successorTitle,
          reviewAfterMonths: one.review_after_months,
        },
        keys: {
          adoptedBy: one.adopted_by_body_id && (bodies.get(one.adopted_by_body_id)?.key ?? null),
          successor: one.successorKey,
        },
        parts: Object.fromEntries(
          Object.entries(documents).map(([name, rows]) => [name, (rows.get(one.id) ?? []).map(({ part }) => part)]),
        ),
      },
    ]),
  )
}

interface PartOf {
  readonly of: string
  readonly part: Part
}

const part = (of: string, id: string, label: string, values: Part['values']): PartOf => ({
  of,
  part: { id, label, values },
})

async function partsOf(tx: Tx, ids: readonly Id<'measure'>[]): Promise<Record<string, Map<string, PartOf[]>>> {
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
    ...(await documentsAndSources(tx, ids)),
  }
}

async function documentsAndSources(tx: Tx, ids: readonly string[]) {
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

function grouped<Row extends { readonly of: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.of)
    if (group) group.push(row)
    else groups.set(row.of, [row])
  }
  return groups
}

function named<Key>(
  row: { readonly of: string; readonly id: Key },
  known: ReadonlyMap<Key, { readonly key: string; readonly name: string }>,
) {
  const one = known.get(row.id)
  return { of: row.of, key: one?.key ?? String(row.id), name: one?.name ?? String(row.id) }
}

const keysIn = (rows: readonly { readonly key: string }[] = []) => rows.map((row) => row.key)

const german = new Intl.Collator('de')

const namesIn = (rows: readonly { readonly name: string }[] = []) => rows.map((row) => row.name).sort(german.compare)
