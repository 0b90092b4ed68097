import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { measureStates } from '../domain/kinds.ts'
import { changeOf, changesBetween } from './domain/changes.ts'
import { coverageByChapter, coverageOf, coverageTotal } from './domain/coverage.ts'
import { spansOf } from './domain/spans.ts'

describe('what became of a part of a concept', () => {
  test.each([
    ['established', [], 'covered'],
    ['completed', [], 'covered'],
    ['inProgress', [], 'covered'],
    ['adapted', [], 'superseded'],
    ['established', ['inProgress'], 'superseded'],
    ['suspended', ['adopted'], 'superseded'],
    ['inProgress', ['proposed'], 'covered'],
    ['proposed', [], 'open'],
    ['adopted', [], 'open'],
    ['inPlanning', [], 'open'],
    ['suspended', [], 'open'],
    ['discontinued', [], 'open'],
    ['notStarted', ['proposed'], 'open'],
  ] as const)('%s with successors %j: %s', (state, successors, expected) =>
    expect(coverageOf({ state, successors })).toBe(expected),
  )

  test('is counted by chapter; what was ended on purpose is named apart', () => {
    const chapters = coverageByChapter([
      { chapter: 'Bildung', state: 'established', successors: [] },
      { chapter: 'Sprache', state: 'discontinued', successors: [] },
      { chapter: 'Bildung', state: 'adapted', successors: ['inProgress'] },
    ])
    expect(chapters).toEqual([
      { chapter: 'Bildung', covered: 1, superseded: 1, open: 0, discontinued: 0, total: 2 },
      { chapter: 'Sprache', covered: 0, superseded: 0, open: 1, discontinued: 1, total: 1 },
    ])
  })

  test('adds up to the measures, whatever they are', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            state: fc.constantFrom(...measureStates),
            successors: fc.array(fc.constantFrom(...measureStates), { maxLength: 2 }),
          }),
        ),
        (measures) => {
          const { covered, superseded, open, total } = coverageTotal(measures)
          expect(covered + superseded + open).toBe(measures.length)
          expect(total).toBe(measures.length)
        },
      ),
    ))
})

describe('what changed between two days', () => {
  const was = (state: (typeof measureStates)[number], stalled = false) => ({ state, stalled })
  test.each([
    [undefined, was('inProgress', true), 'added'],
    [was('inProgress'), was('established'), 'established'],
    [was('inProgress'), was('inProgress', true), 'stalled'],
    [was('inProgress', true), was('inProgress'), 'movedOn'],
    [was('inProgress', true), was('established'), 'established'],
    [was('inProgress'), was('completed'), 'ended'],
    [was('established'), was('adapted'), 'ended'],
    [was('completed'), was('discontinued'), undefined],
    [was('adopted'), was('inPlanning'), undefined],
    [was('established'), was('established'), undefined],
  ] as const)('%j → %j: %s', (before, after, expected) => expect(changeOf(before, after)).toBe(expected))

  test('counts every measure once', () => {
    const changes = changesBetween(
      [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      new Map([['a', was('inProgress')]]),
      new Map([
        ['a', was('established')],
        ['b', was('inProgress')],
      ]),
    )
    expect(changes.established.map(({ measure }) => measure.id)).toEqual(['a'])
    expect(changes.added.map(({ measure }) => measure.id)).toEqual(['b'])
    expect(changes.ended).toEqual([])
  })
})

describe('the bar of a measure', () => {
  const until = day('2026-11-23')
  const on = (since: string, state: (typeof measureStates)[number], stalled = false) => ({
    since: day(since),
    state,
    stalled,
  })
  test.each([
    [
      'pieces follow each other',
      [on('2010-07-09', 'adopted'), on('2011-01-01', 'inProgress'), on('2015-01-01', 'established')],
      ['planned 2010-07-09 to 2011-01-01', 'running 2011-01-01 to 2015-01-01', 'standing 2015-01-01'],
    ],
    [
      'what looks alike is one piece',
      [on('2010-07-09', 'proposed'), on('2011-01-01', 'adopted')],
      ['planned 2010-07-09'],
    ],
    [
      'of one day the later record holds',
      [on('2020-01-01', 'inProgress'), on('2020-01-01', 'inProgress', true)],
      ['stalled 2020-01-01'],
    ],
    [
      'a record that came late stands where it belongs',
      [on('2020-01-01', 'established'), on('2015-01-01', 'inProgress')],
      ['running 2015-01-01 to 2020-01-01', 'standing 2020-01-01'],
    ],
    [
      'nothing of the future is drawn',
      [on('2020-01-01', 'inProgress'), on('2027-01-01', 'completed')],
      ['running 2020-01-01'],
    ],
  ] as const)('%s', (_name, states, expected) =>
    expect(
      spansOf(
        states.map((row, index) => ({ ...row, number: index + 1, reason: null })),
        until,
      ).map(({ look, from, until: to }) => `${look} ${from}${to ? ` to ${to}` : ''}`),
    ).toEqual(expected),
  )
})
