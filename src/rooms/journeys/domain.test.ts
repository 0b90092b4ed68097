import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day } from '../../kernel/day.ts'
import {
  firstDay,
  type HandoverKind,
  handoverKinds,
  mayFollow,
  type Side,
  type State,
  type Step,
  summarise,
  transitions,
} from './domain.ts'

const step = (kind: HandoverKind, occurredOn: string, more: Partial<Step> = {}): Step => ({
  kind,
  occurredOn: day(occurredOn),
  certainty: 'day',
  recordedAt: Date.parse(`${occurredOn}T10:00:00Z`),
  source: ['prepared', 'offered', 'withdrawn'].includes(kind) ? 'sender' : 'both',
  reason: null,
  ...more,
})

describe('which step may follow', () => {
  const table: [State | 'new', HandoverKind, Side, boolean][] = [
    ['new', 'prepared', 'sender', true],
    ['new', 'offered', 'sender', true],
    ['new', 'offered', 'receiver', false],
    ['new', 'accepted', 'receiver', false],
    ['prepared', 'offered', 'sender', true],
    ['prepared', 'accepted', 'receiver', false],
    ['prepared', 'withdrawn', 'sender', true],
    ['offered', 'accepted', 'receiver', true],
    ['offered', 'accepted', 'sender', true],
    ['offered', 'declined', 'receiver', true],
    ['offered', 'declined', 'sender', true],
    ['offered', 'askedBack', 'receiver', true],
    ['offered', 'askedBack', 'sender', false],
    ['askedBack', 'offered', 'sender', true],
    ['askedBack', 'accepted', 'receiver', true],
    ['accepted', 'firstAppointment', 'receiver', true],
    ['accepted', 'firstAppointment', 'sender', true],
    ['accepted', 'declined', 'receiver', true],
    ['accepted', 'withdrawn', 'receiver', false],
    ['firstAppointment', 'completed', 'receiver', true],
    ['firstAppointment', 'completed', 'sender', true],
    ['accepted', 'completed', 'sender', false],
    ['firstAppointment', 'withdrawn', 'sender', false],
    ['completed', 'completed', 'receiver', false],
    ['declined', 'accepted', 'receiver', false],
    ['withdrawn', 'offered', 'sender', false],
  ]
  test.each(table)('after %s: %s by the %s is %s', (state, kind, side, allowed) => {
    expect(mayFollow(state, kind, side)).toBe(allowed)
  })

  test('every state is named, and no way leads out of an end', () => {
    expect(Object.keys(transitions).toSorted()).toEqual(['new', ...handoverKinds].toSorted())
    for (const end of ['declined', 'completed', 'withdrawn'] as const) expect(transitions[end]).toEqual([])
  })
})

describe('what the steps say', () => {
  test('the first of a kind is the earliest, whenever it was recorded', () => {
    const steps = [step('offered', '2026-03-09'), step('offered', '2026-03-02'), step('accepted', '2026-03-05')]
    expect(firstDay(steps, 'offered')).toBe('2026-03-02')
    expect(firstDay(steps, 'askedBack', 'accepted')).toBe('2026-03-05')
    expect(firstDay(steps, 'completed')).toBeNull()
  })

  test('a hand-over that ran through', () => {
    const steps = [
      step('prepared', '2026-03-02'),
      step('offered', '2026-03-04'),
      step('askedBack', '2026-03-06'),
      step('offered', '2026-03-09'),
      step('accepted', '2026-03-10'),
      step('firstAppointment', '2026-04-01', {
        recordedAt: Date.parse('2026-04-08T09:00:00Z'),
        reason: 'missingDocument',
      }),
      step('completed', '2026-05-04'),
    ]
    expect(summarise(steps)).toEqual({
      state: 'completed',
      preparedOn: '2026-03-02',
      offeredOn: '2026-03-04',
      answeredOn: '2026-03-06',
      firstOn: '2026-04-01',
      endedOn: '2026-05-04',
      lastStepOn: '2026-05-04',
      lastRecordedAt: Date.parse('2026-05-04T10:00:00Z'),
      sides: 'both',
      recordLagDays: 7,
      reason: 'missingDocument',
    })
  })

  const states: [string, Step[], State][] = [
    ['an offer', [step('offered', '2026-03-02')], 'offered'],
    ['a question', [step('offered', '2026-03-02'), step('askedBack', '2026-03-03')], 'askedBack'],
    [
      'a question that was answered',
      [step('offered', '2026-03-02'), step('askedBack', '2026-03-03'), step('offered', '2026-03-04')],
      'offered',
    ],
    [
      'an arrival on the day of the offer',
      [step('firstAppointment', '2026-03-02'), step('offered', '2026-03-02')],
      'firstAppointment',
    ],
    [
      'a declining after accepting',
      [
        step('offered', '2026-03-02'),
        step('accepted', '2026-03-03'),
        step('declined', '2026-03-09', { reason: 'noCapacity' }),
      ],
      'declined',
    ],
  ]
  test.each(states)('the state of %s', (_name, steps, state) => {
    expect(summarise(steps).state).toBe(state)
  })

  test('who it is known from', () => {
    const offered = step('offered', '2026-03-02')
    expect(summarise([offered]).sides).toBe('sender')
    expect(summarise([offered, step('firstAppointment', '2026-03-09', { source: 'sender' })]).sides).toBe('sender')
    expect(summarise([offered, step('firstAppointment', '2026-03-09', { source: 'estimated' })]).sides).toBe(
      'estimated',
    )
    expect(
      summarise([
        offered,
        step('accepted', '2026-03-03'),
        step('firstAppointment', '2026-03-09', { source: 'estimated' }),
      ]).sides,
    ).toBe('both')
  })

  test('the delay of entry is counted in days of Germany', () => {
    const late = step('offered', '2026-03-02', { recordedAt: Date.parse('2026-03-03T23:30:00Z') })
    expect(summarise([late]).recordLagDays).toBe(2)
  })

  test('without a beginning there is no hand-over', () => {
    expect(() => summarise([])).toThrow(RangeError)
    expect(() => summarise([step('accepted', '2026-03-02')])).toThrow(RangeError)
  })

  test('every way through the transitions ends in the state of its last step, in whatever order the rows come', () => {
    const way = fc.array(fc.nat(), { minLength: 1, maxLength: 9 }).map((choices) => {
      const steps: Step[] = []
      let state: State | 'new' = 'new'
      for (const [index, choice] of choices.entries()) {
        const next: readonly { kind: HandoverKind }[] = transitions[state]
        const chosen: { kind: HandoverKind } | undefined = next[choice % Math.max(1, next.length)]
        if (!chosen) break
        const occurredOn = `2026-03-${String(index + 1).padStart(2, '0')}` as Day
        steps.push(step(chosen.kind, occurredOn, chosen.kind === 'declined' ? { reason: 'other' } : {}))
        state = chosen.kind
      }
      return { steps, state }
    })
    fc.assert(
      fc.property(way, fc.nat(), ({ steps, state }, turn) => {
        const rotated = [...steps.slice(turn % steps.length), ...steps.slice(0, turn % steps.length)]
        const summary = summarise(rotated)
        expect(summary.state).toBe(state)
        expect(summary).toEqual(summarise(steps))
        expect((summary.firstOn !== null) === ['firstAppointment', 'completed'].includes(state)).toBe(true)
        expect((summary.endedOn !== null) === ['declined', 'completed', 'withdrawn'].includes(state)).toBe(true)
      }),
    )
  })
})
