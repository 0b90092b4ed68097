import { Invalid } from '../../kernel/errors.ts'
import { zone } from '../../kernel/zone.ts'
import { readCsv } from './csv/read.ts'
import { encodingName, skip, toUtf8 } from './decode.ts'
import { gunzip, isGzip } from './gunzip.ts'
import { declaredEncoding, identify, unicodeOf } from './identify.ts'
import type { ReadLog } from './report.ts'
import type { ReadRequest } from './request.ts'
import { type Bytes, type Peeked, peek, type TextSource } from './source.ts'
import type { TimeOptions } from './times.ts'
import { readXes } from './xes/read.ts'

export type { Delimiter } from './csv/dialect.ts'
export { delimiters } from './csv/dialect.ts'
export { readInstants } from './instants.ts'
export type { Format } from './moment.ts'
export { assembleObjects, type ReadObjectLog } from './ocel/assemble.ts'
export { flatten, flattenings } from './ocel/flatten.ts'
export type { ObjectLog, OcelOddity, OcelRelations, RawEvent, RawLog, RawObject } from './ocel/model.ts'
export { type LogKind, logKind, readObjectLog } from './ocel/read.ts'
export { parsePattern } from './pattern.ts'
export type { ColumnReport, Found, ReadLog, ReadReport } from './report.ts'
export type { ReadRequest, Role } from './request.ts'
export type { Bytes } from './source.ts'
export { readTable, type TableRow } from './table.ts'
export { type Oddity, type OddityCode, oddityCodes } from './tallies.ts'
export type { DateReading, TimeReport } from './times.ts'

/** What is looked at before anything is decided. The same for every way of cutting the source into pieces. */
const headSize = 1 << 16

/** 1970-01-02 to 2100-01-01. The first of January 1970 is what many programs write for "no date". */
const plausibleByDefault = { from: 86_400_000, to: 4_102_444_800_000 }

/**
 * Reads an event log: CSV or XES, plain or gzip, told apart by content. Guesses what the request leaves open and
 * reports it. Memory grows with the columns that are asked for, not with the source.
 *
 * Throws Invalid (codes `log.…`, with the line where there is one) for what cannot be read as a log; RangeError for an
 * unknown time zone. Errors of the source pass through.
 */
export async function readLog(source: Bytes, request: ReadRequest = {}): Promise<ReadLog> {
  const given = request.encoding === undefined ? undefined : encodingName(request.encoding)
  const times: TimeOptions = {
    zone: zone(request.timeZone ?? 'Europe/Berlin'),
    reading: request.dates ?? 'guess',
    plausible: request.plausible ?? plausibleByDefault,
  }
  let peeked = await peek(source, headSize)
  const gzip = isGzip(peeked.head)
  if (gzip) peeked = await peek(gunzip(peeked.bytes, request.largestExpansion, request.largestUnpacked), headSize)
  if (peeked.head.length === 0) throw new Invalid([{ field: 'log', code: 'log.empty' }])
  const text = await decoded(peeked, given)
  const kind = identify(text.head)
  if (kind !== 'xml' && kind !== 'csv') throw new Invalid([{ field: 'log', code: `log.is-${kind}` }])
  const { log, report } = await (kind === 'xml' ? readXes : readCsv)(text, request, times)
  const encoding = text.encoding ?? report.encoding
  if (log.size === 0) throw new Invalid([{ field: 'log', code: 'log.no-events', values: { line: report.lines } }])
  const { times: found } = report
  if (found.withOffset + found.local + found.days === 0) throw noTimes(report)
  return { log, report: { ...report, encoding, gzip } }
}

async function decoded(peeked: Peeked, given: string | undefined): Promise<TextSource> {
  const unicode = unicodeOf(peeked.head)
  const bytes = unicode ? skip(peeked.bytes, unicode.mark) : peeked.bytes
  const declared = unicode ? undefined : declaredEncoding(peeked.head)
  const encoding = given ?? unicode?.encoding ?? (declared === undefined ? undefined : encodingName(declared))
  if (encoding !== undefined && encoding !== 'utf-8') {
    return { ...(await peek(toUtf8(bytes, encoding), headSize)), encoding, strict: true, offset: undefined }
  }
  // A declaration or mark of UTF-8 is often a lie: only what the user gives is taken at its word.
  const strict = given === 'utf-8'
  const inner = unicode ? await peek(bytes, headSize) : peeked
  return { ...inner, encoding: strict ? encoding : undefined, strict, offset: unicode?.mark ?? 0 }
}

function noTimes(report: Omit<ReadLog['report'], 'gzip'>): Invalid {
  const unreadable = report.oddities.find(({ code }) => code === 'time-unreadable')
  const column = report.columns.time?.names.join('+') ?? ''
  if (!unreadable) return new Invalid([{ field: 'time', code: 'log.time.all-missing', values: { column } }])
  const values = { column, line: unreadable.line, sample: unreadable.sample ?? '' }
  return new Invalid([{ field: 'time', code: 'log.time.none-readable', values }])
}
