import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Reader, seesInternal, tables, visibleDocuments } from '../access.ts'
import type { FundingKind, MeasureState, SuccessionKind } from '../domain/kinds.ts'

/** What hangs on a measure or a concept, read by the id of one that was reached through its visible scope. */

export interface Milestone {
  readonly id: string
  readonly title: string
  readonly dueOn: Day | null
  readonly reachedOn: Day | null
  readonly note: string | null
}

export function milestonesOf(tx: Tx, id: Id<'measure'>): Promise<Milestone[]> {
  return tables(tx)
    .selectFrom('milestone')
    .select(['id', 'title', 'due_on as dueOn', 'reached_on as reachedOn', 'note'])
    .where('measure_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute()
}

export interface IndicatorValue {
  readonly id: string
  readonly asOf: Day
  readonly value: number
  readonly note: string | null
  readonly recordedAt: Date
}

export interface Indicator {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly target: number | null
  readonly targetOn: Day | null
  /** One for a day, oldest first: of several for one day the one that was entered last. */
  readonly values: readonly IndicatorValue[]
}

export async function indicatorsOf(tx: Tx, id: Id<'measure'>): Promise<Indicator[]> {
  const db = tables(tx)
  const indicators = await db
    .selectFrom('indicator')
    .select(['id', 'name', 'unit', 'target_value as target', 'target_on as targetOn'])
    .where('measure_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .limit(50)
    .execute()
  if (indicators.length === 0) return []
  const values = await db
    .selectFrom('indicator_value')
    .select(['id', 'indicator_id', 'as_of as asOf', 'value', 'note', 'recorded_at as recordedAt'])
    .distinctOn(['indicator_id', 'as_of'])
    .where(
      'indicator_id',
      'in',
      indicators.map((one) => one.id),
    )
    .orderBy('indicator_id')
    .orderBy('as_of')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(5000)
    .execute()
  return indicators.map((one) => ({
    ...one,
    target: one.target === null ? null : Number(one.target),
    values: values
      .filter((value) => value.indicator_id === one.id)
      .map(({ indicator_id: _, value, ...rest }) => ({ ...rest, value: Number(value) })),
  }))
}

export interface Funding {
  readonly id: string
  readonly source: string
  readonly kind: FundingKind
  /** EUR, cents. */
  readonly amountCents: number | null
  readonly validFrom: Day | null
  readonly validUntil: Day | null
  readonly note: string | null
}

export function fundingOf(tx: Tx, id: Id<'measure'>): Promise<Funding[]> {
  return tables(tx)
    .selectFrom('measure_funding')
    .select([
      'id',
      'source',
      'kind',
      'amount_cents as amountCents',
      'valid_from as validFrom',
      'valid_until as validUntil',
      'note',
    ])
    .where('measure_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute()
}

export interface MeasureDocument {
  readonly id: string
  readonly title: string
  readonly address: string | null
  readonly fileId: Id<'file'> | null
  readonly isPublic: boolean
  readonly addedAt: Date
}

/** Documents of a measure or a concept, as far as the reader may see them. */
export function documentsOf(tx: Tx, reader: Reader, subject: string): Promise<MeasureDocument[]> {
  return visibleDocuments(tx, reader)
    .select(['id', 'title', 'address', 'file_id as fileId', 'is_public as isPublic', 'added_at as addedAt'])
    .where('subject_id', '=', subject)
    .orderBy('added_at')
    .orderBy('id')
    .limit(200)
    .execute()
}

export interface Source {
  readonly id: string
  readonly title: string
  readonly address: string | null
  readonly datedOn: Day | null
}

export function sourcesOf(tx: Tx, subject: string): Promise<Source[]> {
  return tables(tx)
    .selectFrom('measures_source')
    .select(['id', 'title', 'address', 'dated_on as datedOn'])
    .where('subject_id', '=', subject)
    .orderBy('id')
    .limit(200)
    .execute()
}

/** Another measure in which this one goes on, or that goes on in this one. */
export interface Succession {
  readonly id: Id<'measure'>
  readonly number: string
  readonly title: string
  readonly state: MeasureState
  readonly kind: SuccessionKind
  readonly throughKim: boolean
  readonly since: Day
  readonly note: string | null
}

/** Both ways; measures that the reader may not see are left out. */
export async function successionsOf(
  tx: Tx,
  reader: Reader,
  id: Id<'measure'>,
): Promise<{ readonly successors: readonly Succession[]; readonly predecessors: readonly Succession[] }> {
  return {
    successors: await successions(tx, reader, 'successor_id').where('predecessor_id', '=', id).execute(),
    predecessors: await successions(tx, reader, 'predecessor_id').where('successor_id', '=', id).execute(),
  }
}

const successions = (tx: Tx, reader: Reader, other: 'successor_id' | 'predecessor_id') =>
  tables(tx)
    .selectFrom('measure_succession')
    .innerJoin('measure', 'measure.id', `measure_succession.${other}`)
    .select([
      'measure.id',
      'measure.number',
      'measure.title',
      'measure.state',
      'measure_succession.kind',
      'measure_succession.through_kim as throughKim',
      'measure_succession.since',
      'measure_succession.note',
    ])
    .where('measure.withdrawn_on', 'is', null)
    .$if(!seesInternal(reader), (query) => query.where('measure.is_public', '=', true))
    .orderBy('measure.number_order')
    .limit(100)
