import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { municipalityNames } from '../../network/index.ts'
import { tables, visibleConcepts, visibleMeasures } from '../access.ts'
import { lastReports } from '../campaigns/queries.ts'
import type { MeasureState } from '../domain/kinds.ts'
import type { StateRow } from '../domain/timeline.ts'
import { type Concept, listConcepts } from '../queries/concepts.ts'
import { longestList } from '../queries/measures.ts'
import { measureStatesOn } from '../queries/states.ts'
import { changesBetween, type Standing } from './domain/changes.ts'
import { type ChapterCoverage, coverageByChapter, coverageTotal } from './domain/coverage.ts'

/** A measure as the pictures and lists of the overview name it. */
export interface NamedMeasure {
  readonly id: Id<'measure'>
  readonly number: string
  readonly title: string
}

const named = (tx: Tx, actor: Actor) =>
  visibleMeasures(tx, actor)
    .select(['measure.id', 'measure.number', 'measure.title'])
    .orderBy('measure.number_order')
    .limit(longestList)

/** What changed from one day to another, by kind, and how many measures were reported on since; staff only see the last. */
export async function changesSince(tx: Tx, actor: Actor, since: Day, today: Day) {
  const measures = await named(tx, actor).execute()
  const standings = async (day: Day): Promise<ReadonlyMap<string, Standing>> =>
    new Map((await measureStatesOn(tx, actor, day)).map(({ id, state, stalled }) => [id, { state, stalled }]))
  const reports = await lastReports(
    tx,
    actor,
    measures.map(({ id }) => id),
    today,
  )
  return {
    changes: changesBetween(measures, await standings(since), await standings(today)),
    reported: [...reports.values()].filter(({ on }) => on !== null && on > since).length,
  }
}

export interface ConceptCoverage {
  readonly concept: Concept
  readonly coverage: Omit<ChapterCoverage, 'chapter'>
}

/** Every concept that the reader may see with what became of its measures. */
export async function conceptCoverages(tx: Tx, actor: Actor): Promise<readonly ConceptCoverage[]> {
  const concepts = await listConcepts(tx, actor)
  const rows = await coveredIn(tx, actor)
  const byConcept = Map.groupBy(rows, ({ conceptId }) => conceptId)
  return concepts.map((concept) => ({ concept, coverage: coverageTotal(byConcept.get(concept.id) ?? []) }))
}

/** What became of the measures of one concept, by chapter; undefined for a concept that the reader may not see. */
export async function chapterCoverage(
  tx: Tx,
  actor: Actor,
  conceptId: Id<'concept'>,
): Promise<readonly ChapterCoverage[] | undefined> {
  const measures = await coveredMeasures(tx, actor, conceptId)
  return measures && coverageByChapter(measures)
}

/** The measures of a concept with what became of each; undefined for a concept that the reader may not see. */
export async function coveredMeasures(tx: Tx, actor: Actor, conceptId: Id<'concept'>) {
  const concept = await visibleConcepts(tx, actor)
    .where('concept.id', '=', conceptId)
    .select('concept.id')
    .executeTakeFirst()
  return concept && (await coveredIn(tx, actor, conceptId))
}

/** Measures with the concept they stand in and the states of those that go on in their place. */
function coveredIn(tx: Tx, actor: Actor, conceptId?: Id<'concept'>) {
  return visibleMeasures(tx, actor)
    .innerJoin('measure_concept', 'measure_concept.measure_id', 'measure.id')
    .$if(conceptId !== undefined, (query) => query.where('measure_concept.concept_id', '=', conceptId as Id<'concept'>))
    .select((eb) => [
      'measure_concept.concept_id as conceptId',
      'measure_concept.chapter',
      'measure.id',
      'measure.number',
      'measure.title',
      'measure.state',
      sql<boolean>`measure.stalled_since IS NOT NULL`.as('stalled'),
      sql<MeasureState[]>`ARRAY(${eb
        .selectFrom('measure_succession')
        .innerJoin('measure as after', 'after.id', 'measure_succession.successor_id')
        .whereRef('measure_succession.predecessor_id', '=', 'measure.id')
        .where('after.withdrawn_on', 'is', null)
        .select('after.state')})`.as('successors'),
    ])
    .orderBy('measure.number_order')
    .limit(longestList)
    .execute()
}

export interface CrossCount {
  readonly row: string
  readonly column: string
  readonly count: number
}

export interface Cross {
  readonly rows: readonly { readonly key: string; readonly label: string }[]
  /** Null labels: their word stands in the messages. */
  readonly columns: readonly { readonly key: string; readonly label: string | null }[]
  readonly cells: readonly CrossCount[]
}

/** Measures by field of action and state. A measure with two fields counts in both. */
export async function fieldsByState(tx: Tx, actor: Actor, states: readonly MeasureState[]): Promise<Cross> {
  const cells = await byField(tx, actor)
    .select(['field_of_action.key as row', 'measure.state as column', sql<number>`count(*)`.as('count')])
    .groupBy(['field_of_action.key', 'measure.state'])
    .execute()
  const used = new Set<string>(cells.map(({ column }) => column))
  return {
    rows: await fieldsInUse(tx, cells),
    columns: states.filter((state) => used.has(state)).map((key) => ({ key, label: null })),
    cells,
  }
}

/**
 * Measures by field of action and municipality: those there and those for the whole district, which are in every one. So
 * does the register count when it is narrowed to a place.
 */
export async function fieldsByPlace(tx: Tx, actor: Actor): Promise<Cross> {
  const local = await byField(tx, actor)
    .innerJoin('measure_municipality', 'measure_municipality.measure_id', 'measure.id')
    .where('measure.district_wide', '=', false)
    .select([
      'field_of_action.key as row',
      'measure_municipality.municipality_id as place',
      sql<number>`count(*)`.as('count'),
    ])
    .groupBy(['field_of_action.key', 'measure_municipality.municipality_id'])
    .execute()
  const wide = await byField(tx, actor)
    .where('measure.district_wide', '=', true)
    .select(['field_of_action.key as row', sql<number>`count(*)`.as('count')])
    .groupBy('field_of_action.key')
    .execute()
  const places = await municipalityNames(tx)
  const rows = await fieldsInUse(tx, [...local, ...wide])
  const countIn = (row: string, place: string) =>
    (wide.find((one) => one.row === row)?.count ?? 0) +
    (local.find((one) => one.row === row && one.place === place)?.count ?? 0)
  return {
    rows,
    columns: places.map(({ key, name }) => ({ key, label: name })),
    cells: rows.flatMap(({ key }) =>
      places.map((place) => ({ row: key, column: place.key, count: countIn(key, place.id) })),
    ),
  }
}

const byField = (tx: Tx, actor: Actor) =>
  visibleMeasures(tx, actor)
    .innerJoin('measure_field', 'measure_field.measure_id', 'measure.id')
    .innerJoin('field_of_action', 'field_of_action.id', 'measure_field.field_id')

async function fieldsInUse(tx: Tx, cells: readonly { readonly row: string }[]) {
  const used = new Set(cells.map(({ row }) => row))
  const fields = await tables(tx)
    .selectFrom('field_of_action')
    .select(['key', 'name as label'])
    .orderBy('position')
    .limit(200)
    .execute()
  return fields.filter(({ key }) => used.has(key))
}

export interface MeasureHistory extends NamedMeasure {
  /** Key of the first of its fields of action; null where it has none. */
  readonly field: string | null
  readonly states: readonly StateRow[]
}

/** Measures in a picture: more are not readable in one. */
export const mostInPicture = 200

/** The states that every measure went through, with the field it stands under. */
export async function measureHistories(tx: Tx, actor: Actor): Promise<readonly MeasureHistory[]> {
  const measures = await named(tx, actor)
    .select((eb) =>
      eb
        .selectFrom('measure_field')
        .innerJoin('field_of_action', 'field_of_action.id', 'measure_field.field_id')
        .whereRef('measure_field.measure_id', '=', 'measure.id')
        .orderBy('field_of_action.position')
        .limit(1)
        .select('field_of_action.key')
        .as('field'),
    )
    .limit(mostInPicture)
    .execute()
  const rows = await tables(tx)
    .selectFrom('measure_state')
    .where('measure_id', '=', sql<Id<'measure'>>`ANY(${measures.map(({ id }) => id)}::uuid[])`)
    .select(['measure_id as id', 'number', 'state', 'stalled', 'since'])
    .orderBy('measure_id')
    .orderBy('number')
    .limit(mostInPicture * 100)
    .execute()
  const states = Map.groupBy(rows, ({ id }) => id)
  return measures.map((measure) => ({
    ...measure,
    states: (states.get(measure.id) ?? []).map((row) => ({ ...row, reason: null })),
  }))
}
