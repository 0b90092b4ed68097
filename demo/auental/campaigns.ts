/** Two status campaigns of Kreis Auental, invented and marked as simulated: one that runs, and the one a year before. */
import { addDays, type Day, day } from '../../src/kernel/day.ts'
import { type Random, seeded } from '../../src/kernel/random.ts'
import {
  type CampaignData,
  type CampaignsData,
  type MeasureData,
  type MeasuresData,
  measureStates,
  type ReportData,
  type StateData,
} from '../../src/rooms/measures/index.ts'
import {
  authors,
  doneForAll,
  doneIn,
  doneWhile,
  nextForAll,
  nextIn,
  smallObstacles,
  standstills,
} from './reportwords.ts'

/** Units that have not answered yet, and how many questions may stay open. */
const silentUnits = ['kreis-auental', 'jobcenter', 'schulamt', 'gesundheitsamt', 'gemeinde-aulenstedt']
const mostOpen = 23

/** Units whose answers nobody has reviewed yet. */
const unreviewedUnits = ['kim', 'jugendamt', 'wohlfahrt-nord']
const mostUnreviewed = 9

const askedBy = 'Kommunales Integrationszentrum'
const contact = 'Kommunales Integrationszentrum, Telefon 0221 4710 101'
const chosen = { concepts: [], fields: [], states: measureStates.filter((state) => state !== 'discontinued') }

/** The campaigns as they stand on a day. */
export function auentalCampaigns(register: MeasuresData, today: Day): CampaignsData {
  const now = datesOf(today)
  const before = datesOf(addDays(today, -364))
  return {
    simulated: true,
    reports: longAgo(register, today),
    campaigns: [
      {
        ...before,
        closedOn: addDays(before.dueOn, 12),
        title: `Sachstandsabfrage ${seasonOf(before.referenceDay)}`,
        askedBy,
        contact,
        chosen,
        units: unitsOf(register, before.startedOn, (measure, unit) =>
          // A few never answered; the snapshot shows them without a report.
          unit === 'kreis-auental' && measure.number.endsWith('1')
            ? undefined
            : reportOf(measure, before, addDays(before.dueOn, 8), 'approved'),
        ),
      },
      {
        ...now,
        title: `Sachstandsabfrage ${seasonOf(now.referenceDay)}`,
        askedBy,
        contact,
        note: 'Die Antworten sind die Grundlage des Berichts an den Ausschuss für Bildung, Integration und Soziales.',
        chosen,
        units: running(register, now, today),
      },
    ],
  }
}

type Dates = Pick<CampaignData, 'referenceDay' | 'startedOn' | 'dueOn'>

/** Asked six weeks before the day, for the first of that month; eleven days are left. */
function datesOf(today: Day): Dates {
  const startedOn = addDays(today, -45)
  return { referenceDay: day(`${startedOn.slice(0, 7)}-01`), startedOn, dueOn: addDays(today, 11) }
}

const seasonOf = (on: Day): string => `${Number(on.slice(5, 7)) > 6 ? 'Herbst' : 'Frühjahr'} ${on.slice(0, 4)}`

/** The present campaign: most are reviewed, some wait, five units have not answered, one answer went back. */
function running(register: MeasuresData, dates: Dates, today: Day): CampaignData['units'] {
  let open = 0
  let unreviewed = 0
  return unitsOf(register, dates.startedOn, (measure, unit) => {
    if (silentUnits.includes(unit) && open < mostOpen) {
      open += 1
      return unit === 'jobcenter' && open % 4 === 0 ? returned(measure, dates) : undefined
    }
    if (unreviewedUnits.includes(unit) && unreviewed < mostUnreviewed) {
      unreviewed += 1
      return submitted(measure, dates, today, unreviewed)
    }
    return reportOf(measure, dates, today, 'approved')
  }).map((unit) => {
    const answered = unit.items.every((item) => item.report && item.report.state !== 'returned')
    return answered ? unit : { ...unit, remindedOn: [addDays(today, -18)] }
  })
}

function unitsOf(
  register: MeasuresData,
  on: Day,
  report: (measure: MeasureData, unit: string) => ReportData | undefined,
): CampaignData['units'] {
  const asked = register.measures.filter((measure) => {
    const state = standingOn(measure, on)
    return (
      measure.responsible !== undefined &&
      state !== undefined &&
      (chosen.states as readonly string[]).includes(state.state)
    )
  })
  const names = [...new Set(asked.map((measure) => measure.responsible as string))]
  return names.map((unit) => ({
    organisation: unit,
    // One unit has no mailbox: its link goes by hand.
    ...(unit === 'gemeinde-grevenholt' ? {} : { mailbox: `integration@${unit}.example` }),
    items: asked
      .filter((measure) => measure.responsible === unit)
      .map((measure) => {
        const said = report(measure, unit)
        return { measure: measure.key, ...(said ? { report: said } : {}) }
      }),
  }))
}

const standingOn = (measure: MeasureData, on: Day): StateData | undefined =>
  measure.states.findLast((state) => state.since <= on)

/** What a unit says of a measure that stands as the register says. */
function reportOf(measure: MeasureData, dates: Dates, latest: Day, state: ReportData['state']): ReportData {
  const random = seeded(`auental report ${measure.key} ${dates.referenceDay}`)
  const standing = standingOn(measure, dates.startedOn) as StateData
  const span = Math.max(1, Math.round((Date.parse(latest) - Date.parse(dates.startedOn)) / 86_400_000) - 8)
  const submittedOn = addDays(dates.startedOn, 2 + random.int(span))
  const why = standing.reason
  const runs = standing.state === 'inProgress' || standing.state === 'established'
  const done = doneBy(measure, standing, random)
  const hindered = why ?? (runs && random.next() < 0.2 ? random.pick(smallObstacles) : undefined)
  return {
    measureState: standing.state,
    stalled: standing.stalled ?? false,
    unchanged: standing.since < addDays(dates.referenceDay, -365),
    done,
    ...(hindered ? { obstacle: hindered } : {}),
    ...(runs ? { next: random.pick(nextIn[measure.fields[0] as string] ?? nextForAll) } : {}),
    author: random.pick(authors),
    submittedOn,
    state,
    // Most units say a sentence for everybody too.
    ...(state === 'approved'
      ? { decidedOn: addDays(submittedOn, 1 + random.int(6)), ...(random.next() < 0.8 ? { publicText: done } : {}) }
      : {}),
  }
}

/** Not reviewed yet; some of them report that something changed. */
function submitted(measure: MeasureData, dates: Dates, today: Day, count: number): ReportData {
  const random = seeded(`auental submitted ${measure.key}`)
  const said = { ...reportOf(measure, dates, today, 'submitted'), submittedOn: addDays(today, -1 - random.int(6)) }
  if (count % 4 === 1 && said.measureState === 'inProgress' && !said.stalled)
    return { ...said, stalled: true, unchanged: false, obstacle: random.pick(standstills) }
  if (said.measureState === 'inPlanning') return { ...said, measureState: 'inProgress', unchanged: false }
  if (count % 4 === 3 && said.measureState === 'inProgress' && !said.stalled)
    return {
      ...said,
      measureState: 'established',
      unchanged: false,
      done: `${said.done} Seit diesem Jahr steht die Aufgabe im Haushalt und im Geschäftsverteilungsplan.`,
      publicText: `„${measure.title}“ ist jetzt eine dauerhafte Aufgabe.`,
    }
  return said
}

function returned(measure: MeasureData, dates: Dates): ReportData {
  return {
    ...reportOf(measure, dates, addDays(dates.startedOn, 14), 'returned'),
    decidedOn: addDays(dates.startedOn, 20),
    note: 'Bitte sagen Sie noch, wie viele Menschen erreicht wurden und ob die Mittel für das nächste Jahr zugesagt sind.',
  }
}

/** Measures whose unit was asked and said nothing for more than two years: what they said then. */
function longAgo(register: MeasuresData, today: Day): CampaignsData['reports'] {
  const asOf = addDays(today, -800)
  return register.measures
    .filter(
      (measure) => measure.responsible === 'kreis-auental' && measure.number.endsWith('1') && standingOn(measure, asOf),
    )
    .map((measure) => ({
      ...reportOf(measure, { referenceDay: asOf, startedOn: asOf, dueOn: asOf }, addDays(asOf, 30), 'approved'),
      unchanged: false,
      measure: measure.key,
      asOf,
    }))
}

function doneBy(measure: MeasureData, standing: StateData, random: Random): string {
  const still = doneWhile[standing.state]
  const sentence = filled(random.pick(still ?? doneIn[measure.fields[0] as string] ?? doneForAll), random)
  const [indicator] = measure.indicators ?? []
  const value = indicator?.values?.at(-1)
  if (still || !indicator || !value) return sentence
  const unit = indicator.unit === '%' ? '\u202f%' : ''
  const target = indicator.target ? `, Ziel ${indicator.target.value}${unit}` : ''
  return `${sentence} ${indicator.name}: ${value.value}${unit}${target}.`
}

const filled = (sentence: string, random: Random): string =>
  sentence
    .replace('{few}', String(2 + random.int(5)))
    .replace('{some}', String(8 + random.int(22)))
    .replace('{many}', String(40 + random.int(120)))
    .replace('{few}', String(2 + random.int(5)))
