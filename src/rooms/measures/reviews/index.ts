/** What the rest of the room and, through its door, other rooms may use of concept reviews. */

export { composeSuccessorConcept } from './documents/concept.ts'
export { composeDecisionPaper } from './documents/decision.ts'
export type { OutcomeEntry, ReviewOutcome } from './domain/outcome.ts'
export { countsOf as outcomeCounts } from './domain/outcome.ts'
export type { ReviewProgress } from './domain/progress.ts'
export type { ReviewState, Verdict } from './domain/verdicts.ts'
export { type LoadReviewsData, loadReviews } from './load.ts'
export { type ReviewConcluded, reviewConcluded } from './news.ts'
export { reviewPanels } from './panels.tsx'
export { reviewInbox } from './queries/inbox.ts'
export {
  type FrozenOutcome,
  findReviewByObligation,
  findReviewOutcome,
  getReview,
  getReviewOutcome,
  listReviews,
  type Review,
  type ReviewListing,
  reviewProgressOf,
} from './queries/reviews.ts'
export { routes } from './routes.tsx'
