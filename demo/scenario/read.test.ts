import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ScenarioInput } from './fields.ts'
import { published, scenarioJsonSchema, withFields } from './publish.ts'
import { parseScenario, readScenario, ScenarioError } from './read.ts'

const tiny = (more: Partial<ScenarioInput> = {}): ScenarioInput => ({
  schema: 'nahtlos-scenario/1',
  name: 'Two offices',
  interfaces: [{ key: 'a-b', from: 'a', to: 'b', passagesPerYear: 12, wait: { medianDays: 20 } }],
  ...more,
})

const problemsOf = (value: unknown): readonly string[] => {
  try {
    parseScenario(value)
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems
    throw error
  }
  return []
}

test('a tiny scenario is enough; everything else has a default', () => {
  const scenario = parseScenario(tiny())
  expect(scenario.months).toBe(36)
  expect(scenario.towns).toHaveLength(1)
  expect(scenario.interfaces[0]).toMatchObject({ targetDays: null, declinedShare: 0.03, wait: { sigma: 0.6 } })
})

test('every scenario in the folder can be read', () => {
  const folder = new URL('../scenarios/', import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) readScenario(readFileSync(new URL(file, folder), 'utf8'), file)
})

describe('the published form equals the schema that reads', () => {
  test('demo/scenario.schema.json', () => {
    expect(JSON.parse(readFileSync(published.schema, 'utf8'))).toEqual(scenarioJsonSchema())
  })
  test('the table of fields in docs/scenario.md', () => {
    const document = readFileSync(published.document, 'utf8')
    expect(withFields(document)).toBe(document)
  })
  test('the example in docs/scenario.md', () => {
    const example = /```json\n([\s\S]*?)```/.exec(readFileSync(published.document, 'utf8'))?.[1] ?? ''
    expect(readScenario(example, 'example').interfaces[0]?.key).toBe('asylum-jobcenter')
  })
  test('every field says what it means', () => {
    const undescribed = withFields(readFileSync(published.document, 'utf8'))
      .split('\n')
      .filter((row) => row.startsWith('| `') && row.endsWith('|  |'))
    expect(undescribed).toEqual([])
  })
})

describe('every problem names its path and a remedy', () => {
  const table: [string, unknown, RegExp][] = [
    ['a misspelt field', { ...tiny(), monhts: 3 }, /^monhts: there is no such field; did you mean "months"\?/],
    ['a missing list', { schema: 'nahtlos-scenario/1', name: 'x' }, /^interfaces: is missing/],
    ['another version', { ...tiny(), schema: 'nahtlos-scenario/2' }, /^schema: must be "nahtlos-scenario\/1"/],
    [
      'a text for a number',
      tiny({ interfaces: [{ ...tiny().interfaces[0]!, passagesPerYear: '12' as never }] }),
      /^interfaces\[0\]\.passagesPerYear: must be a number, found "12"/,
    ],
    [
      'two sizes at once',
      tiny({ changes: [{ interface: 'a-b', at: 'end', factor: 2, addedDays: 3 }] }),
      /^changes\[0\]: give either `factor` or `addedDays`/,
    ],
    [
      'an unknown interface',
      tiny({ changes: [{ interface: 'b-c', at: 'end', factor: 2 }] }),
      /there is no interface "b-c"; known are "a-b"/,
    ],
    [
      'an unknown town',
      tiny({ missing: { silent: [{ town: 'Nowhere', from: 'end-6w' }] } }),
      /^missing\.silent\[0\]\.town: .*"Town"/,
    ],
    [
      'a month that is none',
      tiny({ changes: [{ interface: 'a-b', at: '2026-13', factor: 2 }] }),
      /^changes\[0\]\.at: "2026-13" is not/,
    ],
    [
      'the same key twice',
      tiny({ interfaces: [tiny().interfaces[0]!, tiny().interfaces[0]!] }),
      /^interfaces\[1\]\.key: "a-b" is already taken/,
    ],
    [
      'shares above 1',
      tiny({ interfaces: [{ ...tiny().interfaces[0]!, declinedShare: 0.9, withdrawnShare: 0.2 }] }),
      /^interfaces\[0\]: declinedShare \+ withdrawnShare/,
    ],
    [
      'an effect on what is kept for comparison',
      tiny({
        comparison: { interfaces: ['a-b'] },
        measures: [{ key: 'm', interface: 'a-b', starts: 'end-3', effect: 0.5 }],
      }),
      /^measures\[0\]\.interface: .*comparison/,
    ],
    [
      'a measure that acts on nothing',
      tiny({ measures: [{ key: 'm', starts: 'end', effect: 0.5 }] }),
      /^measures\[0\]: name either `interface` or `gap`/,
    ],
    ['a list instead of a scenario', [], /^the file: must be an object, found \[\]/],
  ]
  test.each(table)('%s', (_name, value, expected) => {
    const problems = problemsOf(value)
    expect(
      problems.some((problem) => expected.test(problem)),
      problems.join('\n'),
    ).toBe(true)
  })

  test('all problems at once', () => {
    expect(problemsOf({ ...tiny(), monhts: 3, seed: -1, land: 'XX' })).toHaveLength(3)
  })

  test('text that is no JSON', () => {
    expect(() => readScenario('{ "schema": ', 'f.json')).toThrow(/f\.json is not a scenario[\s\S]*not JSON/)
    expect(() => readScenario(' ', 'f.json')).toThrow(/the file is empty/)
  })

  test('a byte order mark is no problem', () => {
    expect(readScenario(`\uFEFF${JSON.stringify(tiny())}`, 'f.json').name).toBe('Two offices')
  })
})
