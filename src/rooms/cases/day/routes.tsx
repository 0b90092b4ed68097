import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { showDay } from './page.tsx'
import { dayPath } from './paths.ts'

const { page } = routesFor(rights)

export const dayRoutes = [page(dayPath, 'cases.edit', showDay)]
