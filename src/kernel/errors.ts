/** The few errors of the program. Expected outcomes are return values; these end the work at hand. */

/** It is not there, or the person may not know that it is. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** The person is known and may not do this. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** Somebody else changed it first, or its state no longer allows this. */
export class Conflict extends Error {
  override name = 'Conflict'
}

/** What was given cannot be used. `issues` names each field with a code; the sentence for a code stands in the messages. */
export class Invalid extends Error {
  override name = 'Invalid'
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => `${issue.field}: ${issue.code}`).join(', '))
    this.issues = issues
  }
}

export interface Issue {
  /** The name of the form field, empty for the form as a whole. */
  readonly field: string
  /** Key of the sentence, below `error.` in the messages. */
  readonly code: string
  /** What the sentence needs, such as a length or a name. */
  readonly values?: Readonly<Record<string, string | number>>
}
