import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Block, Inline, PaperDocument } from '../../../platform/documents/index.ts'
import { composeSuccessorConcept } from './documents/concept.ts'
import { composeDecisionPaper } from './documents/decision.ts'
import { comparisonOf, type DecidedMeasure, frozen, type ReviewOutcome } from './domain/outcome.ts'
import type { Verdict } from './domain/verdicts.ts'

const measure = (number: string, verdict: Verdict, more: Partial<DecidedMeasure> = {}): DecidedMeasure => ({
  id: number,
  number,
  title: `Maßnahme ${number}`,
  chapter: 'Bildung',
  description: `Alter Wortlaut ${number}`,
  decision: {
    verdict,
    reason: `Grund ${number}`,
    targetText: verdict === 'adapt' ? `Neuer Wortlaut ${number}` : null,
    mergeWith: [],
  },
  heard: [],
  evidence: [],
  ...more,
})

const outcomeOf = (measures: readonly DecidedMeasure[]): ReviewOutcome => ({
  reviewId: '0193f000-0000-7000-8000-000000000001',
  title: 'Prüfung',
  concept: {
    id: '0193f000-0000-7000-8000-000000000002',
    key: 'konzept-2010',
    title: 'Konzept 2010',
    adoptedOn: day('2010-07-09'),
    resolutionReference: null,
  },
  obligation: { id: null, label: 'Das Konzept wird geprüft.\n\nEs wird berichtet.' },
  startedOn: day('2026-10-01'),
  concludedOn: day('2026-11-16'),
  reviewers: 2,
  opinions: 5,
  entries: comparisonOf(measures),
  simulated: true,
})
const issue = { issuer: 'Kreis Auental', createdOn: day('2026-11-16') }

const wordsOf = (parts: readonly Inline[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : 'text' in part ? part.text : '\n')).join('')
const paragraphsIn = (paper: PaperDocument) =>
  paper.blocks.flatMap((block) => (block.kind === 'paragraph' ? [wordsOf(block.text)] : []))
const headingsIn = (paper: PaperDocument) =>
  paper.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))

describe('the draft of the decision paper', () => {
  test.each([
    [['keep', 'keep', 'drop'], 'Von 3 Maßnahmen werden 2 beibehalten; 1 entfällt.'],
    [['keep', 'adapt', 'adapt'], 'Von 3 Maßnahmen wird 1 beibehalten und werden 2 angepasst.'],
    [
      ['adapt', 'adapt', 'continueThroughKim', 'continueThroughKim', 'keep', 'keep'],
      'Von 6 Maßnahmen werden 2 beibehalten, 2 angepasst und 2 durch das Kommunale Integrationsmanagement fortgeführt.',
    ],
    [['drop', 'drop'], 'Von 2 Maßnahmen entfallen 2.'],
  ] as const)('sums up %j', (verdicts, expected) => {
    const paper = composeDecisionPaper(
      outcomeOf(verdicts.map((verdict, index) => measure(String(index + 1), verdict))),
      issue,
    )
    expect(paragraphsIn(paper)).toContain(expected)
  })

  const evidence = frozen({ kind: 'registerFigure', label: 'Gruppen', content: '15 Gruppen', asOf: day('2025-12-31') })
  const paper = composeDecisionPaper(
    outcomeOf([
      measure('1', 'adapt', { evidence: [evidence], heard: ['Jugendamt'] }),
      measure('2', 'drop'),
      measure('3', 'continueThroughKim'),
      measure('4', 'keep'),
    ]),
    issue,
  )
  test('is a draft, quotes the order paragraph by paragraph, and says who was heard', () => {
    expect(paper.marks).toEqual(['Entwurf', 'DEMO'])
    expect(paper.blocks).toContainEqual({
      kind: 'quotation',
      text: ['Das Konzept wird geprüft.', 'Es wird berichtet.'],
    })
    expect(paragraphsIn(paper)).toContain('Gehört wurden: Jugendamt.')
  })
  test('gives every figure a source that is there, each piece of evidence its own', () => {
    const cited = paper.blocks.flatMap(figuresOf).map(({ source }) => source)
    const numbers = paper.sources.map(({ number }) => number)
    expect(cited.filter((number) => !numbers.includes(number))).toEqual([])
    expect(cited).toContain(2)
    expect(paper.sources[1]?.lines).toContain(`Prüfsumme ${evidence.checksum.slice(0, 16)}`)
  })
  test('sets old against new where something changes, and says where the wording stays', () => {
    const runs = paper.blocks.flatMap((block) => (block.kind === 'comparison' ? [block.runs] : []))
    expect(runs).toHaveLength(2)
    expect(runs[1]).toEqual([{ kind: 'deleted', text: 'Alter Wortlaut 2' }])
    expect(paragraphsIn(paper)).toContain('Der Wortlaut bleibt: Alter Wortlaut 3')
    expect(headingsIn(paper)).not.toContain('4 Maßnahme 4')
  })
})

function figuresOf(block: Block): { readonly source: number }[] {
  const lines = block.kind === 'paragraph' ? [block.text] : block.kind === 'list' ? block.items : []
  const inside = lines.flat().filter((part) => typeof part !== 'string' && part.kind === 'figure')
  const beside = 'sources' in block ? (block.sources ?? []) : []
  return [...(inside as { source: number }[]), ...beside.map((source) => ({ source }))]
}

describe('the draft of the successor concept', () => {
  const paper = composeSuccessorConcept(
    outcomeOf([
      measure('1', 'adapt'),
      measure('2', 'drop'),
      measure('3', 'keep', { chapter: 'Sprache' }),
      measure('4', 'keep', { chapter: null }),
    ]),
    issue,
  )
  test('has every measure that goes on in its new wording, by chapter, and names what ends', () => {
    expect(headingsIn(paper)).toEqual([
      'Anlass',
      'Maßnahmen',
      'Bildung',
      'Maßnahme 1',
      'Sprache',
      'Maßnahme 3',
      'Weitere Maßnahmen',
      'Maßnahme 4',
      'Was nicht fortgeführt wird',
    ])
    expect(paragraphsIn(paper)).toContain('Neuer Wortlaut 1')
    expect(paragraphsIn(paper)).not.toContain('Alter Wortlaut 2')
    const dropped = paper.blocks.find((block) => block.kind === 'list')
    expect(dropped?.kind === 'list' && dropped.items.map(wordsOf)).toEqual(['2 Maßnahme 2: Grund 2'])
  })
})
