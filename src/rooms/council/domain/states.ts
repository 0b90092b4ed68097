import { type Day, dayNumber } from '../../../kernel/day.ts'
import { noticeDays, type Urgency } from './followup.ts'
import type { ObligationState, PaperState } from './kinds.ts'

/** What can be done with a paper as a whole. */
export const paperMoves = ['submit', 'return', 'release', 'schedule', 'finish', 'withdraw'] as const
export type PaperMove = (typeof paperMoves)[number]

/** From which states a move leads where. Nothing leads back from what has left the house. */
export const paperTransitions: Readonly<Record<PaperMove, { from: readonly PaperState[]; to: PaperState }>> = {
  submit: { from: ['draft'], to: 'internalReview' },
  return: { from: ['internalReview'], to: 'draft' },
  release: { from: ['draft', 'internalReview'], to: 'released' },
  schedule: { from: ['released', 'onAgenda'], to: 'onAgenda' },
  finish: { from: ['released', 'onAgenda'], to: 'final' },
  withdraw: { from: ['released', 'onAgenda'], to: 'withdrawn' },
}

export const mayMovePaper = (state: PaperState, move: PaperMove): boolean => paperTransitions[move].from.includes(state)

/** Drafts can be changed at will; what was released only by a correction, which is a new version. */
export const isDraft = (state: PaperState): boolean => state === 'draft' || state === 'internalReview'

/** A correction is possible while the paper stands; a withdrawn one says nothing any more. */
export const mayCorrect = (state: PaperState): boolean => !isDraft(state) && state !== 'withdrawn'

/**
 * The states an obligation may go to by hand. `doneReported` comes only with a list that was issued, and what is done is
 * opened again only by undoing its discharge.
 */
export const obligationTransitions: Readonly<Record<ObligationState, readonly ObligationState[]>> = {
  open: ['inProgress', 'delayed', 'done'],
  inProgress: ['inProgress', 'delayed', 'done'],
  delayed: ['inProgress', 'delayed', 'done'],
  done: [],
  doneReported: [],
}

/** True when the obligation may go there by hand. Staying where it is (not when open) is a further report. */
export const mayBecome = (from: ObligationState, to: ObligationState): boolean =>
  obligationTransitions[from].includes(to)

export const isFulfilled = (state: ObligationState): boolean => state === 'done' || state === 'doneReported'

/** How an obligation stands to its day. */
export function urgencyOf(state: ObligationState, due: Day | null, today: Day): Urgency {
  if (isFulfilled(state)) return 'none'
  if (due === null) return 'undated'
  if (due < today) return 'overdue'
  return dayNumber(due) - dayNumber(today) <= noticeDays ? 'soon' : 'later'
}
