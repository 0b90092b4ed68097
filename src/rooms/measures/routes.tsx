import { routesFor } from '../../platform/http/index.ts'
import { rights } from './access.ts'
import { showRegister } from './pages/register.tsx'

const { page } = routesFor(rights)

/** Every address of the register. The parts of the room bring their own. */
export const routes = [page('/measures', 'measures.read', showRegister)]
