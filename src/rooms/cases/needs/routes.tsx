import { Invalid } from '../../../kernel/errors.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { getOffer } from '../../offers/index.ts'
import { rights } from '../access.ts'
import { getCaseToWrite } from '../queries.ts'
import { correctNeed, endNeed, recordNeed } from './actions.ts'
import { NeedEndForm, NeedForm, NewNeedForm } from './forms.ts'
import { showNeedChange } from './pages/change.tsx'
import { showNeed } from './pages/need.tsx'
import { showNewNeed } from './pages/newneed.tsx'
import { needPath } from './paths.ts'
import { getNeed } from './queries.ts'

const { form } = routesFor(rights)

export const needRoutes = [
  form(
    '/cases/:id/needs/new',
    'cases.edit',
    NewNeedForm,
    showNewNeed,
    async ({ tx, actor, params, clock }, sent) => {
      const file = await getCaseToWrite(tx, actor, params.id)
      const id = await recordNeed(tx, actor, file, { ...sent, neededOn: sent.neededOn ?? clock.today() }, clock)
      return `${needPath(file.id, id)}?done=recorded`
    },
    { once: true },
  ),
  form('/cases/:id/needs/:need', 'cases.edit', NeedEndForm, showNeed, async ({ tx, actor, params, clock }, sent) => {
    const file = await getCaseToWrite(tx, actor, params.id)
    const need = await getNeed(tx, file.id, params.need)
    const on = sent.endedOn ?? clock.today()
    if (sent.do === 'meet') {
      const offer = sent.offer && (await getOffer(tx, actor, sent.offer))
      await endNeed(tx, actor, need, sent.version, { move: 'meet', on, offerId: offer?.id ?? null }, clock)
    } else if (sent.do === 'giveUp') {
      if (sent.reason === undefined) throw new Invalid([{ field: 'reason', code: 'choose' }])
      await endNeed(tx, actor, need, sent.version, { move: 'giveUp', on, reason: sent.reason }, clock)
    } else await endNeed(tx, actor, need, sent.version, { move: 'reopen' }, clock)
    return `/cases/${file.id}?done=need#needs`
  }),
  form(
    '/cases/:id/needs/:need/edit',
    'cases.edit',
    NeedForm,
    showNeedChange,
    async ({ tx, actor, params, clock }, sent) => {
      const file = await getCaseToWrite(tx, actor, params.id)
      const need = await getNeed(tx, file.id, params.need)
      await correctNeed(tx, actor, need, sent.version, sent, clock)
      return `${needPath(file.id, need.id)}?done=corrected`
    },
  ),
]
