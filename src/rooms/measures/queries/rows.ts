import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type Reader, seesInternal, tables } from '../access.ts'
import { type CentreRole, type MeasureState, measureStates, type Priority, priorities } from '../domain/kinds.ts'
import { type Names, type Office, officeOf } from './names.ts'

export const measureSorts = ['number', 'title', 'field', 'responsible', 'place', 'state', 'since', 'priority'] as const
export type MeasureSort = (typeof measureSorts)[number]

/** A measure as lists show it. */
export interface MeasureRow {
  readonly id: Id<'measure'>
  readonly number: string
  readonly title: string
  readonly state: MeasureState
  readonly stateSince: Day
  readonly establishedOn: Day | null
  /** Set while it does not get on. */
  readonly stalledSince: Day | null
  readonly fields: readonly string[]
  readonly fieldKeys: readonly string[]
  readonly responsible: Office | null
  readonly districtWide: boolean
  /** Names of the places, empty where it is for the whole district. */
  readonly places: readonly string[]
  readonly centreRole: CentreRole
  readonly kimLinked: boolean
  readonly priority: Priority | null
  readonly plannedFrom: Day | null
  readonly concepts: readonly ConceptOfMeasure[]
  readonly isPublic: boolean
  readonly simulated: boolean
  readonly version: number
}

export interface ConceptOfMeasure {
  readonly id: Id<'concept'>
  readonly key: string
  readonly title: string
  /** The short title where there is one. */
  readonly short: string
  readonly role: 'origin' | 'continuation'
  /** Number of the measure in this concept. */
  readonly number: string | null
  readonly chapter: string | null
}

/** The columns of the table itself that a row shows. */
export const headColumns = [
  'measure.id',
  'measure.number',
  'measure.title',
  'measure.state',
  'measure.state_since as stateSince',
  'measure.established_on as establishedOn',
  'measure.stalled_since as stalledSince',
  'measure.responsible_id as responsibleId',
  'measure.district_wide as districtWide',
  'measure.centre_role as centreRole',
  'measure.kim_linked as kimLinked',
  'measure.priority',
  'measure.planned_from as plannedFrom',
  'measure.is_public as isPublic',
  'measure.simulated',
  'measure.version',
] as const

export interface Head extends Omit<MeasureRow, 'fields' | 'fieldKeys' | 'responsible' | 'places' | 'concepts'> {
  readonly responsibleId: Id<'organisation'> | null
}

/** Fields, places and concepts of the rows of one page: three statements, however many rows. */
export async function withRelations(
  tx: Tx,
  reader: Reader,
  heads: readonly Head[],
  names: Names,
): Promise<MeasureRow[]> {
  const ids = sql<Id<'measure'>>`ANY(${heads.map((head) => head.id)}::uuid[])`
  const db = tables(tx)
  const fields = Map.groupBy(
    await db
      .selectFrom('measure_field')
      .innerJoin('field_of_action', 'field_of_action.id', 'measure_field.field_id')
      .select(['measure_id as of', 'field_of_action.key', 'field_of_action.name'])
      .where('measure_id', '=', ids)
      .orderBy('field_of_action.position')
      .execute(),
    (row) => row.of,
  )
  const places = Map.groupBy(
    await db
      .selectFrom('measure_municipality')
      .select(['measure_id as of', 'municipality_id as id'])
      .where('measure_id', '=', ids)
      .execute(),
    (row) => row.of,
  )
  const concepts = Map.groupBy(
    await db
      .selectFrom('measure_concept')
      .innerJoin('concept', 'concept.id', 'measure_concept.concept_id')
      .select([
        'measure_id as of',
        'concept.id',
        'concept.key',
        'concept.title',
        'concept.short_title as shortTitle',
        'measure_concept.role',
        'measure_concept.number',
        'measure_concept.chapter',
      ])
      .where('measure_id', '=', ids)
      .$if(!seesInternal(reader), (query) => query.where('concept.is_public', '=', true))
      .orderBy('concept.adopted_on', (order) => order.asc().nullsLast())
      .orderBy('concept.key')
      .execute(),
    (row) => row.of,
  )
  const order = [...names.municipalities.keys()]
  return heads.map(({ responsibleId, ...head }) => ({
    ...head,
    fields: (fields.get(head.id) ?? []).map((row) => row.name),
    fieldKeys: (fields.get(head.id) ?? []).map((row) => row.key),
    responsible: officeOf(names, responsibleId),
    places: (places.get(head.id) ?? [])
      .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
      .flatMap((row) => names.municipalities.get(row.id)?.name ?? []),
    concepts: (concepts.get(head.id) ?? []).map(({ of: _, shortTitle, ...concept }) => ({
      ...concept,
      short: shortTitle ?? concept.title,
    })),
  }))
}

/** What a list is ordered by. Offices and places are ordered by their names, which the network gave in order. */
export function orderOf(sort: MeasureSort, names: Names) {
  switch (sort) {
    case 'number':
      return sql`measure.number_order`
    case 'title':
      return sql`measure.title COLLATE "de-x-icu"`
    case 'field':
      return sql`(
        SELECT min(position) FROM measure_field JOIN field_of_action ON field_of_action.id = field_id
        WHERE measure_id = measure.id
      )`
    case 'responsible':
      return sql`array_position(${[...names.organisations.keys()]}::uuid[], measure.responsible_id)`
    case 'place':
      return sql`CASE WHEN measure.district_wide THEN 0 ELSE (
        SELECT min(array_position(${[...names.municipalities.keys()]}::uuid[], municipality_id)) FROM measure_municipality
        WHERE measure_id = measure.id
      ) END`
    case 'state':
      return sql`array_position(${[...measureStates]}::text[], measure.state)`
    case 'since':
      return sql`measure.state_since`
    case 'priority':
      return sql`array_position(${[...priorities]}::text[], measure.priority)`
  }
}
