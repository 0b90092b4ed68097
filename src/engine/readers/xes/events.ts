import { Dictionary } from '../dictionary.ts'
import type { Unpacked } from '../report.ts'
import { type ReadRequest, refuseMore } from '../request.ts'
import type { Tallies } from '../tallies.ts'
import { type TimeOptions, Times } from '../times.ts'
import { assemble } from './assemble.ts'
import { Attributes } from './attributes.ts'
import { type Classifier, type Plan, planFor } from './plan.ts'
import { Scope, Slot } from './slots.ts'
import type { Tags } from './tags.ts'
import type { Values } from './values.ts'

/** The columns of an XES log while its traces and events go by. */
export class Events {
  readonly #request: ReadRequest
  readonly #tallies: Tallies
  readonly #plan: Plan
  readonly #times: Times
  readonly #keys = new Dictionary()
  readonly #keyNames: string[] = []
  readonly #event: Scope
  readonly #trace: Scope
  readonly #cases = new Slot('case:concept:name', undefined)
  readonly #timeKey: number
  readonly #nameKey: number
  /** The key of the activity; -1 when it is joined from several, or the log declares a value for events without one. */
  readonly #activityKey: number
  #named = false
  #row = 0
  #timed = false
  #traces = 0
  #traceStart = 0
  #traceName = -1
  /** Attributes of the current trace: slots and their codes, side by side. */
  readonly #traceSlots: Slot[] = []
  readonly #traceCodes: number[] = []

  constructor(
    request: ReadRequest,
    times: TimeOptions,
    tallies: Tallies,
    classifiers: readonly Classifier[],
    standards: { readonly event: ReadonlyMap<string, string>; readonly trace: ReadonlyMap<string, string> },
  ) {
    this.#request = request
    this.#tallies = tallies
    this.#plan = planFor(request, classifiers)
    this.#times = new Times(times, tallies)
    const time = this.#plan.time.names[0] as string
    this.#event = new Scope('', (name) => name !== time && this.#plan.wanted(name), standards.event)
    this.#trace = new Scope('case:', (name) => name !== 'case:concept:name' && this.#plan.wanted(name), standards.trace)
    this.#timeKey = this.#key(time)
    this.#nameKey = this.#key('concept:name')
    const { names } = this.#plan.activity
    const isDeclared = names.length > 1 || standards.event.has(names[0] as string)
    this.#activityKey = isDeclared ? -1 : this.#key(names[0] as string)
  }

  /** Events read so far. */
  get size(): number {
    return this.#row
  }

  beginTrace(): void {
    this.#traces++
    this.#traceStart = this.#row
    this.#traceName = -1
  }

  traceAttribute(bytes: Uint8Array, tags: Tags, values: Values): void {
    values.find(bytes, tags, tags.keyAt)
    const key = this.#keys.code(values.bytes, values.start, values.end)
    const slot = key === this.#nameKey ? this.#cases : this.#trace.slotOf(key, this.#keyName)
    if (!slot) return
    values.find(bytes, tags, tags.valueAt)
    if (slot === this.#cases && values.start === values.end) return
    const known = slot.dictionary.size
    const code = slot.dictionary.code(values.bytes, values.start, values.end)
    if (slot !== this.#cases) {
      this.#traceSlots.push(slot)
      this.#traceCodes.push(code)
      return
    }
    if (code < known && this.#traceName < 0)
      this.#tallies.note('trace-name-repeated', tags.line, () => values.text(bytes, tags, tags.valueAt))
    this.#traceName = code
  }

  endTrace(line: number): void {
    const { dictionary } = this.#cases
    if (this.#traceName < 0) {
      const name = `#${this.#traces}`
      this.#tallies.note('trace-without-name', line, () => name)
      this.#traceName = dictionary.codeOfText(name)
    }
    this.#cases.setRange(this.#traceStart, this.#row, this.#traceName)
    for (let i = 0; i < this.#traceSlots.length; i++) {
      ;(this.#traceSlots[i] as Slot).setRange(this.#traceStart, this.#row, this.#traceCodes[i] as number)
    }
    this.#traceSlots.length = 0
    this.#traceCodes.length = 0
  }

  beginEvent(): void {
    this.#timed = false
    this.#named = this.#activityKey < 0
  }

  eventAttribute(bytes: Uint8Array, tags: Tags, values: Values): void {
    values.find(bytes, tags, tags.keyAt)
    const key = this.#keys.code(values.bytes, values.start, values.end)
    if (key === this.#timeKey) {
      if (this.#timed) return
      values.find(bytes, tags, tags.valueAt)
      if (values.start === values.end) return
      this.#times.push(values.bytes, values.start, values.end, tags.line)
      this.#timed = true
      return
    }
    const slot = this.#event.slotOf(key, this.#keyName)
    if (!slot) return
    values.find(bytes, tags, tags.valueAt)
    if (values.start === values.end) return
    slot.set(this.#row, slot.dictionary.code(values.bytes, values.start, values.end))
    if (key === this.#activityKey) this.#named = true
  }

  endEvent(line: number): void {
    if (!this.#timed) this.#times.pushMissing(line)
    if (!this.#named) this.#tallies.note('activity-missing', line)
    this.#row++
    refuseMore(this.#row, this.#request)
  }

  /** The log. Throws Invalid for attributes that were asked for and never came. */
  finish(encoding: string, classifiers: readonly Classifier[], lines: number): Unpacked {
    const attributes = new Attributes(this.#row, this.#cases, this.#event, this.#trace, this.#keyNames)
    const { log, columns, asked } = assemble(attributes, this.#plan, this.#request)
    this.#tallies.add('default-filled', attributes.filled, 1, attributes.filledNames)
    const { time, dayOnly, report } = this.#times.finish()
    return {
      log: { ...log, time, ...(dayOnly ? { dayOnly } : {}) },
      report: {
        format: 'xes',
        encoding,
        available: this.#keyNames,
        columns,
        attributes: asked,
        classifiers,
        times: report,
        lines,
        oddities: this.#tallies.list(),
      },
    }
  }

  #key(name: string): number {
    return this.#keys.codeOfText(name)
  }

  /** The text of a key; each is asked for once. */
  readonly #keyName = (key: number): string => {
    const name = this.#keys.label(key)
    this.#keyNames.push(name)
    return name
  }
}
