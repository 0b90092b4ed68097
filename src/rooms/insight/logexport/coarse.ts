import {
  ARRIVED,
  DECLINED,
  type EventLog,
  labelColumn,
  NO_DAY,
  type Passages,
  WITHDRAWN,
} from '../../../engine/index.ts'
import { assembleObjects, type ObjectLog, type RawEvent, type RawObject } from '../../../engine/readers/index.ts'
import { zone } from '../../../kernel/zone.ts'

/** A cell of interface, place and group has at least so many people, or is merged. */
export const fewestPeople = 5

/** Words and names that a log is written with. */
export interface Names {
  readonly sidesOf: (interfaceKey: string) => { readonly from: string; readonly to: string }
  readonly townOf: (key: string) => string
  /** The part of the district that a town lies in; null where none is declared. */
  readonly regionOf: (townKey: string) => string | null
  readonly steps: Readonly<Record<'offered' | 'answered' | 'declined' | 'first' | 'withdrawn', string>>
  readonly elsewhere: string
}

/** One hand-over as it may leave. */
export interface CoarseRow {
  readonly number: string
  readonly person: string
  readonly from: string
  readonly to: string
  readonly place: string
  readonly group: string | null
  /** Day numbers of Mondays. */
  readonly steps: readonly { readonly step: string; readonly by: 'from' | 'to'; readonly week: number }[]
}

export interface Coarse {
  readonly rows: readonly CoarseRow[]
  /** Hand-overs whose cell stayed too small even without place and group. */
  readonly leftOut: number
}

/** Gives numbers below `count` in an order that nobody can foresee; each one once. */
export type Draw = (count: number) => Int32Array

/**
 * The hand-overs made coarse. Every cell of interface, place and group that has fewer than five people first loses the group,
 * then the place becomes its region, then "elsewhere"; what is still small is left out. A cell moves as a whole, so no other
 * gets smaller by it. Numbers of hand-overs and people are drawn anew; days become Mondays, and rows stand by their number.
 */
export function coarsen(passages: Passages, names: Names, draw: Draw): Coarse {
  const { size, interfaceOf, interfaces, placeOf, places, groupOf, groups, caseOf } = passages
  const cells = Array.from({ length: size }, (_, row) => {
    const town = placeOf[row]! < 0 ? undefined : places[placeOf[row]!]!
    return {
      interface: interfaces[interfaceOf[row]!]!.key,
      place: town === undefined ? names.elsewhere : names.townOf(town),
      region: (town !== undefined && names.regionOf(town)) || names.elsewhere,
      group: groupOf[row]! < 0 ? null : groups[groupOf[row]!]!,
    }
  })
  const keyOf = (row: number) => {
    const { interface: key, place, group } = cells[row]!
    return JSON.stringify([key, place, group])
  }
  const tooSmall = () => {
    const people = new Map<string, Set<number>>()
    cells.forEach((_, row) => {
      const key = keyOf(row)
      people.set(key, (people.get(key) ?? new Set()).add(caseOf[row]!))
    })
    return (row: number) => people.get(keyOf(row))!.size < fewestPeople
  }
  const merge = (change: (cell: (typeof cells)[number]) => void) => {
    const small = tooSmall()
    const rows = cells.map((_, row) => row).filter(small)
    for (const row of rows) change(cells[row]!)
  }
  merge((cell) => {
    cell.group = null
  })
  merge((cell) => {
    cell.place = cell.region
    cell.group = null
  })
  merge((cell) => {
    cell.place = names.elsewhere
    cell.group = null
  })
  const small = tooSmall()
  const numbers = draw(size)
  const people = draw(caseOf.reduce((most, code) => Math.max(most, code + 1), 0))
  const rows = cells
    .map((cell, row): CoarseRow | undefined => {
      if (small(row)) return undefined
      return {
        number: numbered('U', numbers[row]!),
        person: numbered('P', people[caseOf[row]!]!),
        ...names.sidesOf(cell.interface),
        place: cell.place,
        group: cell.group,
        steps: stepsOf(passages, row, names),
      }
    })
    .filter((row) => row !== undefined)
    .sort((a, b) => (a.number < b.number ? -1 : 1))
  return { rows, leftOut: size - rows.length }
}

const numbered = (letter: string, number: number) => `${letter}${String(number + 1).padStart(7, '0')}`

/** Day number of the Monday of a week; 1970-01-01 was a Thursday. */
export const mondayOf = (day: number) => day - ((((day + 3) % 7) + 7) % 7)

function stepsOf({ offeredOn, answeredOn, firstOn, lastEventOn, state }: Passages, row: number, { steps }: Names) {
  const found: CoarseRow['steps'][number][] = []
  const add = (step: string, by: 'from' | 'to', day: number) => {
    if (day !== NO_DAY) found.push({ step, by, week: mondayOf(day) })
  }
  add(steps.offered, 'from', offeredOn[row]!)
  if (state[row] === DECLINED) add(steps.declined, 'to', answeredOn[row]!)
  else add(steps.answered, 'to', answeredOn[row]!)
  if (state[row] === ARRIVED) add(steps.first, 'to', firstOn[row]!)
  if (state[row] === WITHDRAWN) add(steps.withdrawn, 'from', lastEventOn[row]!)
  return found
}

const dayLength = 86_400_000

/** One case per hand-over, flat: what XES can say. */
export function eventLogOf({ rows }: Coarse): EventLog {
  const events = rows.flatMap((row) => row.steps.map((step) => ({ row, step })))
  const column = (value: (one: (typeof events)[number]) => string | null) =>
    labelColumn(events.map((one) => value(one) ?? undefined))
  return {
    size: events.length,
    cases: column(({ row }) => row.number),
    activities: column(({ step }) => step.step),
    time: Float64Array.from(events, ({ step }) => step.week * dayLength),
    attributes: new Map([
      ['org:group', column(({ row, step }) => row[step.by])],
      ['case:interface', column(({ row }) => `${row.from} → ${row.to}`)],
      ['case:place', column(({ row }) => row.place)],
      ['case:group', column(({ row }) => row.group)],
      ['case:person', column(({ row }) => row.person)],
    ]),
  }
}

/** Hand-overs, people and offices as objects: what OCEL can say. */
export function objectLogOf(
  { rows }: Coarse,
  types: { readonly handover: string; readonly person: string; readonly office: string; readonly simulated: boolean },
): ObjectLog {
  const objects = new Map<string, RawObject>()
  const add = (
    id: string,
    type: string,
    attributes: Readonly<Record<string, string | null>>,
    relations: readonly [string, string][] = [],
  ) => {
    if (objects.has(id)) return
    objects.set(id, {
      id,
      type,
      attributes: Object.entries(attributes).flatMap(([name, value]) =>
        value === null ? [] : [{ name, value, time: undefined }],
      ),
      relations: relations.map(([objectId, qualifier]) => ({ objectId, qualifier, line: 0 })),
      line: 0,
    })
  }
  const events: RawEvent[] = []
  for (const { number, person, from, to, place, group, steps } of rows) {
    add(from, types.office, {})
    add(to, types.office, {})
    add(person, types.person, {})
    add(number, types.handover, { place, group, simulated: types.simulated ? 'yes' : 'no' }, [
      [person, 'concerns'],
      [from, 'from'],
      [to, 'to'],
    ])
    steps.forEach(({ step, by, week }, index) => {
      const office = by === 'from' ? from : to
      events.push({
        id: `${number}-${index + 1}`,
        type: step,
        time: new Date(week * dayLength).toISOString(),
        attributes: [],
        relations: [
          { objectId: number, qualifier: 'step of', line: 0 },
          { objectId: office, qualifier: 'done by', line: 0 },
        ],
        line: 0,
      })
    })
  }
  const type = (name: string, attributes: readonly string[] = []) => ({
    name,
    attributes: attributes.map((one) => ({ name: one, type: 'string' })),
  })
  const raw = {
    eventTypes: [...new Set(events.map((event) => event.type))].map((name) => type(name)),
    objectTypes: [type(types.handover, ['place', 'group', 'simulated']), type(types.person), type(types.office)],
    events,
    objects: [...objects.values()],
  }
  return assembleObjects(raw, {
    zone: zone('UTC'),
    reading: 'guess',
    plausible: { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY },
  }).log
}
