import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'

/**
 * The job that tells the room of case files that a person's transfer bases have moved, so that what a file follows goes with
 * them. Persons stand below cases and know no more of it than this name.
 */
export const basesMoved = 'cases.bases-moved'

/** Tells it in the transaction that moves one; several that wait are told once. */
export const announceBases = (tx: Tx, person: Id<'person'>): Promise<void> =>
  enqueue(tx, basesMoved, { person }, { key: `${basesMoved}:${person}` })
