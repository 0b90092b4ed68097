import type { Rights } from '../access/index.ts'
import { type PageRequest, type Route, routesFor } from '../http/index.ts'
import { checkImport, lookElsewhere } from './actions/check.ts'
import { chooseRows, leaveOut } from './actions/choose.ts'
import { runImport } from './actions/run.ts'
import { discardImport, undoImport } from './actions/undo.ts'
import { startImport } from './actions/upload.ts'
import { importResult } from './download.ts'
import * as forms from './forms.ts'
import { type ImportKind, settingOf } from './kind.ts'
import { columnsPage } from './pages/columns.tsx'
import { importsPage } from './pages/imports.tsx'
import { reportPage } from './pages/report.tsx'
import { getImport } from './queries/imports.ts'

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

/** The steps of the wizard for one kind of list. `rights` are the room's own, of which the kind names one. */
export function importRoutes(kind: ImportKind, rights: Rights): readonly Route[] {
  const { page, form, download } = routesFor(rights)
  const { path, right } = kind
  const one = `${path}/:id` as const
  const idOf = ({ params }: PageRequest) => (params as { readonly id: string }).id
  const pathOf = (request: PageRequest) => `${path}/${idOf(request)}`
  const showImports = importsPage(kind)
  const showColumns = columnsPage(kind)
  const showReport = reportPage(kind)
  return [
    form(
      path,
      right,
      forms.Upload,
      showImports,
      async ({ tx, actor, files }) => {
        const file = files.file
        const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
        const id = await startImport(tx, actor, kind, { name: file?.name ?? '', bytes })
        return `${path}/${id}/columns`
      },
      { limit: uploadLimit },
    ),
    form(`${one}/columns`, right, forms.columnsForm(kind.columns), showColumns, async (request, input) => {
      const { tx, actor } = request
      const id = idOf(request)
      const { sheet: before, headerRow } = await getImport(tx, kind, id)
      const sheet = input.sheet ?? before
      if (input.look || sheet !== before || input.headerRow !== headerRow) {
        await lookElsewhere(tx, kind, id, { sheet, headerRow: input.headerRow })
        return `${pathOf(request)}/columns`
      }
      await checkImport(tx, actor, kind, settingOf(request), id, input.mapping)
      return pathOf(request)
    }),
    page(one, right, showReport),
    download(`${one}/report.xlsx`, right, (request) => importResult(request, kind, idOf(request))),
    form(`${one}/rows`, right, forms.Choices, showReport, async (request, choices) => {
      await chooseRows(request.tx, kind, idOf(request), choices)
      return `${pathOf(request)}${here(request.query)}`
    }),
    form(`${one}/leave-out`, right, forms.LeaveOut, showReport, async (request, { which }) => {
      await leaveOut(request.tx, kind, idOf(request), which)
      return pathOf(request)
    }),
    form(`${one}/run`, right, forms.Run, showReport, async (request, { version }) => {
      const { tx, actor } = request
      const { refused } = await runImport(tx, actor, kind, settingOf(request), idOf(request), version)
      return refused > 0 ? `${pathOf(request)}?show=error` : `${pathOf(request)}?done=run`
    }),
    form(`${one}/undo`, right, forms.Nothing, showReport, async (request) => {
      await undoImport(request.tx, request.actor, kind, settingOf(request), idOf(request))
      return `${pathOf(request)}?done=undone`
    }),
    form(`${one}/discard`, right, forms.Nothing, showReport, async (request) => {
      await discardImport(request.tx, request.actor, kind, idOf(request))
      return `${path}?done=discarded`
    }),
  ]
}
