import { Invalid } from '../../../kernel/errors.ts'
import { zone } from '../../../kernel/zone.ts'
import { gunzip, isGzip } from '../gunzip.ts'
import { identify, unicodeOf } from '../identify.ts'
import { type Bytes, peek } from '../source.ts'
import { assembleObjects, type ReadObjectLog } from './assemble.ts'
import { readOcelJson } from './json.ts'
import type { OcelLimits } from './model.ts'
import { readOcelXml } from './xml.ts'

/** Bytes that an object-centric log may have when unpacked: it is read whole. */
const largest = 256 * 1024 * 1024

/** Elements, or objects and lists, that a file may have: some 700 MB while they are held. */
const mostParts = 2_000_000

/** What a file is, of what can be read as a log; told by its beginning, never by its name. */
export type LogKind = 'csv' | 'xes' | 'ocel-json' | 'ocel-xml'

/** Tells logs apart by their first bytes (unpacked). XES and OCEL both begin with `log`; what stands in it differs. */
export function logKind(head: Uint8Array): LogKind | undefined {
  const mark = unicodeOf(head)?.mark ?? 0
  const kind = identify(head.subarray(mark))
  if (kind === 'csv') return 'csv'
  if (kind === 'json') return 'ocel-json'
  if (kind !== 'xml') return undefined
  const start = new TextDecoder().decode(head)
  return /<(?:\w+:)?(?:object-types|event-types|objects|events)[\s/>]/.test(start) ? 'ocel-xml' : 'xes'
}

/**
 * Reads an object-centric event log: OCEL 2.0 in JSON or XML, plain or gzip. SQLite, the standard's third form, is not read.
 * Throws Invalid (`log.ocel.…`, `log.too-many-events`, with the line where there is one). What is too much is refused while it
 * is parsed, not afterwards.
 */
export async function readObjectLog(
  source: Bytes,
  request: {
    readonly timeZone?: string
    readonly largestExpansion?: number
    readonly largestUnpacked?: number
  } & Partial<OcelLimits> = {},
): Promise<ReadObjectLog> {
  let peeked = await peek(source, 1 << 16)
  if (isGzip(peeked.head))
    peeked = await peek(gunzip(peeked.bytes, request.largestExpansion, request.largestUnpacked), 1 << 16)
  const kind = logKind(peeked.head)
  if (kind !== 'ocel-json' && kind !== 'ocel-xml')
    throw new Invalid([{ field: 'log', code: 'log.ocel.not-ocel', values: { line: 1 } }])
  const bytes = await whole(peeked.bytes, Math.min(largest, request.largestUnpacked ?? largest))
  const limits = {
    mostEvents: request.mostEvents ?? Number.POSITIVE_INFINITY,
    mostParts: request.mostParts ?? mostParts,
  }
  const raw = kind === 'ocel-json' ? readOcelJson(textOf(bytes), limits) : readOcelXml(bytes, limits)
  if (raw.events.length === 0) throw new Invalid([{ field: 'log', code: 'log.no-events', values: { line: 1 } }])
  return assembleObjects(raw, {
    zone: zone(request.timeZone ?? 'Europe/Berlin'),
    reading: 'guess',
    plausible: { from: 86_400_000, to: 4_102_444_800_000 },
  })
}

async function whole(source: Bytes, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > most)
      throw new Invalid([{ field: 'log', code: 'log.ocel.too-large', values: { megabytes: most / 1024 / 1024 } }])
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

/** JSON is UTF-8 (RFC 8259, 8.1); a byte order mark at its beginning is passed over. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Invalid([{ field: 'log', code: 'log.ocel.encoding' }])
  }
}
