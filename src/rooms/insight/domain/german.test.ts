import { expect, test } from 'vitest'
import { fromOffice, officeInDative, toOffice } from './german.ts'

test.each([
  ['Sozialamt der Gemeinde', 'vom Sozialamt der Gemeinde', 'zum Sozialamt der Gemeinde', 'Sozialamt der Gemeinde'],
  ['Jobcenter', 'vom Jobcenter', 'zum Jobcenter', 'Jobcenter'],
  ['Sprachkurs bis A2', 'vom Sprachkurs bis A2', 'zum Sprachkurs bis A2', 'Sprachkurs bis A2'],
  ['Ausländerbehörde', 'von der Ausländerbehörde', 'zur Ausländerbehörde', 'Ausländerbehörde'],
  [
    'Schulische Erstberatung',
    'von der Schulischen Erstberatung',
    'zur Schulischen Erstberatung',
    'Schulischer Erstberatung',
  ],
  [
    'Psychosoziale Beratung',
    'von der Psychosozialen Beratung',
    'zur Psychosozialen Beratung',
    'Psychosozialer Beratung',
  ],
  [
    'Kommunales Integrationszentrum',
    'vom Kommunalen Integrationszentrum',
    'zum Kommunalen Integrationszentrum',
    'Kommunalem Integrationszentrum',
  ],
  ['Auentaler Jobcenter', 'vom Auentaler Jobcenter', 'zum Auentaler Jobcenter', 'Auentaler Jobcenter'],
  ['KIM Case Management', 'vom KIM Case Management', 'zum KIM Case Management', 'KIM Case Management'],
  ['Kindertages\u00adbetreuung', 'von der Kindertagesbetreuung', 'zur Kindertagesbetreuung', 'Kindertagesbetreuung'],
  ['Sozialamt (Fortzug)', 'vom Sozialamt (Fortzug)', 'zum Sozialamt (Fortzug)', 'Sozialamt (Fortzug)'],
  ['Agentur für Arbeit', 'von der Agentur für Arbeit', 'zur Agentur für Arbeit', 'Agentur für Arbeit'],
  ['Erwachsenendienste', 'von den Erwachsenendiensten', 'zu den Erwachsenendiensten', 'Erwachsenendiensten'],
  ['Soziale Dienste', 'von den Sozialen Diensten', 'zu den Sozialen Diensten', 'Sozialen Diensten'],
  [
    'Berufsbildende Schulen',
    'von den Berufsbildenden Schulen',
    'zu den Berufsbildenden Schulen',
    'Berufsbildenden Schulen',
  ],
])('%s stands in a sentence', (name, from, to, dative) => {
  expect([fromOffice(name), toOffice(name), officeInDative(name)]).toEqual([from, to, dative])
})

test.each(['Ehrenamtliche', 'BAMF', 'Stelle für Integration und Amt', ''])(
  '%s keeps its form where it is not understood',
  (name) => {
    if (name !== 'Stelle für Integration und Amt') expect(fromOffice(name)).toBeUndefined()
    expect(officeInDative(name)).toBe(name)
  },
)
