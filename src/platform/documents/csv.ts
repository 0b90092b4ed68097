/** A value in a table that is given away: numbers stay numbers, days are German, yes and no are words of the caller. */
export type CsvValue = string | number | null | undefined

/**
 * A table as the German edition of Excel opens it with a double click: UTF-8 with byte order mark, semicolons, decimal
 * comma, CRLF. The quoting is that of RFC 4180. Texts that a spreadsheet would take for a formula get an apostrophe in
 * front, also after white space: a name such as `=HYPERLINK(…)` must stay a name (OWASP, CSV injection).
 */
export function writeCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [header, ...rows].map((row) => row.map(cell).join(';'))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** Media type of what writeCsv makes. */
export const csvType = 'text/csv; charset=utf-8; header=present'

function cell(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value).replace('.', ',')
  const text = isFormula(value) ? `'${value}` : value
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Whether a spreadsheet would take a text for a formula, also after white space and in full width. */
export function isFormula(text: string): boolean {
  return /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) || /^[\t\r\n]/.test(text)
}
