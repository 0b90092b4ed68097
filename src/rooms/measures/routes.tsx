import { campaignRoutes } from './campaigns/index.ts'
import { tableRoutes } from './importing/index.ts'
import { routes as overviewRoutes } from './overview/index.ts'
import { publicRoutes } from './public/routes.tsx'
import { routes as reviewRoutes } from './reviews/index.ts'
import { conceptRoutes } from './routes/concepts.tsx'
import { measureRoutes } from './routes/measures.tsx'
import { partRoutes } from './routes/parts.tsx'

/** Every address of the register. The parts of the room bring their own. */
export const routes = [
  ...measureRoutes,
  ...conceptRoutes,
  ...partRoutes,
  ...campaignRoutes,
  ...tableRoutes,
  ...overviewRoutes,
  ...reviewRoutes,
  ...publicRoutes,
]
