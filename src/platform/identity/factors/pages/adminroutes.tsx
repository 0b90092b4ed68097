import type { z } from 'zod'
import { Invalid } from '../../../../kernel/errors.ts'
import { record, recordLook } from '../../../audit/index.ts'
import type { FormRequest, Page, PageRequest } from '../../../http/index.ts'
import { readSetting, writeSetting } from '../../../settings/index.ts'
import { getMember } from '../../members.ts'
import { endSessions, listSessions } from '../../sessions.ts'
import { findFactors } from '../factors.ts'
import { lockTenant } from '../locking.ts'
import { isRequiredOf, requiredRoles, secondFactorSetting } from '../required.ts'
import { resetFactors } from '../reset.ts'
import { isFresh, leadTo, wayToProof } from '../session.ts'
import { countStanding, listWithoutFactor } from '../standing.ts'
import type { EndForm, LockForm, RuleForm } from './forms.ts'
import { LockPage } from './lockpage.tsx'
import { MemberSignInPage } from './membersignin.tsx'
import { SignInAdminPage } from './signinrules.tsx'

const crumbs = (t: PageRequest['t']) => [
  { label: t('administration.title'), path: '/admin' },
  { label: t('identity.admin.title'), path: '/admin/sign-in' },
]

export async function showRule({ tx, tenant, query, clock, form, t }: PageRequest): Promise<Page> {
  const { version, value, changedAt } = await readSetting(tx, secondFactorSetting)
  const page = Math.max(1, Math.trunc(Number(query.get('page') ?? '1')) || 1)
  return {
    title: t('identity.admin.title'),
    layout: 'narrow',
    crumbs: crumbs(t).slice(0, 1),
    body: (
      <SignInAdminPage
        required={requiredRoles(tenant, version === 0 ? null : value)}
        version={version}
        decidedAt={changedAt}
        standing={await countStanding(tx, tenant, clock.today())}
        without={await listWithoutFactor(tx, tenant, clock.today(), page)}
        page={page}
        form={form}
      />
    ),
  }
}

export async function saveRule(request: FormRequest, typed: z.output<typeof RuleForm>): Promise<string> {
  const { tx, actor, clock } = request
  return await freshly(request, async () => {
    await writeSetting(tx, actor, secondFactorSetting, { roles: typed.roles }, typed.version, clock.now())
    return '/admin/sign-in?done=decided'
  })
}

export async function showMemberSignIn(request: PageRequest<'id'>): Promise<Page> {
  const { tx, tenant, actor, params, clock, form, t } = request
  const member = await getMember(tx, params.id, clock.today())
  await recordLook(tx, actor, { event: 'identity.sign-in-looked', subjectKind: 'member', ids: [member.id] })
  return {
    title: t('identity.admin.member', { name: member.name }),
    layout: 'narrow',
    crumbs: crumbs(t),
    body: (
      <MemberSignInPage
        member={member}
        factors={await findFactors(tx, member.accountId)}
        required={await isRequiredOf(tx, tenant, member.roles)}
        sessions={member.email === null ? [] : await listSessions(tx, tenant, member.accountId, clock.now())}
        form={form}
      />
    ),
  }
}

export async function resetMember(request: FormRequest<'id'>): Promise<string> {
  return await freshly(request, async () => {
    await resetFactors(request, request.params.id)
    return `/admin/sign-in/members/${request.params.id}?done=reset`
  })
}

/** Ends one session of a member in this tenant, or all of them. */
export async function endMemberSessions(request: FormRequest<'id'>, { id }: z.output<typeof EndForm>): Promise<string> {
  const { tx, tenant, actor, params, clock } = request
  const member = await getMember(tx, params.id, clock.today())
  if (member.email === null) throw new Invalid([{ field: '', code: 'demo-role-fixed' }])
  const which = id ? { only: id } : {}
  const sessions = await endSessions(tx, tenant, member.accountId, 'ended-by-administrator', clock.now(), which)
  await record(tx, actor, { event: 'identity.sessions-ended', subject: member.id, details: { sessions } })
  return `/admin/sign-in/members/${member.id}?done=ended`
}

export async function showLock(request: PageRequest): Promise<Page | Response> {
  const { tx, tenant, sessionId, clock, path, form, t } = request
  if (!tenant.demo && !(await isFresh(tx, sessionId, clock.now()))) return leadTo(tenant, wayToProof(path))
  return { title: t('identity.lock.title'), layout: 'narrow', crumbs: crumbs(t), body: <LockPage form={form} /> }
}

export async function lock(request: FormRequest, { reason, key }: z.output<typeof LockForm>): Promise<string> {
  const { tx, tenant, actor, clock } = request
  if (tenant.demo) throw new Invalid([{ field: '', code: 'demo-not-locked' }])
  return await freshly(request, async () => {
    if (key !== tenant.key) throw new Invalid([{ field: 'key', code: 'lock-key' }])
    await lockTenant(tx, tenant, actor, reason, clock.now())
    return '/sign-in'
  })
}

/** What changes how others sign in asks for a proof that is a few minutes old at most. */
async function freshly(request: FormRequest, work: () => Promise<string>): Promise<string> {
  const { tx, sessionId, clock, path, tenant } = request
  if (!tenant.demo && !(await isFresh(tx, sessionId, clock.now()))) return wayToProof(path)
  return await work()
}
