import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type Reader, tables, visibleMeasures } from '../access.ts'
import type { MeasureState } from '../domain/kinds.ts'

export interface StateOfMeasure {
  readonly id: Id<'measure'>
  readonly number: string
  readonly state: MeasureState
  readonly stalled: boolean
  /** The day from which the row holds that says so. */
  readonly since: Day
  readonly reason: string | null
}

/**
 * The state of every measure that the reader may see as it was on a day, by number; measures that had none yet are left
 * out. With `knownAt` as it was known then: what was entered later for days before does not count. At most 20,000.
 */
export async function measureStatesOn(tx: Tx, reader: Reader, day: Day, knownAt?: Date): Promise<StateOfMeasure[]> {
  return visibleMeasures(tx, reader)
    .innerJoinLateral(stateOnDay('measure.id', day, knownAt).as('held'), (join) => join.onTrue())
    .select(['measure.id', 'measure.number', 'held.state', 'held.stalled', 'held.since', 'held.reason'])
    .orderBy('measure.number_order')
    .limit(20_000)
    .execute()
}

/** The rule of `stateOn` in domain/timeline.ts in the database's words, to join laterally. */
export const stateOnDay = (measure: string, day: Day, knownAt?: Date) => sql<{
  state: MeasureState
  stalled: boolean
  since: Day
  reason: string | null
}>`(
  SELECT state, stalled, since, reason FROM measure_state
  WHERE measure_id = ${sql.ref(measure)} AND since <= ${day}
    ${knownAt ? sql`AND recorded_at <= ${knownAt}` : sql``}
  ORDER BY since DESC, number DESC LIMIT 1
)`

/** A row of the states of a measure, with who entered it when. */
export interface RecordedState {
  readonly number: number
  readonly state: MeasureState
  readonly stalled: boolean
  readonly since: Day
  readonly reason: string | null
  readonly recordedAt: Date
  /** Null where the platform itself wrote it. */
  readonly recordedBy: string | null
}

/** Every state that was ever entered for a measure, in the order of entry. */
export function statesOf(tx: Tx, id: Id<'measure'>): Promise<RecordedState[]> {
  return tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('measure_state')
    .leftJoin('membership', 'membership.id', 'measure_state.recorded_by')
    .select([
      'number',
      'state',
      'stalled',
      'since',
      'reason',
      'recorded_at as recordedAt',
      'membership.name as recordedBy',
    ])
    .where('measure_id', '=', id)
    .orderBy('number')
    .execute()
}
