import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { found } from '../../../../platform/search/index.ts'
import { visibleGaps } from '../access.ts'
import { type GapKind, type GapState, type Priority, restingStates } from '../domain/states.ts'
import { type CloserKind, type FieldChange, tables } from '../tables.ts'

/** A gap (Lücke). Null in place, group or language: all of them. */
export interface Gap {
  readonly id: Id<'gap'>
  readonly number: number
  readonly kind: GapKind
  readonly title: string
  readonly description: string | null
  /** Key of a life domain. */
  readonly topic: string
  readonly municipalityId: Id<'municipality'> | null
  readonly targetGroup: string | null
  /** BCP 47. */
  readonly language: string | null
  readonly state: GapState
  readonly stateSince: Day
  readonly priority: Priority | null
  readonly dueOn: Day | null
  readonly reason: string | null
  readonly closedByKind: CloserKind | null
  readonly closedById: string | null
  readonly closingOn: Day | null
  /** Who said that it is closed; somebody else must find so. */
  readonly closingBy: string | null
  readonly closedOn: Day | null
  readonly simulated: boolean
  readonly version: number
}

const columns = [
  'gap.id',
  'gap.number',
  'gap.kind',
  'gap.title',
  'gap.description',
  'gap.topic',
  'gap.municipality_id as municipalityId',
  'gap.target_group as targetGroup',
  'gap.language',
  'gap.state',
  'gap.state_since as stateSince',
  'gap.priority',
  'gap.due_on as dueOn',
  'gap.reason',
  'gap.closed_by_kind as closedByKind',
  'gap.closed_by_id as closedById',
  'gap.closing_on as closingOn',
  'gap.closing_by as closingBy',
  'gap.closed_on as closedOn',
  'gap.simulated',
  'gap.version',
] as const

/** The gap of an address: by its number, or by its id. Throws NotFound, Forbidden. */
export async function getGap(tx: Tx, actor: Actor, numberOrId: string): Promise<Gap> {
  const isNumber = /^[1-9]\d{0,8}$/.test(numberOrId)
  if (!isNumber && !isId(numberOrId)) throw new NotFound(`no gap ${numberOrId}`)
  const query = visibleGaps(tx, actor).select(columns)
  const gap = await (isNumber
    ? query.where('gap.number', '=', Number(numberOrId))
    : query.where('gap.id', '=', numberOrId as Id<'gap'>)
  ).executeTakeFirst()
  if (!gap) throw new NotFound(`no gap ${numberOrId}`)
  return gap
}

export interface GapListing {
  readonly states?: readonly GapState[]
  /** Only those about which somebody has something to do. */
  readonly open?: boolean
  /** Words of title and description. */
  readonly text?: string
  readonly topic?: string
  /** Those of the town and those of the whole district. */
  readonly municipalityId?: Id<'municipality'>
  readonly targetGroup?: string
  /** Only those whose date lies before. */
  readonly dueBefore?: Day
  readonly limit: number
  readonly offset?: number
}

/** Gaps with a total: open before ended, high priority first, then by date, then the newest. */
export async function listGaps(
  tx: Tx,
  actor: Actor,
  { states, open, text, topic, municipalityId, targetGroup, dueBefore, limit, offset = 0 }: GapListing,
): Promise<{ readonly total: number; readonly rows: readonly Gap[] }> {
  const matching = visibleGaps(tx, actor)
    .$if(states !== undefined, (query) => query.where('gap.state', 'in', states ?? []))
    .$if(open === true, (query) => query.where('gap.state', 'not in', restingStates))
    .$if(topic !== undefined, (query) => query.where('gap.topic', '=', topic ?? ''))
    .$if(targetGroup !== undefined, (query) => query.where('gap.target_group', '=', targetGroup ?? ''))
    .$if(dueBefore !== undefined, (query) => query.where('gap.due_on', '<', dueBefore ?? null))
    .$if(municipalityId !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('gap.municipality_id', '=', municipalityId ?? null), eb('gap.municipality_id', 'is', null)]),
      ),
    )
    .where((eb) => eb.and(found('gap_word', 'gap', 'gap.id', text)))
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy(sql`gap.state = ANY (${[...restingStates]}::text[])`)
    .orderBy(sql`array_position(ARRAY['high', 'medium', 'low'], gap.priority)`, (order) => order.asc().nullsLast())
    .orderBy('gap.due_on', (order) => order.asc().nullsLast())
    .orderBy('gap.number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { total, rows }
}

/** One step of a gap's history. */
export interface GapStep {
  readonly version: number
  readonly event: string
  readonly state: GapState
  readonly stateBefore: GapState | null
  readonly changes: readonly FieldChange[]
  readonly note: string | null
  readonly at: Date
  /** Null: the program. */
  readonly who: string | null
}

/** What happened to a gap that was reached, the newest first, at most `limit`. */
export function stepsOf(tx: Tx, id: Id<'gap'>, limit: number): Promise<readonly GapStep[]> {
  return tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('gap_change')
    .leftJoin('membership', 'membership.id', 'gap_change.changed_by')
    .select([
      'gap_change.version',
      'gap_change.event',
      'gap_change.state',
      'gap_change.state_before as stateBefore',
      'gap_change.changes',
      'gap_change.note',
      'gap_change.changed_at as at',
      'membership.name as who',
    ])
    .where('gap_change.gap_id', '=', id)
    .orderBy('gap_change.version', 'desc')
    .limit(limit)
    .execute()
}

/** Releases that show a gap which was reached, by their id in insight's ledger, the newest first. */
export async function evidenceOf(tx: Tx, id: Id<'gap'>, limit = 20): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('gap_evidence')
    .select('release_id')
    .where('gap_id', '=', id)
    .orderBy('added_at', 'desc')
    .orderBy('release_id')
    .limit(limit)
    .execute()
  return rows.map(({ release_id }) => release_id)
}
