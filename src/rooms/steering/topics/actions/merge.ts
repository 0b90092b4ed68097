import { Conflict, Invalid, NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { type Cell, cellKey } from '../domain/cells.ts'
import type { TopicState } from '../domain/states.ts'
import { cellsOf } from '../queries/cells.ts'
import { getTopic, type Topic } from '../queries/topics.ts'
import { changeTopic, refuseTraces, type Setting } from '../recording.ts'
import { tables } from '../tables.ts'
import { formTopic, moveCells, refuseFixed, refuseStrangers } from './form.ts'
import { tellOrigins } from './tell.ts'

/**
 * Merges a topic into another one: its findings go over, it is closed and leads there. What went over stands in the history
 * of both, so that the step can be taken back. Throws Conflict, ChangedMeanwhile, Forbidden.
 */
export async function mergeTopic(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  from: Topic,
  into: Topic,
  note?: string,
): Promise<void> {
  demand(actor, 'steering.prepare')
  refuseFixed(from)
  refuseFixed(into)
  refuseTraces({ note }, 'record')
  if (from.id === into.id) throw new Invalid([{ field: 'into', code: 'not-an-option' }])
  const cells = await cellsOf(tx, from.id)
  await moveCells(tx, from.id, into.id, cells)
  await changeTopic(
    tx,
    actor,
    from,
    { state: 'closed', state_since: setting.today, merged_into: into.id },
    { kind: 'merged', cells, otherId: into.id, note },
  )
  const clusters = into.state === 'reported' && cells.length > 0
  await changeTopic(tx, actor, into, clusters ? { state: 'clustered', state_since: setting.today } : {}, {
    kind: 'received',
    cells,
    otherId: from.id,
    note,
  })
  if (cells.length > 0) await tellOrigins(tx, actor, into.id, { kind: 'topicFormed', on: setting.today })
}

/**
 * Takes a merge back: the topic opens again in the state that it had, with those of its findings that are still where they
 * went. What was done since stays in both histories. Throws Conflict (`steering-not-merged`, and
 * `steering-topic-fixed` once the other topic lies before the group), ChangedMeanwhile, Forbidden.
 */
export async function unmergeTopic(tx: Tx, actor: Actor, setting: Setting, merged: Topic): Promise<void> {
  demand(actor, 'steering.prepare')
  if (merged.mergedInto === null) throw new Conflict('steering-not-merged')
  const into = await getTopic(tx, actor, merged.mergedInto)
  refuseFixed(into)
  const step = await tables(tx)
    .selectFrom('topic_change')
    .leftJoin('topic_change_cells', 'topic_change_cells.change_id', 'topic_change.id')
    .select(['topic_change.id', 'topic_change_cells.cells', 'topic_change.state_before'])
    .where('topic_change.topic_id', '=', merged.id)
    .where('topic_change.kind', '=', 'merged')
    .orderBy('topic_change.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!step) throw new NotFound(`topic ${merged.id} was never merged`)
  const still = new Set((await cellsOf(tx, into.id)).map(cellKey))
  const back = (step.cells ?? []).filter((cell) => still.has(cellKey(cell)))
  await moveCells(tx, into.id, merged.id, back)
  const state = (step.state_before ?? 'clustered') as TopicState
  await changeTopic(
    tx,
    actor,
    merged,
    { state, state_since: setting.today, merged_into: null },
    { kind: 'unmerged', cells: back, otherId: into.id, undoes: step.id },
  )
  await changeTopic(tx, actor, into, {}, { kind: 'unmerged', cells: back, otherId: merged.id, undoes: step.id })
  if (back.length > 0) await tellOrigins(tx, actor, merged.id, { kind: 'topicFormed', on: setting.today })
}

/**
 * Splits findings off into a topic of their own; returns it. Merging it back undoes the split. Throws Invalid where all or
 * none were chosen, Conflict, ChangedMeanwhile, Forbidden.
 */
export async function splitTopic(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  topic: Topic,
  given: { readonly title: string; readonly cells: readonly Cell[] },
): Promise<{ readonly id: Id<'topic'>; readonly number: number }> {
  demand(actor, 'steering.prepare')
  refuseFixed(topic)
  const own = await refuseStrangers(tx, topic.id, given.cells)
  if (given.cells.length >= own.length) throw new Invalid([{ field: 'cells', code: 'steering-split-all' }])
  const made = await formTopic(tx, actor, setting, { title: given.title, cells: [], splitFrom: topic.id })
  await moveCells(tx, topic.id, made.id, given.cells)
  const half = await getTopic(tx, actor, made.id)
  await changeTopic(
    tx,
    actor,
    half,
    { state: 'clustered', state_since: setting.today },
    { kind: 'splitOff', cells: given.cells, otherId: topic.id },
  )
  await changeTopic(tx, actor, topic, {}, { kind: 'split', cells: given.cells, otherId: made.id })
  await tellOrigins(tx, actor, made.id, { kind: 'topicFormed', on: setting.today })
  return made
}
