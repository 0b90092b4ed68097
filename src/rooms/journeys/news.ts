import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { enqueue } from '../../platform/jobs/index.ts'

/**
 * The job that tells the room of case files that something of a hand-over has moved, so that the follow-ups of its file follow.
 * Journeys stand below cases and know no more of it than this name: a job's name begins with the room that does it.
 */
export const handoverMoved = 'cases.handover-moved'

/** Tells it in the transaction that moves it; several moves that wait are told once. */
export const announceMove = (tx: Tx, handover: Id<'handover'>): Promise<void> =>
  enqueue(tx, handoverMoved, { handover }, { key: `${handoverMoved}:${handover}` })
