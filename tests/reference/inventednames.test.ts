import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readScenario } from '../../demo/scenario/read.ts'
import { dataPath, describeWithData } from './data.ts'

const file = 'demo/scenarios/auental.json'
const towns = readScenario(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'), file).towns.map(
  (town) => town.name,
)

/** Read only when a test runs: without the data the tests are skipped, but still collected. */
const lines = () => readFileSync(dataPath('ags/gemeinden_2024-12-31.csv'), 'utf8').trimEnd().split('\n').slice(1)
const names = () =>
  lines().map((line) => (/^\d+,\d+,(?:"([^"]*)"|([^,]*)),/.exec(line) ?? []).slice(1).find(Boolean) ?? '')

describeWithData('the invented towns', () => {
  test('the list of municipalities was read', () => {
    expect(names().length).toBeGreaterThan(10_000)
    expect(names()).toContain('Warendorf, Stadt')
  })

  test.each(towns)('%s is no municipality of Germany, nor part of the name of one', (town) => {
    expect(names().filter((name) => name.toLowerCase().includes(town.toLowerCase()))).toEqual([])
  })

  test.each(['05999', '05998'])('%s is no key of a district', (key) => {
    expect(lines().map((line) => line.slice(0, 5))).not.toContain(key)
  })
})
