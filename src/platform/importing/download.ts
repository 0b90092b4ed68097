import { writeXlsx, xlsxType } from '../documents/index.ts'
import type { Download, PageRequest } from '../http/index.ts'
import type { ImportKind } from './kind.ts'
import { getImport, type ImportRow, listRows } from './queries/imports.ts'
import { besideText, headerOf, issueText, remainsText } from './wording.ts'

/** Rows with remarks that one table holds; how many are missing stands in its last line. */
const mostRows = 20_000

/** What is wrong with the rows, one line for each remark, as a table to mend the list by. */
export async function importResult(
  request: PageRequest,
  kind: ImportKind,
  id: string,
  most: number = mostRows,
): Promise<Download> {
  const { tx, t, tenant, clock } = request
  const one = await getImport(tx, kind, id)
  const { rows, total } = await listRows(tx, one.id, { noted: true, limit: most })
  const title = t('importing.result.title')
  const lines = rows.flatMap((row) => linesOf(request, kind, row))
  const missing = total - rows.length
  if (missing > 0) lines.push([null, t('importing.result.more', { count: missing }), '', '', ''])
  const body = await writeXlsx({
    title: `${title}: ${one.fileName}`,
    issuer: tenant.name,
    marks: tenant.demo ? [t('importing.demo')] : [],
    createdOn: clock.today(),
    sheets: [
      {
        name: title,
        columns: [
          { header: t('importing.row'), width: 8, kind: 'number' },
          { header: t(`${kind.words}.one`), width: 36 },
          { header: t('importing.result.kind'), width: 16 },
          { header: t('importing.result.column'), width: 20 },
          { header: t('importing.result.text'), width: 80 },
        ],
        rows: lines.length > 0 ? lines : [[null, t('importing.result.nothing'), '', '', '']],
      },
    ],
  })
  return { type: xlsxType, filename: `${t('importing.result.file')}-${clock.today()}.xlsx`, body }
}

function linesOf({ t, locale }: PageRequest, kind: ImportKind, row: ImportRow): (string | number | null)[][] {
  const wording = { t, locale, kind }
  const line = (of: string, column: string | null, text: string) => [
    row.number,
    row.title,
    t(`importing.result.${of}`),
    headerOf(kind, column),
    text,
  ]
  return [
    ...(row.remains ? [line('remains', null, remainsText(wording, row.remains))] : []),
    ...(row.reading.beside ? [line('beside', null, besideText(wording, row.reading.beside))] : []),
    ...row.reading.issues.map((issue) => line(issue.kind, issue.column, issueText(wording, issue))),
  ]
}
