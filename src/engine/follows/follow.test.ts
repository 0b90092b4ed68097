import { describe, expect, test } from 'vitest'
import type { EventLog } from '../log.ts'
import { type EventRow, logOf } from '../testing.ts'
import { edgeFigures } from './edges.ts'
import { directlyFollows, handovers } from './follow.ts'
import { writtenDown } from './written.ts'

const at = (time: string) => `2026-11-16T${time}:00Z`

describe('by hand', () => {
  /** Two cases, mixed as they arrive; the office of one event is not known. */
  const rows: EventRow[] = [
    { case: '1', activity: 'apply', office: 'Town', person: 'a', at: at('08:00') },
    { case: '2', activity: 'apply', office: 'Town', person: 'a', at: at('08:30') },
    { case: '1', activity: 'check', office: 'District', person: 'b', at: at('10:00') },
    { case: '1', activity: 'ask', office: undefined, person: 'b', at: at('10:30') },
    { case: '1', activity: 'check', office: 'District', person: 'c', at: at('11:00') },
    { case: '2', activity: 'check', office: 'District', person: 'a', at: at('12:30') },
    { case: '1', activity: 'decide', office: 'Town', person: 'a', at: at('15:00') },
    { case: '2', activity: 'check', office: 'District', person: 'a', at: at('16:30') },
  ]
  const log = logOf(rows)
  const office = log.attributes.get('office')!

  test('steps', () => {
    const follows = directlyFollows(log, { by: log.activities })
    expect(writtenDown(follows)).toEqual([
      'apply>check 2 4',
      'ask>check 0.5',
      'check>ask 0.5',
      'check>check 4',
      'check>decide 4',
    ])
    expect(follows.issues).toEqual({
      sorted: false,
      withoutTime: 0,
      withoutCase: 0,
      withoutValue: 0,
      negative: 0,
      uncertain: 0,
      openWithoutSender: 0,
    })
  })

  test('hand-overs pass over events without a value, and say so', () => {
    const follows = handovers(log, { by: office })
    expect(writtenDown(follows)).toEqual(['District>Town 4', 'Town>District 2 4'])
    expect(follows.issues.withoutValue).toBe(1)
  })

  test('or take them for a value of their own', () => {
    const follows = handovers(log, { by: office, missing: 'unknown' })
    expect(writtenDown(follows)).toEqual([
      'District>Town 4',
      'District>unknown 0.5',
      'Town>District 2 4',
      'unknown>District 0.5',
    ])
    expect(follows.issues.withoutValue).toBe(0)
    expect(handovers(log, { by: office, missing: 'Town' }).labels).toEqual(['Town', 'District'])
  })

  test('a hand-over that stays with the same person is formal', () => {
    const follows = handovers(log, { by: office, resource: log.attributes.get('person')! })
    expect(edgeFigures(follows).map(({ from, n, formal }) => [from, n, formal])).toEqual([
      ['Town', 2, 1],
      ['District', 1, 0],
    ])
  })

  test('ping-pong: the next hand-over of the case goes straight back', () => {
    const log = logOf(
      ['A', 'B', 'B', 'A', 'B', 'C', 'B'].map((office, i) => ({ case: '1', office, at: at(`0${i}:00`) })),
    )
    const edges = edgeFigures(handovers(log, { by: log.attributes.get('office')! }))
    // Of A>B, B>A, A>B, B>C, C>B: A>B and B>A go back the first time, B>C too.
    expect(Object.fromEntries(edges.map(({ from, to, pingPong }) => [from + to, pingPong!.n]))).toEqual({
      AB: 1,
      BA: 1,
      BC: 1,
      CB: 0,
    })
  })
})

test('a hundred thousand distinct values', () => {
  const size = 100_000
  const labels = Array.from({ length: size }, (_, i) => `value ${i}`)
  const log: EventLog = {
    size,
    cases: { codes: Int32Array.from({ length: size }, (_, i) => Math.floor(i / 5)), labels: labels.slice(0, size / 5) },
    activities: { codes: Int32Array.from({ length: size }, (_, i) => i), labels },
    time: Float64Array.from({ length: size }, (_, i) => i * 1000),
    attributes: new Map(),
  }
  const follows = directlyFollows(log, { by: log.activities })
  expect(follows.slots.size()).toBe(80_000)
  const edges = edgeFigures(follows)
  expect(edges).toHaveLength(80_000)
  expect(edges.every(({ n, wait }) => n === 1 && wait!.median === 1000)).toBe(true)
  expect(edges.every(({ rank }) => rank.tied && rank.place === 1)).toBe(true)
})
