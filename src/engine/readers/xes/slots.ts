import { type LabelColumn, MISSING } from '../../log.ts'
import { IntColumn } from '../columns.ts'
import { Dictionary } from '../dictionary.ts'

/** One attribute as a column while it is read. Rows without it are filled in when the next value comes, or at the end. */
export class Slot {
  readonly name: string
  readonly dictionary = new Dictionary()
  readonly codes = new IntColumn()
  /** Rows that got the value of the global declaration. */
  filled = 0
  /** What a row without the attribute has: the value of the log's global declaration, or none. */
  readonly #standard: string | undefined

  constructor(name: string, standard: string | undefined) {
    this.name = name
    this.#standard = standard
  }

  /** The value of a row; a second value for the same row replaces the first. */
  set(row: number, code: number): void {
    if (this.codes.size > row) this.codes.set(row, code)
    else {
      this.#fillTo(row)
      this.codes.push(code)
    }
  }

  /** The value of the rows from `from` up to `to` (exclusive). */
  setRange(from: number, to: number, code: number): void {
    this.#fillTo(from)
    this.codes.padTo(to, code)
  }

  finish(size: number): LabelColumn {
    this.#fillTo(size)
    return { codes: this.codes.finish(), labels: this.dictionary.labels() }
  }

  #fillTo(size: number): void {
    if (this.codes.size >= size) return
    if (this.#standard === undefined) {
      this.codes.padTo(size, MISSING)
      return
    }
    this.filled += size - this.codes.size
    this.codes.padTo(size, this.dictionary.codeOfText(this.#standard))
  }
}

const unknown = -2
const unwanted = -1

/** The attributes of one scope (events, or traces) by the number of their key. */
export class Scope {
  readonly slots: Slot[] = []
  readonly #prefix: string
  readonly #wanted: (name: string) => boolean
  readonly #standards: ReadonlyMap<string, string>
  #slotOfKey = new Int32Array(64).fill(unknown)

  /** `standards`: the values that the log's global declaration of this scope gives. */
  constructor(prefix: string, wanted: (name: string) => boolean, standards: ReadonlyMap<string, string>) {
    this.#prefix = prefix
    this.#wanted = wanted
    this.#standards = standards
    for (const key of standards.keys()) if (wanted(prefix + key)) this.#make(key)
  }

  /** The slot of a key, or undefined when it is not wanted. `name` is asked for once per key. */
  slotOf(key: number, name: (key: number) => string): Slot | undefined {
    if (key >= this.#slotOfKey.length) {
      const larger = new Int32Array(key * 2).fill(unknown)
      larger.set(this.#slotOfKey)
      this.#slotOfKey = larger
    }
    let at = this.#slotOfKey[key] as number
    if (at === unknown) {
      at = this.#find(name(key))
      this.#slotOfKey[key] = at
    }
    return at === unwanted ? undefined : this.slots[at]
  }

  named(name: string): Slot | undefined {
    return this.slots.find((slot) => slot.name === name)
  }

  #find(key: string): number {
    const known = this.slots.findIndex((slot) => slot.name === this.#prefix + key)
    if (known >= 0) return known
    return this.#wanted(this.#prefix + key) ? this.#make(key) : unwanted
  }

  #make(key: string): number {
    return this.slots.push(new Slot(this.#prefix + key, this.#standards.get(key))) - 1
  }
}
