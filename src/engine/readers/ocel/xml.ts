import { Invalid } from '../../../kernel/errors.ts'
import { resolve, UnknownEntity } from '../xes/entities.ts'
import { beyondAscii, closing, empty, nothing, Tags, toResolve } from '../xes/tags.ts'
import type { OcelAttribute, OcelLimits, OcelType, RawEvent, RawLog, RawObject, RawRelation } from './model.ts'

interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: Element[]
  readonly line: number
  text: string
}

const deepest = 64

/** Reads OCEL 2.0 in XML. Throws Invalid `log.ocel.…` or `log.xes.…` (what is no XML at all) with the line. */
export function readOcelXml(bytes: Uint8Array, limits: OcelLimits): RawLog {
  const root = treeOf(bytes, limits)
  if (root.name !== 'log') throw invalid('not-ocel', root.line)
  const within = (owner: Element, list: string, item: string) =>
    owner.children
      .filter(({ name }) => name === list)
      .flatMap(({ children }) => children.filter(({ name }) => name === item))
  if (!root.children.some(({ name }) => name === 'events') || !root.children.some(({ name }) => name === 'objects'))
    throw invalid('not-ocel', root.line)
  const typesOf = (list: string, item: string): readonly OcelType[] =>
    within(root, list, item).map((type) => ({
      name: needed(type, 'name'),
      attributes: within(type, 'attributes', 'attribute').map(
        (one): OcelAttribute => ({ name: needed(one, 'name'), type: one.attributes.get('type') ?? 'string' }),
      ),
    }))
  // pm4py writes `relationship`, earlier drafts of the standard `relobj`.
  const relationsOf = (owner: Element): readonly RawRelation[] =>
    [...within(owner, 'objects', 'relationship'), ...within(owner, 'objects', 'relobj')].map((one) => ({
      objectId: needed(one, 'object-id'),
      qualifier: one.attributes.get('qualifier') ?? '',
      line: one.line,
    }))
  const commonOf = (one: Element) => ({
    id: needed(one, 'id'),
    type: needed(one, 'type'),
    attributes: within(one, 'attributes', 'attribute').map((value) => ({
      name: needed(value, 'name'),
      value: value.text,
      time: value.attributes.get('time'),
    })),
    relations: relationsOf(one),
    line: one.line,
  })
  return {
    eventTypes: typesOf('event-types', 'event-type'),
    objectTypes: typesOf('object-types', 'object-type'),
    events: within(root, 'events', 'event').map(
      (one): RawEvent => ({ ...commonOf(one), time: one.attributes.get('time') }),
    ),
    objects: within(root, 'objects', 'object').map((one): RawObject => commonOf(one)),
  }
}

function needed(element: Element, name: string): string {
  const found = element.attributes.get(name)
  if (found === undefined) throw invalid('field-missing', element.line, { name })
  return found
}

/** The elements as a tree: an OCEL file is read whole, since its relations lead forwards and backwards. */
function treeOf(bytes: Uint8Array, { mostEvents, mostParts }: OcelLimits): Element {
  const tags = new Tags()
  let [parts, events] = [0, 0]
  const open: Element[] = []
  let root: Element | undefined
  let at = 0
  for (;;) {
    const after = tags.next(bytes, at, bytes.length)
    if (after < 0) break
    const top = open.at(-1)
    if (tags.kind === nothing) {
      if (top) top.text += textOf(bytes, at, after, tags.line)
    } else if (tags.kind === closing) {
      if (top?.name !== localName(bytes, tags))
        throw new Invalid([{ field: 'log', code: 'log.xes.mismatch', values: { line: tags.line } }])
      // Blanks that only set the file in lines say nothing.
      if (top.children.length > 0) top.text = ''
      open.pop()
    } else {
      const element = elementOf(bytes, tags)
      if (++parts > mostParts) throw tooMany('log.ocel.too-many-parts', tags.line, mostParts)
      if (top?.name === 'events' && open.length === 2 && ++events > mostEvents)
        throw tooMany('log.too-many-events', tags.line, mostEvents)
      if (top) top.children.push(element)
      else if (root)
        throw new Invalid([
          { field: 'log', code: 'log.xes.second-root', values: { line: tags.line, root: element.name } },
        ])
      else root = element
      if (tags.kind !== empty) open.push(element)
      if (open.length > deepest)
        throw new Invalid([{ field: 'log', code: 'log.xes.too-deep', values: { line: tags.line } }])
    }
    at = after
  }
  if (!root || open.length > 0) throw invalid('xml-cut-off', tags.nextLine)
  return root
}

const tooMany = (code: string, line: number, most: number) =>
  new Invalid([{ field: 'log', code, values: { line, most } }])

function elementOf(bytes: Uint8Array, tags: Tags): Element {
  const attributes = new Map<string, string>()
  for (let i = 0; i < tags.attributes; i++) {
    const name = decode(bytes.subarray(tags.nameStarts[i], tags.nameEnds[i]))
    const value = bytes.subarray(tags.valueStarts[i], tags.valueEnds[i])
    const plain = ((tags.marks[i] ?? 0) & (toResolve | beyondAscii)) === 0
    attributes.set(name, plain ? String.fromCharCode(...value) : resolved(value, tags.line))
  }
  return { name: localName(bytes, tags), attributes, children: [], line: tags.line, text: '' }
}

function localName(bytes: Uint8Array, tags: Tags): string {
  const name = decode(bytes.subarray(tags.nameStart, tags.nameEnd))
  return name.slice(name.indexOf(':') + 1)
}

const cdata = '<![CDATA['

/** What stands between two tags; comments and instructions say nothing. */
function textOf(bytes: Uint8Array, start: number, end: number, line: number): string {
  if (bytes[start] !== 0x3c) return resolved(bytes.subarray(start, end), line)
  const whole = decode(bytes.subarray(start, end))
  return whole.startsWith(cdata) ? whole.slice(cdata.length, -3) : ''
}

function resolved(bytes: Uint8Array, line: number): string {
  const out = new Uint8Array(bytes.length)
  try {
    return decode(out.subarray(0, resolve(bytes, 0, bytes.length, out)))
  } catch (error) {
    if (!(error instanceof UnknownEntity)) throw error
    throw new Invalid([{ field: 'log', code: 'log.xes.entity', values: { line, entity: error.entity } }])
  }
}

const utf8 = new TextDecoder()
const decode = (bytes: Uint8Array) => utf8.decode(bytes)

function invalid(code: string, line: number, values: Readonly<Record<string, string>> = {}): Invalid {
  return new Invalid([{ field: 'log', code: `log.ocel.${code}`, values: { line, ...values } }])
}
