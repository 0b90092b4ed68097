import type { Day } from '../../../kernel/day.ts'
import { docxType, toDocx } from '../../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../../platform/http/index.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { askReviewers, beginReview, withdrawReviewer } from './actions/assign.ts'
import { carryOutAdoption } from './actions/carryout.ts'
import { concludeReview } from './actions/conclude.ts'
import { decideMeasure, giveOpinion } from './actions/judge.ts'
import { startReview } from './actions/start.ts'
import { createSuccessor } from './actions/succeed.ts'
import { composeSuccessorConcept } from './documents/concept.ts'
import { composeDecisionPaper } from './documents/decision.ts'
import * as forms from './forms.ts'
import { showMeasure } from './pages/measurepage.tsx'
import { showOutcome } from './pages/outcome.tsx'
import { showReview } from './pages/review.tsx'
import { showReviewers } from './pages/reviewers.tsx'
import { showReviews } from './pages/reviews.tsx'
import { showNewReview } from './pages/start.tsx'
import { addressAfter } from './queries/next.ts'
import { getReview, getReviewOutcome } from './queries/reviews.ts'

const { page, form, download } = routesFor(rights)

const settingOf = ({ clock, tenant }: Pick<PageRequest, 'clock' | 'tenant'>) => ({
  today: clock.today(),
  demo: tenant.demo,
})

const reviewOf = ({ tx, actor, params }: PageRequest<'id'>) => getReview(tx, actor, params.id)

/** Every address of the concept reviews. */
export const routes = [
  page('/measures/reviews', 'measures.report', showReviews),
  form(
    '/measures/reviews/new',
    'measures.review',
    forms.NewReview,
    showNewReview,
    async (request, input) => {
      const id = await startReview(request.tx, request.actor, settingOf(request), input)
      return `/measures/reviews/${id}?done=started`
    },
    { draft: true, once: true },
  ),
  page('/measures/reviews/:id', 'measures.report', showReview),
  form('/measures/reviews/:id/reviewers', 'measures.review', forms.Reviewers, showReviewers, async (request, asked) => {
    await askReviewers(request.tx, request.actor, request.clock.today(), await reviewOf(request), asked)
    return `/measures/reviews/${request.params.id}?done=asked`
  }),
  form(
    '/measures/reviews/:id/reviewers/withdraw',
    'measures.review',
    forms.Withdrawal,
    showReviewers,
    async (request, { reviewer }) => {
      await withdrawReviewer(request.tx, request.actor, await reviewOf(request), reviewer)
      return `/measures/reviews/${request.params.id}/reviewers?done=withdrawn`
    },
  ),
  form('/measures/reviews/:id/begin', 'measures.review', forms.Step, showReview, async (request, { version }) => {
    await beginReview(request.tx, request.actor, await reviewOf(request), version)
    return `/measures/reviews/${request.params.id}?done=begun`
  }),
  form(
    '/measures/reviews/:id/measures/:measure',
    'measures.report',
    forms.Opinion,
    showMeasure,
    async (request, { documentLabel, documentAddress, ...opinion }) => {
      const review = await reviewOf(request)
      const document = documentLabel && documentAddress ? { label: documentLabel, address: documentAddress } : undefined
      await giveOpinion(request.tx, request.actor, request.clock.today(), review, request.params.measure, {
        ...opinion,
        document,
      })
      return addressAfter(request.tx, request.actor, review, request.params.measure, 'opinion')
    },
    { draft: true },
  ),
  form(
    '/measures/reviews/:id/measures/:measure/decision',
    'measures.approve',
    forms.Decision,
    showMeasure,
    async (request, { seen, ...judgement }) => {
      const review = await reviewOf(request)
      await decideMeasure(request.tx, request.actor, review, request.params.measure, judgement, seen)
      return addressAfter(request.tx, request.actor, review, request.params.measure, 'decision')
    },
  ),
  form('/measures/reviews/:id/conclude', 'measures.approve', forms.Step, showReview, async (request, { version }) => {
    await concludeReview(request.tx, request.actor, request.clock.today(), await reviewOf(request), version)
    return `/measures/reviews/${request.params.id}/outcome?done=concluded`
  }),
  page('/measures/reviews/:id/outcome', 'measures.report', showOutcome),
  download('/measures/reviews/:id/outcome/concept', 'measures.report', (request) =>
    paperOf(request, 'concept', composeSuccessorConcept),
  ),
  download('/measures/reviews/:id/outcome/decision', 'measures.report', (request) =>
    paperOf(request, 'decision', composeDecisionPaper),
  ),
  form(
    '/measures/reviews/:id/successor',
    'measures.approve',
    forms.Successor,
    showOutcome,
    async (request, input) => {
      const review = await reviewOf(request)
      await createSuccessor(request.tx, request.actor, settingOf(request), review, input)
      return `/measures/reviews/${review.id}/outcome?done=successor`
    },
    { once: true },
  ),
  form('/measures/reviews/:id/effects', 'measures.approve', forms.Step, showOutcome, async (request) => {
    const review = await reviewOf(request)
    await carryOutAdoption(request.tx, request.actor, settingOf(request), review)
    return `/measures/reviews/${review.id}/outcome?done=carried-out`
  }),
]

/** A draft of the outcome as DOCX, for the office to write on in. */
async function paperOf(
  request: PageRequest<'id'>,
  kind: 'concept' | 'decision',
  compose: typeof composeSuccessorConcept,
): Promise<Download> {
  const { tx, actor, params, tenant, t } = request
  const { outcome } = await getReviewOutcome(tx, actor, params.id)
  // The day of the conclusion: the same outcome gives the same file, whenever somebody asks for it.
  const createdOn: Day = outcome.concludedOn
  return {
    type: docxType,
    filename: `${t(`measures.reviews.file.${kind}`)}-${outcome.concept.key}.docx`,
    body: await toDocx(compose(outcome, { issuer: tenant.name, createdOn })),
  }
}
