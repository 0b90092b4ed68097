import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { fetchLog, listExports, orderLog } from './actions.ts'
import { OrderLogForm } from './forms.ts'
import { logExportPage } from './page.tsx'

const { form, download } = routesFor(rights)

/** The pseudonymised log of the district, for the head of the integration centre. */
export const routes = [
  form(
    '/log-export',
    'insight.export-log',
    OrderLogForm,
    async ({ tx, actor, clock, form: state, t }) => logExportPage(await listExports(tx, actor, clock.now()), state, t),
    async ({ tx, actor, clock }, input) => {
      await orderLog(tx, actor, input, clock.now())
      return '/log-export?done=ordered'
    },
    { once: true },
  ),
  download('/log-export/:id/file', 'insight.export-log', ({ tx, actor, tenant, params, clock }) =>
    fetchLog(tx, actor, tenant, params.id, clock.now()),
  ),
]
