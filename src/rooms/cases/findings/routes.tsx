import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { findingRights } from './access.ts'
import { decideFinding } from './actions/releasing.ts'
import { sendAgain, withdrawFinding } from './actions/reporting.ts'
import { dropTold, takeTold } from './actions/taking.ts'
import * as forms from './forms.ts'
import { showFinding, showOwn } from './pages/own.tsx'
import { showDecision, showRelease } from './pages/release.tsx'
import { sendReport, showReport } from './pages/report.tsx'
import { showTold } from './pages/told.tsx'
import { findingsPath, releaseOnePath, releasePath, toldRoute } from './paths.ts'
import { findOwn, listToRelease } from './queries.ts'
import { readReportingCase } from './source.ts'

const { page, form } = routesFor(findingRights)

export const findingRoutes = [
  form('/cases/:id/findings/new', 'cases.report-finding', forms.ReportForm, showReport, sendReport, {
    draft: true,
    once: true,
  }),
  page('/findings', 'cases.report-finding', showOwn),
  form('/findings/:id', 'cases.report-finding', forms.AgainForm, showFinding, async (request, input) => {
    const { tx, actor, params, clock } = request
    const finding = await findOwn(tx, actor, params.id)
    if (!finding) throw new NotFound(`there is no finding ${params.id}`)
    if (input.do === 'withdraw') {
      await withdrawFinding(tx, actor, finding.id)
      return `${findingsPath}?done=withdrawn`
    }
    const { names } = await readReportingCase(tx, actor, finding.caseId, clock.today())
    await sendAgain(tx, actor, finding.id, input.do === 'without' ? null : (input.text ?? null), names)
    return `${findingsPath}?done=sent`
  }),
  page('/findings/release', 'cases.release-findings', showRelease),
  form(toldRoute, 'cases.release-findings', forms.ToldForm, showTold, async (request, input) => {
    const { tx, actor, params, clock, tenant } = request
    if (input.do === 'drop') {
      await dropTold(tx, actor, params.id, clock)
      return `${releasePath}?done=drop`
    }
    const taken = { interfaceId: input.interface ?? null, hurdle: input.hurdle ?? '', text: input.text ?? null }
    await takeTold(tx, actor, params.id, taken, { clock, tenant })
    return `${releasePath}?done=release`
  }),
  form('/findings/release/:id', 'cases.release-findings', forms.DecisionForm, showDecision, async (request, input) => {
    const { tx, actor, params, clock } = request
    const { decision, reason, version } = input
    const id = params.id as Id<'finding'>
    // The schema asks for a reason where one is needed.
    const decided =
      decision === 'release' || reason === undefined ? { move: 'release' as const } : { move: decision, reason }
    await decideFinding(tx, actor, id, version, decided, clock.today())
    const [next] = await listToRelease(tx, actor, 1)
    return `${next ? releaseOnePath(next.id) : releasePath}?done=${decided.move}`
  }),
]
