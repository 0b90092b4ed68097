import type { Id } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import { may } from '../../../platform/access/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import {
  type FindingGroup,
  type FindingText,
  findingFigures,
  findingTexts,
  NotReleased,
  release,
} from '../../insight/index.ts'
import { cellsOfTopics } from './queries/cells.ts'
import type { Topic } from './queries/topics.ts'
import type { TopicWords } from './words.ts'

/** Findings and distinct cases of a topic; `few`: fewer than the reader may know; `unknown`: not released to this reader. */
export type TopicCount = { readonly findings: number; readonly cases: number } | 'few' | 'unknown'

type Counted = Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock'>

/**
 * What the gate is asked, read as the program: the steering group may not see which cells a topic has, and still learns how
 * many cases they are where the gate lets it. Nothing of this but the keys leaves otherwise than by `release`.
 */
async function groupsOf(
  { tx }: Counted,
  topics: readonly Topic[],
  words: TopicWords,
): Promise<readonly FindingGroup[]> {
  const ids = topics.map(({ id }) => id)
  const cells = await asPlatform(tx, () => cellsOfTopics(tx, ids))
  return topics.flatMap(({ id, number }) => {
    const own = cells.get(id)
    return own ? [{ key: String(number), cells: own.map(words.toFindingCell) }] : []
  })
}

/**
 * How many findings and distinct cases topics stand on, as far as the reader may know: coordination exactly, the steering
 * group from three cases on. Nothing is kept here: insight counts. A topic without findings has zero.
 */
export async function countsOf(
  request: Counted,
  topics: readonly Topic[],
  words: TopicWords,
): Promise<ReadonlyMap<Id<'topic'>, TopicCount>> {
  const { tx, actor } = request
  const groups = await groupsOf(request, topics, words)
  const told = new Set(groups.map(({ key }) => key))
  const none = { findings: 0, cases: 0 }
  if (groups.length === 0) return new Map(topics.map(({ id }) => [id, none]))
  const counts = new Map<string, TopicCount>()
  const figures = await findingFigures(request, { groups })
  if (may(actor, 'insight.read')) {
    const { table } = await release(figures, { kind: 'coordinator', tx, actor, event: 'insight.findings-seen' })
    for (const { group, findings, cases } of table.tables.groups.rows) counts.set(group ?? '', { findings, cases })
  } else {
    try {
      const guarded = await release(figures, { kind: 'steering', tx, actor, event: 'steering.topic-figures-seen' })
      for (const row of guarded.tables.groups?.rows ?? []) {
        const { group, findings, cases } = row
        if (!group || !('value' in group)) continue
        const known = cases && 'value' in cases && findings && 'value' in findings
        counts.set(group.value ?? '', known ? { findings: findings.value, cases: cases.value } : 'few')
      }
    } catch (error) {
      if (!(error instanceof NotReleased)) throw error
      for (const key of told) counts.set(key, 'unknown')
    }
  }
  return new Map(
    topics.map(({ id, number }) => [
      id,
      counts.get(String(number)) ?? (told.has(String(number)) && !may(actor, 'insight.read') ? 'few' : none),
    ]),
  )
}

/** The released texts of a topic's findings, as far as the reader may see them. */
export async function textsOf(request: Counted, topic: Topic, words: TopicWords): Promise<readonly FindingText[]> {
  const groups = await groupsOf(request, [topic], words)
  if (groups.length === 0) return []
  return await findingTexts(request, may(request.actor, 'insight.read') ? 'coordinator' : 'steering', groups)
}
