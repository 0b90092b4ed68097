import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { measureStates } from '../domain/kinds.ts'
import { canStall } from '../domain/states.ts'
import { answerChoices, choicesFor, needsObstacle, reasonOf, same, standingOf } from './domain/answers.ts'
import { daysOf, mayRemind, remindableFrom, type Stage, stageDue } from './domain/reminders.ts'
import { canonical, changesBetween, type SnapshotMeasure, snapshotOf } from './domain/snapshot.ts'
import {
  afterDecision,
  afterStep,
  type CampaignState,
  type CampaignStep,
  campaignStates,
  isOpen,
  itemStateOf,
  type ReportState,
  reportStates,
} from './domain/steps.ts'

describe('the life of a campaign', () => {
  const allowed: Readonly<Record<CampaignStep, Partial<Record<CampaignState, CampaignState>>>> = {
    change: { draft: 'draft' },
    start: { draft: 'asking' },
    answer: { asking: 'asking' },
    remind: { asking: 'asking' },
    extend: { asking: 'asking' },
    'return-report': { asking: 'asking' },
    close: { asking: 'closed' },
  }
  const rows = campaignStates.flatMap((state) =>
    (Object.keys(allowed) as CampaignStep[]).map((step) => [state, step, allowed[step][state]] as const),
  )
  test.each(rows)('%s, %s: %s', (state, step, next) => expect(afterStep(state, step)).toBe(next))
})

test.each<[ReportState, ReportState | undefined, ReportState | undefined]>([
  ['submitted', 'approved', 'returned'],
  ['approved', undefined, undefined],
  ['returned', undefined, undefined],
])('a report that is %s is approved to %s and returned to %s', (state, approved, returned) => {
  expect([afterDecision(state, 'approve'), afterDecision(state, 'return')]).toEqual([approved, returned])
})

test('a question is open until something was sent for it, and again when that was returned', () => {
  expect([null, ...reportStates].map((state) => isOpen(itemStateOf(state)))).toEqual([true, false, false, true])
})

describe('what a unit may say', () => {
  const standings = measureStates.flatMap((state) =>
    [false, true].filter((stalled) => !stalled || canStall(state)).map((stalled) => ({ state, stalled })),
  )

  test.each(standings)('of $state, stalled $stalled: every choice means something the register can hold', (asked) => {
    const choices = choicesFor(asked)
    expect(choices[0]).toBe('unchanged')
    const meant = choices.map((choice) => standingOf(choice, asked))
    for (const standing of meant) expect(!standing.stalled || canStall(standing.state)).toBe(true)
    for (const [index, standing] of meant.entries())
      expect(meant.findIndex((other) => same(other, standing))).toBe(index)
  })

  test.each([
    ['unchanged', { state: 'established', stalled: false }, false],
    ['unchanged', { state: 'inProgress', stalled: true }, true],
    ['stalled', { state: 'inProgress', stalled: false }, true],
    ['inProgress', { state: 'inProgress', stalled: true }, false],
    ['suspended', { state: 'established', stalled: false }, true],
    ['discontinued', { state: 'inPlanning', stalled: false }, true],
    ['notStarted', { state: 'adopted', stalled: false }, true],
    ['completed', { state: 'inProgress', stalled: false }, false],
  ] as const)('%s of %j needs its reason: %s', (choice, asked, needed) =>
    expect(needsObstacle(choice, asked)).toBe(needed),
  )

  test('what has ended has nothing else to say', () => {
    for (const state of ['completed', 'adapted', 'discontinued'] as const)
      expect(choicesFor({ state, stalled: false })).toEqual(['unchanged'])
  })

  test.each([
    ['adopted', answerChoices],
    [
      'inPlanning',
      ['unchanged', 'inProgress', 'stalled', 'established', 'completed', 'suspended', 'discontinued', 'notStarted'],
    ],
    ['inProgress', ['unchanged', 'stalled', 'established', 'completed', 'suspended', 'discontinued']],
    ['established', ['unchanged', 'completed', 'suspended', 'discontinued']],
    [
      'suspended',
      ['unchanged', 'inPlanning', 'inProgress', 'stalled', 'established', 'completed', 'discontinued', 'notStarted'],
    ],
  ] as const)('of a measure that is %s: %j', (state, choices) =>
    expect(choicesFor({ state, stalled: false })).toEqual(choices),
  )

  test('the reason in the history is what hinders, else what was done', () => {
    const said = { done: 'Zwei Termine.', obstacle: 'Raum fehlt.' }
    expect(reasonOf(said, { state: 'inProgress', stalled: true })).toBe('Raum fehlt.')
    expect(reasonOf({ ...said, obstacle: null }, { state: 'established', stalled: false })).toBe('Zwei Termine.')
  })
})

describe('reminders', () => {
  const due = day('2026-12-04')
  const never = { askedOn: day('2026-10-12'), lastOn: null, stages: [] as Stage[] }

  test('a week and two working days before, a day and a week after', () => {
    expect(daysOf(due, 'NW')).toEqual({
      'week-before': '2026-11-27',
      'days-before': '2026-12-02',
      'day-after': '2026-12-05',
      'week-after': '2026-12-11',
    })
    // The first of November is a holiday in Nordrhein-Westfalen; in 2027 it is a Monday.
    expect(daysOf(day('2027-11-03'), 'NW')['days-before']).toBe('2027-10-29')
    expect(daysOf(day('2027-11-03'), 'BE')['days-before']).toBe('2027-11-01')
  })

  test.each([
    ['2026-11-26', never, undefined],
    ['2026-11-27', never, 'week-before'],
    ['2026-11-30', never, 'week-before'],
    ['2026-11-30', { ...never, stages: ['week-before'] }, undefined],
    ['2026-12-02', { ...never, lastOn: day('2026-11-27'), stages: ['week-before'] }, 'days-before'],
    // A person reminded yesterday: it waits until three working days have passed.
    ['2026-12-02', { ...never, lastOn: day('2026-12-01') }, undefined],
    ['2026-12-04', { ...never, lastOn: day('2026-12-01') }, 'days-before'],
    // The server was off for two weeks: one mail, not four.
    ['2026-12-14', never, 'week-after'],
    ['2026-12-14', { ...never, stages: ['week-after'] }, undefined],
    // Asked five days before the end: the stage before that never comes.
    ['2026-11-30', { ...never, askedOn: day('2026-11-29') }, undefined],
    ['2026-12-05', { ...never, askedOn: day('2026-11-29') }, 'day-after'],
  ] as const)('on %s of %j: %s', (today, unit, stage) => expect(stageDue(day(today), due, 'NW', unit)).toBe(stage))

  test('by hand three working days after the last word, weekends and holidays not counted', () => {
    const unit = { askedOn: day('2026-12-22'), lastOn: day('2026-12-23') }
    expect(remindableFrom('NW', unit)).toBe('2026-12-29')
    expect([mayRemind(day('2026-12-28'), 'NW', unit), mayRemind(day('2026-12-29'), 'NW', unit)]).toEqual([false, true])
  })

  test('whatever happens, nobody hears twice of one stage nor twice within three working days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
        (asked, runs) => {
          const start = day('2026-11-02')
          const askedOn = addDays(start, asked)
          let unit = { askedOn, lastOn: null as typeof askedOn | null, stages: [] as Stage[] }
          const sent: string[] = []
          for (const [index, on] of runs.entries()) {
            const today = addDays(start, index)
            const stage = on && today >= askedOn ? stageDue(today, due, 'NW', unit) : undefined
            if (!stage) continue
            expect(mayRemind(today, 'NW', unit)).toBe(true)
            sent.push(stage)
            unit = { ...unit, lastOn: today, stages: [...unit.stages, stage] }
          }
          expect(new Set(sent).size).toBe(sent.length)
        },
      ),
    )
  })
})

describe('a snapshot', () => {
  const measure: SnapshotMeasure = {
    id: 'a',
    number: '1.01',
    title: 'Rucksack',
    isPublic: true,
    state: 'inProgress',
    since: day('2020-01-01'),
    stalled: false,
    reason: null,
    centreRole: 'responsible',
    kimLinked: false,
    responsible: 'Kreis',
    fields: ['Bildung', 'Sprache'],
    concepts: ['2010'],
    municipalities: [],
    report: null,
  }

  test('counts a measure with two fields in both', () => {
    const { counts } = snapshotOf(day('2026-11-01'), [
      measure,
      { ...measure, id: 'b', fields: ['Bildung'], stalled: true },
    ])
    expect(counts).toMatchObject({
      measures: 2,
      stalled: 1,
      reported: 0,
      byState: { inProgress: 2 },
      byField: { Bildung: 2, Sprache: 1 },
    })
  })

  test('says what stands differently, and what is new', () => {
    const before = snapshotOf(day('2025-11-01'), [measure, { ...measure, id: 'same' }])
    const after = snapshotOf(day('2026-11-01'), [
      { ...measure, state: 'established' },
      { ...measure, id: 'same' },
      { ...measure, id: 'new' },
    ])
    expect(changesBetween(before, after).map((change) => [change.measure.id, change.before?.state])).toEqual([
      ['a', 'inProgress'],
      ['new', undefined],
    ])
  })

  test('has one text whatever the order of its keys, and another for every other content', () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, one]) => [key, shuffled(one)]),
            )
          : value
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const stored = JSON.parse(JSON.stringify(one))
        expect(canonical(shuffled(stored))).toBe(canonical(stored))
        expect(canonical(one) === canonical(other)).toBe(
          JSON.stringify(JSON.parse(canonical(one))) === JSON.stringify(JSON.parse(canonical(other))),
        )
      }),
    )
  })
})
