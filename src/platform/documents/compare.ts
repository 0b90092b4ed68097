import type { Run } from './model.ts'

/**
 * Words that may differ before a paragraph counts as rewritten. The work grows with the square of this number: at the
 * limit a comparison takes some ten milliseconds.
 */
const mostEdits = 1500

/**
 * Old and new wording as one sequence of runs, word by word: kept and deleted together are the old text, kept and inserted
 * together the new one, to the letter. The shortest sequence of edits after E. W. Myers, "An O(ND) Difference Algorithm and
 * Its Variations" (1986); texts that have less in common are shown as replaced where they differ.
 */
export function compareTexts(before: string, after: string): readonly Run[] {
  const old = wordsOf(before)
  const young = wordsOf(after)
  let start = 0
  while (start < old.length && start < young.length && old[start] === young[start]) start++
  let end = 0
  while (
    end < old.length - start &&
    end < young.length - start &&
    old[old.length - 1 - end] === young[young.length - 1 - end]
  )
    end++
  const middle = editsOf(old.slice(start, old.length - end), young.slice(start, young.length - end))
  return joined([
    { kind: 'kept', text: old.slice(0, start).join('') },
    ...middle,
    { kind: 'kept', text: old.slice(old.length - end).join('') },
  ])
}

/** Words, white space and single signs. Letters and digits of any script belong to a word, hyphens within it too. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}\u00ad]+(?:[-'’.][\p{L}\p{N}\p{M}\u00ad]+)*|\s+|./gsu) ?? []
}

function editsOf(old: readonly string[], young: readonly string[]): readonly Run[] {
  const replaced: readonly Run[] = [
    { kind: 'deleted', text: old.join('') },
    { kind: 'inserted', text: young.join('') },
  ]
  if (old.length === 0 || young.length === 0) return replaced
  const rounds = roundsOf(old, young)
  return rounds ? wayBack(old, young, rounds) : replaced
}

/**
 * For every number of edits the furthest place in the old text on each diagonal (place in old minus place in new);
 * undefined when the limit is passed before both texts end.
 */
function roundsOf(old: readonly string[], young: readonly string[]): readonly Int32Array[] | undefined {
  const rounds: Int32Array[] = []
  const most = Math.min(old.length + young.length, mostEdits)
  let furthest = new Int32Array(3)
  for (let edits = 0; edits <= most; edits++) {
    // Diagonals from -edits - 1 to edits + 1; diagonal k stands at k + edits + 1.
    const next = new Int32Array(2 * edits + 3)
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = edits === 0 ? 0 : (furthest[diagonal + 1 + edits] ?? 0)
      const right = edits === 0 ? 0 : (furthest[diagonal - 1 + edits] ?? 0) + 1
      let place = edits === 0 || fromAbove(diagonal, edits, furthest) ? down : right
      while (place < old.length && place - diagonal < young.length && old[place] === young[place - diagonal]) place++
      next[diagonal + edits + 1] = place
      if (place >= old.length && place - diagonal >= young.length) return [...rounds, next]
    }
    rounds.push(next)
    furthest = next
  }
  return undefined
}

/** Whether the best way onto a diagonal inserts (comes from the diagonal above) rather than deletes. */
function fromAbove(diagonal: number, edits: number, before: Int32Array): boolean {
  if (diagonal === -edits) return true
  if (diagonal === edits) return false
  return (before[diagonal - 1 + edits] ?? 0) < (before[diagonal + 1 + edits] ?? 0)
}

function wayBack(old: readonly string[], young: readonly string[], rounds: readonly Int32Array[]): readonly Run[] {
  const runs: Run[] = []
  let place = old.length
  let diagonal = old.length - young.length
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const before = rounds[edits - 1]
    const inserts = before !== undefined && fromAbove(diagonal, edits, before)
    const from = before === undefined ? 0 : inserts ? diagonal + 1 : diagonal - 1
    const start = before === undefined ? 0 : (before[from + edits] ?? 0) + (inserts ? 0 : 1)
    runs.push({ kind: 'kept', text: old.slice(start, place).join('') })
    if (before !== undefined) {
      runs.push(
        inserts
          ? { kind: 'inserted', text: young[start - from] ?? '' }
          : { kind: 'deleted', text: old[start - 1] ?? '' },
      )
    }
    place = inserts ? start : start - 1
    diagonal = from
  }
  return runs.reverse()
}

/**
 * Neighbours of one kind as one run, deletions before insertions between two kept runs; white space alone between two
 * changes joins them, so that people read changed phrases and not every second word.
 */
function joined(runs: readonly Run[]): readonly Run[] {
  const result: Run[] = []
  let deleted = ''
  let inserted = ''
  const flush = () => {
    if (deleted) result.push({ kind: 'deleted', text: deleted })
    if (inserted) result.push({ kind: 'inserted', text: inserted })
    deleted = ''
    inserted = ''
  }
  const filled = runs.filter((run) => run.text !== '')
  for (const [index, run] of filled.entries()) {
    if (run.kind === 'deleted') deleted += run.text
    else if (run.kind === 'inserted') inserted += run.text
    else if (/^\s+$/.test(run.text) && deleted && inserted && changesAfter(filled, index)) {
      deleted += run.text
      inserted += run.text
    } else {
      flush()
      const last = result.at(-1)
      if (last?.kind === 'kept') result[result.length - 1] = { kind: 'kept', text: last.text + run.text }
      else result.push(run)
    }
  }
  flush()
  return result
}

/** Both a deletion and an insertion follow before anything is kept. */
function changesAfter(runs: readonly Run[], index: number): boolean {
  const kinds = new Set<Run['kind']>()
  for (const run of runs.slice(index + 1)) {
    if (run.kind === 'kept') break
    kinds.add(run.kind)
  }
  return kinds.size === 2
}
