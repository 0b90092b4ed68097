/** Searches that are kept for a while, so that an answer can be opened again and no name stands in an address. */
import { type Id, newPublicId } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import type { JobHandler, Schedule } from '../../platform/jobs/index.ts'
import { demandKeeping, tables } from './access.ts'

/** What somebody looked for, as typed. A code stands in the place of the family name. */
export interface Search {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly birth: string | null
}

const keptHours = 2

/** Keeps a search for the one who looks; returns its id. */
export async function keepSearch(tx: Tx, actor: Actor, search: Search): Promise<Id<'search'>> {
  const { controllerId } = demandKeeping(actor, 'people.search')
  const id = newPublicId<'search'>()
  await tables(tx)
    .insertInto('person_search')
    .values({
      id,
      controller_id: controllerId,
      user_id: actor.userId,
      given_name: search.givenName,
      family_name: search.familyName,
      birth: search.birth,
      created_at: sql<Date>`now()`,
    })
    .execute()
  return id
}

/** The search of this actor; undefined when it is over, or somebody else's. */
export async function findSearch(tx: Tx, actor: Actor, id: string): Promise<Search | undefined> {
  return tables(tx)
    .selectFrom('person_search')
    .select(['given_name as givenName', 'family_name as familyName', 'birth'])
    .where('id', '=', id as Id<'search'>)
    .where('user_id', '=', actor.userId)
    .where('created_at', '>', sql<Date>`now() - make_interval(hours => ${sql.lit(keptHours)})`)
    .executeTakeFirst()
}

const tidyJob = 'people.tidy'

export const schedules: readonly Schedule[] = [{ job: tidyJob, cron: '23 * * * *' }]

export const jobs: Readonly<Record<string, JobHandler>> = {
  [tidyJob]: ({ tx }) => tidySearches(tx),
}

/** Removes the searches that are over. */
export async function tidySearches(tx: Tx): Promise<void> {
  await tables(tx)
    .deleteFrom('person_search')
    .where('created_at', '<', sql<Date>`now() - make_interval(hours => ${sql.lit(keptHours)})`)
    .execute()
}
