import { systemClock } from '../../../kernel/clock.ts'
import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { Figure } from '../../../platform/room.ts'
import { type Reader, visibleMeasures } from '../access.ts'
import { centreRoles, measureStates } from '../domain/kinds.ts'
import { continuedThroughKim } from './filter.ts'
import { readNames } from './names.ts'
import { stateOnDay } from './states.ts'

/**
 * Counts over the register for pages and papers. Each carries the name of its query, the population as a sentence, the
 * reference day and the rule of counting; sentences are keys of messages, with their values. State and stalling are those
 * of the day; what a measure belongs to (field, place, role, concept) is what the register says now.
 */
export interface RegisterFigures {
  readonly day: Day
  /** Measures that had a state on the day. */
  readonly total: Counted
  readonly established: Counted
  readonly stalled: Counted
  readonly withCentre: Counted
  readonly throughKim: Counted
  readonly byState: Grouped
  readonly byField: Grouped
  readonly byRole: Grouped
  readonly byConcept: Grouped
  readonly byMunicipality: Grouped
}

export interface Trail {
  /** Name of the query, such as `measures.by-field`. */
  readonly query: string
  /** Key of the sentence that says what was counted over; `{day}`, `{count}`. */
  readonly population: string
  /** Key of the sentence that says how it was counted. */
  readonly rule: string
}

export interface Counted extends Trail {
  readonly value: number
  /** The register's list of exactly these rows as it is today, below the tenant. */
  readonly path: string
}

export interface Grouped extends Trail {
  /** True where one measure counts in several rows, so that the rows must not be added up. */
  readonly overlaps: boolean
  readonly rows: readonly GroupRow[]
}

export interface GroupRow {
  /** Code or key; `district-wide` and `none` beside the keys. */
  readonly key: string
  /** Name where the thing has one of its own; null: its word stands in the messages. */
  readonly name: string | null
  readonly value: number
  readonly path: string
}

export async function measureFigures(tx: Tx, reader: Reader, day: Day = systemClock.today()): Promise<RegisterFigures> {
  const totals = await onDay(tx, reader, day)
    .select([
      sql<number>`count(*)`.as('total'),
      sql<number>`count(*) FILTER (WHERE held.state = 'established')`.as('established'),
      sql<number>`count(*) FILTER (WHERE held.stalled)`.as('stalled'),
      sql<number>`count(*) FILTER (WHERE measure.centre_role <> 'none')`.as('withCentre'),
      sql<number>`count(*) FILTER (WHERE ${continuedThroughKim})`.as('throughKim'),
    ])
    .executeTakeFirstOrThrow()
  const counted = (name: string, value: number, query: string): Counted => ({
    ...trail(name),
    value,
    path: `/measures${query}`,
  })
  const states = await grouped(onDay(tx, reader, day), sql<string>`held.state`)
  const roles = await grouped(onDay(tx, reader, day), sql<string>`measure.centre_role`)
  const fields = await onDay(tx, reader, day)
    .innerJoin('measure_field', 'measure_field.measure_id', 'measure.id')
    .innerJoin('field_of_action', 'field_of_action.id', 'measure_field.field_id')
    .select(['field_of_action.key', 'field_of_action.name', sql<number>`count(*)`.as('value')])
    .groupBy(['field_of_action.key', 'field_of_action.name', 'field_of_action.position'])
    .orderBy('field_of_action.position')
    .execute()
  const concepts = await onDay(tx, reader, day)
    .innerJoin('measure_concept', 'measure_concept.measure_id', 'measure.id')
    .innerJoin('concept', 'concept.id', 'measure_concept.concept_id')
    .select([
      'concept.key',
      sql<string>`coalesce(concept.short_title, concept.title)`.as('name'),
      sql<number>`count(*)`.as('value'),
    ])
    .groupBy(['concept.id'])
    .orderBy('concept.adopted_on', (order) => order.asc().nullsLast())
    .execute()
  const { municipalities } = await readNames(tx, day)
  const places = await onDay(tx, reader, day)
    .innerJoin('measure_municipality', 'measure_municipality.measure_id', 'measure.id')
    .select(['measure_municipality.municipality_id as id', sql<number>`count(*)`.as('value')])
    .groupBy('measure_municipality.municipality_id')
    .execute()
  const inPlace = new Map(places.map((row) => [row.id, row.value]))
  const { districtWide } = await onDay(tx, reader, day)
    .select(sql<number>`count(*) FILTER (WHERE measure.district_wide)`.as('districtWide'))
    .executeTakeFirstOrThrow()
  return {
    day,
    total: counted('total', totals.total, ''),
    established: counted('established', totals.established, '?state=established'),
    stalled: counted('stalled', totals.stalled, '?state=stalled'),
    withCentre: counted('with-centre', totals.withCentre, '?role=any'),
    throughKim: counted('through-kim', totals.throughKim, '?kim=yes'),
    byState: group('by-state', false, inOrder(measureStates, states, 'state')),
    byRole: group('by-role', false, inOrder(centreRoles, roles, 'role')),
    byField: group('by-field', true, fields.map(rowFor('field'))),
    byConcept: group('by-concept', true, concepts.map(rowFor('concept'))),
    byMunicipality: group('by-municipality', true, [
      { key: 'district-wide', name: null, value: districtWide, path: '/measures?place=district-wide' },
      ...[...municipalities.values()].map(({ id, key, name }) =>
        rowFor('place')({ key, name, value: inPlace.get(id) ?? 0 }),
      ),
    ]),
  }
}

const trail = (name: string): Trail => ({
  query: `measures.${name}`,
  population: 'measures.figure.population',
  rule: `measures.figure.rule.${name}`,
})

const group = (name: string, overlaps: boolean, rows: readonly GroupRow[]): Grouped => ({
  ...trail(name),
  overlaps,
  rows,
})

const rowFor =
  (parameter: string) =>
  ({ key, name, value }: { key: string; name: string; value: number }): GroupRow => ({
    key,
    name,
    value,
    path: `/measures?${parameter}=${key}`,
  })

function inOrder(
  codes: readonly string[],
  counts: readonly { readonly key: string; readonly value: number }[],
  parameter: string,
): GroupRow[] {
  const values = new Map(counts.map((row) => [row.key, row.value]))
  return codes.map((key) => ({
    key,
    name: null,
    value: values.get(key) ?? 0,
    path: `/measures?${parameter}=${key}`,
  }))
}

const onDay = (tx: Tx, reader: Reader, day: Day) =>
  visibleMeasures(tx, reader).innerJoinLateral(stateOnDay('measure.id', day).as('held'), (join) => join.onTrue())

function grouped(query: ReturnType<typeof onDay>, by: ReturnType<typeof sql<string>>) {
  return query
    .select([by.as('key'), sql<number>`count(*)`.as('value')])
    .groupBy(by)
    .execute()
}

/** The figures of the register that a paper may cite. `population` and `rule` are keys of messages. */
export const figures: readonly Figure[] = (
  ['total', 'established', 'stalled', 'withCentre', 'throughKim'] as const
).map((name) => ({
  key: `measures.${name}`,
  right: 'measures.read',
  read: async (tx: Tx, actor: Actor, day: Day) => {
    const { value, population, rule } = (await measureFigures(tx, actor, day))[name]
    return { value, population, rule }
  },
}))
