import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { sql, type Tx } from '../database/index.ts'
import { findActor } from '../identity/grants.ts'
import { hashOf, newToken } from '../identity/tokens.ts'
import type { ApiTables } from './tables.ts'

/** A token says what it is, so that whoever finds one, or a scanner of sources, knows. */
const prefix = 'nahtlos_'

/** A new token of 256 random bits. */
export const newProgramToken = (): string => `${prefix}${newToken()}`

export const programTokenForm = /^nahtlos_[A-Za-z0-9_-]{43}$/

/** Who asks. */
export interface Program {
  readonly id: Id<'program'>
  readonly actor: Actor
  readonly scopes: readonly string[]
}

/** How often the day and hour of the last use is noted, in milliseconds. */
const noteEveryMs = 60_000

/**
 * The program that a token belongs to, in a transaction of the platform; undefined when there is none, when it has ended or
 * when nothing is granted to it today.
 */
export async function programOf(tx: Tx, token: string, now: number, today: Day): Promise<Program | undefined> {
  if (!programTokenForm.test(token)) return undefined
  const api = tx.withTables<ApiTables>()
  const found = await api
    .selectFrom('program_access')
    .select(['id', 'member_id', 'scopes', 'last_used_at'])
    .where('token_hash', '=', hashOf(token))
    .where('ended_at', 'is', null)
    .where('valid_to', '>=', today)
    .executeTakeFirst()
  const actor = found && (await findActor(tx, found.member_id, today))
  if (!found || !actor) return undefined
  if (!found.last_used_at || now - found.last_used_at.getTime() > noteEveryMs) {
    await api
      .updateTable('program_access')
      .set({ last_used_at: new Date(now) })
      .where('id', '=', found.id)
      .execute()
  }
  return { id: found.id, actor, scopes: found.scopes }
}

/** Calls that a program may make at once, and those that come back to it every second. */
export const pace = { most: 120, perSecond: 10 }

/**
 * The pace of programs, kept in the memory of this process: a program that runs wild must not take the people's time. Returns
 * a function that takes one call and tells the seconds to wait, 0 when it may go on.
 */
export function paceOfPrograms(): (program: string, now: number) => number {
  const buckets = new Map<string, { left: number; at: number }>()
  return (program, now) => {
    const bucket = buckets.get(program) ?? { left: pace.most, at: now }
    bucket.left = Math.min(pace.most, bucket.left + ((now - bucket.at) / 1000) * pace.perSecond)
    bucket.at = now
    buckets.set(program, bucket)
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / pace.perSecond)
    bucket.left -= 1
    return 0
  }
}

/** Removes what programs sent more than two days ago, in a transaction of the platform. */
export async function removeOldCalls(tx: Tx, now: number): Promise<void> {
  const before = (days: number) => new Date(now - days * 86_400_000)
  await sql`DELETE FROM program_call WHERE at < ${before(2)}`.execute(tx)
  await sql`DELETE FROM webhook_delivery WHERE created_at < ${before(30)} AND state <> 'waiting'`.execute(tx)
}
