import { type EventLog, type LabelColumn, labelColumn } from '../../log.ts'
import type { ObjectLog } from './model.ts'

/** Object types with the number of events that touch one of their objects, most first: what a log can be flattened by. */
export function flattenings({
  objects,
  eventToObject,
}: ObjectLog): readonly { type: string; objects: number; events: number }[] {
  const { codes, labels } = objects.types
  const events = labels.map(() => new Set<number>())
  const counts = labels.map(() => 0)
  for (const code of codes) counts[code]!++
  for (let i = 0; i < eventToObject.size; i++) events[codes[eventToObject.to[i]!]!]!.add(eventToObject.from[i]!)
  return labels
    .map((type, code) => ({ type, objects: counts[code]!, events: events[code]!.size }))
    .sort((a, b) => b.events - a.events || (a.type < b.type ? -1 : 1))
}

/**
 * The log as the objects of one type see it: each is a case, with every event that touches it; an event that touches two
 * stands in both. Attributes of events keep their names; those of the object are called `case:…` and say what held then.
 * Throws RangeError when no object has this type.
 */
export function flatten(log: ObjectLog, type: string): EventLog {
  const { events, objects, eventToObject } = log
  const code = objects.types.labels.indexOf(type)
  if (code < 0) throw new RangeError(`no object of type ${type}`)
  const rows: { event: number; object: number }[] = []
  for (let i = 0; i < eventToObject.size; i++) {
    const [event, object] = [eventToObject.from[i]!, eventToObject.to[i]!]
    if (objects.types.codes[object] !== code) continue
    const last = rows.at(-1)
    // One event may touch an object in two senses: still one event of the case.
    if (last?.event !== event || last.object !== object) rows.push({ event, object })
  }
  const take = (column: LabelColumn): LabelColumn => ({
    codes: Int32Array.from(rows, ({ event }) => column.codes[event]!),
    labels: column.labels,
  })
  const { dayOnly } = events
  return {
    size: rows.length,
    cases: labelColumn(rows.map(({ object }) => objects.ids[object])),
    activities: take(events.types),
    time: Float64Array.from(rows, ({ event }) => events.time[event]!),
    ...(dayOnly && { dayOnly: Uint8Array.from(rows, ({ event }) => dayOnly[event]!) }),
    attributes: new Map([
      ...[...events.attributes].map(([name, column]) => [name, take(column)] as const),
      ...objectColumns(log, rows),
    ]),
  }
}

function objectColumns({ events, objects }: ObjectLog, rows: readonly { event: number; object: number }[]) {
  const wanted = new Set(rows.map(({ object }) => object))
  const histories = new Map<string, Map<number, { time: number; value: string }[]>>()
  for (const { object, name, time, value } of objects.values) {
    if (!wanted.has(object)) continue
    const byObject = histories.get(name) ?? new Map<number, { time: number; value: string }[]>()
    histories.set(name, byObject)
    byObject.set(object, [...(byObject.get(object) ?? []), { time, value }])
  }
  return [...histories].map(([name, byObject]) => {
    const values = rows.map(({ event, object }) => {
      const history = byObject.get(object)
      const at = events.time[event]!
      return (history?.findLast(({ time }) => time <= at) ?? history?.[0])?.value
    })
    return [`case:${name}`, labelColumn(values)] as const
  })
}
