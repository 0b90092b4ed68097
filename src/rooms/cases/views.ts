/** Filters that somebody keeps under a name, and names that were looked for. */
import { type Id, newId, newPublicId } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import type { JobHandler, Schedule } from '../../platform/jobs/index.ts'
import { tables } from './access.ts'

export interface KeptView {
  readonly id: Id<'view'>
  readonly name: string
  readonly query: string
}

const most = 30

/** The filters of the actor, by name. */
export async function listViews(tx: Tx, actor: Actor): Promise<readonly KeptView[]> {
  return await tables(tx)
    .selectFrom('case_view')
    .select(['id', 'name', 'query'])
    .where('user_id', '=', actor.userId)
    .orderBy('name')
    .limit(most)
    .execute()
}

/** What a filter may hold; a name that was looked for is not part of it. */
const kept = ['mine', 'state', 'phase', 'due', 'place', 'language', 'quiet'] as const

/** Keeps a filter under a name; one of the same name is replaced. */
export async function keepView(tx: Tx, actor: Actor, name: string, query: string, now: number): Promise<string> {
  const given = new URLSearchParams(query)
  const wanted = new URLSearchParams(
    kept.flatMap((key): [string, string][] => (given.get(key) ? [[key, given.get(key) ?? '']] : [])),
  )
  await tables(tx).deleteFrom('case_view').where('user_id', '=', actor.userId).where('name', '=', name).execute()
  await tables(tx)
    .insertInto('case_view')
    .values({ id: newId<'view'>(now), user_id: actor.userId, name, query: String(wanted), created_at: new Date(now) })
    .execute()
  return String(wanted)
}

/** Forgets one; one of somebody else is not there. */
export async function forgetView(tx: Tx, actor: Actor, id: Id<'view'>): Promise<void> {
  await tables(tx).deleteFrom('case_view').where('id', '=', id).where('user_id', '=', actor.userId).execute()
}

/** Hours that a name stays looked for. */
const searchHours = 2

/** Keeps a name that is looked for; returns the id that stands in the address. */
export async function keepSearch(tx: Tx, actor: Actor, name: string, now: number): Promise<Id<'search'>> {
  const id = newPublicId<'search'>()
  await tables(tx)
    .insertInto('case_search')
    .values({ id, user_id: actor.userId, name, created_at: new Date(now) })
    .execute()
  return id
}

/** The name of a search of the actor; undefined when it is over, or somebody else's. */
export async function findSearch(tx: Tx, actor: Actor, id: string, now: number): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('case_search')
    .select('name')
    .where('id', '=', id as Id<'search'>)
    .where('user_id', '=', actor.userId)
    .where('created_at', '>', new Date(now - searchHours * 3_600_000))
    .executeTakeFirst()
  return row?.name
}

const tidyJob = 'cases.tidy'

export const searchSchedules: readonly Schedule[] = [{ job: tidyJob, cron: '37 * * * *' }]

/** Removes the searches that are over. */
export const searchJobs: Readonly<Record<string, JobHandler>> = {
  [tidyJob]: async ({ tx, clock }) => {
    await sql`DELETE FROM case_search WHERE created_at < ${new Date(clock.now() - searchHours * 3_600_000)}`.execute(tx)
  },
}
