import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { visiblePersons } from '../access.ts'
import { listPersons, type Person } from './persons.ts'

/**
 * Persons with whom the actor's controller works now: without records that another one stands for since a merge, without those
 * that are only kept (Art. 18 GDPR), and without those of others that are open to the actor for some hours.
 */
const workedWith = (tx: Tx, actor: Actor) =>
  visiblePersons(tx, actor)
    .where(sql<boolean>`person.controller_id = ${actor.controllerId}::uuid`)
    .where('person.merged_into', 'is', null)
    .where('person.restricted_on', 'is', null)

const among = (tx: Tx, actor: Actor, ids: readonly string[]) =>
  workedWith(tx, actor).where(sql<boolean>`person.id = ANY (${[...ids]}::uuid[])`)

/** Ids of all of them by name, those without a name by code; at most `limit`. */
export async function personIds(tx: Tx, actor: Actor, limit: number): Promise<readonly Id<'person'>[]> {
  const rows = await workedWith(tx, actor)
    .select('person.id')
    .orderBy(sql`person.family_name COLLATE "de-x-icu" NULLS LAST`)
    .orderBy(sql`person.given_name COLLATE "de-x-icu" NULLS LAST`)
    .orderBy('person.code')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Those of these persons whom they work with, in no order. At most some hundreds. */
export async function personsAmong(tx: Tx, actor: Actor, ids: readonly string[]): Promise<readonly Person[]> {
  const rows = await among(tx, actor, ids).select('person.id').execute()
  return await listPersons(
    tx,
    actor,
    rows.map(({ id }) => id),
  )
}

/** How many of these they work with. */
export async function countPersonsAmong(tx: Tx, actor: Actor, ids: readonly string[]): Promise<number> {
  const { count } = await among(tx, actor, ids)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
