import { parseDay } from '../../kernel/day.ts'
import { type CsvValue, csvType, writeCsv, writeXlsx, xlsxType } from '../documents/index.ts'
import { createFormat } from '../i18n/index.ts'
import type { ExportFormat } from './domain.ts'
import type { ExportColumn, ExportRow, ExportScope, Narrowing } from './kind.ts'

export interface Written {
  readonly title: string
  readonly district: string
  readonly narrowedBy: readonly Narrowing[]
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly ExportRow[]
}

/** Media types of what is given out. */
export const typeOf: Readonly<Record<ExportFormat, string>> = {
  xlsx: xlsxType,
  csv: csvType,
  json: 'application/json; charset=utf-8',
}

/** The file as bytes. A demo says so: in its properties and notes, in the last column, in a field of its own. */
export async function writeExport(
  format: ExportFormat,
  written: Written,
  scope: Pick<ExportScope, 't' | 'locale' | 'today' | 'tenant'>,
): Promise<Uint8Array> {
  if (format === 'xlsx') return await asBook(written, scope)
  return Buffer.from(format === 'csv' ? asCsv(written, scope) : asJson(written, scope), 'utf8')
}

type Words = Pick<ExportScope, 't' | 'locale' | 'today' | 'tenant'>

async function asBook({ title, district, narrowedBy, columns, rows }: Written, { t, locale, today, tenant }: Words) {
  return await writeXlsx({
    title: `${title}, ${district}`,
    issuer: district,
    marks: tenant.demo ? [t('exports.file.demo')] : [],
    createdOn: today,
    sheets: [{ name: title, columns, rows: rows.map(({ cells }) => cells) }],
    notes: {
      name: t('exports.file.notes'),
      lines: [
        t('exports.file.as-of', { day: createFormat(locale).day(today), count: rows.length }),
        ...narrowedBy.map(({ label, value }) => `${label}: ${value}`),
        t('exports.file.care'),
      ],
    },
  })
}

function asCsv({ columns, rows }: Written, { t, locale, tenant }: Words): string {
  const format = createFormat(locale)
  const cellOf = (column: ExportColumn, value: ExportRow['cells'][number]): CsvValue => {
    if (typeof value === 'boolean') return t(value ? 'exports.file.yes' : 'exports.file.no')
    const on = column.kind === 'day' && typeof value === 'string' ? parseDay(value) : undefined
    return on ? format.day(on) : value
  }
  const demo = tenant.demo ? [t('exports.file.demo-column')] : []
  return writeCsv(
    [...columns.map(({ header }) => header), ...demo],
    rows.map(({ cells }) => [
      ...columns.map((column, index) => cellOf(column, cells[index])),
      ...demo.map(() => t('exports.file.yes')),
    ]),
  )
}

function asJson({ title, district, narrowedBy, columns, rows }: Written, { today, tenant }: Words): string {
  return JSON.stringify(
    {
      format: 'nahtlos-export/1',
      title,
      district,
      asOf: today,
      simulated: tenant.demo,
      filter: narrowedBy,
      columns: columns.map(({ key, header }) => ({ key, header })),
      rows: rows.map(({ cells }) => Object.fromEntries(columns.map(({ key }, index) => [key, cells[index] ?? null]))),
    },
    null,
    1,
  )
}
