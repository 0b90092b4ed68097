import type { z } from 'zod'
import { addDays } from '../../../kernel/day.ts'
import { Invalid, NotFound } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { type Actor, isRoleKey } from '../../access/index.ts'
import type { Tx } from '../../database/index.ts'
import { type FormRequest, type Page, type PageRequest, pageNumber } from '../../http/index.ts'
import { createFormat, referenceLocale } from '../../i18n/index.ts'
import { sendMail } from '../../mail/index.ts'
import type { OrganisationChoice, Room } from '../../room.ts'
import { ButtonLink } from '../../ui/index.ts'
import { addGrant, confirmGrant, endGrant } from '../grantactions.ts'
import { findGrant, type Grant, listGrants } from '../grants.ts'
import type { NewLink } from '../links.ts'
import {
  changeMember,
  deactivateMember,
  inviteMember,
  type MemberInput,
  reactivateMember,
  renewLink,
} from '../memberactions.ts'
import { getMember, listMembers, type MemberFilter, type MemberState, memberStates, namesOf } from '../members.ts'
import type { EndGrantForm, GrantForm, InviteForm, MemberForm } from './forms.ts'
import { AddGrantPage, OneGrantPage } from './grants.tsx'
import { InvitePage, LinkMailedPage, LinkPage, MemberPage } from './member.tsx'
import { UsersPage } from './users.tsx'

/** Organisations that a member may belong to, from the rooms that have them. */
export async function organisationsOf(
  rooms: readonly Room[],
  tx: Tx,
  actor: Actor,
): Promise<readonly OrganisationChoice[]> {
  const choices: OrganisationChoice[] = []
  for (const room of rooms) choices.push(...((await room.organisations?.(tx, actor)) ?? []))
  return choices
}

/** Pages and actions of the administration of members and of what is granted to them. */
export function administration(rooms: readonly Room[], sendsMail = false) {
  const crumbs = (t: PageRequest['t']) => [
    { label: t('administration.title'), path: '/admin' },
    { label: t('identity.users.title'), path: '/admin/users' },
  ]

  async function chosenFrom(request: FormRequest, id: string | undefined): Promise<OrganisationChoice | undefined> {
    if (!id) return undefined
    const choices = await organisationsOf(rooms, request.tx, request.actor)
    const chosen = choices.find((choice) => choice.id === id)
    if (!chosen) throw new Invalid([{ field: 'organisation', code: 'not-an-option' }])
    return chosen
  }

  async function readInput(
    request: FormRequest,
    typed: { readonly name: string; readonly organisation?: string | undefined },
  ): Promise<MemberInput> {
    const chosen = await chosenFrom(request, typed.organisation)
    return { name: typed.name, organisationId: chosen?.id ?? null, controllerId: chosen?.controllerId ?? null }
  }

  /** The link goes by mail where there is a server, else it is shown to be handed over: never both. */
  async function handOver(
    request: FormRequest,
    link: NewLink,
    { id, name, email, purpose }: { id: string; name: string; email: string; purpose: 'invite' | 'reset' },
  ): Promise<Page> {
    const { tx, tenant, t, origin, clock } = request
    if (sendsMail && !tenant.demo) {
      const template = purpose === 'invite' ? 'identity.invitation' : 'identity.reset-link'
      const until = createFormat(referenceLocale).instant(link.expiresAt)
      const mail = {
        to: email,
        template,
        locale: referenceLocale,
        values: { until },
        links: { link: link.path },
      } as const
      await sendMail(tx, mail, clock.now())
      return {
        title: t('identity.link.mailed'),
        crumbs: crumbs(t),
        layout: 'narrow',
        body: <LinkMailedPage link={link} email={email} id={id} />,
      }
    }
    return {
      title: t('identity.link.title'),
      crumbs: crumbs(t),
      layout: 'narrow',
      body: <LinkPage link={link} url={`${origin}/${tenant.key}${link.path}`} name={name} id={id} />,
    }
  }

  async function grantOf({ tx, params, clock }: PageRequest<'id' | 'grant'>): Promise<Grant> {
    const grant = isId(params.grant) ? await findGrant(tx, params.id, params.grant, clock.today()) : undefined
    if (!grant) throw new NotFound('grant')
    return grant
  }

  return {
    async showList({ tx, actor, query, clock, t }: PageRequest): Promise<Page> {
      const filter = readFilter(query)
      const number = pageNumber(query)
      const { members, total } = await listMembers(tx, filter, number, clock.today())
      const organisations = await organisationsOf(rooms, tx, actor)
      return {
        title: t('identity.users.title'),
        crumbs: crumbs(t).slice(0, 1),
        actions: <ButtonLink to="/admin/users/new">{t('identity.invite.link')}</ButtonLink>,
        body: (
          <UsersPage
            members={members}
            total={total}
            page={number}
            filtered={Object.values(filter).some((value) => value !== undefined)}
            organisations={new Map(organisations.map((choice) => [choice.id, choice.name]))}
          />
        ),
      }
    },

    async showInvite({ tx, actor, form, t }: PageRequest): Promise<Page> {
      return {
        title: t('identity.invite.title'),
        crumbs: crumbs(t),
        layout: 'narrow',
        body: <InvitePage organisations={await organisationsOf(rooms, tx, actor)} form={form} />,
      }
    },

    async invite(request: FormRequest, typed: z.output<typeof InviteForm>): Promise<Page> {
      const { roles, validFrom, validTo = null, reason = null } = typed
      const input = { ...(await readInput(request, typed)), roles, validFrom, validTo, reason }
      const made = await inviteMember(request, typed.email, input)
      const { name, email } = typed
      return await handOver(request, made, { id: made.id, name, email, purpose: 'invite' })
    },

    async showMember({ tx, actor, params, clock, form, t }: PageRequest<'id'>): Promise<Page> {
      const member = await getMember(tx, params.id, clock.today())
      const grants = await listGrants(tx, member.id, clock.today())
      const named = grants.flatMap(({ grantedBy, confirmedBy, revokedBy }) => [grantedBy, confirmedBy, revokedBy])
      return {
        title: member.name,
        crumbs: crumbs(t),
        body: (
          <MemberPage
            member={member}
            grants={grants}
            names={await namesOf(tx, [member.changedBy, ...named])}
            organisations={await organisationsOf(rooms, tx, actor)}
            form={form}
          />
        ),
      }
    },

    async change(request: FormRequest<'id'>, typed: z.output<typeof MemberForm>): Promise<string> {
      await changeMember(request, request.params.id, typed.version, await readInput(request, typed))
      return `/admin/users/${request.params.id}?done=saved`
    },

    async showAddGrant(request: PageRequest<'id'>): Promise<Page> {
      const { tx, actor, params, query, clock, form, t } = request
      const member = await getMember(tx, params.id, clock.today())
      const after = query.get('after') ?? ''
      const followed = isId(after) ? await findGrant(tx, params.id, after, clock.today()) : undefined
      return {
        title: t('identity.grants.add'),
        crumbs: [...crumbs(t), { label: member.name, path: `/admin/users/${member.id}` }],
        layout: 'narrow',
        body: (
          <AddGrantPage
            member={member}
            organisations={await organisationsOf(rooms, tx, actor)}
            after={
              followed?.validTo
                ? { role: followed.role, organisation: followed.organisationId, from: addDays(followed.validTo, 1) }
                : undefined
            }
            form={form}
          />
        ),
      }
    },

    async addGrant(request: FormRequest<'id'>, typed: z.output<typeof GrantForm>): Promise<string> {
      const { id } = request.params
      const chosen = await chosenFrom(request, typed.organisation)
      const place = chosen ? { organisationId: chosen.id, controllerId: chosen.controllerId } : null
      const { role, validFrom, validTo = null, reason = null } = typed
      await addGrant(request, id, { roles: [role], place, validFrom, validTo, reason })
      const made = (await listGrants(request.tx, id as Grant['memberId'], request.clock.today())).find(
        (grant) => grant.role === role && grant.state === 'awaiting',
      )
      return `/admin/users/${id}?done=${made ? 'awaiting' : 'granted'}`
    },

    async showGrant(request: PageRequest<'id' | 'grant'>): Promise<Page> {
      const { tx, actor, params, clock, form, t } = request
      const grant = await grantOf(request)
      const member = await getMember(tx, params.id, clock.today())
      const organisations = await organisationsOf(rooms, tx, actor)
      const organisationId = grant.organisationId ?? member.organisationId
      return {
        title: t('identity.grants.one', { role: t(`access.role.${grant.role}`) }),
        crumbs: [...crumbs(t), { label: member.name, path: `/admin/users/${member.id}` }],
        layout: 'narrow',
        body: (
          <OneGrantPage
            member={member}
            grant={grant}
            names={await namesOf(tx, [grant.grantedBy, grant.confirmedBy, grant.revokedBy])}
            organisation={organisations.find(({ id }) => id === organisationId)?.name}
            mayConfirm={grant.grantedBy !== actor.userId && member.id !== actor.userId}
            form={form}
          />
        ),
      }
    },

    async endGrant(request: FormRequest<'id' | 'grant'>, typed: z.output<typeof EndGrantForm>): Promise<string> {
      const { id, grant } = request.params
      await grantOf(request)
      if (typed.how === 'on-day' && !typed.until) throw new Invalid([{ field: 'until', code: 'required' }])
      await endGrant(request, id, grant, typed.how === 'now' ? undefined : typed.until)
      return `/admin/users/${id}?done=ended`
    },

    async confirmGrant(request: FormRequest<'id' | 'grant'>): Promise<string> {
      const { id, grant } = request.params
      await grantOf(request)
      await confirmGrant(request, id, grant)
      return `/admin/users/${id}?done=confirmed`
    },

    async link(request: FormRequest<'id'>): Promise<Page> {
      const link = await renewLink(request, request.params.id)
      const { id, name, email, acceptedAt } = await getMember(request.tx, request.params.id, request.clock.today())
      const purpose = acceptedAt ? 'reset' : 'invite'
      return await handOver(request, link, { id, name, email: email ?? '', purpose })
    },

    async deactivate(request: FormRequest<'id'>): Promise<string> {
      await deactivateMember(request, request.params.id)
      return `/admin/users/${request.params.id}?done=deactivated`
    },

    async reactivate(request: FormRequest<'id'>): Promise<string> {
      await reactivateMember(request, request.params.id)
      return `/admin/users/${request.params.id}?done=reactivated`
    },
  }
}

function readFilter(query: URLSearchParams): MemberFilter {
  const text = query.get('text')?.trim().slice(0, 100)
  const role = query.get('role') ?? ''
  const state = query.get('state')
  const organisation = query.get('organisation') ?? ''
  return {
    ...(text && { text }),
    ...(isRoleKey(role) && { role }),
    ...(memberStates.some((known) => known === state) && { state: state as MemberState }),
    ...(isId(organisation) && { organisation }),
    ...(query.get('ends') === 'soon' && { endsSoon: true }),
  }
}
