import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables, visibleMeasures } from '../access.ts'
import type { MeasureState } from '../domain/kinds.ts'
import { timeline } from '../domain/timeline.ts'

/*
 * What everybody may know of the register. All of it is asked in a transaction of the public, which sees no other rows, and
 * narrowed once more; reasons, internal texts and who entered what are in none of these queries.
 */

/** How many public measures there are in each state, and how many of them do not get on. */
export interface PublicCounts {
  readonly byState: ReadonlyMap<MeasureState, number>
  readonly stalled: number
  readonly total: number
}

export async function publicCounts(tx: Tx): Promise<PublicCounts> {
  const rows = await visibleMeasures(tx, null)
    .select((eb) => [
      'measure.state',
      eb.fn.countAll<number>().as('count'),
      eb.fn.count<number>('measure.stalled_since').as('stalled'),
    ])
    .groupBy('measure.state')
    .execute()
  return {
    byState: new Map(rows.map(({ state, count }) => [state, count])),
    stalled: rows.reduce((sum, row) => sum + row.stalled, 0),
    total: rows.reduce((sum, row) => sum + row.count, 0),
  }
}

export interface PublicState {
  readonly number: number
  readonly state: MeasureState
  readonly stalled: boolean
  readonly since: Day
}

/**
 * The states that a public measure went through, latest first, corrections applied, without reasons.
 */
export async function publicStates(tx: Tx, id: Id<'measure'>): Promise<PublicState[]> {
  const rows = await tables(tx)
    .selectFrom('measure_state')
    .select(['number', 'state', 'stalled', 'since'])
    .where('measure_id', '=', id)
    .orderBy('number')
    .limit(500)
    .execute()
  return timeline(rows.map((row) => ({ ...row, reason: null }))).reverse()
}

export interface Reported {
  readonly id: string
  readonly measureId: Id<'measure'>
  readonly asOf: Day
  readonly text: string
}

/** What was reported and approved for everybody, latest first. */
export async function publicReportsOf(tx: Tx, id: Id<'measure'>): Promise<Reported[]> {
  const { rows } = await sql<Reported>`
    SELECT report_id AS id, measure_id AS "measureId", as_of AS "asOf", text FROM public_report
    WHERE measure_id = ${id} ORDER BY as_of DESC, published_at DESC LIMIT 20`.execute(tx)
  return rows
}

/** One thing that happened to a measure, for feeds. */
export interface PublicNews {
  readonly measureId: Id<'measure'>
  readonly title: string
  /** Number of the state, or id of the report. */
  readonly key: string
  readonly kind: 'state' | 'report'
  readonly state: MeasureState | null
  readonly stalled: boolean
  readonly text: string | null
  readonly on: Day
}

/** What happened to public measures, or to one of them, latest first; at most 50. Nothing that lies ahead. */
export async function publicNews(tx: Tx, today: Day, id?: Id<'measure'>): Promise<PublicNews[]> {
  const one = id ? sql`AND measure.id = ${id}` : sql``
  const { rows } = await sql<PublicNews>`
    SELECT measure.id AS "measureId", measure.title, measure_state.number::text AS key, 'state' AS kind,
      measure_state.state, measure_state.stalled, NULL AS text, measure_state.since AS on
    FROM measure_state JOIN measure ON measure.id = measure_state.measure_id
    WHERE measure.is_public AND measure.withdrawn_on IS NULL AND measure_state.since <= ${today} ${one}
      AND NOT EXISTS (
        SELECT FROM measure_state AS later
        WHERE later.measure_id = measure_state.measure_id AND later.since = measure_state.since AND later.number > measure_state.number
      )
    UNION ALL
    SELECT measure.id, measure.title, public_report.report_id::text, 'report', NULL, false, public_report.text, public_report.as_of
    FROM public_report JOIN measure ON measure.id = public_report.measure_id
    WHERE measure.is_public AND measure.withdrawn_on IS NULL AND public_report.as_of <= ${today} ${one}
    ORDER BY "on" DESC, "measureId", key DESC LIMIT 50`.execute(tx)
  return rows
}

/** Title of a public measure; undefined for any other. */
export async function findPublicTitle(tx: Tx, id: string): Promise<string | undefined> {
  const found = await visibleMeasures(tx, null)
    .select('measure.title')
    .where('measure.id', '=', id as Id<'measure'>)
    .executeTakeFirst()
  return found?.title
}

/** What subscribers follow. */
export async function publicTopic(tx: Tx, id: string): Promise<{ title: string; path: string } | undefined> {
  const title = await findPublicTitle(tx, id)
  return title === undefined ? undefined : { title, path: `/measures/${id}` }
}

/** Those of the measures that are public, for lists on pages of higher rooms: title and state, by id. */
export async function publicMeasuresBrief(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly title: string; readonly state: MeasureState; readonly stalled: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await visibleMeasures(tx, null)
    .select(['measure.id', 'measure.title', 'measure.state', 'measure.stalled_since as stalledSince'])
    .where('measure.id', 'in', [...ids] as Id<'measure'>[])
    .execute()
  return new Map(
    rows.map(({ id, title, state, stalledSince }) => [id, { title, state, stalled: stalledSince !== null }]),
  )
}
