import { type LabelColumn, MISSING } from '../log.ts'

/** Joins label columns into one, row by row with `+` between the parts, as XES classifiers do. Missing parts are left out. */
export function combine(columns: readonly LabelColumn[]): LabelColumn {
  const [first, ...rest] = columns
  if (!first) throw new RangeError('nothing to combine')
  return rest.reduce(combineTwo, first)
}

function combineTwo(a: LabelColumn, b: LabelColumn): LabelColumn {
  const width = b.labels.length + 1
  const codeOf = new Map<number, number>()
  const labels: string[] = []
  const codes = new Int32Array(a.codes.length).fill(MISSING)
  for (let row = 0; row < codes.length; row++) {
    const left = a.codes[row] as number
    const right = b.codes[row] as number
    if (left === MISSING && right === MISSING) continue
    const key = (left + 1) * width + right + 1
    let code = codeOf.get(key)
    if (code === undefined) {
      code = labels.push([a.labels[left], b.labels[right]].filter((part) => part !== undefined).join('+')) - 1
      codeOf.set(key, code)
    }
    codes[row] = code
  }
  return { codes, labels }
}
