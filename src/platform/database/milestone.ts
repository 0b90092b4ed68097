import { asOwner, type Database } from './database.ts'

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
