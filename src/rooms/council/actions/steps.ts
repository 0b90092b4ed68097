import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { notifySubscribers } from '../../../platform/subscriptions/index.ts'
import { tables } from '../access.ts'
import type { StoredDue } from '../domain/due.ts'
import type { AboutKind, ObligationEvent, ObligationKind, ObligationState } from '../domain/kinds.ts'
import type { Obligation } from '../queries/obligations.ts'
import { advanced, demandUpdated, noteChange } from '../recording.ts'

/** How an obligation's row and its append-only record are written together. */

interface NextStep {
  readonly state: ObligationState
  readonly reason: string | null
  readonly note: string | null
  readonly nextReportOn: Day | null
  readonly on: Day
  /** The version that the person saw. */
  readonly version: number
  readonly listId?: Id<'followUpList'>
  readonly columns?: Partial<ReturnType<typeof dueColumns>> & { readonly responsible_id?: Id<'organisation'> | null }
}

/** Moves the obligation's row on and appends the step to its record. Throws ChangedMeanwhile for a version that is past. */
export async function step(
  tx: Tx,
  actor: Actor,
  one: Obligation,
  event: ObligationEvent,
  { state, reason, note, nextReportOn, on, version, listId, columns = {} }: NextStep,
): Promise<void> {
  const updated = await tables(tx)
    .updateTable('obligation')
    .set({ ...columns, state, reason, next_report_on: nextReportOn, ...advanced(actor, version) })
    .where('id', '=', one.id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, one.id)
  await appendEvent(tx, actor, one.id, { event, state, reason, note, nextReportOn, on, listId: listId ?? null })
  if (event === 'moved' || event === 'discharged')
    await notifySubscribers(tx, { kind: 'resolution', id: one.resolutionId, change: 'obligation' })
  await noteChange(tx, actor, {
    kind: 'obligation',
    id: one.id,
    version: version + 1,
    event,
    changes: state === one.state ? [] : [{ field: 'state', before: one.state, after: state }],
  })
}

interface Inserted {
  readonly resolutionId: Id<'resolution'>
  readonly position: number
  readonly kind: ObligationKind
  readonly wording: string
  readonly responsibleId: Id<'organisation'> | null
  readonly due: StoredDue
  readonly state: ObligationState
  readonly reason: string | null
  readonly nextReportOn: Day | null
  readonly continuesId: Id<'obligation'> | null
  readonly on: Day
  readonly about: readonly { readonly kind: AboutKind; readonly id: string }[]
}

/** A new obligation with the first step of its record; returns its id. */
export async function insertObligation(tx: Tx, actor: Actor, one: Inserted): Promise<Id<'obligation'>> {
  const id = newId<'obligation'>()
  await tables(tx)
    .insertInto('obligation')
    .values({
      id,
      resolution_id: one.resolutionId,
      position: one.position,
      kind: one.kind,
      wording: one.wording,
      responsible_id: one.responsibleId,
      ...dueColumns(one.due),
      state: one.state,
      reason: one.reason,
      next_report_on: one.nextReportOn,
      continues_id: one.continuesId,
      ...advanced(actor, 0),
    })
    .execute()
  await appendEvent(tx, actor, id, {
    event: 'recorded',
    state: one.state,
    reason: one.reason,
    note: null,
    nextReportOn: one.nextReportOn,
    on: one.on,
    listId: null,
  })
  for (const { kind, id: subject } of one.about)
    await tables(tx)
      .insertInto('obligation_subject')
      .values({ obligation_id: id, subject_kind: kind, subject_id: subject })
      .execute()
  await noteChange(tx, actor, {
    kind: 'obligation',
    id,
    version: 1,
    event: 'recorded',
    details: { resolution: one.resolutionId, kind: one.kind },
  })
  return id
}

async function appendEvent(
  tx: Tx,
  actor: Actor,
  id: Id<'obligation'>,
  event: {
    readonly event: ObligationEvent
    readonly state: ObligationState
    readonly reason: string | null
    readonly note: string | null
    readonly nextReportOn: Day | null
    readonly on: Day
    readonly listId: Id<'followUpList'> | null
  },
): Promise<void> {
  await tables(tx)
    .insertInto('obligation_event')
    .values((eb) => ({
      obligation_id: id,
      number: eb
        .selectFrom('obligation_event')
        .select(sql<number>`coalesce(max(number), 0) + 1`.as('next'))
        .where('obligation_id', '=', id),
      event: event.event,
      state: event.state,
      reason: event.reason,
      note: event.note,
      next_report_on: event.nextReportOn,
      happened_on: event.on,
      list_id: event.listId,
      recorded_at: sql<Date>`now()`,
      recorded_by: actor.userId,
    }))
    .execute()
}

/** A stored rule as columns. */
export function dueColumns(stored: StoredDue) {
  return {
    due_kind: stored.dueKind,
    due_body_id: stored.dueBodyId as Id<'body'> | null,
    due_day: stored.dueDay,
    due_count: stored.dueCount,
  }
}
