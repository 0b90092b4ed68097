import { type Block, compareTexts, type Run } from '../../../../platform/documents/index.ts'
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

/** Below this share of common letters two texts have little to do with each other: word by word nobody could read them. */
const leastCommon = 0.4

/**
 * Two papers section by section, matched by headline: an earlier one may have been written in quite another form. Tables
 * are left out; texts with little in common stand one after the other.
 */
export function comparedSections(
  old: readonly Block[],
  young: readonly Block[],
): { readonly heading: string; readonly runs: readonly Run[] }[] {
  const was = sectionsOf(old)
  const is = sectionsOf(young)
  const headings = [...new Set([...is.keys(), ...was.keys()])]
  return headings.flatMap((heading) => {
    const before = was.get(heading) ?? ''
    const after = is.get(heading) ?? ''
    if (before === after) return []
    const runs = compareTexts(before, after)
    const kept = runs.reduce((sum, run) => sum + (run.kind === 'kept' ? run.text.length : 0), 0)
    if (kept >= leastCommon * Math.max(before.length, after.length)) return [{ heading, runs }]
    const whole: Run[] = [
      { kind: 'deleted', text: before === '' ? '' : `${before}\n` },
      { kind: 'inserted', text: after },
    ]
    return [{ heading, runs: whole.filter((run) => run.text !== '') }]
  })
}

function sectionsOf(blocks: readonly Block[]): Map<string, string> {
  const sections = new Map<string, Block[]>()
  let heading = ''
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level < 3) heading = block.text.replace(/^\d+\. /, '')
    else if (block.kind !== 'table' && block.kind !== 'page-break')
      sections.set(heading, [...(sections.get(heading) ?? []), block])
  }
  return new Map([...sections].map(([name, own]) => [name, plainText(own)]))
}
