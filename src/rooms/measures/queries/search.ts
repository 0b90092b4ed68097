import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Hit } from '../../../platform/room.ts'
import { found, soughtWords } from '../../../platform/search/index.ts'
import { visibleConcepts } from '../access.ts'
import { listMeasures } from './measures.ts'

/** Hits of the register for the search on every page, at most `limit`: measures, then concepts. */
export async function searchMeasures(tx: Tx, actor: Actor, text: string, limit: number, today: Day): Promise<Hit[]> {
  if (soughtWords(text).length === 0 || limit <= 0) return []
  const { rows } = await listMeasures(tx, actor, { text }, { limit }, today)
  const hits: Hit[] = rows.map((row) => ({
    title: row.title,
    path: `/measures/${row.id}`,
    kind: 'measures.measure.one',
    detail: [row.number, row.responsible?.short].filter(Boolean).join(' · '),
  }))
  if (hits.length >= limit) return hits
  const concepts = await visibleConcepts(tx, actor)
    .select(['concept.key', 'concept.title'])
    .where((eb) => eb.and(found('measures_word', 'concept', 'concept.id', text)))
    .orderBy('concept.title')
    .limit(limit - hits.length)
    .execute()
  return [
    ...hits,
    ...concepts.map((one) => ({
      title: one.title,
      path: `/measures/concepts/${one.key}`,
      kind: 'measures.concept.one',
    })),
  ]
}
