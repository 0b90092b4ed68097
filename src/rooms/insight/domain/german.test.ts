import { expect, test } from 'vitest'
import { fromOffice, toOffice } from './german.ts'

test.each([
  ['Sozialamt der Gemeinde', 'vom Sozialamt der Gemeinde', 'zum Sozialamt der Gemeinde'],
  ['Jobcenter', 'vom Jobcenter', 'zum Jobcenter'],
  ['Sprachkurs bis A2', 'vom Sprachkurs bis A2', 'zum Sprachkurs bis A2'],
  ['Ausländerbehörde', 'von der Ausländerbehörde', 'zur Ausländerbehörde'],
  ['Schulische Erstberatung', 'von der Schulischen Erstberatung', 'zur Schulischen Erstberatung'],
  ['Psychosoziale Beratung', 'von der Psychosozialen Beratung', 'zur Psychosozialen Beratung'],
  ['KIM Case Management', 'vom KIM Case Management', 'zum KIM Case Management'],
  ['Kindertages\u00adbetreuung', 'von der Kindertagesbetreuung', 'zur Kindertagesbetreuung'],
  ['Sozialamt (Fortzug)', 'vom Sozialamt (Fortzug)', 'zum Sozialamt (Fortzug)'],
  ['Bezirksregierung', 'von der Bezirksregierung', 'zur Bezirksregierung'],
  ['Agentur für Arbeit', 'von der Agentur für Arbeit', 'zur Agentur für Arbeit'],
])('%s stands in a sentence', (name, from, to) => {
  expect([fromOffice(name), toOffice(name)]).toEqual([from, to])
})

test.each(['Erwachsenendienste', 'Ehrenamtliche', 'BAMF', ''])('%s gets no article that could be wrong', (name) => {
  expect(fromOffice(name)).toBeUndefined()
})
