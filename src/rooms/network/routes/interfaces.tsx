import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { changeInterface, createInterface } from '../actions/interfaces.ts'
import { addTarget } from '../actions/targets.ts'
import * as forms from '../forms.ts'
import { showInterface } from '../pages/interface.tsx'
import { showInterfaceForm, showNewInterface } from '../pages/interfaceform.tsx'
import { showInterfaces } from '../pages/interfaces.tsx'
import { settingOf } from '../pages/listing.ts'
import { showTargetForm } from '../pages/target.tsx'
import { recordRoutes } from './records.tsx'

const { form, page } = routesFor(rights)

export const interfaceRoutes = [
  page('/network/interfaces', 'network.read', showInterfaces),
  page('/network/interfaces/:key', 'network.read', showInterface),
  form(
    '/network/interfaces/new',
    'network.edit',
    forms.NewInterface,
    showNewInterface,
    async (request, input) => {
      const key = await createInterface(request.tx, request.actor, settingOf(request), input)
      return `/network/interfaces/${key}?done=created`
    },
    { draft: true, once: true },
  ),
  form(
    '/network/interfaces/:key/edit',
    'network.edit',
    forms.ChangedInterface,
    showInterfaceForm,
    async (request, input) => {
      const { key } = request.params
      await changeInterface(request.tx, request.actor, settingOf(request), key, input)
      return `/network/interfaces/${key}?done=changed`
    },
    { draft: true },
  ),
  form(
    '/network/interfaces/:key/targets',
    'network.set-target',
    forms.NewTarget,
    showTargetForm,
    async (request, input) => {
      const { key } = request.params
      await addTarget(request.tx, request.actor, settingOf(request), key, input)
      return `/network/interfaces/${key}?done=target`
    },
    { draft: true, once: true },
  ),
  ...recordRoutes('interface'),
]
