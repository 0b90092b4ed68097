/** Loading topics in bulk, for the demo: as the system, with their history. */
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Assessment, type Assignment, assessTopic, assignTopic } from './actions/assess.ts'
import { formTopic } from './actions/form.ts'
import { moveTopic } from './actions/move.ts'
import { tellOrigins } from './actions/tell.ts'
import { loadConference } from './conference/load.ts'
import type { Cell } from './domain/cells.ts'
import type { TopicState } from './domain/states.ts'
import type { News } from './news.ts'
import { getTopicRow } from './queries/topics.ts'
import { tables } from './tables.ts'

export interface TopicData {
  readonly title: string
  readonly description?: string
  readonly cells?: readonly Cell[]
  readonly formedOn: Day
  readonly assessment?: Assessment & { readonly on: Day }
  readonly assignment?: Assignment & { readonly on: Day }
  /** The states that it went through afterwards, in order. */
  readonly moves?: readonly { readonly state: TopicState; readonly on: Day; readonly note?: string }[]
  /** What those who reported its findings are told besides that it was formed. */
  readonly news?: readonly News[]
}

export interface TopicsData {
  readonly topics: readonly TopicData[]
  /** Cells in which findings were released, so that the inbox knows of them. */
  readonly noticed?: readonly { readonly cell: Cell; readonly on: Day }[]
  /** Planning conferences under way: cards are being collected. */
  readonly conferences?: readonly {
    readonly title: string
    readonly municipalityId: Id<'municipality'> | null
    readonly heldOn: Day
    readonly cards: readonly string[]
  }[]
  readonly simulated: boolean
}

/** Adds topics in the caller's transaction, by the actions that people use; returns their ids by title. */
export async function loadTopics(
  tx: Tx,
  { topics, noticed = [], conferences = [], simulated }: TopicsData,
): Promise<ReadonlyMap<string, Id<'topic'>>> {
  const ids = new Map<string, Id<'topic'>>()
  for (const { cell, on } of noticed)
    await tables(tx)
      .insertInto('topic_notice')
      .values({
        interface_id: cell.interfaceId,
        hurdle: cell.hurdle,
        quarter: cell.quarter,
        region_key: cell.regionKey,
        noticed_on: on,
      })
      .onConflict((conflict) => conflict.constraint('topic_notice_key_once').doNothing())
      .execute()
  for (const { title, description, cells = [], formedOn, assessment, assignment, moves = [], news = [] } of topics) {
    const { id } = await formTopic(tx, 'system', { today: formedOn, demo: simulated }, { title, description, cells })
    ids.set(title, id)
    if (assessment) {
      const { on, ...given } = assessment
      await assessTopic(tx, 'system', { today: on, demo: simulated }, await getTopicRow(tx, id), given)
    }
    if (assignment) {
      const { on, ...given } = assignment
      await assignTopic(tx, 'system', { today: on, demo: simulated }, await getTopicRow(tx, id), given)
    }
    for (const { state, on, note } of moves) await moveTopic(tx, 'system', id, state, { on, note })
    for (const one of news) await tellOrigins(tx, 'system', id, one)
  }
  for (const { cards, ...conference } of conferences) await loadConference(tx, { ...conference, simulated }, cards)
  return ids
}
