import { Invalid, type Issue } from '../../../kernel/errors.ts'
import type { LabelColumn } from '../../log.ts'
import { combine } from '../combine.ts'
import { Dictionary } from '../dictionary.ts'
import type { ColumnReport, Unpacked } from '../report.ts'
import type { ReadRequest, Role } from '../request.ts'
import type { Tallies } from '../tallies.ts'
import { type TimeOptions, Times } from '../times.ts'
import { type Choice, type Classifier, type Plan, planFor } from './plan.ts'
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
  readonly #activity: Slot | undefined
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
    this.#activity = names.length === 1 ? this.#event.slotOf(this.#key(names[0] as string), this.#keyName) : undefined
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
    if (values.start < values.end) slot.set(this.#row, slot.dictionary.code(values.bytes, values.start, values.end))
  }

  endEvent(line: number): void {
    if (!this.#timed) this.#times.pushMissing(line)
    if (this.#activity && this.#activity.codes.size <= this.#row) this.#tallies.note('activity-missing', line)
    this.#row++
  }

  /** The log. Throws Invalid for attributes that were asked for and never came. */
  finish(encoding: string, classifiers: readonly Classifier[], lines: number): Unpacked {
    const size = this.#row
    const issues: Issue[] = []
    const available = this.#available()
    const finished = new Map<Slot, LabelColumn>()
    const column = (slot: Slot) => {
      let found = finished.get(slot)
      if (!found) {
        found = slot.finish(size)
        finished.set(slot, found)
      }
      return found
    }
    const choose = (choice: Choice, role: Role): LabelColumn | undefined => {
      const slots = choice.names.map((name) => this.#slot(name))
      if (slots.every((slot) => slot !== undefined)) return combine(slots.map(column))
      if (choice.by === 'given') {
        const missing = choice.names.filter((_, i) => !slots[i]).join(', ')
        issues.push({ field: role, code: 'log.xes.attribute-unknown', values: { attribute: missing, available } })
      }
      return undefined
    }
    const columns: Partial<Record<Role, ColumnReport>> = { time: this.#plan.time }
    const attributes = new Map<string, LabelColumn>()
    const asked = new Map<string, string>()
    const names = this.#request.attributes === 'all' ? [] : (this.#request.attributes ?? [])
    for (const name of [...names, ...(this.#request.optional ?? [])]) {
      const slot = this.#slot(name)
      if (slot) {
        attributes.set(slot.name, column(slot))
        asked.set(name, slot.name)
      } else if (names.includes(name)) {
        issues.push({ field: 'attribute', code: 'log.xes.attribute-unknown', values: { attribute: name, available } })
      }
    }
    for (const role of ['group', 'resource'] as const) {
      const choice = this.#plan[role]
      const found = choose(choice, role)
      if (!found) continue
      columns[role] = choice
      attributes.set(choice.names.join('+'), found)
    }
    let activities = choose(this.#plan.activity, 'activity')
    columns.activity = this.#plan.activity
    const instead = this.#request.activityElse
    const stand = instead === undefined ? undefined : this.#slot(instead)
    if (!activities && stand && this.#plan.activity.by !== 'given') {
      activities = column(stand)
      columns.activity = { names: [stand.name], by: 'attribute' }
    }
    if (!activities && size > 0 && this.#plan.activity.by !== 'given') {
      issues.push({ field: 'activity', code: 'log.xes.no-activity', values: { available } })
    }
    const given = this.#plan.case
    const cases = given ? choose(given, 'case') : column(this.#cases)
    columns.case = given ?? { names: ['case:concept:name'], by: 'standard' }
    if (this.#request.attributes === 'all') {
      for (const slot of [...this.#trace.slots, ...this.#event.slots]) {
        if (finished.get(slot) !== activities) attributes.set(slot.name, column(slot))
      }
    }
    if (issues.length > 0) throw new Invalid(issues)
    const none = { codes: new Int32Array(0), labels: [] }
    const filled = [...finished.keys()].filter((slot) => slot.filled > 0)
    const rows = filled.reduce((sum, slot) => sum + slot.filled, 0)
    this.#tallies.add('default-filled', rows, 1, filled.map((slot) => slot.name).join(', '))
    const { time, dayOnly, report } = this.#times.finish()
    return {
      log: {
        size,
        cases: cases ?? none,
        activities: activities ?? none,
        time,
        ...(dayOnly ? { dayOnly } : {}),
        attributes,
      },
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

  /** The column of a name: of the event, else of the trace (with or without `case:`). */
  #slot(name: string): Slot | undefined {
    if (name === 'case:concept:name') return this.#cases
    const candidates = [this.#event.named(name), this.#trace.named(name), this.#trace.named(`case:${name}`)]
    const found = candidates.filter((slot) => slot !== undefined)
    return found.find((slot) => slot.codes.size > 0) ?? found[0]
  }

  #available(): string {
    return this.#keyNames.slice(0, 30).join(', ')
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
