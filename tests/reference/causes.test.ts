import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { always, type Calendar, causesOfWaits, type RecordedStep, weekly } from '../../src/engine/index.ts'
import { dataPath, describeWithData } from './data.ts'

/** Rows of a small CSV file with quotes around values that hold commas. */
function rowsOf(name: string): readonly (readonly string[])[] {
  const lines = readFileSync(dataPath(`eventlogs/waiting-time/${name}.csv`), 'utf8')
    .trim()
    .split('\n')
  return lines.slice(1).map((line) => [...line.matchAll(/"([^"]*)"|([^,]+)/g)].map((found) => found[1] ?? found[2]!))
}

function stepsOf(name: string): readonly RecordedStep[] {
  return rowsOf(name).map(([one, activity, start, end, resource]) => ({
    case: one!,
    activity: activity!,
    resource: resource!,
    start: Date.parse(`${start}Z`),
    end: Date.parse(`${end}Z`),
  }))
}

/** `1 days 12:00:00`, also without a time of day. */
function milliseconds(text: string): number {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] =
    /^(\d+) days(?: (\d+):(\d+):(\d+))?/.exec(text) ?? []
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

const everyDay = [0, 1, 2, 3, 4, 5, 6]
/** Marcus is away from 12:00 to 12:30, and Anya until 13:00 in the log of hand-overs; everybody else is always there. */
const lunch: Calendar = weekly([
  { days: everyDay, fromMinute: 0, toMinute: 720 },
  { days: everyDay, fromMinute: 750, toMinute: 1440 },
])
const lateMorning: Calendar = weekly([
  { days: everyDay, fromMinute: 0, toMinute: 630 },
  { days: everyDay, fromMinute: 780, toMinute: 1440 },
])

describeWithData('causes of waiting as decomposed by hand (waiting-time-analysis, Apache-2.0)', () => {
  test.each([
    ['manual_log_1', new Map([['Marcus', lunch]])],
    ['manual_log_2', new Map([['Marcus', lunch]])],
    ['manual_log_3', new Map([['Marcus', lunch]])],
    ['manual_log_4', new Map()],
    ['manual_log_5', new Map([['Marcus', lunch]])],
    ['handoff-test', new Map([['Anya', lateMorning]])],
  ] as [string, ReadonlyMap<string, Calendar>][])('%s', (name, special) => {
    const steps = stepsOf(name)
    const resources = new Set(steps.flatMap(({ resource }) => resource ?? []))
    const calendars = new Map([...resources].map((one) => [one, special.get(one) ?? always]))
    const found = causesOfWaits(steps, { calendars }).transitions.map((one) => [
      one.sourceActivity,
      one.sourceResource,
      one.targetActivity,
      one.targetResource,
      one.transitions,
      one.total,
      one.causes.batching,
      one.causes.prioritisation,
      one.causes.contention,
      one.causes.unavailability,
      one.causes.extraneous,
    ])
    const expected = rowsOf(`${name}_expected`).map((row) => [
      ...row.slice(0, 4),
      Number(row[4]),
      ...row.slice(6, 12).map(milliseconds),
    ])
    const inOrder = (rows: readonly (readonly unknown[])[]) => rows.map((row) => row.join(' ')).sort()
    expect(inOrder(found)).toEqual(inOrder(expected))
  })
})
