import type { z } from 'zod'
import { safeNext } from '../../../http/addresses.ts'
import type { Page } from '../../../http/index.ts'
import type { Answer, OpenRequest } from '../../../http/open.ts'
import { endSessions } from '../../sessions.ts'
import { rememberDevice } from '../../signin.ts'
import { findFactors } from '../factors.ts'
import { prove, recordSignedIn } from '../prove.ts'
import { leadTo, strengthen, wayOn } from '../session.ts'
import type { SecondForm } from './forms.ts'
import { passkeyIsland } from './passkey.tsx'
import { askForTheirs, nextOf, notProven, readProof, sessionOf, wayFrom, withTx } from './request.ts'
import { SecondPage } from './secondpage.tsx'

/** After the password: who has a second factor shows it. */
export async function showSecond(request: OpenRequest): Promise<Page | Response> {
  const { tenant, form, t } = request
  const next = nextOf(request)
  const session = await sessionOf(request)
  if (session?.step !== 'prove') return leadTo(tenant, wayFrom(session, next))
  return await withTx(request, async (tx) => {
    const factors = await findFactors(tx, session.actor.accountId)
    const asked = await askForTheirs(tx, request, session, factors)
    return {
      title: t('identity.second.title'),
      layout: 'narrow',
      islands: [passkeyIsland],
      body: <SecondPage factors={factors} asked={asked} next={next} form={form} />,
    }
  })
}

export async function proveSecond(request: OpenRequest, typed: z.output<typeof SecondForm>): Promise<Answer> {
  const { clock, metrics } = request
  const session = await sessionOf(request)
  const next = safeNext(typed.next)
  if (session?.step !== 'prove') return { to: wayFrom(session, next) }
  let device: string | undefined
  const proven = await prove(request, session, readProof(typed), async (tx) => {
    device = await rememberDevice(tx, session.actor.accountId, request.device, clock.now())
    const factor = typed.way
    await recordSignedIn(tx, session, { method: session.method, secondFactor: factor })
    return await strengthen(tx, session.id, factor, clock.now())
  })
  metrics.signIns.inc({ result: proven.result === 'wait' ? 'slowed' : proven.result === 'done' ? 'done' : 'failed' })
  if (proven.result !== 'done') throw notProven(proven, typed.way)
  return { to: wayOn('open', next), session: proven.token, ...(device && { device }) }
}

/** Ends a sign-in that stopped half way. */
export async function leave(request: OpenRequest): Promise<Answer> {
  const { tenant, clock } = request
  const session = await sessionOf(request)
  if (session && session.step !== 'open')
    await withTx(request, (tx) =>
      endSessions(tx, tenant, session.actor.accountId, 'signed-out', clock.now(), { only: session.id }),
    )
  return { to: '/sign-in?done=out' }
}

export const showLeave = async ({ tenant }: OpenRequest): Promise<Response> => leadTo(tenant, '/sign-in')
