import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Hit } from '../../../platform/room.ts'
import { soughtWords } from '../../../platform/search/index.ts'
import { paperPath, resolutionPath } from '../paths.ts'
import { listPapers } from './papers.ts'
import { listResolutions } from './resolutions.ts'

/** Hits for the search on every page: papers first, then resolutions, as far as the actor may see them. */
export async function searchCouncil(tx: Tx, actor: Actor, text: string, limit: number): Promise<Hit[]> {
  if (soughtWords(text).length === 0 || limit <= 0) return []
  const papers = await listPapers(tx, actor, { text, limit })
  const hits: Hit[] = papers.rows.map(({ id, title, number }) => ({
    title,
    path: paperPath(id),
    kind: 'council.paper.one',
    ...(number !== null && { detail: number }),
  }))
  if (hits.length >= limit) return hits
  const resolutions = await listResolutions(tx, actor, { text, limit: limit - hits.length })
  return [
    ...hits,
    ...resolutions.rows.map(({ id, title, number }) => ({
      title,
      path: resolutionPath(id),
      kind: 'council.resolution.one',
      ...(number !== null && { detail: number }),
    })),
  ]
}
