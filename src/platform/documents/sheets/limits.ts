import type { SheetLimits, SheetRefusal } from './model.ts'

export const defaultLimits: SheetLimits = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 256 * 1024 * 1024,
  ratio: 400,
  parts: 1000,
  rows: 100_000,
  columns: 256,
  // What Excel itself holds in a cell.
  cell: 32_767,
}

/** Thrown inside the readers and turned into an outcome at their door: a file that is refused is nothing unexpected. */
export class Refused extends Error {
  readonly refusal: SheetRefusal
  readonly values: Readonly<Record<string, string | number>>

  constructor(refusal: SheetRefusal, values: Readonly<Record<string, string | number>> = {}) {
    super(refusal)
    this.refusal = refusal
    this.values = values
  }
}
