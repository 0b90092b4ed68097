type Columns = Readonly<Record<string, Int32Array | Uint8Array | Float64Array>> & {
  readonly caseOf: Int32Array
  /** Secret, and other in every district: it goes along and decides nothing. */
  readonly recordKeyOf?: Int32Array
}

/**
 * Rows in an order that depends on what they say, and cases numbered in that order. The journeys give both in an order
 * drawn anew for each load, so that nobody can be followed from one to the next; seeded draws (bootstrap, permutations)
 * shall nevertheless come out alike for equal data.
 */
export function inFixedOrder<T extends Columns>(columns: T, size: number): T {
  const { caseOf, recordKeyOf, ...rest } = columns
  const said = Object.values(rest)
  const rowText = Array.from({ length: size }, (_, row) => said.map((column) => column[row]).join())
  const rowsOfCase = Map.groupBy(rowText.keys(), (row) => caseOf[row] as number)
  const caseText = new Map(
    [...rowsOfCase].map(([key, rows]) => [
      key,
      rows
        .map((row) => rowText[row])
        .sort()
        .join(';'),
    ]),
  )
  const keys = rowText.map((text, row) => `${text}|${caseText.get(caseOf[row] as number)}`)
  const order = Int32Array.from(rowText.keys()).sort((a, b) => compareTexts(keys[a] as string, keys[b] as string))
  const numbers = new Map<number, number>()
  const numbered = Int32Array.from(order, (row) => {
    const key = caseOf[row] as number
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
  const sorted = Object.fromEntries(
    Object.entries({ ...rest, ...(recordKeyOf && { recordKeyOf }) }).map(([name, column]) => [
      name,
      column.map((_: number, index: number) => column[order[index] as number] as number),
    ]),
  )
  return { ...sorted, caseOf: numbered } as unknown as T
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
