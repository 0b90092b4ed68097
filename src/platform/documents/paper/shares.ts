import type { Block, Inline } from '../model.ts'

/** In letters: a column is never narrower than its longest word, up to this, and gains nothing beyond the other. */
const longestWord = 22
const longestText = 60

/** Shares of the width of a table's columns, as the paper says or, where it does not, as the texts need it. */
export function sharesOf(table: Block & { kind: 'table' }): readonly number[] {
  const given = table.columns.map((column) => column.width)
  const total = given.reduce<number>((sum, width) => sum + (width ?? 0), 0)
  if (given.every((width) => width !== undefined)) {
    // In letters of a line, and never less than what the header's longest word needs.
    return table.columns.map((column, index) =>
      Math.max(
        (70 * (given[index] ?? 0)) / total,
        ...column.header.split(/[\s\u00ad]+/).map((word) => word.length + 1),
      ),
    )
  }
  return table.columns.map((column, index) => {
    const texts = [column.header, ...table.rows.map((row) => textOf(row[index] ?? []))]
    const words = texts.flatMap((text) => text.split(/[\s\u00ad]+/))
    const word = Math.min(longestWord, Math.max(...words.map((text) => text.length)))
    const lengths = texts.map((text) => text.length).sort((one, other) => one - other)
    // The ninth of ten: one long remark does not widen a column of short ones.
    const usual = Math.min(longestText, lengths[Math.floor((lengths.length - 1) * 0.9)] ?? 0)
    return Math.max(word, Math.sqrt(usual * longestText) / 2, 4)
  })
}

/** What the parts say, without their looks. */
export function textOf(parts: readonly Inline[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.kind === 'line-break' ? ' ' : part.text)).join('')
}
