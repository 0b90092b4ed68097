import type { Load } from './passages.ts'

/** How many hand-overs are kept in memory over all districts: about 60 bytes each, so some 60 MB. */
const mostKept = 1_000_000

interface Kept<T> {
  readonly revision: string
  readonly load: Promise<T>
  size: number
}

/** What is kept: columns with as many rows. */
interface Resident {
  readonly passages: { readonly size: number }
}

/**
 * The hand-overs of the districts last asked for, whole, in memory. A revision that has moved on means reading again;
 * who asks while a load is under way waits for the same one. What was not asked for longest goes first.
 */
export class Residents<T extends Resident = Load> {
  readonly #kept = new Map<string, Kept<T>>()
  readonly #mostKept: number

  constructor(most = mostKept) {
    this.#mostKept = most
  }

  /** The hand-overs of a district at a revision, by `read` when they are not here yet. */
  async get(schema: string, revision: string, read: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(schema)
    const entry = known?.revision === revision ? known : { revision, load: read(), size: 0 }
    this.#kept.delete(schema)
    this.#kept.set(schema, entry)
    try {
      const load = await entry.load
      entry.size = load.passages.size
      this.#letGo(schema)
      return load
    } catch (error) {
      // A load that failed is nobody's; the next one tries again.
      if (this.#kept.get(schema) === entry) this.#kept.delete(schema)
      throw error
    }
  }

  /** How many hand-overs are kept. */
  get size(): number {
    return [...this.#kept.values()].reduce((sum, entry) => sum + entry.size, 0)
  }

  #letGo(present: string): void {
    for (const schema of this.#kept.keys()) {
      if (this.size <= this.#mostKept) return
      if (schema !== present) this.#kept.delete(schema)
    }
  }
}
