import type { z } from 'zod'
import { Invalid } from '../../../kernel/errors.ts'
import { capacityFor } from '../../access/capacities.ts'
import { defineRights, may, roleKeys } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { type FormRequest, type Page, type PageRequest, routesFor } from '../../http/index.ts'
import type { Room } from '../../room.ts'
import { ConfirmationNote, Section, Stack, Text } from '../../ui/index.ts'
import { actFor, endView, viewAsMember, viewAsRole } from '../acting.ts'
import { capacitiesOn } from '../grants.ts'
import { getMember } from '../members.ts'
import {
  endSubstitution,
  getSubstitution,
  listSubstitutions,
  memberChoices,
  setSubstitution,
} from '../substitutions.ts'
import { ActForm, NothingForm, OwnSubstituteForm, SubstitutionOfForm, ViewForm } from './forms.ts'
import { StandingPage, SubstitutionForm, SubstitutionTable } from './standing.tsx'
import { administration, organisationsOf } from './userroutes.tsx'
import { ViewAsPage } from './viewas.tsx'

export const standingRights = defineRights({
  'standing.own': roleKeys,
  'substitutions.manage': ['administrator', 'lead'],
  'users.view-as': ['administrator'],
})

const { form } = routesFor(standingRights)

/** For whom one acts, who stands in for whom, and looking at the platform as somebody else. */
export function standingRoutes(rooms: readonly Room[]) {
  const { showMember } = administration(rooms)

  /** The page on which a substitution is ended, where there is this one. */
  function ending(show: (request: PageRequest) => Promise<Page>) {
    return async (request: PageRequest<'id'>): Promise<Page> => {
      await getSubstitution(request, request.params.id)
      return await show(request)
    }
  }

  async function showOwn({ tx, actor, tenant, clock, form: state, t }: PageRequest): Promise<Page> {
    const today = clock.today()
    const capacities = await capacitiesOn(tx, actor.userId, today)
    const organisations = await organisationsOf(rooms, tx, actor)
    const member = await getMember(tx, actor.userId, today)
    return {
      title: t('identity.standing.page'),
      crumbs: [{ label: t('identity.account.title'), path: '/account' }],
      body: (
        <StandingPage
          actorId={actor.userId}
          capacities={capacities}
          current={capacityFor(capacities, actor, actor)}
          nameOf={(id) => organisations.find((choice) => choice.id === id)?.name ?? tenant.name}
          substitutions={await listSubstitutions(tx, today, actor.userId)}
          choices={await memberChoices(tx, today)}
          demo={member.email === null}
          form={state}
        />
      ),
    }
  }

  async function showAll({ tx, actor, clock, form: state, t }: PageRequest): Promise<Page> {
    const today = clock.today()
    return {
      title: t('identity.substitution.all'),
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      body: (
        <Stack gap="l">
          <ConfirmationNote texts={{ set: 'identity.substitution.set', ended: 'identity.substitution.ended' }} />
          <Stack>
            <Text>{t('identity.substitution.all-text')}</Text>
            <SubstitutionTable
              substitutions={await listSubstitutions(tx, today)}
              actorId={actor.userId}
              endPath="/admin/substitutions"
              all
              none="identity.substitution.none"
            />
          </Stack>
          <Section title={t('identity.substitution.new')}>
            <SubstitutionForm
              action="/admin/substitutions"
              route="/admin/substitutions"
              actorId={actor.userId}
              choices={await memberChoices(tx, today)}
              form={state}
              others
              mayPassGuarded={may(actor, 'users.manage')}
            />
          </Section>
        </Stack>
      ),
    }
  }

  async function showViewAs({ tx, actor, form: state, t }: PageRequest): Promise<Page> {
    return {
      title: t('identity.view.title'),
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      layout: 'narrow',
      body: <ViewAsPage organisations={await organisationsOf(rooms, tx, actor)} form={state} />,
    }
  }

  return [
    form('/account/access', 'standing.own', OwnSubstituteForm, showOwn, async (request, typed) => {
      await setSubstitution(request, {
        ...typed,
        absentId: request.actor.userId,
        substituteId: typed.substitute,
        includesGuarded: false,
      })
      return '/account/access?done=set'
    }),
    form('/account/access/act', 'standing.own', ActForm, showOwn, async (request, { organisation, controller }) => {
      const place = { organisationId: organisation ?? null, controllerId: controller ?? null }
      await actFor(request, request.sessionId, place)
      return '/account/access?done=acting'
    }),
    form('/account/access/:id/end', 'standing.own', NothingForm, ending(showOwn), async (request) => {
      await endSubstitution(request, request.params.id)
      return '/account/access?done=ended'
    }),
    form('/admin/substitutions', 'substitutions.manage', SubstitutionOfForm, showAll, async (request, typed) => {
      const { absent, substitute, ...rest } = typed
      await setSubstitution(request, { ...rest, absentId: absent, substituteId: substitute })
      return '/admin/substitutions?done=set'
    }),
    form('/admin/substitutions/:id/end', 'substitutions.manage', NothingForm, ending(showAll), async (request) => {
      await endSubstitution(request, request.params.id)
      return '/admin/substitutions?done=ended'
    }),
    form('/admin/view-as', 'users.view-as', ViewForm, showViewAs, beginRole),
    form('/admin/view-as/end', 'users.view-as', NothingForm, showViewAs, endLook, { whileViewing: true }),
    form('/admin/users/:id/view-as', 'users.view-as', NothingForm, showMember, async (request) => {
      await viewAsMember(request, request.sessionId, request.params.id)
      return '/'
    }),
  ]

  async function beginRole(request: FormRequest, { role, organisation }: z.output<typeof ViewForm>): Promise<string> {
    const choices = organisation ? await organisationsOf(rooms, request.tx, request.actor) : []
    const chosen = choices.find(({ id }) => id === organisation)
    if (organisation && !chosen) throw new Invalid([{ field: 'organisation', code: 'not-an-option' }])
    const place = { organisationId: chosen?.id ?? null, controllerId: chosen?.controllerId ?? null }
    await viewAsRole(request, request.sessionId, role, place)
    return '/'
  }

  async function endLook(request: FormRequest): Promise<string> {
    await endView(request, request.sessionId)
    return '/admin/view-as'
  }
}

export const standingAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/substitutions',
    label: 'identity.substitution.all',
    detail: 'identity.substitution.detail',
    right: 'substitutions.manage',
    group: 'people',
    order: 20,
  },
  {
    path: '/admin/view-as',
    label: 'identity.view.title',
    detail: 'identity.view.detail',
    right: 'users.view-as',
    group: 'people',
    order: 40,
  },
]
