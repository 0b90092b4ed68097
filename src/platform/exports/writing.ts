import { type Day, parseDay } from '../../kernel/day.ts'
// Not through the door: this runs in a thread of its own too, which needs no papers and no pages.
import { type CsvValue, csvType, writeCsv } from '../documents/csv.ts'
import { writeXlsx } from '../documents/sheets/write.ts'
import { xlsxType } from '../documents/types.ts'
import { createFormat, type Locale, type Translate } from '../i18n/index.ts'
import type { ExportFormat } from './domain.ts'
import type { ExportColumn, ExportRow, Narrowing } from './kind.ts'

/** All that stands in a file, as plain values: it can be handed to another thread. */
export interface Written {
  readonly format: ExportFormat
  readonly title: string
  readonly district: string
  readonly asOf: Day
  readonly isDemo: boolean
  readonly locale: Locale
  readonly narrowedBy: readonly Narrowing[]
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly ExportRow[]
  readonly words: Words
}

interface Words {
  readonly yes: string
  readonly no: string
  readonly demo: string
  readonly demoColumn: string
  readonly notes: string
  readonly asOf: string
  readonly care: string
}

/** Media types of what is given out. */
export const typeOf: Readonly<Record<ExportFormat, string>> = {
  xlsx: xlsxType,
  csv: csvType,
  json: 'application/json; charset=utf-8',
}

/** The words of a file that do not come from its kind. */
export function wordsIn(t: Translate, locale: Locale, asOf: Day, count: number): Words {
  return {
    yes: t('exports.file.yes'),
    no: t('exports.file.no'),
    demo: t('exports.file.demo'),
    demoColumn: t('exports.file.demo-column'),
    notes: t('exports.file.notes'),
    asOf: t('exports.file.as-of', { day: createFormat(locale).day(asOf), count }),
    care: t('exports.file.care'),
  }
}

/** The file as bytes. A demo says so: in its properties and notes, in the last column, in a field of its own. */
export async function bytesOf(written: Written): Promise<Uint8Array> {
  if (written.format === 'xlsx') return await asBook(written)
  return Buffer.from(written.format === 'csv' ? asCsv(written) : asJson(written), 'utf8')
}

async function asBook({ title, district, asOf, isDemo, narrowedBy, columns, rows, words }: Written) {
  return await writeXlsx({
    title: `${title}, ${district}`,
    issuer: district,
    marks: isDemo ? [words.demo] : [],
    createdOn: asOf,
    sheets: [{ name: title, columns, rows: rows.map(({ cells }) => cells) }],
    notes: {
      name: words.notes,
      lines: [words.asOf, ...narrowedBy.map(({ label, value }) => `${label}: ${value}`), words.care],
    },
  })
}

function asCsv({ columns, rows, isDemo, locale, words }: Written): string {
  const format = createFormat(locale)
  const cellOf = (column: ExportColumn, value: ExportRow['cells'][number]): CsvValue => {
    if (typeof value === 'boolean') return value ? words.yes : words.no
    const on = column.kind === 'day' && typeof value === 'string' ? parseDay(value) : undefined
    return on ? format.day(on) : value
  }
  const demo = isDemo ? [words.demoColumn] : []
  return writeCsv(
    [...columns.map(({ header }) => header), ...demo],
    rows.map(({ cells }) => [
      ...columns.map((column, index) => cellOf(column, cells[index])),
      ...demo.map(() => words.yes),
    ]),
  )
}

function asJson({ title, district, asOf, isDemo, narrowedBy, columns, rows }: Written): string {
  const head = {
    format: 'nahtlos-export/1',
    title,
    district,
    asOf,
    simulated: isDemo,
    filter: narrowedBy,
    columns: columns.map(({ key, header }) => ({ key, header })),
  }
  const lines = rows.map(({ cells }) =>
    JSON.stringify(Object.fromEntries(columns.map(({ key }, index) => [key, cells[index] ?? null]))),
  )
  return `${JSON.stringify(head).slice(0, -1)},"rows":[\n${lines.join(',\n')}\n]}\n`
}
