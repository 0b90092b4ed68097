import { describe, expect, test } from 'vitest'
import { labelColumn } from '../../../engine/index.ts'
import { lookLikePeople, namesPeople, peopleAsOther, withoutPeople } from './people.ts'

test.each([
  ['Bearbeiter', true],
  ['Name der Sachbearbeiterin', true],
  ['org:resource', true],
  ['case:User', true],
  ['E-Mail', true],
  ['Kürzel', true],
  ['Amtskürzel', false],
  ['Stelle', false],
  ['concept:name', false],
  ['Aktivität', false],
])('the column %s holds people: %s', (column, holds) => {
  expect(namesPeople(column)).toBe(holds)
})

test.each([
  [['Frau Meier', 'Herr Kaya'], true],
  [['Meier, Anna', 'Kaya, Ömer', 'von Berg, J.'], true],
  [['A. Meier', 'Ö. Kaya'], true],
  [['a.meier@kreis.example', 'o.kaya@kreis.example'], true],
  [['Antrag', 'Prüfung', 'Bescheid'], false],
  [['Jobcenter Auental', 'Kleine Stelle', 'Amt für Soziales, Abteilung 2'], false],
  [[], false],
])('%j are people: %s', (labels, are) => {
  expect(lookLikePeople(labels)).toBe(are)
})

describe('what stands in the column of people too', () => {
  const resource = labelColumn(['Anna', 'Berta', 'Anna'])
  const columns = { used: { resource: ['Bearbeiter'] }, available: ['Bearbeiter'] }

  test('is no step, not even one', () => {
    const log = { activities: labelColumn(['Antrag', 'Berta', 'Prüfung']) }
    expect(peopleAsOther(log, { resource }, columns).map(({ code }) => code)).toEqual(['log.activity-is-people'])
    expect(peopleAsOther({ activities: labelColumn(['Antrag']) }, { resource }, columns)).toEqual([])
  })

  test('is no office, and an office of all of them is refused', () => {
    const group = labelColumn(['Sozialamt', 'Jobcenter', 'Anna'])
    expect([...withoutPeople(group, resource).codes]).toEqual([group.codes[0], group.codes[1], -1])
    const issues = peopleAsOther({ activities: labelColumn(['Antrag']) }, { group: resource, resource }, columns)
    expect(issues.map(({ field }) => field)).toEqual(['group'])
  })
})
