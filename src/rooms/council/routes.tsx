import type { Route } from '../../platform/http/index.ts'
import { draftingRoutes } from './drafting/routes.tsx'
import { publicRoutes } from './public/routes.tsx'
import { paperRoutes } from './routes/papers.tsx'
import { resolutionRoutes } from './routes/resolutions.tsx'

/** Every address of the council side. */
export const routes: readonly Route[] = [...paperRoutes, ...resolutionRoutes, ...draftingRoutes, ...publicRoutes]
