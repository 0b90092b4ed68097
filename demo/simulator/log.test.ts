import { expect, test } from 'vitest'
import { parseScenario } from '../scenario/read.ts'
import { logOf, scenarioNamed } from './testing.ts'

const recovery = scenarioNamed('recovery')
const rows = logOf(recovery, { months: 6 })
  .trimEnd()
  .split('\n')
  .map((line) => line.split(','))
const [header, ...lines] = rows as [string[], ...string[][]]
const column = (name: string) => (line: string[]) => line[header.indexOf(name)]!

test('keeps the rows of a case together, in the order of time, the pending marker last', () => {
  const cases = Map.groupBy(lines, column('case'))
  expect(lines.map(column('case')).filter((key, index, all) => key !== all[index - 1])).toHaveLength(cases.size)
  for (const events of cases.values()) {
    expect(events.map(column('time'))).toEqual(events.map(column('time')).toSorted())
    expect(events.slice(0, -1).map(column('lifecycle'))).not.toContain('schedule')
  }
})

test('ends every case that is open, and no other, with a pending marker on the last day', () => {
  const ended = new Set(['firstAppointment', 'completed', 'declined', 'withdrawn', 'needMet', 'needGivenUp'])
  for (const events of Map.groupBy(lines, column('case')).values()) {
    const isOpen = !events.some((line) => ended.has(column('activity')(line)))
    const last = events.at(-1)!
    expect([column('lifecycle')(last), column('activity')(last) === 'stillWaiting']).toEqual(
      isOpen ? ['schedule', true] : ['complete', false],
    )
    if (isOpen) expect(column('time')(last)).toBe('2026-10-31')
  }
})

test('passes from the giver to the receiver with the first appointment, and in no other step', () => {
  const at = new Map(
    lines
      .filter((line) => column('case')(line).startsWith('H-'))
      .map((line) => [column('activity')(line), column('organisation')(line).split('-')[0]]),
  )
  expect(Object.fromEntries(at)).toEqual({
    prepared: 'giver',
    offered: 'giver',
    declined: 'giver',
    withdrawn: 'giver',
    firstAppointment: 'receiver',
    completed: 'receiver',
    stillWaiting: 'receiver',
  })
})

test('marks every row as simulated', () => {
  expect(lines.every((line) => column('simulated')(line) === 'yes')).toBe(true)
})

test('has answers only when asked', () => {
  expect(logOf(recovery, { months: 3 })).not.toContain(',accepted,')
  expect(logOf(recovery, { months: 3 }, true)).toContain(',accepted,')
})

test('quotes what needs it', () => {
  const scenario = parseScenario({
    schema: 'nahtlos-scenario/1',
    name: 'x',
    months: 1,
    towns: [{ name: 'Here, "there"' }],
    interfaces: [{ key: 'a-b', from: 'a', to: 'b', passagesPerYear: 120, wait: { medianDays: 2 } }],
  })
  expect(logOf(scenario)).toContain(',"Here, ""there""",')
})
