import { Conflict } from '../../kernel/errors.ts'

/**
 * Somebody else changed it after the form was shown. The form comes back (409) with what was typed and says who and when,
 * so that people can look before they send it again.
 */
export class ChangedMeanwhile extends Conflict {
  override name = 'ChangedMeanwhile'
  readonly who: string
  readonly at: Date
  /** `code`: the sentence below `error.`, which may name `who` and `at`, for those who can say what was done. */
  constructor(who: string, at: Date, code = 'changed-meanwhile') {
    super(code)
    this.who = who
    this.at = at
  }
}
