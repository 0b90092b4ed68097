import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { showOverview } from './pages/overview.tsx'

const { page } = routesFor(rights)

/** The address of the overview. */
export const routes = [page('/measures/overview', 'measures.read', showOverview)]
