import { compareTexts, type Run } from '../../../../platform/documents/index.ts'
import { plainText } from '../../domain/content.ts'
import { assemble, type Edits, edited } from './assemble.ts'
import type { Composition, Part } from './composition.ts'

/** What two states of a report say differently, part by part, in words. */
export interface PartComparison {
  readonly key: string
  readonly heading: string
  /** `added` and `gone` for parts that only one of the two has. */
  readonly kind: 'changed' | 'added' | 'gone'
  readonly runs: readonly Run[]
}

/** Parts that read differently, in the order of the later one; those that are gone come last. */
export function changedParts(
  before: Composition,
  after: Composition,
  { old, young }: { readonly old?: Edits; readonly young?: Edits } = {},
): PartComparison[] {
  const was = textsOf(before, old)
  const is = textsOf(after, young)
  const changed = [...is].flatMap(([key, { heading, text }]): PartComparison[] => {
    const then = was.get(key)
    if (then?.text === text && then.heading === heading) return []
    return [{ key, heading, kind: then ? 'changed' : 'added', runs: runsBetween(then?.text ?? '', text) }]
  })
  const gone = [...was]
    .filter(([key]) => !is.has(key))
    .map(([key, { heading, text }]): PartComparison => ({ key, heading, kind: 'gone', runs: compareTexts(text, '') }))
  return [...changed, ...gone]
}

/** Old and new wording of the lines that differ; what both say in the same words is left out, or nobody finds the rest. */
function runsBetween(old: string, young: string): readonly Run[] {
  const differing = (one: string, other: string) => {
    const known = new Set(other.split('\n'))
    return one
      .split('\n')
      .filter((line) => !known.has(line))
      .join('\n')
  }
  return compareTexts(differing(old, young), differing(young, old))
}

function textsOf(composition: Composition, edits?: Edits): Map<string, { heading: string; text: string }> {
  const { parts, sources } = edited(composition, edits)
  return new Map(parts.map((part) => [part.key, { heading: part.heading, text: textOf({ parts: [part], sources }) }]))
}

/** The words of one part without its number. */
const textOf = (composition: { readonly parts: readonly Part[]; readonly sources: Composition['sources'] }) =>
  plainText(assemble(composition).explanation.slice(1))
