import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeGroups, mergeIssues } from './domain/merging.ts'
import { checksumOf, comparisonOf, countsOf, type DecidedMeasure, oldTextOf } from './domain/outcome.ts'
import {
  agreementOf,
  inOrderOfWork,
  measuresIn,
  nextStepOf,
  type Opinion,
  progressOf,
  summaryOf,
} from './domain/progress.ts'
import { type Judgement, judgementIssues, tidied, type Verdict, verdicts } from './domain/verdicts.ts'

const says = (verdict: Verdict, more: Partial<Judgement> = {}): Judgement => ({
  verdict,
  reason: 'Weil es so ist',
  targetText: null,
  mergeWith: [],
  ...more,
})
const decided = (id: string, decision: Judgement): DecidedMeasure => ({
  id,
  number: id,
  title: `Maßnahme ${id}`,
  chapter: null,
  description: `Text von ${id}`,
  decision,
  heard: [],
  evidence: [],
})

describe('what a verdict needs', () => {
  const measures = new Set(['a', 'b', 'c'])
  test.each([
    ['keep', {}, []],
    ['adapt', {}, ['reviews-target-text']],
    ['adapt', { targetText: 'Neu' }, []],
    ['merge', {}, ['reviews-merge-with']],
    ['merge', { mergeWith: ['b'] }, []],
    ['merge', { mergeWith: ['a'] }, ['not-an-option']],
    ['merge', { mergeWith: ['x'] }, ['not-an-option']],
    ['drop', {}, []],
    ['continueThroughKim', {}, []],
  ] as const)('%s %j: %j', (verdict, more, codes) =>
    expect(judgementIssues('a', says(verdict, more), measures).map(({ code }) => code)).toEqual(codes),
  )
  test('what was typed for another verdict does not stay', () => {
    const typed = { targetText: 'Neu', mergeWith: ['c', 'b', 'b'] }
    expect(tidied(says('keep', typed))).toMatchObject({ targetText: null, mergeWith: [] })
    expect(tidied(says('merge', typed))).toMatchObject({ targetText: 'Neu', mergeWith: ['b', 'c'] })
  })
})

describe('opinions', () => {
  test.each([
    [[], 'none'],
    [[says('keep')], 'single'],
    [[says('keep'), says('keep')], 'agreed'],
    [[says('adapt', { targetText: 'x' }), says('adapt', { targetText: 'y' })], 'agreed'],
    [[says('keep'), says('drop')], 'disagreed'],
    [[says('merge', { mergeWith: ['b', 'c'] }), says('merge', { mergeWith: ['c', 'b'] })], 'agreed'],
    [[says('merge', { mergeWith: ['b'] }), says('merge', { mergeWith: ['c'] })], 'disagreed'],
  ] as const)('%#: %s', (opinions, expected) => expect(agreementOf(opinions)).toBe(expected))

  test.each([
    ['disagreed', ['r'], 2, undefined, 'settle'],
    ['disagreed', [], 2, says('keep'), 'done'],
    ['agreed', [], 2, undefined, 'decide'],
    ['single', ['r'], 2, undefined, 'hear'],
    ['none', ['r'], 1, undefined, 'hear'],
    ['none', [], 0, undefined, 'assign'],
    ['single', [], 0, undefined, 'decide'],
  ] as const)('%s, missing %j of %i, decided %j: %s', (agreement, missing, asked, decision, step) =>
    expect(nextStepOf({ agreement, missing, asked, decision })).toBe(step),
  )

  const measures = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
  const opinion = (measureId: string, reviewerId: string, verdict: Verdict): Opinion => ({
    ...says(verdict),
    measureId,
    reviewerId,
  })
  const rows = progressOf(
    measures,
    measures.flatMap(({ id }) => [
      { measureId: id, reviewerId: 'r1' },
      { measureId: id, reviewerId: 'r2' },
    ]),
    [opinion('a', 'r1', 'keep'), opinion('b', 'r1', 'keep'), opinion('b', 'r2', 'drop'), opinion('c', 'r1', 'keep')],
    new Map([['c', says('drop')]]),
  )
  test('who has not yet said anything is named', () =>
    expect(rows.map(({ missing }) => missing)).toEqual([['r2'], [], ['r2']]))
  test('disagreements come first, what is decided last', () =>
    expect(inOrderOfWork(rows).map(({ measure }) => measure.id)).toEqual(['b', 'a', 'c']))
  test('the counts say what stands: the decision before the opinions', () =>
    expect(summaryOf(rows)).toEqual({
      measures: 3,
      withOpinion: 3,
      disagreed: 1,
      decided: 1,
      missing: 2,
      byVerdict: { keep: 1, adapt: 0, merge: 0, drop: 1, continueThroughKim: 0 },
    }))
})

describe('the scope of an asking', () => {
  const rows: readonly { measure: { id: string; chapter: string | null }; asked: number }[] = [
    { measure: { id: 'a', chapter: 'Bildung' }, asked: 1 },
    { measure: { id: 'b', chapter: 'Sprache' }, asked: 0 },
    { measure: { id: 'c', chapter: null }, asked: 0 },
  ]
  test.each([
    ['all', ['a', 'b', 'c']],
    ['open', ['b', 'c']],
    ['chapter:Bildung', ['a']],
    ['chapter:null', []],
    ['', []],
  ] as const)('%s: %j', (scope, expected) => expect(measuresIn(scope, rows)).toEqual(expected))
})

describe('measures that become one', () => {
  const merge = (id: string, mergeWith: string[], targetText: string | null = null) =>
    decided(id, says('merge', { mergeWith, targetText }))
  test('belong together also over a third', () => {
    const groups = mergeGroups([merge('a', ['b']), merge('b', ['c']), merge('c', ['b']), decided('d', says('keep'))])
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['a', 'b', 'c']])
  })
  test('must all say so, and somebody must have written the text', () => {
    expect(mergeIssues([merge('a', ['b'], 'Neu'), decided('b', says('keep'))])).toEqual([
      { id: 'a', code: 'reviews-merge-one-sided', other: 'b' },
    ])
    expect(mergeIssues([merge('a', ['b']), merge('b', ['a'])])).toEqual([{ id: 'a', code: 'reviews-merge-no-text' }])
    expect(mergeIssues([merge('a', ['b']), merge('b', ['a'], 'Neu')])).toEqual([])
  })
})

describe('the comparison', () => {
  test.each([
    ['keep', 'Text von a'],
    ['drop', null],
    ['continueThroughKim', 'Text von a'],
  ] as const)('%s without a new text: %s', (verdict, expected) =>
    expect(comparisonOf([decided('a', says(verdict))])[0]?.newText).toBe(expected),
  )
  test('measures that become one stand together at the place of the first', () => {
    const entries = comparisonOf([
      decided('a', says('keep')),
      decided('b', says('merge', { mergeWith: ['d'] })),
      decided('c', says('drop')),
      decided('d', says('merge', { mergeWith: ['b'], targetText: 'Beide' })),
    ])
    expect(entries.map(({ measures }) => measures.map(({ id }) => id))).toEqual([['a'], ['b', 'd'], ['c']])
    expect(entries[1]).toMatchObject({ newText: 'Beide' })
    expect(entries[1] && oldTextOf(entries[1])).toBe('Text von b\n\nText von d')
    expect(countsOf(entries)).toEqual({ keep: 1, adapt: 0, merge: 2, drop: 1, continueThroughKim: 0 })
  })

  const concept = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 }).chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(String(id)),
          verdict: fc.constantFrom(...verdicts),
          // Also measures that are not there or decided otherwise: the comparison loses nobody even then.
          mergeWith: fc.array(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 3 }),
        }),
      ),
    ),
  )
  test('names every measure of the concept exactly once, in its order', () =>
    fc.assert(
      fc.property(concept, (measures) => {
        const all = measures.map(({ id, verdict, mergeWith }) => decided(id, says(verdict, { mergeWith })))
        const entries = comparisonOf(all)
        const named = entries.flatMap((entry) => entry.measures.map(({ id }) => id))
        expect([...named].sort()).toEqual(all.map(({ id }) => id).sort())
        const firsts = entries.map((entry) => all.findIndex(({ id }) => id === entry.measures[0]?.id))
        expect(firsts).toEqual([...firsts].sort((one, other) => one - other))
        for (const entry of entries) expect(entry.newText === null).toBe(entry.verdict === 'drop')
      }),
    ))
})

describe('the checksum', () => {
  test('does not depend on the order of keys, which the database does not keep', () =>
    expect(checksumOf({ a: 1, b: [{ c: null, d: 'x' }] })).toBe(checksumOf({ b: [{ d: 'x', c: null }], a: 1 })))
  test('changes with any word', () => expect(checksumOf({ a: 'x' })).not.toBe(checksumOf({ a: 'y' })))
})
