import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { type Database, inShared, type SharedTx, sql } from '../database/index.ts'

/**
 * Slows guessing down and locks nobody out. Each attempt takes from a bucket; beyond the free ones each must wait longer,
 * up to a limit. Unknown browsers share the bucket of the account and that of their address; a browser that has signed in
 * before has a bucket of its own, so that an attack on an account does not keep its owner out.
 */
export interface Attempt {
  /** What is guessed; each has buckets of its own, so that one who guesses codes leaves the way with a recovery code free. */
  readonly guessing: keyof typeof paces
  /** The address that was typed, or the id of the account where it is known. */
  readonly subject: string
  /** Network address of the sender. */
  readonly address: string
  /** Token of the browser's device cookie, when the account has signed in from it before. */
  readonly knownDevice?: string
}

interface Pace {
  /** Attempts without a wait, for an account and for a browser it knows. */
  readonly free: number
  readonly freeOfKnown: number
  readonly longestWaitSeconds: number
  /** After so long without an attempt they are forgotten. */
  readonly windowSeconds: number
}

/**
 * Who guesses a password has endless tries before them, so a minute is enough. A code of six digits is one of a million, three of
 * which count at a time: five free tries, then waits from a second to an hour make 39 on the first day (1 : 8,500) and 24 on
 * each that follows (1 : 13,900), for whoever has the password already, and after the fifth its owner gets a mail.
 */
const paces = {
  password: { free: 5, freeOfKnown: 10, longestWaitSeconds: 60, windowSeconds: 900 },
  code: { free: 5, freeOfKnown: 5, longestWaitSeconds: 3600, windowSeconds: 86_400 },
  recovery: { free: 5, freeOfKnown: 5, longestWaitSeconds: 3600, windowSeconds: 86_400 },
} as const satisfies Record<string, Pace>

interface Bucket {
  readonly name: string
  readonly free: number
  readonly longestWaitSeconds: number
  readonly windowSeconds: number
}

/** An address may be a whole town hall behind one router. */
const ofAddress = { free: 50, longestWaitSeconds: 60, windowSeconds: 900 }

function bucketsOf({ guessing, subject, address, knownDevice }: Attempt): readonly [Bucket, ...Bucket[]] {
  const { freeOfKnown, ...pace } = paces[guessing]
  if (knownDevice) return [{ ...pace, free: freeOfKnown, name: `${guessing} device ${knownDevice} ${subject}` }]
  return [
    { ...pace, name: `${guessing} account ${subject}` },
    { ...ofAddress, name: `${guessing} address ${networkOf(address)}` },
  ]
}

/** Thrown and caught here: undoes what was taken from the other buckets. */
class MustWait extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super()
    this.seconds = seconds
  }
}

/**
 * Takes one attempt before the password is looked at, so that many at once count as many. Returns the seconds to wait,
 * 0 when the attempt may go on.
 */
export async function takeAttempt(db: Database, key: Buffer, attempt: Attempt, now: number): Promise<number> {
  try {
    await inShared(db, async (tx) => {
      for (const bucket of bucketsOf(attempt)) await take(tx, hashed(key, bucket.name), bucket, new Date(now))
    })
    return 0
  } catch (error) {
    if (error instanceof MustWait) return error.seconds
    throw error
  }
}

/**
 * Takes one sending of a form that anybody may send, before it is acted on. `form` names it; each form counts for itself.
 * Returns the seconds that this network must wait, 0 when it may go on.
 */
export async function takeSending(
  db: Database,
  key: Buffer,
  sending: { readonly form: string; readonly address: string; readonly free: number },
  now: number,
): Promise<number> {
  const bucket = hashed(key, `form ${sending.form} ${networkOf(sending.address)}`)
  try {
    await inShared(db, (tx) => take(tx, bucket, { ...ofAddress, free: sending.free }, new Date(now)))
    return 0
  } catch (error) {
    if (error instanceof MustWait) return error.seconds
    throw error
  }
}

/** After a right password: the attempts were those of the owner. The address keeps its count. */
export async function forgiveAttempts(tx: SharedTx, key: Buffer, attempt: Attempt): Promise<void> {
  await sql`DELETE FROM sign_in_throttle WHERE bucket = ${hashed(key, bucketsOf(attempt)[0].name)}`.execute(tx)
}

/** How many attempts the bucket of the account, or of the browser it knows, holds now. */
export async function countAttempts(tx: SharedTx, key: Buffer, attempt: Attempt): Promise<number> {
  const { rows } = await sql<{ attempts: number }>`
    SELECT attempts FROM sign_in_throttle WHERE bucket = ${hashed(key, bucketsOf(attempt)[0].name)}
  `.execute(tx)
  return rows[0]?.attempts ?? 0
}

async function take(tx: SharedTx, bucket: Buffer, pace: Omit<Bucket, 'name'>, now: Date): Promise<void> {
  const { free, longestWaitSeconds, windowSeconds } = pace
  const wait = sql`interval '1 second' * least(${longestWaitSeconds}, 2 ^ least(t.attempts - ${free}, 12))`
  const taken = await sql`
    INSERT INTO sign_in_throttle AS t (bucket, attempts, last_at) VALUES (${bucket}, 1, ${now})
    ON CONFLICT (bucket) DO UPDATE SET
      attempts = CASE WHEN t.last_at < ${now}::timestamptz - interval '1 second' * ${windowSeconds} THEN 1 ELSE t.attempts + 1 END,
      last_at = excluded.last_at
    WHERE t.attempts < ${free} OR t.last_at + ${wait} <= ${now}
    RETURNING 1
  `.execute(tx)
  if (taken.rows.length > 0) return
  const { rows } = await sql<{ seconds: number }>`
    SELECT ceil(extract(epoch FROM t.last_at + ${wait} - ${now}::timestamptz))::int AS seconds
    FROM sign_in_throttle AS t WHERE bucket = ${bucket}
  `.execute(tx)
  throw new MustWait(Math.max(1, rows[0]?.seconds ?? 1))
}

/** Buckets are kept under a keyed hash: the table does not say who tried to sign in from where. */
function hashed(key: Buffer, name: string): Buffer {
  return createHmac('sha256', key).update(name).digest()
}

/** What counts as one sender: an IPv4 address, or the /64 of addresses that a subscriber of IPv6 has. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  if (/^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address)) return address.slice(7)
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail ?? '').split(':').filter(Boolean)]
    .slice(0, 4)
    .join(':')
}
