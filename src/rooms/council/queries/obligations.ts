// Longer than others: all reads of obligations share the columns and the due days that are computed after the query.
import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Land } from '../../../kernel/holidays.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { meetingDaysOf } from '../../network/index.ts'
import { type Reader, tables, visibleObligations } from '../access.ts'
import { dueDayOf } from '../domain/due.ts'
import type { AboutKind, DueKind, ObligationEvent, ObligationKind, ObligationState } from '../domain/kinds.ts'
import { urgencyOf } from '../domain/states.ts'
import { found, type Listed, longestList } from './listing.ts'

/** An obligation with what a follow-up list needs to know of its resolution; ids where other rooms have the names. */
export interface Obligation {
  readonly id: Id<'obligation'>
  readonly resolutionId: Id<'resolution'>
  /** From 1 within its resolution. */
  readonly position: number
  readonly kind: ObligationKind
  /** A literal part of the resolution. */
  readonly wording: string
  readonly responsibleId: Id<'organisation'> | null
  readonly dueKind: DueKind
  readonly dueBodyId: Id<'body'> | null
  readonly dueDay: Day | null
  readonly dueCount: number | null
  /** The day it is due by the calendar as it is now; null while none is known. */
  readonly due: Day | null
  readonly state: ObligationState
  /** Since when it is in this state. */
  readonly since: Day
  readonly reason: string | null
  readonly nextReportOn: Day | null
  readonly lastReportOn: Day | null
  readonly lastReport: string | null
  readonly version: number
  /** What the resolution is about. */
  readonly title: string
  readonly bodyId: Id<'body'>
  readonly meetingId: Id<'meeting'> | null
  readonly decidedOn: Day
  readonly isPublic: boolean
  readonly paperId: Id<'paper'> | null
  readonly paperNumber: string | null
  readonly originatorId: Id<'partyGroup'> | null
}

/** What due days depend on besides the obligations. */
export interface On {
  readonly today: Day
  /** Whose holidays count for working days. */
  readonly land: Land
}

export interface ObligationListing {
  /** Not yet shown as done; those that were; all. `open` unless told. */
  readonly view?: 'open' | 'archive' | 'all'
  readonly bodyId?: string
  readonly responsibleId?: string
  readonly state?: ObligationState
  readonly kind?: ObligationKind
  readonly isPublic?: boolean
  /** Words of the resolution's title and wording. */
  readonly text?: string
  readonly offset?: number
  /** At most longestList. */
  readonly limit?: number
}

/**
 * Obligations of resolutions that hold (corrected ones are left out: theirs go on in the new version), by the day of the
 * resolution, latest first, with their due days.
 */
export async function listObligations(
  tx: Tx,
  reader: Reader,
  on: On,
  listing: ObligationListing = {},
): Promise<Listed<Obligation>> {
  const { view = 'open', bodyId, responsibleId, state, kind, isPublic } = listing
  const matching = visibleObligations(tx, reader).where((eb) =>
    eb.and([
      ...(view === 'all' ? [] : [eb('obligation.state', view === 'open' ? '<>' : '=', 'doneReported')]),
      ...(bodyId ? [eb('resolution.body_id', '=', bodyId as Id<'body'>)] : []),
      ...(responsibleId ? [eb('obligation.responsible_id', '=', responsibleId as Id<'organisation'>)] : []),
      ...(state ? [eb('obligation.state', '=', state)] : []),
      ...(kind ? [eb('obligation.kind', '=', kind)] : []),
      ...(isPublic === undefined ? [] : [eb('resolution.is_public', '=', isPublic)]),
      ...found('resolution', 'resolution.id', listing.text),
      holds,
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await withColumns(matching)
    .orderBy('resolution.decided_on', 'desc')
    .orderBy('resolution.id')
    .orderBy('obligation.position')
    .limit(Math.min(listing.limit ?? longestList, longestList))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows: await withDueDays(tx, on, rows) }
}

/** What is open or done and not yet shown as done, by urgency: due days first, undated last, done ones after all. */
export async function openObligations(
  tx: Tx,
  reader: Reader,
  on: On,
  filter: Omit<ObligationListing, 'view' | 'offset' | 'limit'> = {},
): Promise<readonly Obligation[]> {
  const { rows } = await listObligations(tx, reader, on, { ...filter, view: 'open' })
  const rank = (one: Obligation) => `${one.state === 'done' ? 1 : 0}${one.due ?? '9999'}`
  return [...rows].sort((a, b) => rank(a).localeCompare(rank(b)))
}

/** Those that are overdue or due within four weeks, most urgent first. */
export async function dueObligations(
  tx: Tx,
  reader: Reader,
  on: On,
  filter: Pick<ObligationListing, 'responsibleId'> = {},
): Promise<readonly Obligation[]> {
  const open = await openObligations(tx, reader, on, filter)
  return open.filter((one) => ['overdue', 'soon'].includes(urgencyOf(one.state, one.due, on.today)))
}

/** Throws NotFound, also for an obligation that the reader may not see. */
export async function getObligation(tx: Tx, reader: Reader, on: On, id: string): Promise<Obligation> {
  const row = await withColumns(visibleObligations(tx, reader))
    .where('obligation.id', '=', id as Id<'obligation'>)
    .executeTakeFirst()
  const [obligation] = row ? await withDueDays(tx, on, [row]) : []
  if (!obligation) throw new NotFound(`there is no obligation ${id}`)
  return obligation
}

/** The obligations of one resolution, in the order of its wording. */
export async function obligationsOf(tx: Tx, reader: Reader, on: On, resolutionId: string): Promise<Obligation[]> {
  const rows = await withColumns(visibleObligations(tx, reader))
    .where('obligation.resolution_id', '=', resolutionId as Id<'resolution'>)
    .orderBy('obligation.position')
    .limit(100)
    .execute()
  return await withDueDays(tx, on, rows)
}

/** Obligations that are about a measure or a concept, or were fulfilled by the measure. */
export async function obligationsAbout(
  tx: Tx,
  reader: Reader,
  on: On,
  kind: AboutKind,
  subjectId: string,
): Promise<Obligation[]> {
  const rows = await withColumns(visibleObligations(tx, reader))
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('obligation_subject')
            .select('obligation_subject.subject_id')
            .whereRef('obligation_subject.obligation_id', '=', 'obligation.id')
            .where('obligation_subject.subject_kind', '=', kind)
            .where('obligation_subject.subject_id', '=', subjectId),
        ),
        ...(kind === 'measure'
          ? [
              eb.exists(
                eb
                  .selectFrom('discharge')
                  .select('discharge.id')
                  .whereRef('discharge.obligation_id', '=', 'obligation.id')
                  .where('discharge.undone_on', 'is', null)
                  .where('discharge.measure_id', '=', subjectId as Id<'measure'>),
              ),
            ]
          : []),
      ]),
    )
    .where(holds)
    .orderBy('resolution.decided_on', 'desc')
    .orderBy('obligation.position')
    .limit(100)
    .execute()
  return await withDueDays(tx, on, rows)
}

export interface Step {
  readonly number: number
  readonly event: ObligationEvent
  readonly state: ObligationState
  readonly reason: string | null
  readonly note: string | null
  readonly nextReportOn: Day | null
  readonly happenedOn: Day
  readonly listId: Id<'followUpList'> | null
}

/** What became of obligations that the reader sees, oldest first. */
export async function stepsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Step[]>> {
  const steps = new Map<string, Step[]>()
  if (ids.length === 0) return steps
  const rows = await tables(tx)
    .selectFrom('obligation_event')
    .select([
      'obligation_id as obligationId',
      'number',
      'event',
      'state',
      'reason',
      'note',
      'next_report_on as nextReportOn',
      'happened_on as happenedOn',
      'list_id as listId',
    ])
    .where('obligation_id', 'in', [...ids] as Id<'obligation'>[])
    .orderBy('obligation_id')
    .orderBy('number')
    .limit(longestList)
    .execute()
  for (const { obligationId, ...step } of rows) steps.set(obligationId, [...(steps.get(obligationId) ?? []), step])
  return steps
}

export interface Discharge {
  readonly id: Id<'discharge'>
  readonly obligationId: Id<'obligation'>
  readonly paperId: Id<'paper'> | null
  readonly measureId: Id<'measure'> | null
  readonly reviewId: Id<'review'> | null
  readonly on: Day
  readonly note: string | null
}

/** By what obligations were fulfilled; undone discharges are left out. */
export function dischargesOf(tx: Tx, ids: readonly string[]): Promise<Discharge[]> {
  if (ids.length === 0) return Promise.resolve([])
  return tables(tx)
    .selectFrom('discharge')
    .select([
      'id',
      'obligation_id as obligationId',
      'paper_id as paperId',
      'measure_id as measureId',
      'review_id as reviewId',
      'discharged_on as on',
      'note',
    ])
    .where('obligation_id', 'in', [...ids] as Id<'obligation'>[])
    .where('undone_on', 'is', null)
    .orderBy('discharged_on')
    .limit(longestList)
    .execute()
}

/** No later version replaces the resolution. */
const holds = sql<boolean>`NOT EXISTS (SELECT FROM resolution AS later WHERE later.replaces_id = resolution.id)`

const lastReport = sql<{ on: Day; note: string }>`(
  SELECT happened_on AS on, note FROM obligation_event
  WHERE obligation_id = obligation.id AND note IS NOT NULL
  ORDER BY number DESC LIMIT 1
)`

/** The first of the steps in which it has been in its present state without a break. */
const sinceDay = sql<Day>`(
  SELECT happened_on FROM obligation_event
  WHERE obligation_id = obligation.id AND number > coalesce(
    (SELECT max(number) FROM obligation_event AS other WHERE other.obligation_id = obligation.id AND other.state <> obligation.state),
    0
  )
  ORDER BY number LIMIT 1
)`

const withColumns = (query: ReturnType<typeof visibleObligations>) =>
  query
    .leftJoin('paper', 'paper.id', 'resolution.paper_id')
    .leftJoinLateral(lastReport.as('report'), (join) => join.onTrue())
    .select([
      'obligation.id',
      'obligation.resolution_id as resolutionId',
      'obligation.position',
      'obligation.kind',
      'obligation.wording',
      'obligation.responsible_id as responsibleId',
      'obligation.due_kind as dueKind',
      'obligation.due_body_id as dueBodyId',
      'obligation.due_day as dueDay',
      'obligation.due_count as dueCount',
      'obligation.state',
      sinceDay.as('since'),
      'obligation.reason',
      'obligation.next_report_on as nextReportOn',
      'report.on as lastReportOn',
      'report.note as lastReport',
      'obligation.version',
      'resolution.title',
      'resolution.body_id as bodyId',
      'resolution.meeting_id as meetingId',
      'resolution.decided_on as decidedOn',
      'resolution.is_public as isPublic',
      // A public resolution may rest on a paper that is not: the third lock leaves it empty.
      'paper.id as paperId',
      'paper.number as paperNumber',
      sql<Id<'partyGroup'> | null>`coalesce(resolution.originator_id, paper.originator_id)`.as('originatorId'),
    ])

async function withDueDays(tx: Tx, { land }: On, rows: readonly Omit<Obligation, 'due'>[]): Promise<Obligation[]> {
  const bodies = new Set(rows.flatMap(({ dueBodyId }) => dueBodyId ?? []))
  const meetings = bodies.size === 0 ? [] : await meetingDaysOf(tx, [...bodies])
  return rows.map((row) => ({ ...row, due: dueDayOf(row, meetings, land) }))
}
