import { plainCodes } from '../log.ts'
import type { ObjectLog, OcelRelations } from '../readers/index.ts'

/**
 * An object-centric log as OCEL 2.0 JSON, in pieces: types with their attributes, objects with their values over time and
 * their relations, events with theirs. Times are UTC; a record that knows only its day stands at midnight.
 */
export function* ocelJsonOf(log: ObjectLog): Generator<string> {
  const { events, objects } = log
  const eventTypes = plainCodes(events.types.codes)
  const objectTypes = plainCodes(objects.types.codes)
  const columns = [...events.attributes].map(([name, { codes, labels }]) => ({
    name,
    codes: plainCodes(codes),
    labels,
  }))
  const ofObject = groups(log.objectToObject, objects.size)
  const ofEvent = groups(log.eventToObject, events.size)
  const links = (relations: OcelRelations, at: readonly number[]) =>
    at.map((i) => ({
      objectId: objects.ids[relations.to[i]!],
      qualifier: relations.qualifiers.labels[relations.qualifiers.codes[i]!],
    }))
  const valuesOf = objects.ids.map((): { name: string; time: string; value: string }[] => [])
  for (const { object, name, time, value } of objects.values)
    valuesOf[object]!.push({ name, time: instant(time), value })
  yield `{"objectTypes":${JSON.stringify(log.objectTypes)},\n"eventTypes":${JSON.stringify(log.eventTypes)},\n"objects":[`
  for (let row = 0; row < objects.size; row++)
    yield `${row === 0 ? '' : ','}\n${JSON.stringify({
      id: objects.ids[row],
      type: objects.types.labels[objectTypes[row]!],
      attributes: valuesOf[row],
      relationships: links(log.objectToObject, ofObject[row]!),
    })}`
  yield '],\n"events":['
  for (let row = 0; row < events.size; row++)
    yield `${row === 0 ? '' : ','}\n${JSON.stringify({
      id: events.ids[row],
      type: events.types.labels[eventTypes[row]!],
      ...(Number.isNaN(events.time[row]) ? {} : { time: instant(events.time[row]!) }),
      attributes: columns.flatMap(({ name, codes, labels }) =>
        codes[row]! < 0 ? [] : [{ name, value: labels[codes[row]!] }],
      ),
      relationships: links(log.eventToObject, ofEvent[row]!),
    })}`
  yield ']}\n'
}

/** Rows of relations by their first end. */
function groups({ from, size }: OcelRelations, owners: number): readonly number[][] {
  const result = Array.from({ length: owners }, (): number[] => [])
  for (let i = 0; i < size; i++) result[from[i]!]!.push(i)
  return result
}

const instant = (time: number) => new Date(time).toISOString()
