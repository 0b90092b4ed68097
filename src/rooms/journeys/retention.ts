import type { RawBuilder } from 'kysely'
import type { Id } from '../../kernel/ids.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import type { RetentionKind } from '../../platform/retention/kind.ts'
import { dueRows, keptForGood, removeRows } from '../../platform/retention/rows.ts'
import { personsBehind } from '../people/index.ts'
import { eraseGivenCopies, eraseReceivedCopies } from './forgetting.ts'
import { outsideRetention } from './outside/retention.ts'

/** Hand-overs and their steps stay for the figures, under a random key; what says something of a person is below. */
const handovers = keptForGood('journeys.handover', {
  from: sql`handover`,
  id: sql`handover.id::text`,
  since: sql`handover.created_at`,
})

const traces = {
  record: 'erased',
  files: 'erased',
  history: 'reduced',
  drafts: 'none',
  search: 'none',
  mail: 'none',
} as const

const inGermany = (day: RawBuilder<unknown>) => sql`(${day})::timestamp AT TIME ZONE 'Europe/Berlin'`

async function controllersIn(tx: Tx, column: RawBuilder<unknown>, table: RawBuilder<unknown>) {
  const { rows } = await sql<{ id: Id<'organisation'> }>`
    SELECT DISTINCT ${column} AS id FROM ${table} WHERE ${column} IS NOT NULL LIMIT 500`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Of whom the copies of these hand-overs are, by the bases that carried them: for holds on a person. */
async function persons(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; basis: string }>`
    SELECT handover_id::text AS id, item ->> 'basisId' AS basis
    FROM handover_content CROSS JOIN LATERAL jsonb_array_elements(items) AS item
    WHERE handover_id::text = ANY (${[...ids]}::text[]) AND item ->> 'basisId' IS NOT NULL
    UNION SELECT handover_id::text, basis_id::text FROM handover_document
    WHERE handover_id::text = ANY (${[...ids]}::text[]) AND basis_id IS NOT NULL`.execute(tx)
  const behind = await personsBehind(
    tx,
    rows.map(({ basis }) => basis),
  )
  const found = new Map<string, string[]>()
  for (const { id, basis } of rows) {
    const person = behind.get(basis)
    if (person) found.set(id, [...(found.get(id) ?? []), person])
  }
  return found
}

/**
 * The copy of the receiving side: from the moment at which nobody there may read it any more. The same days as in reading.ts;
 * where nothing was agreed and nothing ended, it ends with the hand-over.
 */
const received: RetentionKind = {
  key: 'journeys.received-copy',
  scope: 'controller',
  controllers: (tx) => controllersIn(tx, sql`to_controller_id`, sql`handover`),
  fallback: { action: 'delete', period: { days: 30 } },
  actions: ['delete'],
  least: { days: 1 },
  traces,
  ...dueRows({
    from: sql`handover`,
    id: sql`handover.id::text`,
    since: inGermany(sql`coalesce(
      least(
        CASE WHEN handover.state IN ('declined', 'withdrawn') THEN handover.ended_on END,
        handover.reads_until + 1,
        CASE WHEN handover.reads_to_first THEN handover.first_on END
      ),
      handover.ended_on
    )`),
    where: sql`(
      EXISTS (SELECT FROM handover_content WHERE handover_id = handover.id AND side = 'receiver')
      OR EXISTS (SELECT FROM handover_document WHERE handover_id = handover.id)
    )`,
    controller: sql`handover.to_controller_id`,
  }),
  persons,
  erase: eraseReceivedCopies,
}

/** The giver's proof of what it passed on, with what ties the hand-over to its file: three years, as the file itself. */
const given: RetentionKind = {
  key: 'journeys.given-copy',
  scope: 'controller',
  controllers: (tx) => controllersIn(tx, sql`controller_id`, sql`handover`),
  fallback: { action: 'delete', period: { months: 36 } },
  actions: ['delete'],
  least: { months: 6 },
  traces,
  ...dueRows({
    from: sql`handover`,
    id: sql`handover.id::text`,
    since: inGermany(sql`greatest(handover.ended_on, handover.after_until)`),
    where: sql`handover.ended_on IS NOT NULL AND (
      num_nonnulls(handover.reference, handover.origin_id, handover.sent_by) > 0
      OR EXISTS (SELECT FROM handover_content WHERE handover_id = handover.id AND side = 'sender')
    )`,
    controller: sql`handover.controller_id`,
  }),
  persons,
  erase: eraseGivenCopies,
}

/** Questions and answers belong to who wrote them, whichever side that was. */
const messages: RetentionKind = {
  key: 'journeys.message',
  scope: 'controller',
  controllers: (tx) => controllersIn(tx, sql`controller_id`, sql`handover_message`),
  fallback: { action: 'delete', period: { months: 12 } },
  actions: ['delete'],
  least: { months: 1 },
  traces: { ...traces, files: 'none', history: 'none' },
  ...dueRows({
    from: sql`handover_message JOIN handover ON handover.id = handover_message.handover_id`,
    id: sql`handover_message.id::text`,
    since: inGermany(sql`handover.ended_on`),
    where: sql`handover.ended_on IS NOT NULL`,
    controller: sql`handover_message.controller_id`,
  }),
  async persons(tx, ids) {
    const { rows } = await sql<{ id: string; handover: string }>`
      SELECT id::text AS id, handover_id::text AS handover FROM handover_message
      WHERE id::text = ANY (${[...ids]}::text[])`.execute(tx)
    const of = await persons(
      tx,
      rows.map(({ handover }) => handover),
    )
    return new Map(rows.map(({ id, handover }) => [id, of.get(handover) ?? []]))
  },
  erase: async (tx, ids) => ({ handover_message: await removeRows(tx, 'handover_message', sql`id::text`, ids) }),
}

export const retention: readonly RetentionKind[] = [handovers, received, given, messages, ...outsideRetention]
