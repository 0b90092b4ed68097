import { asOwner, type Database, sql } from './database.ts'

/** What is done once in the life of an installation. `-begun` without `-done` is a start that was killed on the way. */
export type Milestone = 'demo-begun' | 'demo-done'

export async function hasReached(db: Database, name: Milestone): Promise<boolean> {
  return asOwner(
    db,
    async (tx) =>
      (await tx.selectFrom('milestone').select('name').where('name', '=', name).executeTakeFirst()) !== undefined,
  )
}

export async function reach(db: Database, name: Milestone): Promise<void> {
  await asOwner(db, async (tx) => {
    await tx
      .insertInto('milestone')
      .values({ name })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
  })
}

/**
 * Runs work unless the milestone has been reached, and reaches it with the end of work. Of two processes at once the second
 * waits for the first: its entry collides with the one that is not committed yet. A killed process leaves no entry.
 */
export async function reachBy(db: Database, name: Milestone, work: () => Promise<void>): Promise<void> {
  await asOwner(db, async (tx) => {
    // The entry waits for its own work, which may take long.
    await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(tx)
    const entered = await tx
      .insertInto('milestone')
      .values({ name })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst()
    if (entered.numInsertedOrUpdatedRows === 1n) await work()
  })
}
