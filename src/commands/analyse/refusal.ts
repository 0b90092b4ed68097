/** Exit codes, those of sysexits.h where it has one. Documented in docs/analyse.md. */
export const exitCodes = { done: 0, usage: 2, data: 65, noInput: 66, cannotWrite: 73 } as const

/** Why the command ends without a result. The sentence for `key` stands in the messages, below `refusal.`. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly exitCode: number
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>

  constructor(exitCode: number, key: string, values: Readonly<Record<string, string | number>> = {}) {
    super(key)
    this.exitCode = exitCode
    this.key = key
    this.values = values
  }
}
