import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { always, weekly } from './calendar.ts'
import { causesOfWaits, type RecordedStep } from './causes.ts'
import { lengthOf, merged, outside, shared } from './intervals.ts'

const minute = 60_000
/** 10:00 is 0. */
const at = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)) - 600
function step(of: string, activity: string, resource: string, from: string, to: string): RecordedStep {
  return { case: of, activity, resource, start: at(from) * minute, end: at(to) * minute }
}
const known = { calendars: new Map(['Ada', 'Ben', 'Cem'].map((name) => [name, always])) }
const inMinutes = ({ ...causes }) =>
  Object.fromEntries(
    Object.entries(causes).map(([name, value]) => [name, value === null ? null : (value as number) / minute]),
  )

describe('causes of a wait, by hand', () => {
  test('the clerk works on what came before, then on what came later, then on something else', () => {
    // The application is complete at 11:00 and taken up at 13:00. Until 11:30 Ben has one of 10:00, until 12:15 one of 11:10.
    const found = causesOfWaits(
      [
        step('1', 'apply', 'Ada', '10:30', '11:00'),
        step('1', 'decide', 'Ben', '13:00', '13:30'),
        step('2', 'apply', 'Cem', '09:30', '10:00'),
        step('2', 'decide', 'Ben', '10:45', '11:30'),
        step('3', 'apply', 'Cem', '11:05', '11:10'),
        step('3', 'decide', 'Ben', '11:40', '12:15'),
      ],
      known,
    )
    const one = found.transitions.find(({ sourceResource }) => sourceResource === 'Ada')!
    expect(one).toMatchObject({
      sourceActivity: 'apply',
      targetActivity: 'decide',
      transitions: 1,
      total: 120 * minute,
    })
    expect(inMinutes(one.causes)).toEqual({
      batching: 0,
      contention: 30,
      prioritisation: 35,
      unavailability: 0,
      extraneous: 55,
      unknown: 0,
    })
  })

  test('what is collected waits for the last one to come', () => {
    // Both are decided at noon, the first came at 10:30, the second at 11:15.
    const { transitions } = causesOfWaits(
      [
        step('1', 'apply', 'Ada', '10:00', '10:30'),
        step('2', 'apply', 'Cem', '11:00', '11:15'),
        step('1', 'decide', 'Ben', '12:00', '12:10'),
        step('2', 'decide', 'Ben', '12:10', '12:20'),
      ],
      known,
    )
    const [first, second] = transitions.map(({ causes }) => inMinutes(causes))
    expect(first).toMatchObject({ batching: 45, extraneous: 45 })
    expect(second).toMatchObject({ batching: 0, contention: 10, extraneous: 45 })
  })

  test('a chain into which the next comes while the first is worked on is no batch', () => {
    const { causes } = causesOfWaits(
      [
        step('1', 'apply', 'Ada', '10:00', '10:30'),
        step('2', 'apply', 'Cem', '10:00', '10:45'),
        step('1', 'decide', 'Ben', '10:40', '11:00'),
        step('2', 'decide', 'Ben', '11:00', '11:10'),
      ],
      known,
    )
    expect(inMinutes(causes)).toMatchObject({ batching: 0, contention: 15, extraneous: 10 })
  })

  test('outside the hours of the office nobody can begin; without its calendar nobody knows', () => {
    const steps = [step('1', 'apply', 'Ada', '10:00', '10:30'), step('1', 'decide', 'Ben', '14:00', '14:30')]
    // 10:00 stands for the beginning of 1970, a Thursday: Ben works from the first hour on.
    const hours = weekly([{ days: [4], fromMinute: 60, toMinute: 1440 }])
    const told = causesOfWaits(steps, { calendars: new Map([['Ben', hours]]) }).causes
    expect(inMinutes(told)).toMatchObject({ unavailability: 30, extraneous: 180, unknown: 0 })
    const untold = causesOfWaits(steps, { calendars: new Map() }).causes
    expect(inMinutes(untold)).toMatchObject({ unknown: 210 })
    expect(causesOfWaits(steps, { calendars: new Map() }).transitions[0]!.causes).toMatchObject({
      unavailability: null,
      extraneous: null,
    })
  })

  test('without begin, end or resource nothing can be determined', () => {
    const { undetermined, transitions } = causesOfWaits(
      [
        { case: '1', activity: 'a', resource: 'Ada', start: null, end: 0 },
        { case: '1', activity: 'b', resource: null, start: 1, end: 2 },
        { case: '1', activity: 'c', resource: 'Ada', start: 1, end: Number.NaN },
      ],
      known,
    )
    expect(undetermined).toEqual({ start: 1, end: 1, resource: 1 })
    expect(transitions).toEqual([])
  })

  test('steps that overlap do not wait for each other', () => {
    const { transitions } = causesOfWaits(
      [
        step('1', 'apply', 'Ada', '10:00', '10:30'),
        step('1', 'check', 'Ben', '10:40', '11:30'),
        step('1', 'measure', 'Cem', '11:00', '11:20'),
      ],
      known,
    )
    expect(transitions.map(({ sourceActivity, targetActivity }) => [sourceActivity, targetActivity])).toEqual([
      ['apply', 'check'],
      ['apply', 'measure'],
    ])
  })
})

const steps = fc.array(
  fc.record({
    case: fc.constantFrom('1', '2', '3'),
    activity: fc.constantFrom('a', 'b', 'c'),
    resource: fc.constantFrom('Ada', 'Ben', 'Cem'),
    start: fc.integer({ min: 0, max: 50 }),
    long: fc.integer({ min: 0, max: 12 }),
  }),
  { maxLength: 14 },
)

test('causes are never negative and add up to the wait, in whatever order the steps come', () => {
  fc.assert(
    fc.property(steps, fc.nat(), (drawn, seed) => {
      const log = drawn.map(({ long, ...one }) => ({ ...one, end: one.start + long }))
      const calendars = new Map([['Ada', always]])
      const found = causesOfWaits(log, { calendars })
      for (const { causes, total } of found.transitions) {
        const parts = Object.values(causes).map((value) => value ?? 0)
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0)
        expect(parts.reduce((sum, value) => sum + value, 0)).toBe(total)
      }
      const turned = log.map((_, i) => log[(i * 5 + seed) % log.length]!)
      if (log.length % 5 !== 0) expect(causesOfWaits(turned, { calendars })).toEqual(found)
    }),
  )
})

test('intervals: what is shared and what is not make the whole', () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 9 })), { maxLength: 8 })
  fc.assert(
    fc.property(spans, spans, (one, other) => {
      const [a, b] = [one, other].map((list) => merged(list.map(([from, long]) => ({ from, to: from + long })))) as [
        ReturnType<typeof merged>,
        ReturnType<typeof merged>,
      ]
      expect(lengthOf(shared(a, b)) + lengthOf(outside(a, b))).toBe(lengthOf(a))
      expect(shared(a, b)).toEqual(shared(b, a))
    }),
  )
})
