import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { found } from '../../../../platform/search/index.ts'
import { visibleChecks } from '../access.ts'
import type { CheckEvent, CheckState, Verdict } from '../domain/states.ts'
import { type FieldChange, tables } from '../tables.ts'

/** An effect check (Wirkungsprüfung) of a measure at an interface or a gap. */
export interface Check {
  readonly id: Id<'effectCheck'>
  /** What the measure was called when the check was planned. */
  readonly title: string
  readonly measureId: Id<'measure'>
  readonly interfaceId: Id<'interface'> | null
  readonly gapId: Id<'gap'> | null
  readonly topicId: Id<'topic'> | null
  readonly startsOn: Day
  /** Keys of municipalities in which the measure acts; none: all. */
  readonly towns: readonly string[]
  /** Keys of municipalities in which it does not act; none: no comparison. */
  readonly comparisonTowns: readonly string[]
  /** Percent. */
  readonly expectedDrop: number | null
  readonly state: CheckState
  readonly verdict: Verdict | null
  readonly releaseId: string | null
  readonly publicReleaseId: string | null
  readonly toldOn: Day | null
  readonly toldBy: string | null
  readonly confirmedOn: Day | null
  readonly confirmedBy: string | null
  readonly note: string | null
  readonly simulated: boolean
  readonly version: number
}

const columns = [
  'effect_check.id',
  'effect_check.title',
  'effect_check.measure_id as measureId',
  'effect_check.interface_id as interfaceId',
  'effect_check.gap_id as gapId',
  'effect_check.topic_id as topicId',
  'effect_check.starts_on as startsOn',
  'effect_check.towns',
  'effect_check.comparison_towns as comparisonTowns',
  'effect_check.expected_drop as expectedDrop',
  'effect_check.state',
  'effect_check.verdict',
  'effect_check.release_id as releaseId',
  'effect_check.public_release_id as publicReleaseId',
  'effect_check.told_on as toldOn',
  'effect_check.told_by as toldBy',
  'effect_check.confirmed_on as confirmedOn',
  'effect_check.confirmed_by as confirmedBy',
  'effect_check.note',
  'effect_check.simulated',
  'effect_check.version',
] as const

/** Throws NotFound, Forbidden. */
export async function getCheck(tx: Tx, actor: Actor, id: string): Promise<Check> {
  const check = isId(id)
    ? await visibleChecks(tx, actor)
        .select(columns)
        .where('effect_check.id', '=', id as Id<'effectCheck'>)
        .executeTakeFirst()
    : undefined
  if (!check) throw new NotFound(`no effect check ${id}`)
  return check
}

interface CheckListing {
  readonly states?: readonly CheckState[]
  readonly measureId?: string
  readonly interfaceId?: string
  readonly gapId?: string
  /** Words of the title. */
  readonly text?: string
  readonly startedBefore?: Day
  /** Told, and not yet found right by a second person. */
  readonly unconfirmed?: boolean
  readonly limit: number
  readonly offset?: number
}

/** Effect checks with a total: running first, then planned, then told; the newest start first. */
export async function listChecks(
  tx: Tx,
  actor: Actor,
  { states, measureId, interfaceId, gapId, text, startedBefore, unconfirmed, limit, offset = 0 }: CheckListing,
): Promise<{ readonly total: number; readonly rows: readonly Check[] }> {
  const matching = visibleChecks(tx, actor)
    .$if(states !== undefined, (query) => query.where('effect_check.state', 'in', states ?? []))
    .$if(measureId !== undefined, (query) => query.where('effect_check.measure_id', '=', measureId as Id<'measure'>))
    .$if(interfaceId !== undefined, (query) =>
      query.where('effect_check.interface_id', '=', interfaceId as Id<'interface'>),
    )
    .$if(gapId !== undefined, (query) => query.where('effect_check.gap_id', '=', gapId as Id<'gap'>))
    .$if(startedBefore !== undefined, (query) => query.where('effect_check.starts_on', '<', startedBefore ?? null))
    .$if(unconfirmed === true, (query) => query.where('effect_check.confirmed_on', 'is', null))
    .where((eb) => eb.and(found('effect_check_word', 'effect_check', 'effect_check.id', text)))
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy(sql`array_position(ARRAY['running', 'planned', 'told'], effect_check.state)`)
    .orderBy('effect_check.starts_on', 'desc')
    .orderBy('effect_check.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { total, rows }
}

/** One step of a check's history. */
export interface CheckStep {
  readonly version: number
  readonly event: CheckEvent
  readonly state: CheckState
  readonly verdict: Verdict | null
  readonly releaseId: string | null
  readonly changes: readonly FieldChange[]
  readonly note: string | null
  readonly at: Date
  /** Null: the program. */
  readonly who: string | null
}

/** What was changed after a measure had begun, and why. */
export interface LateChange {
  readonly at: Date
  readonly changes: readonly FieldChange[]
  readonly reason: string
}

/** Changes of a check that was reached after its measure had begun, the first first, at most 50: they stand beside the verdict. */
export async function lateChangesOf(tx: Tx, id: Check['id']): Promise<readonly LateChange[]> {
  const rows = await tables(tx)
    .selectFrom('effect_check_change')
    .select(['changed_at as at', 'changes', 'note'])
    .where('check_id', '=', id)
    .where('event', '=', 'described')
    .where('state', '<>', 'planned')
    .where('note', 'is not', null)
    .orderBy('version')
    .limit(50)
    .execute()
  return rows.map(({ at, changes, note }) => ({ at, changes, reason: note ?? '' }))
}

/** What happened to a check that was reached, the newest first, at most `limit`. */
export function stepsOf(tx: Tx, id: Check['id'], limit: number): Promise<readonly CheckStep[]> {
  return tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('effect_check_change')
    .leftJoin('membership', 'membership.id', 'effect_check_change.changed_by')
    .select([
      'effect_check_change.version',
      'effect_check_change.event',
      'effect_check_change.state',
      'effect_check_change.verdict',
      'effect_check_change.release_id as releaseId',
      'effect_check_change.changes',
      'effect_check_change.note',
      'effect_check_change.changed_at as at',
      'membership.name as who',
    ])
    .where('effect_check_change.check_id', '=', id)
    .orderBy('effect_check_change.version', 'desc')
    .limit(limit)
    .execute()
}
