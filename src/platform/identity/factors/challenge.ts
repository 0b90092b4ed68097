import { z } from 'zod'
import { openSecret, type Secrets, sealSecret } from '../../config/index.ts'
import type { Tx } from '../../database/index.ts'
import type { IdentityTables } from '../tables.ts'
import { hashOf } from '../tokens.ts'

/**
 * What a device is asked to sign. It travels sealed with the page and not through a table, so that looking at a page writes
 * nothing; once answered it is kept until it would have expired, and no answer counts twice.
 */
export interface PasskeySite {
  readonly secrets: Secrets
  /** Scheme, host and port under which this tenant is reached. */
  readonly origin: string
}

/** How long a page may stand before its button no longer works. */
const challengeMs = 10 * 60_000

/** Sealed for this and nothing else. */
const purpose = 'passkey'

const Challenge = z.object({
  challenge: z.string(),
  origin: z.string(),
  until: z.number(),
  /** Of whom an answer is expected; null: of whoever has a passkey here. */
  accountId: z.string().nullable(),
  doing: z.enum(['register', 'sign-in']),
})

type Challenge = z.output<typeof Challenge>

/** What was asked, sealed for the way back. */
export function sealChallenge(site: PasskeySite, asked: Omit<Challenge, 'origin' | 'until'>, now: number): string {
  const challenge: Challenge = { ...asked, origin: site.origin, until: now + challengeMs }
  return sealSecret(site.secrets, purpose, JSON.stringify(challenge))
}

/** What this site had sealed for this purpose, while it may still be answered. */
export function openChallenge(
  site: PasskeySite,
  sealed: string,
  doing: Challenge['doing'],
  now: number,
): Challenge | undefined {
  let text: string
  try {
    text = openSecret(site.secrets, purpose, sealed).toString('utf8')
  } catch {
    return undefined // nothing that we sealed
  }
  const asked = Challenge.parse(JSON.parse(text))
  return asked.doing === doing && asked.origin === site.origin && asked.until > now ? asked : undefined
}

/** Takes an answer once; false when it was given before. */
export async function spendChallenge(tx: Tx, { challenge, until }: Challenge): Promise<boolean> {
  const spent = await tx
    .withTables<IdentityTables>()
    .insertInto('spent_challenge')
    .values({ hash: hashOf(challenge), expires_at: new Date(until) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return spent.numInsertedOrUpdatedRows === 1n
}
