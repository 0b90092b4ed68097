import { Invalid, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { type FormRequest, routesFor } from '../../platform/http/index.ts'
import { keepSearch } from '../people/index.ts'
import { rights } from './access.ts'
import { enterFile } from './actions/enter.ts'
import { assignCases, moveCase } from './actions/move.ts'
import { openCase } from './actions/open.ts'
import { changePhase, closeCase } from './actions/phase.ts'
import { setShare } from './actions/share.ts'
import type { Attainment } from './domain/closing.ts'
import { criteria } from './domain/intake.ts'
import * as forms from './forms.ts'
import { showAssign } from './pages/assign.tsx'
import { showCaseload } from './pages/caseload.tsx'
import { showClosing, showManage } from './pages/ending.tsx'
import { showFile } from './pages/file.tsx'
import { showIntake } from './pages/intake.tsx'
import { showLooks } from './pages/looks.tsx'
import { showEmergency, showOpenings, showSupervision } from './pages/supervision.tsx'
import { assignPath, casePath, casesPath, emergencyPath, openingsPath, supervisionPath } from './paths.ts'
import { forgetView, keepView } from './views.ts'

const { page, form } = routesFor(rights)

const momentOf = ({ clock }: FormRequest) => ({ today: clock.today(), now: clock.now() })

/** An Aktenzeichen that is not there, or of another controller, is said at its field. */
async function enter(request: FormRequest, kind: 'supervision' | 'emergency', reference: string, reason: string) {
  const { tx, actor, clock } = request
  try {
    const id = await enterFile(tx, actor, reference, kind, reason, clock.now())
    return `${casePath(id)}?done=${kind}`
  } catch (error) {
    if (error instanceof NotFound) throw new Invalid([{ field: 'reference', code: 'cases-no-such-reference' }])
    throw error
  }
}

export const coreRoutes = [
  page(casesPath, 'cases.edit', showCaseload),
  form(`${casesPath}/search`, 'cases.edit', forms.SearchForm, showCaseload, async ({ tx, actor }, { name }) => {
    const search = { familyName: name, givenName: null, birth: null }
    return `${casesPath}?search=${await keepSearch(tx, actor, search)}`
  }),
  form(`${casesPath}/views`, 'cases.edit', forms.ViewForm, showCaseload, async ({ tx, actor, clock }, typed) => {
    const query = await keepView(tx, actor, typed.name, typed.query ?? '', clock.now())
    return `${casesPath}?${query}${query && '&'}done=view`
  }),
  form(
    `${casesPath}/views/forget`,
    'cases.edit',
    forms.ForgetViewForm,
    showCaseload,
    async ({ tx, actor }, { view }) => {
      await forgetView(tx, actor, view)
      return `${casesPath}?done=forgotten`
    },
  ),
  form(assignPath, 'cases.edit', forms.AssignForm, showAssign, async (request, input) => {
    await assignCases(request.tx, request.actor, input.cases, input.manager, momentOf(request))
    return `${casesPath}?done=assigned`
  }),
  form(
    `${casesPath}/new`,
    'cases.edit',
    forms.IntakeForm,
    showIntake,
    async (request, typed) => {
      const { tx, actor, tenant } = request
      const id = await openCase(
        tx,
        actor,
        {
          personId: typed.person,
          checked: Object.fromEntries(criteria.map((one) => [one, typed[one] === 'yes'])) as Record<
            (typeof criteria)[number],
            boolean
          >,
          decision: typed.decision,
          reason: typed.reason,
          accessPath: typed.accessPath,
          targetGroup: typed.targetGroup,
          reach: typed.own ? 'own' : 'team',
          withFamily: typed.withFamily,
        },
        {
          ...momentOf(request),
          demo: tenant.demo,
          land: tenant.land,
          followUp: request.t('cases.intake.follow-up'),
          prefix: tenant.key.slice(0, 3).toUpperCase(),
        },
      )
      return `${casePath(id)}?done=opened`
    },
    { draft: true, autosave: true, once: true },
  ),
  page(`${casesPath}/:id`, 'cases.read', showFile),
  page(`${casesPath}/:id/manage`, 'cases.edit', showManage),
  page(`${casesPath}/:id/looks`, 'cases.edit', showLooks),
  form(`${casesPath}/:id/phase`, 'cases.edit', forms.PhaseForm, showManage, async (request, { phase, version }) => {
    await changePhase(request.tx, request.actor, request.params.id, phase, version, momentOf(request))
    return `${casePath(request.params.id)}?done=phase`
  }),
  form(
    `${casesPath}/:id/close`,
    'cases.edit',
    forms.ClosingForm,
    showClosing,
    async (request, typed) => {
      const attainment = Number(typed.attainment) as Attainment
      await closeCase(request.tx, request.actor, request.params.id, { ...typed, attainment }, momentOf(request))
      return `${casePath(request.params.id)}?done=closed`
    },
    { draft: true, autosave: true },
  ),
  form(`${casesPath}/:id/move`, 'cases.edit', forms.MoveForm, showManage, async (request, typed) => {
    const { organisation, manager, ...rest } = typed
    const move = { ...rest, organisationId: organisation, managerId: manager }
    await moveCase(request.tx, request.actor, request.params.id, move, momentOf(request))
    return `${casePath(request.params.id)}?done=moved`
  }),
  page(supervisionPath, 'cases.supervise', showSupervision),
  form(`${casesPath}/supervision/enter`, 'cases.supervise', forms.EnterForm, showSupervision, (request, typed) =>
    enter(request, 'supervision', typed.reference, typed.reason),
  ),
  form(
    `${casesPath}/supervision/shares`,
    'cases.supervise',
    forms.ShareForm,
    showSupervision,
    async (request, typed) => {
      const { member, organisation, percent } = typed
      await setShare(request.tx, request.actor, member as Id<'user'>, organisation, percent / 100, request.clock.now())
      return `${casesPath}/supervision`
    },
  ),
  form(emergencyPath, 'cases.edit', forms.EnterForm, showEmergency, (request, typed) =>
    enter(request, 'emergency', typed.reference, typed.reason),
  ),
  page(openingsPath, 'cases.review-openings', showOpenings),
]
