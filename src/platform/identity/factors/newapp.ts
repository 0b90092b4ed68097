import { z } from 'zod'
import type { Id } from '../../../kernel/ids.ts'
import { openSecret, type Secrets, sealSecret } from '../../config/index.ts'
import { newTotpKey, stepOfCode, totpAddress, typedKey } from './totp.ts'

/** An app that is being set up. Its key travels sealed with the page, so that looking at the page writes nothing. */
export interface NewApp {
  /** For the picture. */
  readonly address: string
  /** For typing. */
  readonly typed: string
  readonly sealed: string
}

/** How long the page may stand before its key no longer counts. */
const pageMs = 30 * 60_000

const purpose = 'totp-set-up'

const Sealed = z.object({ key: z.string(), accountId: z.string(), until: z.number() })

/** Offers a key to an account: a new one, or the one of an earlier page that came back with a wrong code. */
export function offerApp(
  secrets: Secrets,
  account: { readonly id: Id<'account'>; readonly email: string },
  district: string,
  earlier: string | undefined,
  now: number,
): NewApp {
  const known = earlier === undefined ? undefined : open(secrets, account.id, earlier, now)
  const key = known ?? newTotpKey()
  const content = { key: Buffer.from(key).toString('base64url'), accountId: account.id, until: now + pageMs }
  return {
    address: totpAddress(key, `Nahtlos ${district}`, account.email),
    typed: typedKey(key),
    sealed: sealSecret(secrets, purpose, JSON.stringify(content)),
  }
}

/** The key and the step of the code that shows that the app has it; what is wrong otherwise. */
export function confirmApp(
  secrets: Secrets,
  accountId: Id<'account'>,
  sealed: string | undefined,
  code: string | undefined,
  now: number,
): { readonly key: Uint8Array; readonly step: number } | 'page-too-old' | 'required' | 'code-wrong' {
  const key = sealed === undefined ? undefined : open(secrets, accountId, sealed, now)
  if (!key) return 'page-too-old'
  if (!code) return 'required'
  const step = stepOfCode(key, code, now)
  return step === undefined ? 'code-wrong' : { key, step }
}

function open(secrets: Secrets, accountId: Id<'account'>, sealed: string, now: number): Uint8Array | undefined {
  let text: string
  try {
    text = openSecret(secrets, purpose, sealed).toString('utf8')
  } catch {
    return undefined // nothing that we sealed
  }
  const content = Sealed.parse(JSON.parse(text))
  if (content.accountId !== accountId || content.until <= now) return undefined
  return Buffer.from(content.key, 'base64url')
}
