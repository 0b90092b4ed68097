/** The register of Kreis Auental: three concepts that overlap and their measures, invented and marked as simulated. */
import { addDays, type Day, day } from '../../src/kernel/day.ts'
import { type Random, seeded } from '../../src/kernel/random.ts'
import type { ConceptData, MeasureData, MeasuresData, StateData } from '../../src/rooms/measures/index.ts'
import { slug } from '../slug.ts'
import { type Concept, type MeasureRow, measureRows } from './measurerows.ts'

const fields = [
  ['bildung', 'Bildung'],
  ['sprache', 'Sprache'],
  ['arbeit', 'Arbeit und Wirtschaft'],
  ['gesundheit', 'Gesundheit und Sport'],
  ['wohnen', 'Wohnen'],
  ['teilhabe', 'Teilhabe und Engagement'],
  ['antidiskriminierung', 'Antidiskriminierung'],
  ['oeffnung', 'Interkulturelle Öffnung'],
  ['querschnitt', 'Querschnitt'],
  ['aufnahme', 'Aufnahme und Erstorientierung'],
] as const

const targetGroups = [
  ['neuzugewanderte', 'Neu Zugewanderte'],
  ['gefluechtete', 'Geflüchtete'],
  ['eu-zugewanderte', 'Zugewanderte aus der Europäischen Union'],
  ['kinder', 'Kinder'],
  ['jugendliche', 'Jugendliche'],
  ['eltern', 'Eltern'],
  ['frauen', 'Frauen'],
  ['aeltere', 'Ältere Menschen'],
  ['ehrenamtliche', 'Ehrenamtliche'],
  ['beschaeftigte', 'Beschäftigte in Verwaltung, Schule und Beratung'],
] as const

const named = (pairs: readonly (readonly [string, string])[]) => pairs.map(([key, name]) => ({ key, name }))

const conceptKeys: Readonly<Record<Concept, string>> = {
  '2010': 'integrationskonzept-2010',
  '2016': 'handlungskonzept-2016',
  '2021': 'kim-handlungskonzept-2021',
}

const adopted: Readonly<Record<Concept, Day>> = {
  '2010': day('2010-07-09'),
  '2016': day('2016-07-08'),
  '2021': day('2021-12-10'),
}

const concepts: readonly ConceptData[] = [
  {
    key: conceptKeys['2010'],
    kind: 'integrationReport',
    title: 'Integrationskonzept für den Kreis Auental: Miteinander im Auental',
    shortTitle: 'Integrationskonzept 2010',
    summary:
      'Zwei Jahre lang in Werkstätten mit Vereinen, Schulen, Verbänden und allen dreizehn Städten und Gemeinden erarbeitet. Schwerpunkte: Bildung, Sprache, Arbeit, Gesundheit.',
    commissioned: { on: day('2008-06-13'), by: 'Kreistag' },
    presented: { on: day('2010-05-27'), to: 'Ausschuss für Bildung, Integration und Soziales' },
    adopted: { on: adopted['2010'], by: 'kreistag' },
    validFrom: adopted['2010'],
  },
  {
    key: conceptKeys['2016'],
    kind: 'refugeeActionConcept',
    title: 'Handlungskonzept für geflüchtete Menschen im Kreis Auental',
    shortTitle: 'Handlungskonzept 2016',
    summary: 'Antwort auf die Zuweisungen der Jahre 2015 und 2016: Aufnahme, Wohnen, Schule, Sprache, Gesundheit.',
    commissioned: { on: day('2015-10-16'), by: 'Kreistag' },
    presented: { on: day('2016-06-09'), to: 'Ausschuss für Bildung, Integration und Soziales' },
    adopted: { on: adopted['2016'], by: 'kreistag' },
    validFrom: adopted['2016'],
  },
  {
    key: conceptKeys['2021'],
    kind: 'kimActionConcept',
    title: 'Handlungskonzept Kommunales Integrationsmanagement im Kreis Auental',
    shortTitle: 'KIM-Konzept 2021',
    summary: 'Steuerung über die Grenzen der Zuständigkeiten: Case Management, Schnittstellen, Lenkungsgruppe.',
    commissioned: { on: day('2021-03-05'), by: 'Kreistag' },
    presented: { on: day('2021-11-18'), to: 'Ausschuss für Bildung, Integration und Soziales' },
    adopted: { on: adopted['2021'], by: 'kreistag' },
    validFrom: adopted['2021'],
  },
]

/** The register as it stands on a day; what happened lately lies before that day, whichever it is. */
export function auentalMeasures(today: Day): MeasuresData {
  const keys = new Map(measureRows.map((row) => [row.title, slug(row.title)]))
  const counts = new Map<string, number>()
  const measures = measureRows.map((row): MeasureData => {
    const random = seeded(`auental measure ${row.title}`)
    const field = row.fields[0] as string
    const position = (counts.get(field) ?? 0) + 1
    counts.set(field, position)
    const states = statesOf(row, random, today)
    const since = states.at(-1)?.since as Day
    return {
      key: keys.get(row.title) as string,
      number: `${fields.findIndex(([key]) => key === field) + 1}.${String(position).padStart(2, '0')}`,
      title: row.title,
      description: row.what,
      publicText: row.what,
      states,
      responsible: row.responsible,
      centreRole: row.centre ?? 'none',
      fields: row.fields,
      kimLinked: row.kim ?? false,
      ...(row.priority ? { priority: row.priority } : {}),
      ...(row.involved ? { involved: row.involved } : {}),
      ...(row.towns ? { municipalities: row.towns } : {}),
      ...(row.groups ? { targetGroups: row.groups } : {}),
      concepts: row.in.map((concept, index) => ({
        concept: conceptKeys[concept],
        role: index === 0 ? 'origin' : 'continuation',
        number: String(numberIn(concept, row)),
        chapter: fields.find(([key]) => key === field)?.[1] as string,
      })),
      ...(row.continues
        ? {
            successorOf: [
              { measure: keys.get(row.continues) as string, kind: 'adapted', throughKim: row.kim ?? false, since },
            ],
          }
        : {}),
      plannedFrom: states[0]?.since as Day,
      ...(row.state === 'inProgress' || row.state === 'inPlanning'
        ? { plannedUntil: addDays(today, 180 + random.int(540)) }
        : {}),
      ...(row.milestone ? { milestones: [{ title: row.milestone, due: addDays(today, 30 + random.int(120)) }] } : {}),
      ...(row.indicator ? { indicators: [indicatorOf(row.indicator, random, today)] } : {}),
      ...(row.money ? { funding: [{ source: row.money[0], kind: 'granted' as const, amount: row.money[1] }] } : {}),
    }
  })
  return { simulated: true, fields: named(fields), targetGroups: named(targetGroups), concepts, measures }
}

/** A concept numbers its measures one after another, in the order of the list. */
function numberIn(concept: Concept, wanted: MeasureRow): number {
  return measureRows.filter((row) => row.in.includes(concept)).indexOf(wanted) + 1
}

/** From the adoption of its first concept to its present state, with times drawn from its own seed. */
function statesOf(row: MeasureRow, random: Random, today: Day): StateData[] {
  const begin = adopted[row.in[0] as Concept]
  const states: StateData[] = [{ state: 'adopted', since: begin }]
  const last = row.recent === undefined ? undefined : addDays(today, -30 * row.recent - random.int(20))
  const latest = addDays(today, -400)
  const step = (state: StateData['state'], afterDays: number, reason?: string) => {
    const before = states.at(-1)?.since as Day
    const drawn = addDays(before, afterDays)
    const isLast = state === row.state
    const since = isLast && last ? last : drawn > latest ? latest : drawn
    states.push({ state, since: since > before ? since : addDays(before, 1), ...(reason ? { reason } : {}) })
  }
  if (row.state === 'adopted') return row.recent === undefined ? states : [{ state: 'adopted', since: last as Day }]
  if (row.state === 'notStarted') {
    step('notStarted', 500 + random.int(300), row.reason)
    return states
  }
  step('inPlanning', 60 + random.int(200))
  if (row.state !== 'inPlanning') step('inProgress', 150 + random.int(400))
  if (row.state === 'established') step('established', 700 + random.int(900))
  if (['completed', 'adapted', 'suspended', 'discontinued'].includes(row.state))
    step(row.state, 900 + random.int(1200), row.reason ?? 'Ziel erreicht.')
  if (row.stalled !== undefined) {
    const since = addDays(today, -30 * row.stalled - random.int(20))
    states.push({ state: row.state, since, stalled: true, reason: row.reason as string })
  }
  return states
}

/** A series that ends at the present value, one value a year. */
function indicatorOf([name, unit, target, now]: NonNullable<MeasureRow['indicator']>, random: Random, today: Day) {
  const year = Number(today.slice(0, 4))
  const values = [4, 3, 2, 1].map((ago) => ({
    on: day(`${year - ago}-12-31`),
    value: ago === 1 ? now : Math.max(0, Math.round(now * (1 - 0.06 * ago) + random.normal() * now * 0.05)),
  }))
  return { name, unit, target: { value: target }, values }
}
