import { coreRoutes } from './coreroutes.tsx'
import { courseRoutes } from './course/routes.tsx'
import { dayRoutes } from './day/routes.tsx'
import { findingRoutes } from './findings/routes.tsx'
import { caseImportRoutes } from './importing/index.ts'
import { needRoutes } from './needs/routes.tsx'
import { sharingRoutes } from './sharing/index.ts'
import { workRoutes } from './work/index.ts'

/** Every address of the room. Its parts bring their own. */
export const routes = [
  ...coreRoutes,
  ...dayRoutes,
  ...courseRoutes,
  ...findingRoutes,
  ...needRoutes,
  ...caseImportRoutes,
  ...sharingRoutes,
  ...workRoutes,
]
