import type { z } from 'zod'
import { addDays } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { defineRights, rolesWith } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import type { Secrets } from '../../config/index.ts'
import { type FormRequest, type Page, type PageRequest, routesFor } from '../../http/index.ts'
import { namesOf } from '../../identity/members.ts'
import { organisationsOf } from '../../identity/pages/userroutes.tsx'
import { reachFrom } from '../../outbound/index.ts'
import type { Room } from '../../room.ts'
import { ButtonLink } from '../../ui/index.ts'
import { admitProgram, endProgram, renewProgram } from '../administer.ts'
import { getProgram, getWebhook, latestDeliveries, listPrograms, listWebhooks } from '../queries.ts'
import { addWebhook, tryWebhook, turnWebhook } from '../webhooks/administer.ts'
import { EndForm, ProgramForm, RenewForm, TurnForm, WebhookForm } from './forms.ts'
import { NewProgramPage, ProgramPage, ProgramsPage, SecretPage } from './programs.tsx'
import { NewWebhookPage, WebhookPage } from './webhooks.tsx'

export const apiRights = defineRights({ 'api.manage': ['administrator'] })

const { page, form } = routesFor(apiRights)

export const apiAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/programs',
    label: 'api.title-short',
    detail: 'api.detail',
    right: 'api.manage',
    group: 'people',
    order: 60,
  },
]

export interface ApiPagesOptions {
  readonly rooms: readonly Room[]
  /** Absent where routes are only listed. */
  readonly secrets?: Secrets
  readonly origin?: string
  /** Hosts of receivers in the district's own network, named by the operator. */
  readonly privateReceivers?: readonly string[]
}

const path = '/admin/programs'

/** Administration of programs that use the API and of those that are told. */
export function apiPages({ rooms, secrets, origin = 'https:', privateReceivers = [] }: ApiPagesOptions) {
  const reach = reachFrom(origin, privateReceivers)
  const routes = rooms.flatMap((room) => room.api ?? [])
  const scopes = [...new Set(routes.map(({ scope }) => scope))].sort()
  const events = rooms.flatMap((room) => room.webhookEvents ?? [])
  const roles = () => [...new Set(routes.flatMap(({ right }) => [...rolesWith(right)]))]

  const crumbs = (t: PageRequest['t'], below = false) => [
    { label: t('administration.title'), path: '/admin' },
    ...(below ? [{ label: t('api.title-short'), path }] : []),
  ]
  const organisations = ({ tx, actor }: PageRequest) => organisationsOf(rooms, tx, actor)
  async function chosen(request: FormRequest, id: string) {
    const found = (await organisations(request)).find((one) => one.id === id)
    if (!found) throw new Invalid([{ field: 'organisation', code: 'not-an-option' }])
    return found
  }
  const known = (field: string, given: readonly string[], all: readonly string[]) => {
    if (given.some((one) => !all.includes(one))) throw new Invalid([{ field, code: 'not-an-option' }])
  }

  async function showPrograms(request: PageRequest): Promise<Page> {
    const { tx, t, clock } = request
    const names = new Map<string, string>((await organisations(request)).map(({ id, name }) => [id, name]))
    return {
      title: t('api.title-short'),
      crumbs: crumbs(t),
      actions: <ButtonLink to={`${path}/new`}>{t('api.new')}</ButtonLink>,
      body: (
        <ProgramsPage
          programs={await listPrograms(tx, clock.today())}
          webhooks={await listWebhooks(tx)}
          nameOf={(id) => names.get(id) ?? t('api.organisation-gone')}
        />
      ),
    }
  }

  async function showNew(request: PageRequest): Promise<Page> {
    const { t, clock } = request
    return {
      title: t('api.new'),
      layout: 'narrow',
      crumbs: crumbs(t, true),
      body: (
        <NewProgramPage
          organisations={await organisations(request)}
          roles={roles()}
          scopes={scopes}
          suggestedEnd={addDays(clock.today(), 365)}
          form={request.form}
        />
      ),
    }
  }

  async function admit(request: FormRequest, typed: z.output<typeof ProgramForm>): Promise<Page> {
    const { t } = request
    const place = await chosen(request, typed.organisation)
    known('scopes', typed.scopes, scopes)
    known('role', [typed.role], roles())
    const { id, token } = await admitProgram(request, {
      ...typed,
      organisationId: place.id,
      controllerId: place.controllerId,
    })
    return secretPage(t, 'token', token, `${path}/${id}`)
  }

  const secretPage = (t: PageRequest['t'], kind: 'token' | 'secret', secret: string, back: string): Page => ({
    title: t(`api.once.${kind}`),
    layout: 'narrow',
    crumbs: crumbs(t, true),
    body: <SecretPage kind={kind} secret={secret} back={back} />,
  })

  async function showProgram(request: PageRequest<'id'>): Promise<Page> {
    const { tx, t, params, clock } = request
    const program = await getProgram(tx, params.id, clock.today())
    const organisation = (await organisations(request)).find(({ id }) => id === program.organisationId)
    const names = await namesOf(tx, program.createdBy ? [program.createdBy] : [])
    return {
      title: program.name,
      layout: 'narrow',
      crumbs: crumbs(t, true),
      body: (
        <ProgramPage
          program={program}
          organisation={organisation?.name ?? t('api.organisation-gone')}
          by={program.createdBy ? names.get(program.createdBy) : undefined}
          suggestedEnd={addDays(clock.today(), 365)}
          form={request.form}
        />
      ),
    }
  }

  async function showNewWebhook(request: PageRequest): Promise<Page> {
    const { t } = request
    return {
      title: t('api.webhooks.new'),
      layout: 'narrow',
      crumbs: crumbs(t, true),
      body: <NewWebhookPage organisations={await organisations(request)} events={events} form={request.form} />,
    }
  }

  async function showWebhook(request: PageRequest<'id'>): Promise<Page> {
    const { tx, t, params } = request
    const webhook = await getWebhook(tx, params.id)
    const organisation = (await organisations(request)).find(({ id }) => id === webhook.organisationId)
    return {
      title: new URL(webhook.address).host,
      layout: 'narrow',
      crumbs: crumbs(t, true),
      body: (
        <WebhookPage
          webhook={webhook}
          organisation={organisation?.name ?? t('api.organisation-gone')}
          deliveries={await latestDeliveries(tx, webhook.id)}
          form={request.form}
        />
      ),
    }
  }

  return [
    page(path, 'api.manage', showPrograms),
    form(`${path}/new`, 'api.manage', ProgramForm, showNew, admit),
    page(`${path}/:id`, 'api.manage', showProgram),
    form(`${path}/:id/renew`, 'api.manage', RenewForm, showProgram, async (request, { version, validTo }) =>
      secretPage(
        request.t,
        'token',
        await renewProgram(request, request.params.id, version, validTo),
        `${path}/${request.params.id}`,
      ),
    ),
    form(`${path}/:id/end`, 'api.manage', EndForm, showProgram, async (request, { version }) => {
      await endProgram(request, request.params.id, version)
      return `${path}?done=ended`
    }),
    form(`${path}/webhooks/new`, 'api.manage', WebhookForm, showNewWebhook, async (request, typed) => {
      const place = await chosen(request, typed.organisation)
      known('events', typed.events, events)
      if (!secrets) throw new Error('routes that are only listed act on nothing')
      const made = await addWebhook(request, { secrets, reach }, { ...typed, organisationId: place.id })
      return secretPage(request.t, 'secret', made.secret, `${path}/webhooks/${made.id}`)
    }),
    form(`${path}/webhooks/:id`, 'api.manage', TurnForm, showWebhook, async (request, { what }) => {
      const { id } = request.params
      if (what === 'test') await tryWebhook(request, id)
      else await turnWebhook(request, id, what)
      return what === 'removed' ? `${path}?done=removed` : `${path}/webhooks/${id}?done=${what}`
    }),
  ]
}
