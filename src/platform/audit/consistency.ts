/** Whether two exports tell the same story. Pure: only the signed states are compared, nothing is looked up. */
export interface ExportedState {
  readonly tenant: string
  readonly size: number
  /** Base64. */
  readonly root: string
  readonly previousSize: number
  readonly previousRoot: string
}

export type Consistency =
  /** They have a state in common, or the later one begins exactly where the earlier one ends. */
  | { readonly kind: 'consistent'; readonly shared: number; readonly from: number; readonly to: number }
  /** The same size with two roots: one of them was rewritten. */
  | { readonly kind: 'contradiction'; readonly size: number }
  /** A state does not continue the one before it. */
  | { readonly kind: 'broken'; readonly size: number }
  /** Nothing in common: what lies between them is in neither. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }
  | { readonly kind: 'other-district' }
  | { readonly kind: 'empty' }

/** Compares two lists of signed states. The signatures are checked apart. */
export function compareExports(one: readonly ExportedState[], other: readonly ExportedState[]): Consistency {
  if (one.length === 0 || other.length === 0) return { kind: 'empty' }
  const all = [...one, ...other]
  if (all.some(({ tenant }) => tenant !== all[0]?.tenant)) return { kind: 'other-district' }
  const roots = new Map<number, string>()
  for (const { size, root, previousSize, previousRoot } of all) {
    for (const [at, said] of [
      [size, root],
      [previousSize, previousRoot],
    ] as const) {
      const known = roots.get(at)
      if (known !== undefined && known !== said) return { kind: 'contradiction', size: at }
      roots.set(at, said)
    }
  }
  for (const states of [one, other]) {
    const sorted = [...states].sort((a, b) => a.size - b.size)
    const broken = sorted.find((state, index) => index > 0 && state.previousSize !== sorted[index - 1]?.size)
    if (broken) return { kind: 'broken', size: broken.size }
  }
  const [earlier, later] = [edgesOf(one), edgesOf(other)].sort((a, b) => a.from - b.from) as [Edges, Edges]
  if (later.from > earlier.to) return { kind: 'gap', from: earlier.to, to: later.from }
  const shared = one.filter(({ size }) => other.some((state) => state.size === size)).length
  return { kind: 'consistent', shared, from: earlier.from, to: Math.max(earlier.to, later.to) }
}

interface Edges {
  readonly from: number
  readonly to: number
}

function edgesOf(states: readonly ExportedState[]): Edges {
  return {
    from: Math.min(...states.map(({ previousSize }) => previousSize)),
    to: Math.max(...states.map(({ size }) => size)),
  }
}

/** Reads the lines of a `checkpoints.jsonl`; undefined when one is none. */
export function readStates(text: string): ExportedState[] | undefined {
  const states: ExportedState[] = []
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const state = readState(line)
    if (!state) return undefined
    states.push(state)
  }
  return states
}

function readState(line: string): ExportedState | undefined {
  try {
    const { tenant, size, root, previousSize, previousRoot } = JSON.parse(line) as Record<string, unknown>
    if (
      typeof tenant === 'string' &&
      typeof size === 'number' &&
      typeof root === 'string' &&
      typeof previousSize === 'number' &&
      typeof previousRoot === 'string'
    )
      return { tenant, size, root, previousSize, previousRoot }
  } catch {
    // told by the return value
  }
  return undefined
}
