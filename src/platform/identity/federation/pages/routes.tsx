import type { z } from 'zod'
import { Invalid } from '../../../../kernel/errors.ts'
import { defineRights } from '../../../access/index.ts'
import type { AdministrationEntry } from '../../../administration/entry.ts'
import type { Secrets } from '../../../config/secrets.ts'
import { type FormRequest, type Page, type PageRequest, routesFor } from '../../../http/index.ts'
import { openCall, openStep } from '../../../http/open.ts'
import { reachFrom } from '../../../outbound/index.ts'
import type { Room } from '../../../room.ts'
import { readSetting } from '../../../settings/index.ts'
import { isFresh, leadTo, wayToProof } from '../../factors/session.ts'
import { organisationsOf } from '../../pages/userroutes.tsx'
import { addMapping, emergencyChoices, removeMapping, saveDirectory } from '../administer.ts'
import { type CheckLine, checkDirectory } from '../check.ts'
import { directorySetting } from '../config.ts'
import { unlinkMember } from '../people.ts'
import { Providers } from '../provider.ts'
import { DirectoryPage } from './admin.tsx'
import { DirectoryForm, GroupForm, NothingForm, RemoveGroupForm, UnlinkForm } from './forms.ts'
import { type Federation, steps } from './steproutes.tsx'

export const federationRights = defineRights({ 'directory.manage': ['administrator'] })

const { form } = routesFor(federationRights)

export interface FederationOptions {
  readonly rooms: readonly Room[]
  /** Absent where routes are only listed. */
  readonly secrets?: Secrets
  readonly origin?: string
  /** Hosts of providers in the district's own network, named by the operator. */
  readonly privateIssuers?: readonly string[]
}

const path = '/admin/sign-in/directory'

/** Sign-in from a district's directory: the way there and back, the way out, its administration. */
export function federationRoutes({
  rooms,
  secrets = unset,
  origin = 'https:',
  privateIssuers = [],
}: FederationOptions) {
  const reach = reachFrom(origin, privateIssuers)
  const federation: Federation = { secrets, providers: new Providers(secrets, reach) }
  const { start, back, out, leave, end, link } = steps(federation)

  async function show(request: PageRequest, checked?: readonly CheckLine[]): Promise<Page> {
    const { tx, actor, t } = request
    const { value: directory, version } = await readSetting(tx, directorySetting)
    return {
      title: t('identity.directory.title'),
      layout: 'narrow',
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      body: (
        <DirectoryPage
          directory={directory}
          version={version}
          addresses={addressesOf(request)}
          organisations={await organisationsOf(rooms, tx, actor)}
          emergency={await emergencyChoices(tx)}
          checked={checked}
          form={request.form}
        />
      ),
    }
  }

  async function save(request: FormRequest, typed: z.output<typeof DirectoryForm>): Promise<string> {
    if (!typed.issuer.startsWith('https:') && !reach.loopback)
      throw new Invalid([{ field: 'issuer', code: 'issuer-form' }])
    // Its button would lead visitors wherever the last visitor wanted.
    if (typed.on && request.tenant.demo) throw new Invalid([{ field: 'on', code: 'demo-no-directory' }])
    await saveDirectory(deciding(request, typed.version), {
      on: typed.on,
      issuer: typed.issuer,
      clientId: typed.clientId,
      clientSecret: typed.clientSecret,
      label: typed.label,
      groupsClaim: typed.groupsClaim,
      newPeopleJoin: typed.newPeople === 'join',
      secondFactor: { amr: typed.amr, acr: typed.acr },
      passwords: typed.local === 'stay',
      emergency: typed.emergency ?? null,
    })
    return `${path}?done=saved`
  }

  async function addGroup(request: FormRequest, typed: z.output<typeof GroupForm>): Promise<string> {
    const { organisation, group, role, version } = typed
    const choices = organisation ? await organisationsOf(rooms, request.tx, request.actor) : []
    const chosen = choices.find((choice) => choice.id === organisation)
    if (organisation && !chosen) throw new Invalid([{ field: 'organisation', code: 'not-an-option' }])
    const place = chosen ? { organisationId: chosen.id, controllerId: chosen.controllerId } : null
    await addMapping(deciding(request, version), group, role, place)
    return `${path}?done=group`
  }

  async function removeGroup(request: FormRequest, typed: z.output<typeof RemoveGroupForm>): Promise<string> {
    await removeMapping(deciding(request, typed.version), typed.group, typed.role)
    return `${path}?done=group`
  }

  async function unlink(
    { tx, tenant, actor, clock }: FormRequest,
    { email }: z.output<typeof UnlinkForm>,
  ): Promise<string> {
    if (!(await unlinkMember({ tx, tenant, clock }, actor, email)))
      throw new Invalid([{ field: 'email', code: 'not-linked' }])
    return `${path}?done=unlinked`
  }

  async function check(request: FormRequest): Promise<Page> {
    const { value: directory } = await readSetting(request.tx, directorySetting)
    if (!directory) throw new Invalid([{ field: '', code: 'directory-first' }])
    const lines = await checkDirectory(federation.providers, request.tenant, directory, addressesOf(request).back)
    return await show(request, lines)
  }

  const deciding = ({ tx, tenant, actor, clock }: FormRequest, version: number) => ({
    tx,
    tenant,
    actor,
    secrets,
    now: clock.now(),
    version,
  })
  /** What decides how others sign in asks for a proof that is a few minutes old at most. */
  async function look(request: PageRequest): Promise<Page | Response> {
    return (await isSure(request)) ? await show(request) : leadTo(request.tenant, wayToProof(path))
  }
  function surely<Typed>(act: (request: FormRequest, typed: Typed) => Promise<string>) {
    return async (request: FormRequest, typed: Typed) =>
      (await isSure(request)) ? await act(request, typed) : wayToProof(path)
  }

  return [
    openStep('/sign-in/directory', start),
    openStep('/sign-in/directory/back', back),
    openStep('/sign-in/directory/out', out),
    openStep('/sign-out/directory', leave),
    openCall('/sign-in/directory/logout', end),
    ...link,
    form(path, 'directory.manage', DirectoryForm, look, surely(save), { secret: ['clientSecret'] }),
    form(`${path}/groups`, 'directory.manage', GroupForm, look, surely(addGroup)),
    form(`${path}/groups/remove`, 'directory.manage', RemoveGroupForm, look, surely(removeGroup)),
    form(`${path}/unlink`, 'directory.manage', UnlinkForm, look, surely(unlink)),
    form(`${path}/check`, 'directory.manage', NothingForm, look, check),
  ]
}

/** The roles of a demo stand for nobody who could prove anything. */
async function isSure({ tx, tenant, sessionId, clock }: PageRequest): Promise<boolean> {
  return tenant.demo || (await isFresh(tx, sessionId, clock.now()))
}

/** The addresses that the provider must know. */
function addressesOf({ origin, tenant }: Pick<PageRequest, 'origin' | 'tenant'>) {
  const base = `${origin}/${tenant.key}/sign-in/directory`
  return { back: `${base}/back`, out: `${base}/out`, ended: `${base}/logout` }
}

const unset: Secrets = {
  derive: () => {
    throw new Error('these routes are only listed')
  },
}

/** Its place on the administration page. */
export const federationAdministration: readonly AdministrationEntry[] = [
  {
    path,
    label: 'identity.directory.title',
    detail: 'identity.directory.detail',
    right: 'directory.manage',
    group: 'people',
    order: 60,
  },
]
