import pg from 'pg'

const { builtins } = pg.types

/**
 * How values of PostgreSQL arrive: a day as its ISO text (the kernel's Day) and never as an instant at some midnight; bigint
 * (counts, sums) as a number; numeric as text, because it may hold more digits than a number; instants as Date.
 */
export const values: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === builtins.DATE) return (text: string) => text
    if (format !== 'binary' && oid === builtins.INT8) return safeInteger
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`too large for a number: ${text}`)
  return value
}
