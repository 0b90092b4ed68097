import type { Day } from '../../kernel/day.ts'
import { Conflict, NotFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import type { HoldReason, ReleaseCode } from './domain.ts'
import type { ControllerId } from './rules.ts'
import type { HoldTarget, RetentionTables } from './tables.ts'

export interface HoldInput {
  /** A person is held as the record of the kind `people.person`. */
  readonly target: Exclude<HoldTarget, 'person'>
  readonly kind: string | null
  readonly controllerId: ControllerId
  readonly recordId: string | null
  readonly reason: HoldReason
  /** File number of the matter; no names. */
  readonly reference: string | null
  /** The last day it holds; null: until it is released. */
  readonly until: Day | null
}

/** Queues behind a batch that is deleting, and lets none begin before this transaction has ended. */
export async function passGate(tx: Tx): Promise<void> {
  await sql`
    INSERT INTO retention_gate (only_one) VALUES (true)
    ON CONFLICT (only_one) DO UPDATE SET passed = retention_gate.passed + 1
  `.execute(tx)
}

/** Keeps records from being deleted although their period is over. From its commit on no batch removes them. */
export async function setHold(tx: Tx, actor: Actor | 'system', input: HoldInput, now: number): Promise<Id<'hold'>> {
  await passGate(tx)
  const id = newId<'hold'>(now)
  await tx
    .withTables<RetentionTables>()
    .insertInto('retention_hold')
    .values({
      id,
      target: input.target,
      kind: input.target === 'controller' ? null : input.kind,
      controller_id: input.controllerId,
      record_id: input.target === 'record' ? input.recordId : null,
      person_id: null,
      reason_code: input.reason,
      reference: input.reference,
      until_day: input.until,
      set_at: new Date(now),
      set_by: actor === 'system' ? null : actor.userId,
      released_at: null,
      released_by: null,
      release_code: null,
    })
    .execute()
  await record(tx, actor, {
    event: 'retention.hold-set',
    subject: id,
    subjectKind: 'hold',
    details: {
      target: input.target,
      kind: input.kind,
      controller: input.controllerId,
      reason: input.reason,
      until: input.until,
    },
  })
  return id
}

/** Ends a hold: what it held back is due again at the next run. Throws NotFound, Conflict when it is released already. */
export async function releaseHold(tx: Tx, actor: Actor, id: Id<'hold'>, code: ReleaseCode, now: number): Promise<void> {
  const hold = await getHold(tx, id)
  if (hold.releasedAt) throw new Conflict('hold-released')
  await tx
    .withTables<RetentionTables>()
    .updateTable('retention_hold')
    .set({ released_at: new Date(now), released_by: actor.userId, release_code: code })
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .execute()
  await record(tx, actor, { event: 'retention.hold-released', subject: id, subjectKind: 'hold', details: { code } })
}

export interface Hold {
  readonly id: Id<'hold'>
  readonly target: HoldTarget
  readonly kind: string | null
  readonly controllerId: ControllerId
  readonly recordId: string | null
  readonly reason: HoldReason
  readonly reference: string | null
  readonly until: Day | null
  readonly setAt: Date
  readonly setBy: Id<'user'> | null
  readonly releasedAt: Date | null
  readonly releasedBy: Id<'user'> | null
  readonly releaseCode: ReleaseCode | null
}

export const holdsPerPage = 50

/** One page of the holds, those that hold first, then the newest. `page` counts from 1. */
export async function listHolds(
  tx: Tx,
  page: number,
): Promise<{ readonly holds: readonly Hold[]; readonly total: number }> {
  const holds = tx.withTables<RetentionTables>().selectFrom('retention_hold')
  const { total } = await holds.select((count) => count.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await holds
    .selectAll()
    .orderBy(sql`released_at IS NOT NULL`)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(holdsPerPage)
    .offset((page - 1) * holdsPerPage)
    .execute()
  return { holds: rows.map(toHold), total }
}

/** Throws NotFound. */
export async function getHold(tx: Tx, id: Id<'hold'>): Promise<Hold> {
  const row = await tx
    .withTables<RetentionTables>()
    .selectFrom('retention_hold')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('hold')
  return toHold(row)
}

function toHold(row: RetentionTables['retention_hold']): Hold {
  return {
    id: row.id,
    target: row.target,
    kind: row.kind,
    controllerId: row.controller_id,
    recordId: row.record_id,
    reason: row.reason_code,
    reference: row.reference,
    until: row.until_day,
    setAt: row.set_at,
    setBy: row.set_by,
    releasedAt: row.released_at,
    releasedBy: row.released_by,
    releaseCode: row.release_code,
  }
}

/**
 * Which of these records a hold keeps on this day, with the reason: a hold on the controller or on the kind keeps all of
 * them. A hold of a kind without a controller holds for every controller.
 */
export async function heldAmong(
  tx: Tx,
  kind: string,
  controllerId: ControllerId,
  ids: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, HoldReason>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ record_id: string | null; reason_code: HoldReason }>`
    SELECT record_id, reason_code FROM retention_hold
    WHERE released_at IS NULL AND (until_day IS NULL OR until_day >= ${today}::date)
      AND (
        (target = 'controller' AND controller_id = ${controllerId}::uuid)
        OR (target = 'kind' AND kind = ${kind} AND (controller_id IS NULL OR controller_id = ${controllerId}::uuid))
        OR (target = 'record' AND kind = ${kind} AND record_id = ANY (${[...ids]}::text[]))
      )
    ORDER BY set_at
  `.execute(tx)
  const held = new Map<string, HoldReason>()
  for (const { record_id, reason_code } of rows) {
    for (const id of record_id === null ? ids : [record_id]) if (!held.has(id)) held.set(id, reason_code)
  }
  return held
}

/** The kind whose records are persons: a hold on one of them keeps everything that is kept of the person, in every room. */
export const personKind = 'people.person'

/** Which of these persons a hold keeps on this day, with the reason; whoever the record belongs to. */
export async function heldPersons(
  tx: Tx,
  persons: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, HoldReason>> {
  if (persons.length === 0) return new Map()
  const { rows } = await sql<{ person: string; reason: HoldReason }>`
    SELECT record_id AS person, reason_code AS reason FROM retention_hold
    WHERE released_at IS NULL AND (until_day IS NULL OR until_day >= ${today}::date)
      AND target = 'record' AND kind = ${personKind} AND record_id = ANY (${[...persons]}::text[])
    ORDER BY set_at
  `.execute(tx)
  return new Map(rows.toReversed().map(({ person, reason }) => [person, reason]))
}
