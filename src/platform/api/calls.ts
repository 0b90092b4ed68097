import { createHash } from 'node:crypto'
import { Invalid } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { sql, type Tx } from '../database/index.ts'
import type { ApiTables } from './tables.ts'

/** What was answered before under the same key. */
export interface Answered {
  readonly status: number
  readonly body: string
}

/** 1 to 200 visible signs. */
const keyForm = /^[\x21-\x7e]{1,200}$/

export function isCallKey(key: string | undefined): key is string {
  return key !== undefined && keyForm.test(key)
}

/** Identifies what was sent: the address and every byte of it. */
export function callFingerprint(path: string, body: string): Buffer {
  return createHash('sha256').update(path).update('\0').update(body).digest()
}

/**
 * Claims a key for this transaction. Undefined: it is the first, and `answerCall` must follow. Otherwise the answer of the
 * first; a second one at the same time waits here until the first has ended.
 * @throws Invalid when the key came with something else before.
 */
export async function claimCall(
  tx: Tx,
  memberId: Id<'user'>,
  key: string,
  fingerprint: Buffer,
  now: number,
): Promise<Answered | undefined> {
  const claimed = await sql`
    INSERT INTO program_call (member_id, key, fingerprint, at) VALUES (${memberId}, ${key}, ${fingerprint}, ${new Date(now)})
    ON CONFLICT DO NOTHING RETURNING 1
  `.execute(tx)
  if (claimed.rows.length > 0) return undefined
  const first = await tx
    .withTables<ApiTables>()
    .selectFrom('program_call')
    .select(['fingerprint', 'status', 'answer'])
    .where('member_id', '=', memberId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!first || first.status === null || first.answer === null || !first.fingerprint.equals(fingerprint))
    throw new Invalid([{ field: 'Idempotency-Key', code: 'key-used-otherwise' }])
  return { status: first.status, body: first.answer }
}

/** Keeps what is answered to a claimed call. */
export async function answerCall(tx: Tx, memberId: Id<'user'>, key: string, { status, body }: Answered): Promise<void> {
  await tx
    .withTables<ApiTables>()
    .updateTable('program_call')
    .set({ status, answer: body })
    .where('member_id', '=', memberId)
    .where('key', '=', key)
    .execute()
}
