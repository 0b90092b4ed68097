import { Conflict } from '../../kernel/errors.ts'
import type { FormState } from './request.ts'

/**
 * Somebody else changed it after the form was shown. The form comes back (409) with what was typed and says who and when,
 * so that people can look before they send it again.
 */
export class ChangedMeanwhile extends Conflict {
  override name = 'ChangedMeanwhile'
  readonly who: string
  readonly at: Date
  /** `code`: the sentence below `error.`, which may name `who` and `at`, for those who can say what was done. Ends in `-meanwhile`. */
  constructor(who: string, at: Date, code = 'changed-meanwhile') {
    super(code)
    this.who = who
    this.at = at
  }
}

/** True when somebody else changed the record after this form was opened. */
export const isConflict = (form: FormState | undefined): boolean =>
  form?.issues.some(({ code }) => code.endsWith('-meanwhile')) ?? false

/**
 * The version that a form carries: the one that somebody saw first, also while they correct their typing, or else the second
 * sending would pass over what another one saved between. After a conflict, which showed both, the present one.
 */
export function versionFor(form: FormState | undefined, current: number, name = 'version'): number {
  if (!form || isConflict(form)) return current
  return Number(form.values[name]) || current
}
