import type { z } from 'zod'
import { Invalid } from '../../../kernel/errors.ts'
import { type Actor, isRoleKey } from '../../access/index.ts'
import type { Tx } from '../../database/index.ts'
import type { FormRequest, Page, PageRequest } from '../../http/index.ts'
import type { OrganisationChoice, Room } from '../../room.ts'
import { ButtonLink } from '../../ui/index.ts'
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
import type { InviteForm, MemberForm } from './forms.ts'
import { InvitePage, LinkPage, MemberPage } from './member.tsx'
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

/** Pages and actions of the administration of members. */
export function administration(rooms: readonly Room[]) {
  const crumbs = (t: PageRequest['t']) => [{ label: t('identity.users.title'), path: '/admin/users' }]

  async function readInput(
    request: FormRequest,
    typed: Omit<z.output<typeof MemberForm>, 'version'>,
  ): Promise<MemberInput> {
    const { organisation } = typed
    const choices = organisation ? await organisationsOf(rooms, request.tx, request.actor) : []
    const chosen = choices.find((choice) => choice.id === organisation)
    if (organisation && !chosen) throw new Invalid([{ field: 'organisation', code: 'not-an-option' }])
    return {
      name: typed.name,
      roles: typed.roles,
      organisationId: chosen?.id ?? null,
      controllerId: chosen?.controllerId ?? null,
      validFrom: typed.validFrom,
      validTo: typed.validTo ?? null,
    }
  }

  function showLink(request: FormRequest, link: NewLink, id: string, name: string): Page {
    const { tenant, t, origin } = request
    return {
      title: t('identity.link.title'),
      crumbs: crumbs(t),
      layout: 'narrow',
      body: <LinkPage link={link} url={`${origin}/${tenant.key}${link.path}`} name={name} id={id} />,
    }
  }

  return {
    async showList({ tx, actor, query, clock, t }: PageRequest): Promise<Page> {
      const filter = readFilter(query)
      const number = Math.max(1, Math.trunc(Number(query.get('page') ?? '1')) || 1)
      const { members, total } = await listMembers(tx, filter, number, clock.today())
      const organisations = await organisationsOf(rooms, tx, actor)
      return {
        title: t('identity.users.title'),
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
      const made = await inviteMember(request, typed.email, await readInput(request, typed))
      return showLink(request, made, made.id, typed.name)
    },

    async showMember({ tx, actor, params, clock, form, t }: PageRequest<'id'>): Promise<Page> {
      const member = await getMember(tx, params.id, clock.today())
      const names = await namesOf(tx, [member.changedBy])
      return {
        title: member.name,
        crumbs: crumbs(t),
        layout: 'narrow',
        body: (
          <MemberPage
            member={member}
            changedBy={names.get(member.changedBy ?? '')}
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

    async link(request: FormRequest<'id'>): Promise<Page> {
      const link = await renewLink(request, request.params.id)
      const { name } = await getMember(request.tx, request.params.id, request.clock.today())
      return showLink(request, link, request.params.id, name)
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
  return {
    ...(text && { text }),
    ...(isRoleKey(role) && { role }),
    ...(memberStates.some((known) => known === state) && { state: state as MemberState }),
  }
}
