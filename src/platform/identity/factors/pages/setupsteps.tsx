import type { z } from 'zod'
import { Invalid } from '../../../../kernel/errors.ts'
import type { Actor } from '../../../access/index.ts'
import { record } from '../../../audit/index.ts'
import type { Secrets } from '../../../config/index.ts'
import type { Tx } from '../../../database/index.ts'
import { safeNext } from '../../../http/addresses.ts'
import type { Page } from '../../../http/index.ts'
import type { Answer, OpenRequest } from '../../../http/open.ts'
import { rememberDevice } from '../../signin.ts'
import type { IdentityTables } from '../../tables.ts'
import type { PasskeySite } from '../challenge.ts'
import { findFactors, hasFactor, keepApp, lockAccount } from '../factors.ts'
import { confirmApp, offerApp } from '../newapp.ts'
import { notify } from '../notices.ts'
import { askForNewPasskey, keepPasskey, passkeysPossible } from '../passkeys.ts'
import { recordSignedIn } from '../prove.ts'
import { replaceRecoveryCodes } from '../recovery.ts'
import { readRequired } from '../required.ts'
import { leadTo, strengthen, wayOn } from '../session.ts'
import { RecoveryCodes } from './codes.tsx'
import type { SetUpForm } from './forms.ts'
import { passkeyIsland } from './passkey.tsx'
import { nextOf, sessionOf, textOf, wayFrom, withTx } from './request.ts'
import { SetUpPage } from './setuppage.tsx'

/** After the password: who needs a second factor and has none sets one up. */
export async function showSetUp(request: OpenRequest): Promise<Page | Response> {
  const { tenant, form, t, clock } = request
  const next = nextOf(request)
  const session = await sessionOf(request)
  if (session?.step !== 'enrol') return leadTo(tenant, wayFrom(session, next))
  const { actor } = session
  return await withTx(request, async (tx) => {
    const email = await emailOf(tx, actor)
    const required = await readRequired(tx, tenant)
    const account = { id: actor.accountId, email, name: actor.name }
    const asked = passkeysPossible(request.origin)
      ? await askForNewPasskey(tx, request, account, `Nahtlos ${tenant.name}`, clock.now())
      : undefined
    return {
      title: t('identity.set-up.title'),
      layout: 'narrow',
      islands: [passkeyIsland],
      body: (
        <SetUpPage
          app={offerApp(request.secrets, account, tenant.name, textOf(form, 'key'), clock.now())}
          asked={asked}
          roles={actor.roles.filter((role) => required.includes(role))}
          next={next}
          form={form}
        />
      ),
    }
  })
}

export async function setUp(request: OpenRequest, typed: z.output<typeof SetUpForm>): Promise<Answer> {
  const { clock, t } = request
  const session = await sessionOf(request)
  const next = safeNext(typed.next)
  if (session?.step !== 'enrol') return { to: wayFrom(session, next) }
  const { accountId, userId } = session.actor
  const now = clock.now()
  const answer = await withTx(request, async (tx) => {
    // Two tabs, or somebody who has just set one up elsewhere: then it is asked for.
    await lockAccount(tx, accountId)
    if (hasFactor(await findFactors(tx, accountId))) return undefined
    if (typed.way === 'totp') await setUpApp(tx, request.secrets, accountId, typed, now)
    else await setUpPasskey(tx, request, accountId, typed, now)
    const codes = await replaceRecoveryCodes(tx, accountId, now)
    const kind = typed.way === 'totp' ? 'app' : 'passkey'
    await record(
      tx,
      { userId, controllerId: null },
      { event: 'identity.factor-added', subject: userId, details: { kind } },
    )
    await notify(tx, accountId, 'factor-added', now)
    await recordSignedIn(tx, session, { method: session.method, secondFactor: typed.way })
    return {
      session: await strengthen(tx, session.id, typed.way, now),
      device: await rememberDevice(tx, accountId, request.device, now),
      codes,
    }
  })
  if (!answer) return { to: wayOn('prove', next) }
  const { codes, ...tokens } = answer
  const to = wayOn('open', next)
  const page: Page = {
    title: t('identity.recovery.title'),
    layout: 'narrow',
    body: <RecoveryCodes codes={codes} next={to} />,
  }
  return { ...tokens, to, page }
}

async function setUpApp(
  tx: Tx,
  secrets: Secrets,
  accountId: Actor['accountId'],
  typed: z.output<typeof SetUpForm>,
  now: number,
) {
  const confirmed = confirmApp(secrets, accountId, typed.key, typed.code, now)
  if (typeof confirmed === 'string') throw new Invalid([{ field: 'code', code: confirmed }])
  await keepApp(tx, secrets, accountId, confirmed.key, confirmed.step, now)
}

async function setUpPasskey(
  tx: Tx,
  site: PasskeySite,
  accountId: Actor['accountId'],
  { name, response = '', sealed = '' }: z.output<typeof SetUpForm>,
  now: number,
) {
  if (!name) throw new Invalid([{ field: 'name', code: 'required' }])
  if (!(await keepPasskey(tx, site, accountId, name, { response, sealed }, now)))
    throw new Invalid([{ field: 'name', code: 'passkey-refused' }])
}

async function emailOf(tx: Tx, actor: Actor): Promise<string> {
  const { email } = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select('email')
    .where('id', '=', actor.userId)
    .executeTakeFirstOrThrow()
  return email ?? actor.name
}
