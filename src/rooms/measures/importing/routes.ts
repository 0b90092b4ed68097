import { routesFor } from '../../../platform/http/index.ts'
import { importRoutes } from '../../../platform/importing/index.ts'
import { rights } from '../access.ts'
import { exportCsv, exportXlsx } from './export.ts'
import { measureImport } from './kind.ts'

const { download } = routesFor(rights)

export const tableRoutes = [
  download('/measures/export.xlsx', 'measures.read', exportXlsx),
  download('/measures/export.csv', 'measures.read', exportCsv),
  ...importRoutes(measureImport, rights),
]
