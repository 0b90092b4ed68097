import { isDayIssue, readTypedDay } from '../../../platform/i18n/index.ts'

/** What a form holds, by the names of its fields: as it is filled, or as it was sent. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

export interface Merged {
  readonly values: Typed
  /** Fields that both changed, each to something else: somebody has to choose. */
  readonly both: readonly string[]
}

/**
 * Brings two people's changes of one record together, field by field: what only the other one changed is taken over, what
 * this person typed stays. `base` is what both began with.
 */
export function mergeTyped(names: readonly string[], base: Typed, mine: Typed, theirs: Typed): Merged {
  const values: Record<string, string | readonly string[]> = { ...mine }
  const both: string[] = []
  for (const name of names) {
    const [was, typed, now] = [plain(base[name]), plain(mine[name]), plain(theirs[name])]
    if (typed === now || now === was) continue
    if (typed === was) {
      const taken = theirs[name]
      if (taken === undefined) delete values[name]
      else values[name] = taken
    } else both.push(name)
  }
  return { values, both }
}

/** Days are typed in more than one way, lists arrive in any order, nothing typed is nothing. */
function plain(value: string | readonly string[] | undefined): string {
  const list = value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value
  return JSON.stringify(list.map(asRead).sort())
}

function asRead(text: string): string {
  const day = readTypedDay(text)
  return isDayIssue(day) ? text.trim() : day
}
