import { Conflict } from '../../../kernel/errors.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { NotReleased } from '../../insight/index.ts'
import { getMeasure } from '../../measures/index.ts'
import { rights } from '../access.ts'
import { beginCheck, describeCheck, planCheck } from './actions/plan.ts'
import { confirmVerdict, tellVerdict } from './actions/tell.ts'
import { freezeVerdict } from './figures.ts'
import * as forms from './forms.ts'
import { showCheck } from './pages/check.tsx'
import { showBegin, showDescribe, showPlan, showTell } from './pages/editing.tsx'
import { showEffects } from './pages/effects.tsx'
import { checkPath, effectsPath, newCheckPath } from './paths.ts'
import { type Check, getCheck } from './queries/checks.ts'
import type { Setting } from './recording.ts'

const { page, form } = routesFor(rights)
const prepare = 'steering.prepare'

const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>): Setting => ({
  today: clock.today(),
  demo: tenant.demo,
})

/** The check of the address, as the person saw it. */
const seen = async ({ tx, actor, params }: PageRequest<'id'>, version: number): Promise<Check> => ({
  ...(await getCheck(tx, actor, params.id)),
  version,
})

export const effectRoutes = [
  page(effectsPath, 'steering.read', showEffects),
  form(
    newCheckPath,
    prepare,
    forms.PlanForm,
    showPlan,
    async (request, { measure, target, topic, ...how }) => {
      const { tx, actor, clock } = request
      const { title } = await getMeasure(tx, actor, measure, clock.today())
      const input = { title, measureId: measure, target, topicId: topic, ...how }
      return `${checkPath(await planCheck(tx, actor, settingOf(request), input))}?done=planned`
    },
    { draft: true, once: true },
  ),
  page('/effects/:id', 'steering.read', showCheck),
  form(
    '/effects/:id/describe',
    prepare,
    forms.DescribeForm,
    showDescribe,
    async (request, { version, topic, ...how }) => {
      const check = await seen(request, version)
      await describeCheck(request.tx, request.actor, settingOf(request), check, { ...how, topicId: topic })
      return `${checkPath(check.id)}?done=described`
    },
  ),
  form('/effects/:id/begin', prepare, forms.BeginForm, showBegin, async (request, { version, startsOn }) => {
    const check = await seen(request, version)
    await beginCheck(request.tx, request.actor, settingOf(request), check, startsOn)
    return `${checkPath(check.id)}?done=begun`
  }),
  form('/effects/:id/tell', prepare, forms.TellForm, showTell, async (request, { version, note }) => {
    const check = await seen(request, version)
    const told = await freezeVerdict(request, check).catch((error: unknown) => {
      if (error instanceof NotReleased) return undefined
      throw error
    })
    if (!told) throw new Conflict('steering-effect-no-figures')
    await tellVerdict(request.tx, request.actor, settingOf(request), check, told, note)
    return `${checkPath(check.id)}?done=told`
  }),
  form('/effects/:id/confirm', 'steering.confirm', forms.ConfirmForm, showCheck, async (request, { version }) => {
    const check = await seen(request, version)
    await confirmVerdict(request.tx, request.actor, settingOf(request), check)
    return `${checkPath(check.id)}?done=confirmed`
  }),
]
