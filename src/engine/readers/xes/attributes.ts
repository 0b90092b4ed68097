import type { LabelColumn } from '../../log.ts'
import type { Scope, Slot } from './slots.ts'

/** The attributes that were read, as finished columns by name. */
export class Attributes {
  readonly size: number
  /** Every attribute that the log has, read or not. */
  readonly available: readonly string[]
  readonly #cases: Slot
  readonly #event: Scope
  readonly #trace: Scope
  readonly #finished = new Map<Slot, LabelColumn>()

  constructor(size: number, cases: Slot, event: Scope, trace: Scope, available: readonly string[]) {
    this.size = size
    this.available = available
    this.#cases = cases
    this.#event = event
    this.#trace = trace
  }

  /** The name under which an attribute was found: of the event, else of the trace (with or without `case:`). */
  nameOf(name: string): string | undefined {
    return this.#slot(name)?.name
  }

  /** Undefined when no event and no trace has it. */
  column(name: string): LabelColumn | undefined {
    const slot = this.#slot(name)
    if (!slot) return undefined
    const column = this.#finished.get(slot) ?? slot.finish(this.size)
    this.#finished.set(slot, column)
    return column
  }

  /** All names that were read, without the name of the case. */
  names(): string[] {
    return [...new Set([...this.#trace.slots, ...this.#event.slots].map((slot) => slot.name))]
  }

  /** Number of values that came from the log's global declarations. */
  get filled(): number {
    return this.#filledSlots().reduce((sum, slot) => sum + slot.filled, 0)
  }

  /** The attributes that these values belong to. */
  get filledNames(): string {
    return this.#filledSlots()
      .map((slot) => slot.name)
      .join(', ')
  }

  #filledSlots(): Slot[] {
    return [...this.#finished.keys()].filter((slot) => slot.filled > 0)
  }

  #slot(name: string): Slot | undefined {
    if (name === this.#cases.name) return this.#cases
    const candidates = [this.#event.named(name), this.#trace.named(name), this.#trace.named(`case:${name}`)]
    const found = candidates.filter((slot) => slot !== undefined)
    return found.find((slot) => this.#finished.has(slot) || slot.codes.size > 0) ?? found[0]
  }
}
