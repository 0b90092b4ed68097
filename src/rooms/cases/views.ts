/** Filters of the caseload that somebody keeps under a name. */
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
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
const kept = ['mine', 'nobody', 'state', 'phase', 'due', 'place', 'language', 'quiet'] as const

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
