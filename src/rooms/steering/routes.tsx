import { controllingRoutes } from './controlling/routes.tsx'
import { effectRoutes } from './effects/routes.tsx'
import { gapRoutes } from './gaps/routes.tsx'
import { proposalRoutes } from './proposals/routes.tsx'
import { topicRoutes } from './topics/routes.tsx'

/** Every address of steering. The parts of the room bring their own. */
export const routes = [...topicRoutes, ...gapRoutes, ...proposalRoutes, ...effectRoutes, ...controllingRoutes]
