import { strToU8, zipSync } from 'fflate'
import { parseDay } from '../../../kernel/day.ts'
import { serialOf } from './dates.ts'
import type { Book, BookCell, BookColumn, BookSheet } from './model.ts'
import { bookParts, contentTypes, escaped, styles } from './parts.ts'

/**
 * A workbook for Excel and LibreOffice: bold header that stays in sight, filter, real numbers and dates. Texts are cells of
 * the kind text, so nothing in them is ever a formula. The same book gives the same bytes.
 */
export async function writeXlsx(book: Book): Promise<Uint8Array> {
  const notes: BookSheet[] = book.notes
    ? [
        {
          name: book.notes.name,
          columns: [{ header: book.title, width: 100 }],
          rows: [...book.marks, ...book.notes.lines].map((line) => [line]),
        },
      ]
    : []
  const sheets = [...book.sheets, ...notes]
  const names = uniqueNames(sheets.map((sheet) => sheet.name))
  const parts: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(contentTypes(sheets.length)),
    'xl/styles.xml': strToU8(styles),
  }
  for (const [name, text] of Object.entries(bookParts(book, names))) parts[name] = strToU8(text)
  for (const [index, sheet] of sheets.entries()) {
    const head = [book.title, ...book.marks].join(' · ')
    parts[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(sheetXml(sheet, head, index === 0))
  }
  const [year = 1980, month = 1, day = 1] = book.createdOn.split('-').map(Number)
  return zipSync(parts, { level: 6, mtime: new Date(Math.max(1980, year), month - 1, day) })
}

const plain = 0
const header = 1
const date = 2
const text = 3

function sheetXml(sheet: BookSheet, head: string, first: boolean): string {
  const last = letters(Math.max(0, sheet.columns.length - 1))
  const columns = sheet.columns
    .map(({ width = 16 }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  const rows = [
    `<row r="1">${sheet.columns.map((column, index) => textCell(`${letters(index)}1`, column.header, header)).join('')}</row>`,
  ]
  let number = 1
  for (const row of sheet.rows) {
    number++
    const cells = sheet.columns.map((column, index) => cell(`${letters(index)}${number}`, column, row[index]))
    rows.push(`<row r="${number}">${cells.join('')}</row>`)
  }
  const view = `<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<dimension ref="A1:${last}${number}"/>${view}<sheetFormatPr defaultRowHeight="15"/>` +
    `${columns ? `<cols>${columns}</cols>` : ''}<sheetData>${rows.join('')}</sheetData><autoFilter ref="A1:${last}${number}"/>` +
    `<pageMargins left="0.6" right="0.6" top="0.8" bottom="0.8" header="0.4" footer="0.4"/>` +
    `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
    `<headerFooter><oddHeader>&amp;L${escaped(head.replaceAll('&', '&&'))}</oddHeader><oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`
  )
}

function cell(place: string, column: BookColumn, value: BookCell): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number')
    return Number.isFinite(value)
      ? `<c r="${place}" s="${plain}"><v>${value}</v></c>`
      : textCell(place, String(value), text)
  if (column.kind === 'day') {
    const day = parseDay(value)
    const serial = day && serialOf(day)
    if (serial !== undefined) return `<c r="${place}" s="${date}"><v>${serial}</v></c>`
  }
  return textCell(place, value, text)
}

function textCell(place: string, value: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(encoded(value))}</t></is></c>`
}

/** What XML cannot hold as `_x0001_`, and what looks like that as text. */
function encoded(value: string): string {
  return (
    value
      .toWellFormed()
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (sign) => {
        return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
      })
  )
}

/** 27 → `AB`. */
function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

/** Names of sheets as Excel takes them: up to 31 letters, without its own signs, each once. */
function uniqueNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>()
  return names.map((name) => {
    const base =
      name
        .toWellFormed()
        .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || '1'
    let made = base.slice(0, 31).trimEnd()
    for (let number = 2; used.has(made.toLowerCase()); number++) made = `${base.slice(0, 27)} (${number})`
    used.add(made.toLowerCase())
    return made
  })
}
