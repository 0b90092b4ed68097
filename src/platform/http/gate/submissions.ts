import { createHash } from 'node:crypto'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../database/index.ts'
import type { FormValues } from '../request.ts'

/** Identifies one sending: the page it was sent from, the form's address and every value. */
export function fingerprintOf(token: string, address: string, values: FormValues): Buffer {
  const sorted = Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([token, address, sorted]))
    .digest()
}

/**
 * Claims a sending for this transaction. Returns undefined when it is the first, and otherwise where the first one led;
 * a second one at the same time waits here until the first has ended.
 */
export async function claimSubmission(
  tx: Tx,
  userId: Id<'user'>,
  fingerprint: Buffer,
  now: number,
): Promise<string | undefined> {
  const claimed = await sql`
    INSERT INTO submission (user_id, fingerprint, address, at) VALUES (${userId}, ${fingerprint}, '', ${new Date(now)})
    ON CONFLICT DO NOTHING RETURNING 1
  `.execute(tx)
  if (claimed.rows.length > 0) return undefined
  const { rows } = await sql<{ address: string }>`
    SELECT address FROM submission WHERE user_id = ${userId} AND fingerprint = ${fingerprint}
  `.execute(tx)
  return rows[0]?.address
}

/** Notes where the first sending led. */
export async function closeSubmission(tx: Tx, userId: Id<'user'>, fingerprint: Buffer, address: string): Promise<void> {
  await sql`
    UPDATE submission SET address = ${address} WHERE user_id = ${userId} AND fingerprint = ${fingerprint}
  `.execute(tx)
}

/** Who sent a form that anybody may send. */
const nobody = '00000000-0000-0000-0000-000000000000' as Id<'user'>

type Params = Readonly<Record<string, string>>

/** As claimSubmission, for a form that anybody may send. */
export async function claimPublicSubmission(
  tx: Tx,
  fingerprint: Buffer,
  params: Params,
  now: number,
): Promise<string | undefined> {
  const first = await claimSubmission(tx, nobody, fingerprint, now)
  return first && params['token'] ? first.replaceAll(':token', params['token']) : first
}

/** As closeSubmission; the secret of a link is left out of the address that is kept. */
export async function closePublicSubmission(
  tx: Tx,
  fingerprint: Buffer,
  params: Params,
  address: string,
): Promise<void> {
  const kept = params['token'] ? address.replaceAll(params['token'], ':token') : address
  await closeSubmission(tx, nobody, fingerprint, kept)
}
