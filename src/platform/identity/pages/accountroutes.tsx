import type { z } from 'zod'
import type { Clock } from '../../../kernel/clock.ts'
import { Invalid } from '../../../kernel/errors.ts'
import type { Actor } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import type { Tx } from '../../database/index.ts'
import type { FormRequest, Page, PageRequest } from '../../http/index.ts'
import type { Room } from '../../room.ts'
import { findFactors } from '../factors/factors.ts'
import { notify } from '../factors/notices.ts'
import { passkeysPossible } from '../factors/passkeys.ts'
import { isRequiredOf } from '../factors/required.ts'
import { isFresh, wayToProof } from '../factors/session.ts'
import { directoryLabel } from '../federation/atsignin.ts'
import { cameFromDirectory } from '../federation/logout.ts'
import { getMember, type Member } from '../members.ts'
import { hashPassword, isPassword, passwordIssues } from '../password.ts'
import { endSessions, listSessions } from '../sessions.ts'
import type { IdentityTables } from '../tables.ts'
import { setPassword } from '../welcome.ts'
import { AccountPage, PasswordPage } from './account.tsx'
import type { AccountForm, EndForm, PasswordForm } from './forms.ts'
import { organisationsOf } from './userroutes.tsx'

export const showAccount =
  (rooms: readonly Room[]) =>
  async ({ tx, tenant, origin, actor, sessionId, clock, form, t }: PageRequest): Promise<Page> => {
    const member = await getMember(tx, actor.userId, clock.today())
    const organisations = await organisationsOf(rooms, tx, actor)
    const password = await ownPassword(tx, actor)
    return {
      title: t('identity.account.title'),
      body: (
        <AccountPage
          member={member}
          organisation={organisations.find((choice) => choice.id === member.organisationId)?.name}
          locale={actor.locale}
          passwordSince={password?.created_at ?? null}
          directory={await directoryLabel(tx)}
          factors={await findFactors(tx, actor.accountId)}
          required={await isRequiredOf(tx, tenant, actor.roles)}
          passkeys={passkeysPossible(origin)}
          sessions={await listSessions(tx, tenant, actor.accountId, clock.now())}
          currentSession={sessionId}
          form={form}
        />
      ),
    }
  }

export async function saveAccount(
  { tx, actor, clock }: FormRequest,
  { name, locale }: z.output<typeof AccountForm>,
): Promise<string> {
  const identity = tx.withTables<IdentityTables>()
  const member = await ownMember(tx, actor, clock)
  if (!name) throw new Invalid([{ field: 'name', code: 'required' }])
  if (name !== member.name) {
    await identity
      .updateTable('membership')
      .set({ name, version: member.version + 1, changed_at: new Date(clock.now()), changed_by: actor.userId })
      .where('id', '=', actor.userId)
      .execute()
    await record(tx, actor, { event: 'identity.member-changed', subject: actor.userId, details: { renamed: true } })
  }
  await identity.updateTable('account').set({ locale }).where('id', '=', actor.accountId).execute()
  return '/account?done=saved'
}

/** The member as a person; a role of a demo tenant belongs to all its visitors, and none of them may change it. */
async function ownMember(tx: Tx, actor: Actor, clock: Clock): Promise<Member> {
  const member = await getMember(tx, actor.userId, clock.today())
  if (member.email === null) throw new Invalid([{ field: '', code: 'demo-role-fixed' }])
  return member
}

export async function showPassword({ form, t }: PageRequest): Promise<Page> {
  return {
    title: t('identity.account.password'),
    layout: 'narrow',
    crumbs: [{ label: t('identity.account.title'), path: '/account' }],
    body: <PasswordPage form={form} />,
  }
}

export async function savePassword(
  { tx, tenant, actor, sessionId, clock }: FormRequest,
  typed: z.output<typeof PasswordForm>,
): Promise<string> {
  const row = await ownPassword(tx, actor)
  const right = row !== undefined && (await isPassword(typed.current, row.secret))
  const { name, email } = await getMember(tx, actor.userId, clock.today())
  const known = [name, email ?? '', tenant.name, tenant.key]
  const issues = await passwordIssues(typed.password, 'password', known)
  if (!right) throw new Invalid([{ field: 'current', code: 'password-of-account' }, ...issues])
  if (issues.length > 0) throw new Invalid(issues)
  await setPassword(tx, actor.accountId, await hashPassword(typed.password), clock.now())
  const sessions = await endSessions(tx, tenant, actor.accountId, 'password-changed', clock.now(), {
    except: sessionId,
  })
  await notify(tx, actor.accountId, 'password-changed', clock.now())
  await record(tx, actor, { event: 'identity.password-changed', subject: actor.userId, details: { sessions } })
  return '/account?done=password'
}

async function ownPassword(tx: Tx, actor: Actor) {
  return await tx
    .withTables<IdentityTables>()
    .selectFrom('credential')
    .select(['secret', 'created_at'])
    .where('account_id', '=', actor.accountId)
    .where('kind', '=', 'password')
    .executeTakeFirst()
}

/** Ends one other session of the account, or all others. */
export async function endOwnSessions(
  { tx, tenant, actor, sessionId, clock }: FormRequest,
  { id }: z.output<typeof EndForm>,
): Promise<string> {
  await ownMember(tx, actor, clock)
  // Whoever finds the screen open must not put out the owner who is at work elsewhere (OWASP ASVS 5, 7.5.2).
  if (!(await isFresh(tx, sessionId, clock.now()))) return wayToProof('/account')
  const which = id ? { only: id, except: sessionId } : { except: sessionId }
  const sessions = await endSessions(tx, tenant, actor.accountId, 'ended-by-person', clock.now(), which)
  await record(tx, actor, { event: 'identity.sessions-ended', subject: actor.userId, details: { sessions } })
  return '/account?done=ended'
}

export async function signOut({ tx, tenant, actor, sessionId, clock }: FormRequest): Promise<string> {
  await endSessions(tx, tenant, actor.accountId, 'signed-out', clock.now(), { only: sessionId })
  await record(tx, actor, { event: 'identity.signed-out', subject: actor.userId })
  return (await cameFromDirectory(tx, sessionId)) ? '/sign-out/directory' : '/sign-in?done=out'
}
