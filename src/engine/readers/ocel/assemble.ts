import { Invalid } from '../../../kernel/errors.ts'
import { type LabelColumn, labelColumn } from '../../log.ts'
import { Tallies } from '../tallies.ts'
import { type TimeOptions, type TimeReport, Times } from '../times.ts'
import type { ObjectLog, OcelOddity, OcelRelations, RawEvent, RawLog, RawRelation } from './model.ts'

export interface ReadObjectLog {
  readonly log: ObjectLog
  readonly times: TimeReport
  readonly oddities: readonly OcelOddity[]
}

/** From what a file lists to columns in an order of their own. Throws Invalid for an id that comes twice. */
export function assembleObjects(raw: RawLog, options: TimeOptions): ReadObjectLog {
  const odd = new Oddities()
  noteUndeclared(raw, odd)
  const objects = [...raw.objects].sort((a, b) => compare(a.id, b.id))
  const objectAt = indexed('object', objects)
  indexed('event', raw.events)
  const { events, time, dayOnly, report } = inOrderOfTime(raw.events, options, odd)
  const names = [...new Set(events.flatMap(({ attributes }) => attributes.map(({ name }) => name)))].sort(compare)
  const valuesOf = events.map(({ attributes }) => new Map(attributes.map(({ name, value }) => [name, value])))
  const instants = instantReader(options)
  const log: ObjectLog = {
    eventTypes: [...raw.eventTypes].sort((a, b) => compare(a.name, b.name)),
    objectTypes: [...raw.objectTypes].sort((a, b) => compare(a.name, b.name)),
    events: {
      size: events.length,
      ids: events.map(({ id }) => id),
      types: labelColumn(events.map(({ type }) => type)),
      time,
      ...(dayOnly && { dayOnly }),
      attributes: new Map(names.map((name) => [name, labelColumn(valuesOf.map((values) => values.get(name)))])),
    },
    objects: {
      size: objects.length,
      ids: objects.map(({ id }) => id),
      types: labelColumn(objects.map(({ type }) => type)),
      values: objects.flatMap(({ attributes }, object) =>
        attributes
          .map(({ name, value, time: at }) => ({ object, name, value, time: at === undefined ? 0 : instants(at) }))
          .sort((a, b) => compare(a.name, b.name) || a.time - b.time || compare(a.value, b.value)),
      ),
    },
    eventToObject: relationsOf(events, objectAt, odd),
    objectToObject: relationsOf(objects, objectAt, odd),
  }
  return { log, times: report, oddities: odd.list() }
}

/** Ids by their row. */
function indexed(kind: 'event' | 'object', rows: readonly { readonly id: string; readonly line: number }[]) {
  const at = new Map<string, number>()
  rows.forEach(({ id, line }, row) => {
    if (at.has(id)) throw new Invalid([{ field: 'log', code: `log.ocel.${kind}-repeated`, values: { line, id } }])
    at.set(id, row)
  })
  return at
}

function inOrderOfTime(raw: readonly RawEvent[], options: TimeOptions, odd: Oddities) {
  const tallies = new Tallies()
  const times = new Times(options, tallies)
  const encoder = new TextEncoder()
  for (const { time, line } of raw) {
    const bytes = encoder.encode(time?.trim() ?? '')
    if (bytes.length === 0) times.pushMissing(line)
    else times.push(bytes, 0, bytes.length, line)
  }
  for (const { code, count, line } of tallies.list())
    if (code === 'time-missing' || code === 'time-unreadable') odd.add(code, line, count)
  const read = times.finish()
  // Events without a time come last: nothing is known of their place.
  const at = (row: number) => (Number.isNaN(read.time[row]!) ? Number.POSITIVE_INFINITY : read.time[row]!)
  const order = raw.map((_, row) => row)
  order.sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)) || compare(raw[a]!.id, raw[b]!.id))
  return {
    events: order.map((row) => raw[row]!),
    time: Float64Array.from(order, (row) => read.time[row]!),
    dayOnly: read.dayOnly && Uint8Array.from(order, (row) => read.dayOnly![row]!),
    report: read.report,
  }
}

/** Instants of object values, one at a time. */
function instantReader(options: TimeOptions): (text: string) => number {
  const known = new Map<string, number>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const times = new Times(options, new Tallies())
    const bytes = new TextEncoder().encode(text.trim())
    times.push(bytes, 0, bytes.length, 1)
    const [instant = Number.NaN] = times.finish().time
    known.set(text, instant)
    return instant
  }
}

function relationsOf(
  owners: readonly { readonly relations: readonly RawRelation[] }[],
  objectAt: ReadonlyMap<string, number>,
  odd: Oddities,
): OcelRelations {
  const found: { from: number; to: number; qualifier: string }[] = []
  owners.forEach(({ relations }, from) => {
    for (const { objectId, qualifier, line } of relations) {
      const to = objectAt.get(objectId)
      if (to === undefined) odd.add('relation-dangling', line)
      else found.push({ from, to, qualifier })
    }
  })
  found.sort((a, b) => a.from - b.from || a.to - b.to || compare(a.qualifier, b.qualifier))
  const qualifiers: LabelColumn = labelColumn(found.map(({ qualifier }) => qualifier))
  return {
    size: found.length,
    from: Int32Array.from(found, ({ from }) => from),
    to: Int32Array.from(found, ({ to }) => to),
    qualifiers,
  }
}

function noteUndeclared(raw: RawLog, odd: Oddities): void {
  const check = (rows: readonly { readonly type: string; readonly line: number }[], types: RawLog['eventTypes']) => {
    const declared = new Set(types.map(({ name }) => name))
    for (const { type, line } of rows) if (!declared.has(type)) odd.add('type-undeclared', line)
  }
  check(raw.events, raw.eventTypes)
  check(raw.objects, raw.objectTypes)
}

class Oddities {
  readonly #found = new Map<OcelOddity['code'], { count: number; line: number }>()

  add(code: OcelOddity['code'], line: number, count = 1): void {
    const found = this.#found.get(code)
    if (found) {
      found.count += count
      found.line = Math.min(found.line, line)
    } else this.#found.set(code, { count, line })
  }

  list(): OcelOddity[] {
    return [...this.#found].map(([code, found]) => ({ code, ...found })).sort((a, b) => a.line - b.line)
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
