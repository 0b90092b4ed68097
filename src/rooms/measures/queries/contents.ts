import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { bodyNames, municipalityNames, organisationNames } from '../../network/index.ts'
import { tables } from '../access.ts'
import type { Content } from '../domain/content.ts'
import { attachedOf, grouped, partsOf } from './contentparts.ts'

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
  const documents = await attachedOf(tx, ids)
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
