import { Invalid } from '../../kernel/errors.ts'
import type { Delimiter } from './csv/dialect.ts'
import type { DateReading } from './times.ts'

/** What a column can be for. */
export type Role = 'case' | 'activity' | 'time' | 'group' | 'resource'
export const roles = ['case', 'activity', 'time', 'group', 'resource'] as const satisfies readonly Role[]

/** What to read from a log and how. Everything that is left out is guessed and reported. */
export interface ReadRequest {
  /** Columns by role: a name, a number counted from 1, or several joined by `+`. */
  readonly map?: Readonly<Partial<Record<Role, string>>>
  /** Further columns that are needed, by name, number, or a name of the same meaning; `all` for every column. */
  readonly attributes?: readonly string[] | 'all'
  /** Columns that are read when they are there. */
  readonly optional?: readonly string[]
  /** The column that stands in for activities when there is none for them. */
  readonly activityElse?: string
  /** CSV: the delimiter. */
  readonly delimiter?: Delimiter
  /** CSV: false when the first line is a record already. */
  readonly header?: boolean
  /** A label of the WHATWG Encoding Standard, such as `utf-8` or `windows-1252`. */
  readonly encoding?: string
  readonly dates?: DateReading
  /** Time zone of times without an offset; Europe/Berlin when left out. */
  readonly timeZone?: string
  /** Times outside are reported; milliseconds since 1970, UTC. Default: 1970-01-02 to 2100-01-01. */
  readonly plausible?: { readonly from: number; readonly to: number }
  /** How many times larger than packed a gzip file may be; see `gunzip`. */
  readonly largestExpansion?: number
  /** Bytes that a gzip file may have unpacked; no bound when left out. */
  readonly largestUnpacked?: number
  /** With more events than this reading stops and throws `log.too-many-events`; no bound when left out. */
  readonly mostEvents?: number
}

/** Throws Invalid `log.too-many-events` as soon as a log has more events than were asked for. */
export function refuseMore(events: number, { mostEvents }: ReadRequest): void {
  if (mostEvents !== undefined && events > mostEvents)
    throw new Invalid([{ field: 'log', code: 'log.too-many-events', values: { most: mostEvents } }])
}
