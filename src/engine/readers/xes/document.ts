import { Invalid } from '../../../kernel/errors.ts'
import { Dictionary } from '../dictionary.ts'
import type { Unpacked } from '../report.ts'
import type { ReadRequest } from '../request.ts'
import type { Tallies } from '../tallies.ts'
import type { TimeOptions } from '../times.ts'
import type { Window } from '../window.ts'
import { Events } from './events.ts'
import { type Classifier, classifierKeys } from './plan.ts'
import { closing, empty, nothing, Tags } from './tags.ts'
import { Values } from './values.ts'

/** Elements whose meaning is known; the others are passed over with everything in them. */
const elements = [
  'log',
  'trace',
  'event',
  'global',
  'classifier',
  'string',
  'date',
  'int',
  'float',
  'boolean',
  'id',
] as const
const [log, trace, event, global, classifier, firstValue, date, lastValue] = [0, 1, 2, 3, 4, 5, 6, 10] as const

/** Where in the document a tag stands. */
const root = 0
const inLog = 1
const inTrace = 2
const inEvent = 3
const inGlobal = 4
const inside = 5 // of something whose content is not read: a nested attribute, an unknown element

const deepest = 4096

/** The structure of an XES document: log, traces, events, attributes. What counts is handed on to `Events`. */
export class Document {
  readonly #request: ReadRequest
  readonly #times: TimeOptions
  readonly #tallies: Tallies
  readonly #tags = new Tags()
  readonly #values: Values
  readonly #names = new Dictionary()
  /** Names of the open elements, and where their content stands. */
  readonly #open = new Int32Array(deepest)
  readonly #place = new Uint8Array(deepest + 1)
  #depth = 0
  #started = false
  readonly #classifiers: Classifier[] = []
  readonly #standards = { event: new Map<string, string>(), trace: new Map<string, string>() }
  #standardsOf: 'event' | 'trace' = 'event'
  #events: Events | undefined

  constructor(request: ReadRequest, times: TimeOptions, tallies: Tallies, strict: boolean) {
    this.#request = request
    this.#times = times
    this.#tallies = tallies
    this.#values = new Values(tallies, strict)
    for (const element of elements) this.#names.codeOfText(element)
  }

  /** The line that has been reached. */
  get line(): number {
    return this.#tags.nextLine
  }

  /** Takes all whole tags of a window. */
  take(window: Window): void {
    const { bytes, end } = window
    const tags = this.#tags
    while (window.start < end) {
      const next = tags.next(bytes, window.start, end)
      if (next < 0) return
      window.start = next
      if (tags.kind === nothing) continue
      if (tags.kind === closing) this.#close(bytes)
      else this.#start(bytes)
    }
  }

  /** The log; `byte` is the place where the file ends. Throws Invalid when it ends too early. */
  finish(byte: number | undefined): Unpacked {
    const { line } = this
    if (this.#depth > 0 || !this.#started) {
      const events = this.#events?.size ?? 0
      const values = { line, events, ...(byte === undefined ? {} : { byte }) }
      throw new Invalid([{ field: 'log', code: 'log.xes.cut-off', values }])
    }
    const events = this.#events ?? this.#begin()
    return events.finish(this.#values.finish(), this.#classifiers, line)
  }

  #start(bytes: Uint8Array): void {
    const tags = this.#tags
    const name = this.#names.code(bytes, this.#localName(bytes), tags.nameEnd)
    const at = this.#place[this.#depth] as number
    const place = at === inEvent ? this.#inEvent(bytes, name) : this.#elsewhere(bytes, name, at)
    if (tags.kind === empty) {
      this.#end(place)
      return
    }
    if (this.#depth + 1 >= deepest) throw this.#invalid('log.xes.too-deep')
    this.#open[this.#depth++] = name
    this.#place[this.#depth] = place
  }

  #close(bytes: Uint8Array): void {
    const tags = this.#tags
    const name = this.#names.code(bytes, this.#localName(bytes), tags.nameEnd)
    if (this.#depth === 0 || this.#open[this.#depth - 1] !== name) throw this.#invalid('log.xes.mismatch')
    this.#end(this.#place[this.#depth--] as number)
  }

  #end(place: number): void {
    if (place === inEvent) this.#events?.endEvent(this.#tags.line)
    else if (place === inTrace) this.#events?.endTrace(this.#tags.line)
  }

  #inEvent(bytes: Uint8Array, name: number): number {
    const { keyAt, valueAt } = this.#tags
    if (name >= firstValue && name <= lastValue && keyAt >= 0 && valueAt >= 0) {
      this.#events?.eventAttribute(bytes, this.#tags, this.#values)
    }
    return inside
  }

  #elsewhere(bytes: Uint8Array, name: number, at: number): number {
    const { keyAt, valueAt } = this.#tags
    const isValue = name >= firstValue && name <= lastValue && keyAt >= 0 && valueAt >= 0
    if (at === inTrace) {
      if (name === event) {
        this.#events?.beginEvent()
        return inEvent
      }
      if (isValue) this.#events?.traceAttribute(bytes, this.#tags, this.#values)
      return inside
    }
    // A declared date is a placeholder such as 1970 and never the date of an event.
    if (at === inGlobal && isValue && name !== date) {
      const value = this.#values.text(bytes, this.#tags, valueAt)
      this.#standards[this.#standardsOf].set(this.#values.text(bytes, this.#tags, keyAt), value)
    }
    if (at === inLog) return this.#inLog(bytes, name)
    if (at === root) return this.#root(bytes, name)
    return inside
  }

  #inLog(bytes: Uint8Array, name: number): number {
    if (name === trace) {
      this.#events ??= this.#begin()
      this.#events.beginTrace()
      return inTrace
    }
    if (name === event) this.#tallies.note('event-outside-trace', this.#tags.line)
    if (name === global) {
      this.#standardsOf = this.#attribute(bytes, 'scope') === 'trace' ? 'trace' : 'event'
      return inGlobal
    }
    if (name === classifier) {
      const keys = classifierKeys(this.#attribute(bytes, 'keys') ?? '')
      this.#classifiers.push({ name: this.#attribute(bytes, 'name') ?? '', keys })
    }
    return inside
  }

  #root(bytes: Uint8Array, name: number): number {
    if (name !== log || this.#started) {
      const { nameStart, nameEnd } = this.#tags
      const found = new TextDecoder().decode(bytes.subarray(nameStart, Math.min(nameEnd, nameStart + 60)))
      throw this.#invalid(this.#started ? 'log.xes.second-root' : 'log.xes.not-a-log', { root: found })
    }
    this.#started = true
    return inLog
  }

  #begin(): Events {
    return new Events(this.#request, this.#times, this.#tallies, this.#classifiers, this.#standards)
  }

  #attribute(bytes: Uint8Array, name: string): string | undefined {
    const tags = this.#tags
    for (let i = 0; i < tags.attributes; i++) {
      const found = String.fromCharCode(...bytes.subarray(tags.nameStarts[i], tags.nameEnds[i]))
      if (found === name) return this.#values.text(bytes, tags, i)
    }
    return undefined
  }

  /** Where the name of the tag begins behind its namespace prefix. */
  #localName(bytes: Uint8Array): number {
    const { nameStart, nameEnd } = this.#tags
    for (let i = nameStart; i < nameEnd; i++) if (bytes[i] === 0x3a) return i + 1
    return nameStart
  }

  #invalid(code: string, values: Record<string, string | number> = {}): Invalid {
    return new Invalid([{ field: 'log', code, values: { line: this.#tags.line, ...values } }])
  }
}
