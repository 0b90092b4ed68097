import type { z } from 'zod'
import { Invalid, type Issue } from '../../../../kernel/errors.ts'
import { inTenant, type Tx } from '../../../database/index.ts'
import { safeNext } from '../../../http/addresses.ts'
import type { FormState } from '../../../http/index.ts'
import { type OpenRequest, ShownAgain } from '../../../http/open.ts'
import { currentActor, type OpenSession } from '../../sessions.ts'
import type { Factors } from '../factors.ts'
import { type Asked, askForPasskey, passkeysPossible } from '../passkeys.ts'
import type { Proof } from '../prove.ts'
import { wayOn } from '../session.ts'
import type { AgainForm, SecondForm } from './forms.ts'

/** A transaction of the sign-in, before anybody is known. */
export const withTx = <T>({ db, tenant }: OpenRequest, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTenant(db, tenant, 'system', work)

/** Whose session the browser has, also one that opens nothing yet. */
export async function sessionOf(request: OpenRequest): Promise<OpenSession | undefined> {
  const { session, tenant, clock } = request
  if (!session) return undefined
  return await withTx(request, (tx) => currentActor(tx, tenant, session, clock.now(), clock.today()))
}

/** Where somebody belongs who opens a step that is not theirs. */
export function wayFrom(session: OpenSession | undefined, next: string | undefined): string {
  if (session) return wayOn(session.step, next)
  return next ? `/sign-in?${new URLSearchParams({ next })}` : '/sign-in'
}

/** Asks for a passkey of the account that works at this address; undefined when it has none. */
export async function askForTheirs(
  tx: Tx,
  request: OpenRequest,
  session: OpenSession,
  { passkeys }: Factors,
): Promise<Asked<unknown> | undefined> {
  const { origin, clock } = request
  const host = new URL(origin).hostname
  if (!passkeysPossible(origin) || !passkeys.some((passkey) => passkey.host === host)) return undefined
  return await askForPasskey(tx, request, session.actor.accountId, clock.now())
}

/** Where the person wanted to go: from the form that came back, else from the address. Below the tenant, or nothing. */
export function nextOf({ form, query }: OpenRequest): string | undefined {
  return safeNext(textOf(form, 'next') ?? query.get('next') ?? undefined)
}

export function textOf(form: FormState | undefined, name: string): string | undefined {
  const value = form?.values[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What was sent as a proof. Throws Invalid when nothing was typed. */
export function readProof(typed: z.output<typeof SecondForm> | z.output<typeof AgainForm>): Proof {
  if (typed.way === 'passkey') return { way: 'passkey', response: typed.response ?? '', sealed: typed.sealed ?? '' }
  if (typed.way === 'password') {
    if (!typed.password) throw new Invalid([{ field: 'password', code: 'required' }])
    return { way: 'password', password: typed.password }
  }
  if (!typed.code) throw new Invalid([{ field: 'code', code: 'required' }])
  return { way: typed.way, code: typed.code }
}

const wrong = {
  password: { field: 'password', code: 'password-of-account' },
  totp: { field: 'code', code: 'code-wrong' },
  recovery: { field: 'code', code: 'recovery-wrong' },
  passkey: { field: '', code: 'passkey-unknown' },
} as const

/** A proof that was wrong, or one too many: the form comes again. */
export function notProven(
  proven: { readonly result: 'wrong' } | { readonly result: 'wait'; readonly seconds: number },
  way: keyof typeof wrong,
): ShownAgain {
  if (proven.result === 'wrong') return new ShownAgain(422, [wrong[way]])
  const { seconds } = proven
  const { field } = wrong[way]
  const issue: Issue =
    seconds < 120
      ? { field, code: 'sign-in-wait', values: { seconds } }
      : { field, code: 'proof-wait', values: { minutes: Math.ceil(seconds / 60) } }
  return new ShownAgain(429, [issue], seconds)
}
