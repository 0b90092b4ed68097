import { may } from '../../../platform/access/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { Link, Meta, Name, useRender } from '../../../platform/ui/index.ts'
import { findReviewByObligation, type Review } from '../../measures/index.ts'
import { isFulfilled } from '../domain/states.ts'
import { getObligation, type Obligation } from '../queries/obligations.ts'
import { settingOf } from './asking.ts'

/** Under an obligation to review a concept: the review that it ordered, or the way to start one with its words. */
export async function showReviewOfObligation(request: PageRequest, obligationId: string) {
  const { tx, actor } = request
  const one = await getObligation(tx, actor, settingOf(request), obligationId)
  if (one.kind !== 'review') return null
  const review = await findReviewByObligation(tx, actor, one.id)
  if (review) return <Ordered review={review} />
  return may(actor, 'measures.review') && !isFulfilled(one.state) ? <Start one={one} /> : null
}

function Ordered({ review }: { review: Review }) {
  const { t } = useRender()
  return (
    <Meta
      parts={[
        <Link key="review" to={`/measures/reviews/${review.id}`}>
          <Name>{review.title}</Name>
        </Link>,
        t(`measures.reviews.state.${review.state}`),
      ]}
    />
  )
}

function Start({ one }: { one: Obligation }) {
  const { t } = useRender()
  const asked = new URLSearchParams({ obligation: one.id, wording: one.wording })
  return (
    <p>
      <Link to={`/measures/reviews/new?${asked}`}>{t('measures.reviews.start')}</Link>
    </p>
  )
}
