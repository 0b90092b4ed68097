import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import { demand } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { type Cell, cellKey } from '../domain/cells.ts'
import { isFixed } from '../domain/states.ts'
import { cellsOf, takenCells } from '../queries/cells.ts'
import type { Topic } from '../queries/topics.ts'
import { changeTopic, keepWords, note, refuseTraces, type Setting, type Writer, writerId } from '../recording.ts'
import { tables } from '../tables.ts'
import { tellOrigins } from './tell.ts'

export interface NewTopic {
  readonly title: string
  readonly description?: string | undefined
  readonly cells: readonly Cell[]
  readonly splitFrom?: Id<'topic'>
}

/**
 * Forms a topic: from cells of released findings (`clustered`), or from what was said elsewhere (`reported`). The authors
 * of the findings learn of it. Throws Conflict (`steering-cell-taken`) when a cell is part of a topic already, Invalid for a
 * text that tells who somebody is, Forbidden.
 */
export async function formTopic(
  tx: Tx,
  actor: Writer,
  setting: Setting,
  { title, description, cells, splitFrom }: NewTopic,
): Promise<{ readonly id: Id<'topic'>; readonly number: number }> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  refuseTraces({ title, description })
  await refuseTaken(tx, cells)
  const id = newId<'topic'>()
  const number = await nextNumber(tx)
  const state = cells.length > 0 ? 'clustered' : 'reported'
  await tables(tx)
    .insertInto('topic')
    .values({
      id,
      number,
      title,
      description: description ?? null,
      state,
      state_since: setting.today,
      frequency: null,
      severity: null,
      levels: [],
      district_wide: false,
      assessment: null,
      assessed_on: null,
      body_id: null,
      responsible_id: null,
      due_on: null,
      assigned_on: null,
      merged_into: null,
      split_from: splitFrom ?? null,
      simulated: setting.demo,
      version: 1,
      created_at: sql<Date>`now()`,
      changed_at: sql<Date>`now()`,
      changed_by: writerId(actor),
    })
    .execute()
  await insertCells(tx, id, cells)
  await keepWords(tx, { id, title, description: description ?? null })
  await note(
    tx,
    actor,
    { id, version: 1, state, stateBefore: null },
    { kind: 'formed', cells, on: setting.today, ...(splitFrom && { otherId: splitFrom }) },
  )
  if (cells.length > 0) await tellOrigins(tx, actor, id, { kind: 'topicFormed', on: setting.today })
  return { id, number }
}

/** Adds findings to a topic that is still shaped. Throws Conflict, ChangedMeanwhile, Invalid without cells. */
export async function addCells(
  tx: Tx,
  actor: Writer,
  setting: Setting,
  topic: Topic,
  cells: readonly Cell[],
): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  refuseFixed(topic)
  if (cells.length === 0) throw new Invalid([{ field: 'cells', code: 'choose' }])
  await refuseTaken(tx, cells)
  const clusters = topic.state === 'reported'
  await changeTopic(tx, actor, topic, clusters ? { state: 'clustered', state_since: setting.today } : {}, {
    kind: 'cellsAdded',
    cells,
  })
  await insertCells(tx, topic.id, cells)
  await tellOrigins(tx, actor, topic.id, { kind: 'topicFormed', on: setting.today })
}

/** Takes findings out of a topic, so that they wait for one again. Throws Conflict, ChangedMeanwhile, Invalid. */
export async function freeCells(tx: Tx, actor: Writer, topic: Topic, cells: readonly Cell[]): Promise<void> {
  if (actor !== 'system') demand(actor, 'steering.prepare')
  refuseFixed(topic)
  await refuseStrangers(tx, topic.id, cells)
  await changeTopic(tx, actor, topic, {}, { kind: 'cellsRemoved', cells })
  for (const cell of cells) await ofCell(tables(tx).deleteFrom('topic_cell'), topic.id, cell).execute()
}

/** Findings come and go only while a topic has not been laid before the group, and is its own. */
export function refuseFixed(topic: Pick<Topic, 'state' | 'mergedInto'>): void {
  if (isFixed(topic)) throw new Conflict('steering-topic-fixed')
}

/** Throws Invalid where a cell is not part of the topic, or none is named. */
export async function refuseStrangers(tx: Tx, id: Id<'topic'>, cells: readonly Cell[]): Promise<readonly Cell[]> {
  const own = await cellsOf(tx, id)
  const keys = new Set(own.map(cellKey))
  if (cells.length === 0) throw new Invalid([{ field: 'cells', code: 'choose' }])
  if (!cells.every((cell) => keys.has(cellKey(cell)))) throw new Invalid([{ field: 'cells', code: 'not-an-option' }])
  return own
}

async function refuseTaken(tx: Tx, cells: readonly Cell[]): Promise<void> {
  if (new Set(cells.map(cellKey)).size < cells.length) throw new Invalid([{ field: 'cells', code: 'invalid' }])
  if ((await takenCells(tx, cells)).size > 0) throw new Conflict('steering-cell-taken')
}

async function insertCells(tx: Tx, id: Id<'topic'>, cells: readonly Cell[]): Promise<void> {
  if (cells.length === 0) return
  await tables(tx)
    .insertInto('topic_cell')
    .values(
      cells.map(({ interfaceId, hurdle, quarter, regionKey }) => ({
        topic_id: id,
        interface_id: interfaceId,
        hurdle,
        quarter,
        region_key: regionKey,
      })),
    )
    .execute()
}

/** Moves cells that are one topic's to another one. */
export async function moveCells(tx: Tx, from: Id<'topic'>, to: Id<'topic'>, cells: readonly Cell[]): Promise<void> {
  for (const cell of cells)
    await ofCell(tables(tx).updateTable('topic_cell').set({ topic_id: to }), from, cell).execute()
}

/** Narrows a query of topic_cell to one cell of one topic. */
function ofCell<Query extends { where: (...condition: never[]) => Query }>(
  query: Query,
  id: Id<'topic'>,
  { interfaceId, hurdle, quarter, regionKey }: Cell,
): Query {
  const narrowed = query as unknown as { where: (left: string, how: string, right: unknown) => typeof narrowed }
  return narrowed
    .where('topic_id', '=', id)
    .where('interface_id', interfaceId === null ? 'is' : '=', interfaceId)
    .where('hurdle', '=', hurdle)
    .where('quarter', '=', quarter)
    .where('region_key', regionKey === null ? 'is' : '=', regionKey) as unknown as Query
}

/** The next number; whoever asks at the same time waits here. */
async function nextNumber(tx: Tx): Promise<number> {
  const { last } = await tables(tx)
    .insertInto('topic_counter')
    .values({ id: 1, last: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ last: sql`topic_counter.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}
