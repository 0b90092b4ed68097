import type { EventLog, LabelColumn } from '../../log.ts'

/** An attribute that events or objects of a type may have; `type` as the file names it (string, time, integer, float, boolean). */
export interface OcelAttribute {
  readonly name: string
  readonly type: string
}

export interface OcelType {
  readonly name: string
  readonly attributes: readonly OcelAttribute[]
}

/** Pairs of rows: an event and an object, or two objects, and in which sense. */
export interface OcelRelations {
  readonly size: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly qualifiers: LabelColumn
}

/** A value of an object from an instant on (milliseconds UTC; the beginning of 1970 where it always held). */
export interface OcelValue {
  readonly object: number
  readonly name: string
  readonly time: number
  readonly value: string
}

/**
 * An object-centric event log (OCEL 2.0, Berti et al. 2023, arXiv 2403.01975) in columns. Events stand in order of time,
 * equal instants in order of their ids; objects in order of their ids; relations by their first end. So two files that list
 * the same in another order are the same log.
 */
export interface ObjectLog {
  readonly eventTypes: readonly OcelType[]
  readonly objectTypes: readonly OcelType[]
  readonly events: {
    readonly size: number
    readonly ids: readonly string[]
    readonly types: LabelColumn
    /** Milliseconds since 1970, UTC; NaN where missing. */
    readonly time: Float64Array
    readonly dayOnly?: Uint8Array
    readonly attributes: EventLog['attributes']
  }
  readonly objects: {
    readonly size: number
    readonly ids: readonly string[]
    readonly types: LabelColumn
    /** In order of the object, the name and the time. */
    readonly values: readonly OcelValue[]
  }
  /** From events to objects. */
  readonly eventToObject: OcelRelations
  readonly objectToObject: OcelRelations
}

/** What was odd in a file and stopped nothing. */
export const ocelOddities = [
  'relation-dangling', // names an object that the file does not have: left out
  'type-undeclared', // of a type that the file does not declare: kept
  'time-missing',
  'time-unreadable', // kept without a time
] as const

export interface OcelOddity {
  readonly code: (typeof ocelOddities)[number]
  readonly count: number
  /** Line of the first, counted from 1. */
  readonly line: number
}

/** How much of a file is read before it is refused, counted while it is parsed: parsed it is many times as large. */
export interface OcelLimits {
  readonly mostEvents: number
  /** JSON: objects and lists; XML: elements. */
  readonly mostParts: number
}

/** What a reader of a form (JSON, XML) hands on, in the order of the file; every part knows its line. */
export interface RawLog {
  readonly eventTypes: readonly OcelType[]
  readonly objectTypes: readonly OcelType[]
  readonly events: readonly RawEvent[]
  readonly objects: readonly RawObject[]
}

export interface RawRelation {
  readonly objectId: string
  readonly qualifier: string
  readonly line: number
}

export interface RawEvent {
  readonly id: string
  readonly type: string
  readonly time: string | undefined
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
  readonly relations: readonly RawRelation[]
  readonly line: number
}

export interface RawObject {
  readonly id: string
  readonly type: string
  readonly attributes: readonly { readonly name: string; readonly value: string; readonly time: string | undefined }[]
  readonly relations: readonly RawRelation[]
  readonly line: number
}
