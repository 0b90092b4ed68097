import type { z } from 'zod'
import { Invalid, NotFound } from '../../../../kernel/errors.ts'
import { record } from '../../../audit/index.ts'
import type { Secrets } from '../../../config/index.ts'
import type { FormRequest, Page, PageRequest } from '../../../http/index.ts'
import type { IdentityTables } from '../../tables.ts'
import type { PasskeySite } from '../challenge.ts'
import {
  type Factors,
  findFactors,
  hasFactor,
  keepApp,
  lockAccount,
  mostPasskeys,
  removeFactor,
  renamePasskey,
} from '../factors.ts'
import { confirmApp, offerApp } from '../newapp.ts'
import { notify } from '../notices.ts'
import { askForNewPasskey, keepPasskey, passkeysPossible } from '../passkeys.ts'
import { replaceRecoveryCodes } from '../recovery.ts'
import { isRequiredOf } from '../required.ts'
import { isFresh, leadTo, noteFactor, wayToProof } from '../session.ts'
import { AppPage, ConfirmPage, NewPasskeyPage, PasskeyPage } from './accountpages.tsx'
import { RecoveryCodes } from './codes.tsx'
import type { AppForm, NewPasskeyForm, RenameForm } from './forms.ts'
import { passkeyIsland } from './passkey.tsx'

/** The own second factors: setting up, renewing, removing. All of it asks for a proof that is a few minutes old at most. */
export function ownFactors(secrets: Secrets) {
  const siteOf = ({ origin }: PageRequest): PasskeySite => ({ secrets, origin })

  async function showApp(request: PageRequest): Promise<Page | Response> {
    const { tenant, actor, clock, form, t } = request
    return await freshly(request, async (factors, email) => {
      const typed = form?.values['key']
      const account = { id: actor.accountId, email }
      const app = offerApp(secrets, account, tenant.name, typeof typed === 'string' ? typed : undefined, clock.now())
      return page(request, t('identity.factors.app'), <AppPage app={app} renews={factors.app !== null} form={form} />)
    })
  }

  async function saveApp(request: FormRequest, typed: z.output<typeof AppForm>): Promise<string | Page> {
    const { tx, actor, clock, sessionId } = request
    return await doFreshly(request, async (factors) => {
      const now = clock.now()
      const confirmed = confirmApp(secrets, actor.accountId, typed.key, typed.code, now)
      if (typeof confirmed === 'string') throw new Invalid([{ field: 'code', code: confirmed }])
      await keepApp(tx, secrets, actor.accountId, confirmed.key, confirmed.step, now)
      await noteFactor(tx, sessionId, 'totp', now)
      return await added(request, factors, 'app')
    })
  }

  async function showNewPasskey(request: PageRequest): Promise<Page | Response> {
    const { tx, tenant, actor, clock, form, t } = request
    return await freshly(request, async (_factors, email) => {
      if (!passkeysPossible(request.origin)) throw new NotFound('passkeys need a host with a name')
      const account = { id: actor.accountId, email, name: actor.name }
      const asked = await askForNewPasskey(tx, siteOf(request), account, `Nahtlos ${tenant.name}`, clock.now())
      const body = <NewPasskeyPage asked={asked} form={form} />
      return { ...page(request, t('identity.passkey.add'), body), islands: [passkeyIsland] }
    })
  }

  async function addPasskey(request: FormRequest, typed: z.output<typeof NewPasskeyForm>): Promise<string | Page> {
    const { tx, actor, clock, sessionId } = request
    const { name, response = '', sealed = '' } = typed
    return await doFreshly(request, async (factors) => {
      if (factors.passkeys.length >= mostPasskeys) throw new Invalid([{ field: 'name', code: 'passkeys-too-many' }])
      const kept = await keepPasskey(tx, siteOf(request), actor.accountId, name, { response, sealed }, clock.now())
      if (!kept) throw new Invalid([{ field: 'name', code: 'passkey-refused' }])
      await noteFactor(tx, sessionId, 'passkey', clock.now())
      return await added(request, factors, 'passkey')
    })
  }

  return { showApp, saveApp, showNewPasskey, addPasskey }
}

/** After a factor was added: the codes on paper come with the first one. */
async function added(request: FormRequest, before: Factors, kind: 'app' | 'passkey'): Promise<string | Page> {
  const { tx, actor, clock } = request
  await record(tx, actor, { event: 'identity.factor-added', subject: actor.userId, details: { kind } })
  await notify(tx, actor.accountId, 'factor-added', clock.now())
  return hasFactor(before) ? '/account?done=factor' : await newCodes(request)
}

async function newCodes(request: FormRequest): Promise<Page> {
  const { tx, actor, clock, t } = request
  const codes = await replaceRecoveryCodes(tx, actor.accountId, clock.now())
  return page(request, t('identity.recovery.title'), <RecoveryCodes codes={codes} next="/account" />)
}

export async function showRemoveApp(request: PageRequest): Promise<Page | Response> {
  const { t, form } = request
  return await freshly(request, async (factors) => {
    if (!factors.app) return leadTo(request.tenant, '/account')
    const props = {
      text: t('identity.app.remove-text'),
      button: t('identity.app.remove'),
      action: '/account/app/remove',
    }
    return page(request, t('identity.app.remove'), <ConfirmPage {...props} form={form} />)
  })
}

export async function removeApp(request: FormRequest): Promise<string | Page> {
  return await doFreshly(request, (factors) => remove(request, factors, 'app'))
}

export async function showPasskey(request: PageRequest<'id'>): Promise<Page | Response> {
  return await freshly(request, async (factors) => {
    const passkey = factors.passkeys.find(({ id }) => id === request.params.id)
    if (!passkey) throw new NotFound('passkey')
    return page(request, passkey.name, <PasskeyPage passkey={passkey} form={request.form} />)
  })
}

export async function rename(request: FormRequest<'id'>, { name }: z.output<typeof RenameForm>): Promise<string> {
  const { tx, actor, params } = request
  await renamePasskey(tx, actor.accountId, params.id, name)
  return '/account?done=saved'
}

export async function removePasskey(request: FormRequest<'id'>): Promise<string | Page> {
  return await doFreshly(request, async (factors) => {
    if (!factors.passkeys.some(({ id }) => id === request.params.id)) throw new NotFound('passkey')
    return await remove(request, factors, { passkey: request.params.id })
  })
}

async function remove(
  request: FormRequest,
  { app, passkeys }: Factors,
  which: Parameters<typeof removeFactor>[2],
): Promise<string> {
  const { tx, tenant, actor, clock } = request
  const others =
    (app && which !== 'app' ? 1 : 0) + passkeys.filter(({ id }) => which === 'app' || id !== which.passkey).length
  if (others === 0 && (await isRequiredOf(tx, tenant, actor.roles)))
    throw new Invalid([{ field: '', code: 'factor-needed' }])
  await removeFactor(tx, actor.accountId, which)
  const kind = which === 'app' ? 'app' : 'passkey'
  await record(tx, actor, { event: 'identity.factor-removed', subject: actor.userId, details: { kind } })
  await notify(tx, actor.accountId, 'factor-removed', clock.now())
  return '/account?done=factor-removed'
}

export async function showRenewCodes(request: PageRequest): Promise<Page | Response> {
  const { t, form } = request
  return await freshly(request, async () => {
    const props = { text: t('identity.recovery.renew-text'), button: t('identity.recovery.renew') }
    return page(
      request,
      t('identity.recovery.title'),
      <ConfirmPage {...props} action="/account/recovery-codes" form={form} />,
    )
  })
}

export async function renewCodes(request: FormRequest): Promise<string | Page> {
  const { tx, actor, clock } = request
  return await doFreshly(request, async (factors) => {
    if (!hasFactor(factors)) throw new Invalid([{ field: '', code: 'no-factor' }])
    const shown = await newCodes(request)
    await record(tx, actor, { event: 'identity.recovery-renewed', subject: actor.userId })
    await notify(tx, actor.accountId, 'recovery-renewed', clock.now())
    return shown
  })
}

function page({ t }: PageRequest, title: string, body: Page['body']): Page {
  return { title, layout: 'narrow', crumbs: [{ label: t('identity.account.title'), path: '/account' }], body }
}

/** Shows a page to a person who has proved of late who they are; anybody else proves it first and comes back. */
async function freshly(
  request: PageRequest,
  show: (factors: Factors, email: string) => Promise<Page | Response>,
): Promise<Page | Response> {
  const { tx, tenant, actor, sessionId, clock, path } = request
  const email = await emailOf(request)
  // A role of a demo belongs to all its visitors: it has no second factor.
  if (!email) return leadTo(tenant, '/account')
  if (!(await isFresh(tx, sessionId, clock.now()))) return leadTo(tenant, wayToProof(path))
  return await show(await findFactors(tx, actor.accountId), email)
}

/** The same for what changes something; two changes at once wait for each other. */
async function doFreshly<T>(request: FormRequest, work: (factors: Factors) => Promise<T>): Promise<T | string> {
  const { tx, actor, sessionId, clock, path } = request
  if (!(await emailOf(request))) throw new Invalid([{ field: '', code: 'demo-role-fixed' }])
  if (!(await isFresh(tx, sessionId, clock.now()))) return wayToProof(path)
  await lockAccount(tx, actor.accountId)
  return await work(await findFactors(tx, actor.accountId))
}

async function emailOf({ tx, actor }: PageRequest): Promise<string | null> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select('email')
    .where('id', '=', actor.userId)
    .executeTakeFirstOrThrow()
  return row.email
}
