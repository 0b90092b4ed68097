import type { EventLog } from '../log.ts'
import type { Delimiter } from './csv/dialect.ts'
import type { Role } from './request.ts'
import type { Oddity } from './tallies.ts'
import type { TimeReport } from './times.ts'

/** How a column came to its role. */
export type Found =
  | 'given' // by the user
  | 'name' // by its name
  | 'content' // by what is in it
  | 'standard' // as XES prescribes
  | 'attribute' // there is none: the analysed attribute stands in

export interface ColumnReport {
  /** Names in the source; several when they are joined. */
  readonly names: readonly string[]
  readonly by: Found
}

/** How a log was read: everything that was guessed, and everything that was odd. */
export interface ReadReport {
  readonly format: 'csv' | 'xes'
  readonly gzip: boolean
  /** Name of the encoding; `windows-1252` includes ISO 8859-1; `mixed`: UTF-8 and Windows-1252. */
  readonly encoding: string
  /** CSV only. */
  readonly delimiter?: { readonly value: Delimiter; readonly by: 'given' | 'content' }
  /** Every column of a CSV, every attribute met in an XES. */
  readonly available: readonly string[]
  readonly columns: Readonly<Partial<Record<Role, ColumnReport>>>
  /** What was asked for as an attribute, and the name under which it is in the log. */
  readonly attributes: ReadonlyMap<string, string>
  /** XES only: the classifiers that the log declares, and its own name. */
  readonly classifiers?: readonly { readonly name: string; readonly keys: readonly string[] }[]
  readonly times: TimeReport
  /** The line on which the source ends. */
  readonly lines: number
  readonly oddities: readonly Oddity[]
}

export interface ReadLog {
  readonly log: EventLog
  readonly report: ReadReport
}

/** As read from text, before anybody knows whether it was packed. */
export interface Unpacked {
  readonly log: EventLog
  readonly report: Omit<ReadReport, 'gzip'>
}
