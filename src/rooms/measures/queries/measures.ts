import { systemClock } from '../../../kernel/clock.ts'
import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Reader, seesInternal, tables, visibleMeasures } from '../access.ts'
import { conditionsOf, type MeasureFilter } from './filter.ts'
import { type Names, type Office, officeOf, readNames } from './names.ts'
import { headColumns, type MeasureRow, type MeasureSort, orderOf, withRelations } from './rows.ts'

export { type ConceptOfMeasure, type MeasureRow, type MeasureSort, measureSorts } from './rows.ts'

/** Rows on a page of the register. */
export const pageSize = 50

/** No list is longer, exports included. */
export const longestList = 5000

export interface MeasurePage {
  /** `number` unless told. */
  readonly sort?: MeasureSort
  readonly descending?: boolean
  /** Rows to leave out before the first, 0 unless told. */
  readonly offset?: number
  /** At most longestList, pageSize unless told. */
  readonly limit?: number
}

export interface Listed<Row> {
  readonly rows: readonly Row[]
  /** All that match, also those on other pages. */
  readonly total: number
}

/** The measures that the reader may see (null: a visitor of public pages), with names of the day `today`. */
export async function listMeasures(
  tx: Tx,
  reader: Reader,
  filter: MeasureFilter = {},
  page: MeasurePage = {},
  today: Day = systemClock.today(),
): Promise<Listed<MeasureRow>> {
  const names = await readNames(tx, today)
  return listNamed(tx, reader, filter, page, names)
}

/** As listMeasures, where the names were read already. */
export async function listNamed(
  tx: Tx,
  reader: Reader,
  filter: MeasureFilter,
  page: MeasurePage,
  names: Names,
): Promise<Listed<MeasureRow>> {
  const conditions = conditionsOf(filter, names, reader)
  const { total } = await visibleMeasures(tx, reader)
    .where((eb) => eb.and(conditions))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const limit = Math.min(page.limit ?? pageSize, longestList)
  if (total === 0 || limit === 0) return { total, rows: [] }
  const heads = await visibleMeasures(tx, reader)
    .where((eb) => eb.and(conditions))
    .select(headColumns)
    .orderBy(orderOf(page.sort ?? 'number', names), (order) =>
      page.descending ? order.desc().nullsLast() : order.asc().nullsLast(),
    )
    .orderBy('measure.number_order')
    .orderBy('measure.id')
    .limit(limit)
    .offset(page.offset ?? 0)
    .execute()
  return { total, rows: await withRelations(tx, reader, heads, names) }
}

/** The ids of all that match, in the order of their numbers; at most longestList. */
export async function measureIds(
  tx: Tx,
  reader: Reader,
  filter: MeasureFilter,
  today: Day = systemClock.today(),
): Promise<Id<'measure'>[]> {
  const conditions = conditionsOf(filter, await readNames(tx, today), reader)
  const rows = await visibleMeasures(tx, reader)
    .where((eb) => eb.and(conditions))
    .select('measure.id')
    .orderBy('measure.number_order')
    .limit(longestList)
    .execute()
  return rows.map(({ id }) => id)
}

/** One measure with its own texts. */
export interface Measure extends MeasureRow {
  /** For staff only; null for others. */
  readonly description: string | null
  readonly publicText: string | null
  /** For staff only. */
  readonly stateReason: string | null
  /** For staff only. */
  readonly stalledReason: string | null
  /** For staff only. */
  readonly partners: string | null
  readonly involved: readonly Office[]
  readonly municipalityKeys: readonly string[]
  readonly targetGroups: readonly string[]
  readonly targetGroupKeys: readonly string[]
  readonly plannedUntil: Day | null
  readonly changedAt: Date
}

export async function findMeasure(
  tx: Tx,
  reader: Reader,
  id: Id<'measure'>,
  today: Day = systemClock.today(),
): Promise<Measure | undefined> {
  const head = await visibleMeasures(tx, reader)
    .where('measure.id', '=', id)
    .select([
      ...headColumns,
      'measure.description',
      'measure.public_text as publicText',
      'measure.state_reason as stateReason',
      'measure.stalled_reason as stalledReason',
      'measure.partners',
      'measure.planned_until as plannedUntil',
      'measure.changed_at as changedAt',
    ])
    .executeTakeFirst()
  if (!head) return undefined
  const names = await readNames(tx, today)
  const [row] = await withRelations(tx, reader, [head], names)
  const db = tables(tx)
  const involved = await db
    .selectFrom('measure_organisation')
    .select('organisation_id as id')
    .where('measure_id', '=', id)
    .execute()
  const groups = await db
    .selectFrom('measure_target_group')
    .innerJoin('target_group', 'target_group.id', 'measure_target_group.target_group_id')
    .select(['target_group.key', 'target_group.name'])
    .where('measure_id', '=', id)
    .orderBy('target_group.position')
    .execute()
  const places = await db
    .selectFrom('measure_municipality')
    .select('municipality_id as id')
    .where('measure_id', '=', id)
    .execute()
  const internal = seesInternal(reader)
  const ids = new Set(involved.map((one) => one.id))
  return {
    ...(row as MeasureRow),
    description: internal ? head.description : null,
    publicText: head.publicText,
    stateReason: internal ? head.stateReason : null,
    stalledReason: internal ? head.stalledReason : null,
    partners: internal ? head.partners : null,
    plannedUntil: head.plannedUntil,
    changedAt: head.changedAt,
    involved: [...names.organisations.keys()].flatMap((one) => (ids.has(one) ? (officeOf(names, one) ?? []) : [])),
    municipalityKeys: places.flatMap((place) => names.municipalities.get(place.id)?.key ?? []),
    targetGroups: groups.map((group) => group.name),
    targetGroupKeys: groups.map((group) => group.key),
  }
}

/** As findMeasure; throws NotFound. */
export async function getMeasure(
  tx: Tx,
  reader: Reader,
  id: Id<'measure'>,
  today: Day = systemClock.today(),
): Promise<Measure> {
  const measure = await findMeasure(tx, reader, id, today)
  if (!measure) throw new NotFound(`there is no measure ${id}`)
  return measure
}

/** The measure with a number, as people write it; undefined where there is none that the reader may see. */
export async function findMeasureByNumber(tx: Tx, reader: Reader, number: string): Promise<Id<'measure'> | undefined> {
  const row = await visibleMeasures(tx, reader).select('measure.id').where('number', '=', number).executeTakeFirst()
  return row?.id
}
