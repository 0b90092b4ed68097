import type { z } from 'zod'
import type { Actor } from '../../../access/index.ts'
import type { Tx } from '../../../database/index.ts'
import { safeNext } from '../../../http/addresses.ts'
import type { Page } from '../../../http/index.ts'
import type { Answer, OpenRequest } from '../../../http/open.ts'
import { directoryLabel } from '../../federation/atsignin.ts'
import type { IdentityTables } from '../../tables.ts'
import { findFactors } from '../factors.ts'
import { prove } from '../prove.ts'
import { leadTo, proveAgain } from '../session.ts'
import { AgainPage } from './againpage.tsx'
import type { AgainForm } from './forms.ts'
import { passkeyIsland } from './passkey.tsx'
import { askForTheirs, nextOf, notProven, readProof, sessionOf, wayFrom, withTx } from './request.ts'

/** In the middle of a session: the person shows again who they are. */
export async function showAgain(request: OpenRequest): Promise<Page | Response> {
  const { tenant, form, t } = request
  const next = nextOf(request)
  const session = await sessionOf(request)
  if (session?.step !== 'open') return leadTo(tenant, wayFrom(session, next))
  if (session.method === 'demo') return leadTo(tenant, next ?? '/')
  const { accountId } = session.actor
  return await withTx(request, async (tx) => {
    const factors = await findFactors(tx, accountId)
    return {
      title: t('identity.again.title'),
      layout: 'narrow',
      islands: [passkeyIsland],
      body: (
        <AgainPage
          hasPassword={await hasPassword(tx, accountId)}
          factors={factors}
          asked={await askForTheirs(tx, request, session, factors)}
          directory={session.method === 'oidc' ? await directoryLabel(tx) : undefined}
          next={next}
          form={form}
        />
      ),
    }
  })
}

export async function again(request: OpenRequest, typed: z.output<typeof AgainForm>): Promise<Answer> {
  const session = await sessionOf(request)
  const next = safeNext(typed.next)
  if (session?.step !== 'open') return { to: wayFrom(session, next) }
  const proven = await prove(request, session, readProof(typed), (tx) =>
    proveAgain(tx, session.id, request.clock.now()),
  )
  if (proven.result !== 'done') throw notProven(proven, typed.way)
  return { to: next ?? '/account', session: proven.token }
}

async function hasPassword(tx: Tx, accountId: Actor['accountId']): Promise<boolean> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('credential')
    .select('id')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'password')
    .executeTakeFirst()
  return row !== undefined
}
