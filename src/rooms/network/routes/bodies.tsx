import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { changeBody, createBody } from '../actions/bodies.ts'
import { addMember, endMembership, removeMember } from '../actions/members.ts'
import * as forms from '../forms.ts'
import { showBodies } from '../pages/bodies.tsx'
import { showBody } from '../pages/body.tsx'
import { showBodyForm, showNewBody } from '../pages/bodyform.tsx'
import { settingOf } from '../pages/listing.ts'
import { recordRoutes } from './records.tsx'

const { form, page } = routesFor(rights)

export const bodyRoutes = [
  page('/network/bodies', 'network.read', showBodies),
  page('/network/bodies/:key', 'network.read', showBody),
  form(
    '/network/bodies/new',
    'network.edit',
    forms.NewBody,
    showNewBody,
    async (request, input) => {
      const key = await createBody(request.tx, request.actor, settingOf(request), input)
      return `/network/bodies/${key}?done=created`
    },
    { draft: true, once: true },
  ),
  form(
    '/network/bodies/:key/edit',
    'network.edit',
    forms.ChangedBody,
    showBodyForm,
    async (request, input) => {
      const { key } = request.params
      await changeBody(request.tx, request.actor, settingOf(request), key, input)
      return `/network/bodies/${key}?done=changed`
    },
    { draft: true },
  ),
  form(
    '/network/bodies/:key/members',
    'network.edit',
    forms.NewMember,
    showBody,
    async (request, input) => {
      const { key } = request.params
      await addMember(request.tx, request.actor, settingOf(request), key, input)
      return `/network/bodies/${key}?done=member`
    },
    { once: true },
  ),
  form('/network/bodies/:key/members/end', 'network.edit', forms.MemberEnd, showBody, async (request, input) => {
    const { key } = request.params
    await endMembership(request.tx, request.actor, settingOf(request), key, input)
    return `/network/bodies/${key}?done=member`
  }),
  form('/network/bodies/:key/members/remove', 'network.edit', forms.Removal, showBody, async (request, { row }) => {
    const { key } = request.params
    await removeMember(request.tx, request.actor, settingOf(request), key, row)
    return `/network/bodies/${key}?done=removed`
  }),
  ...recordRoutes('body'),
]
