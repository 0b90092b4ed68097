import { routesFor } from '../../platform/http/index.ts'
import { rights } from './access.ts'
import { campaignRoutes } from './campaigns/index.ts'
import { showRegister } from './pages/register.tsx'
import { publicRoutes } from './public/routes.tsx'
import { routes as overviewRoutes } from './overview/index.ts'
import { routes as reviewRoutes } from './reviews/index.ts'

const { page } = routesFor(rights)

/** Every address of the register. The parts of the room bring their own. */
export const routes = [
  page('/measures', 'measures.read', showRegister),
  ...campaignRoutes,
  ...overviewRoutes,
  ...reviewRoutes,
  ...publicRoutes,
]
