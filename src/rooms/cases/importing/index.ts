/** Reading in the lists that case workers kept before. */
import { importRoutes } from '../../../platform/importing/index.ts'
import { rights } from '../access.ts'
import { caseImport } from './kind.ts'

export { caseImport }

export const caseImportRoutes = importRoutes(caseImport, rights)
