/** A table in Markdown, columns of numbers to the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const numeric = heads.map((_, column) => column > 0 && rows.every((row) => typeof row[column] === 'number'))
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(numeric.map((right) => (right ? '---:' : '---'))), ...rows.map(line)].join('\n')
}

/** The value that a share of all does not exceed (nearest rank); 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits))
