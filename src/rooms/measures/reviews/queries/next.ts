import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { inOrderOfWork } from '../domain/progress.ts'
import { type Review, workOf } from './reviews.ts'

/**
 * Where the work goes on after an opinion or a decision: the next measure on which the same is still missing, from the one
 * just done on and then from the top; the review itself when nothing is left.
 */
export async function addressAfter(
  tx: Tx,
  actor: Actor,
  review: Pick<Review, 'id'>,
  measure: string,
  done: 'opinion' | 'decision',
): Promise<string> {
  const work = await workOf(tx, review)
  const rows = done === 'opinion' ? work : inOrderOfWork(work)
  const open = rows.filter((row) =>
    done === 'opinion' ? row.missing.includes(actor.userId) : row.decision === undefined,
  )
  const here = rows.findIndex((row) => row.measure.id === measure)
  const next = done === 'opinion' ? (open.find((row) => rows.indexOf(row) > here) ?? open[0]) : open[0]
  const path = `/measures/reviews/${review.id}`
  return next ? `${path}/measures/${next.measure.id}?done=${done}` : `${path}?done=all-${done}s`
}
