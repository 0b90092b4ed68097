import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { settingOf } from '../pages/listing.ts'
import { checkImport, lookElsewhere } from './actions/check.ts'
import { chooseRows, leaveOutErrors } from './actions/choose.ts'
import { runImport } from './actions/run.ts'
import { discardImport, undoImport } from './actions/undo.ts'
import { startImport } from './actions/upload.ts'
import { exportCsv, exportXlsx } from './export.ts'
import * as forms from './forms.ts'
import { showColumns } from './pages/columns.tsx'
import { showImports } from './pages/imports.tsx'
import { showReport } from './pages/report.tsx'
import { importPath, importsPath } from './paths.ts'
import { getImport } from './queries/imports.ts'

const { page, form, download } = routesFor(rights)

/** Largest request with a file: the file of 20 MiB and what the form adds. */
const uploadLimit = 21 * 1024 * 1024

/** Where a reader stands in the report: page and filter come back with every decision. */
const here = (query: URLSearchParams): string => {
  const kept = new URLSearchParams()
  for (const name of ['show', 'page']) {
    const value = query.get(name)
    if (value) kept.set(name, value)
  }
  return kept.size > 0 ? `?${kept}` : ''
}

export const importRoutes = [
  download('/measures/export.xlsx', 'measures.read', exportXlsx),
  download('/measures/export.csv', 'measures.read', exportCsv),
  form(
    importsPath,
    'measures.import',
    forms.Upload,
    showImports,
    async ({ tx, actor, files }) => {
      const file = files.file
      const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
      const id = await startImport(tx, actor, { name: file?.name ?? '', bytes })
      return `${importPath(id)}/columns`
    },
    { limit: uploadLimit },
  ),
  form('/measures/import/:id/columns', 'measures.import', forms.Columns, showColumns, async (request, input) => {
    const { tx, actor, params } = request
    const id = params.id as never
    const one = await getImport(tx, id)
    const sheet = input.sheet ?? one.sheet
    if (input.look || sheet !== one.sheet || input.headerRow !== one.headerRow) {
      await lookElsewhere(tx, id, { sheet, headerRow: input.headerRow })
      return `${importPath(id)}/columns`
    }
    await checkImport(tx, actor, settingOf(request), id, input.mapping)
    return importPath(id)
  }),
  page('/measures/import/:id', 'measures.import', showReport),
  form(
    '/measures/import/:id/rows',
    'measures.import',
    forms.Choices,
    showReport,
    async ({ tx, params, query }, choices) => {
      await chooseRows(tx, params.id as never, choices)
      return `${importPath(params.id)}${here(query)}`
    },
  ),
  form('/measures/import/:id/errors', 'measures.import', forms.Nothing, showReport, async ({ tx, params }) => {
    await leaveOutErrors(tx, params.id as never)
    return importPath(params.id)
  }),
  form('/measures/import/:id/run', 'measures.import', forms.Run, showReport, async (request, { version }) => {
    const { tx, actor, params } = request
    await runImport(tx, actor, settingOf(request), params.id as never, version)
    return `${importPath(params.id)}?done=run`
  }),
  form('/measures/import/:id/undo', 'measures.import', forms.Nothing, showReport, async (request) => {
    const { tx, actor, params } = request
    await undoImport(tx, actor, settingOf(request), params.id as never)
    return `${importPath(params.id)}?done=undone`
  }),
  form('/measures/import/:id/discard', 'measures.import', forms.Nothing, showReport, async ({ tx, actor, params }) => {
    await discardImport(tx, actor, params.id as never)
    return `${importsPath}?done=discarded`
  }),
]
