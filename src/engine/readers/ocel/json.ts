import { Invalid } from '../../../kernel/errors.ts'
import { type Json, parseWithLines } from './jsonlines.ts'
import type { OcelLimits, OcelType, RawLog, RawRelation } from './model.ts'

type Part = ReadonlyMap<string, Json>

/** Reads OCEL 2.0 in JSON. Throws Invalid `log.ocel.…` with the line of what is missing or of another kind. */
export function readOcelJson(source: string, { mostEvents, mostParts }: OcelLimits): RawLog {
  const { root, lineOf } = parseWithLines(source, { list: 'events', entries: mostEvents, parts: mostParts })
  if (!(root instanceof Map)) throw invalid('not-ocel', 1)
  if ([...root.keys()].some((key) => key.startsWith('ocel:'))) throw invalid('version-1', 1)
  if (!root.has('events') || !root.has('objects')) throw invalid('not-ocel', 1)

  const parts = (owner: Part, name: string): readonly Part[] => {
    const found = owner.get(name)
    if (found === undefined || found === null) return []
    if (!Array.isArray(found)) throw invalid('not-a-list', lineOf(owner), { name })
    return found.map((part: Json) => {
      if (!(part instanceof Map)) throw invalid('not-an-object', lineOf(found as Json), { name })
      return part
    })
  }
  const words = (owner: Part, name: string): string => {
    const found = owner.get(name)
    if (typeof found === 'string' || typeof found === 'number') return String(found)
    throw invalid('field-missing', lineOf(owner), { name })
  }
  const plain = (owner: Part, name: string): string | undefined => {
    const found = owner.get(name)
    if (found === undefined || found === null) return undefined
    if (typeof found === 'object') throw invalid('not-a-value', lineOf(owner), { name })
    return String(found)
  }
  const types = (name: string): readonly OcelType[] =>
    parts(root, name).map((type) => ({
      name: words(type, 'name'),
      attributes: parts(type, 'attributes').map((one) => ({
        name: words(one, 'name'),
        type: plain(one, 'type') ?? 'string',
      })),
    }))
  const relations = (owner: Part): readonly RawRelation[] =>
    parts(owner, 'relationships').map((one) => ({
      objectId: words(one, 'objectId'),
      qualifier: plain(one, 'qualifier') ?? '',
      line: lineOf(one),
    }))
  const attributes = (owner: Part) =>
    parts(owner, 'attributes').flatMap((one) => {
      const value = plain(one, 'value')
      return value === undefined ? [] : [{ name: words(one, 'name'), value, time: plain(one, 'time') }]
    })
  const common = (owner: Part) => ({
    id: words(owner, 'id'),
    type: words(owner, 'type'),
    attributes: attributes(owner),
    relations: relations(owner),
    line: lineOf(owner),
  })
  return {
    eventTypes: types('eventTypes'),
    objectTypes: types('objectTypes'),
    events: parts(root, 'events').map((event) => ({ ...common(event), time: plain(event, 'time') })),
    objects: parts(root, 'objects').map(common),
  }
}

function invalid(code: string, line: number, values: Readonly<Record<string, string>> = {}): Invalid {
  return new Invalid([{ field: 'log', code: `log.ocel.${code}`, values: { line, ...values } }])
}
