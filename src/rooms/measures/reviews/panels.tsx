import type { ReactNode } from 'react'
import { type Id, isId } from '../../../kernel/ids.ts'
import { may } from '../../../platform/access/index.ts'
import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import { Link, Meta, Section, Stack, useRender } from '../../../platform/ui/index.ts'
import { findConceptById } from '../queries/concepts.ts'
import type { ReviewProgress } from './domain/progress.ts'
import { ReviewStateMark } from './pages/words.tsx'
import { type Review, reviewProgressOf } from './queries/reviews.ts'

/** On the page of a concept: how far its review is, or the way to start one. */
export const reviewPanels: readonly SlotPanel[] = [
  { slot: 'measures.concept', right: 'measures.report', order: 20, show: showReviewPanel },
]

async function showReviewPanel({ tx, actor }: PageRequest, subject: string): Promise<ReactNode> {
  if (!isId(subject)) return null
  const id = subject as Id<'concept'>
  const found = await reviewProgressOf(tx, actor, id)
  if (found) return <Progress {...found} />
  const concept = may(actor, 'measures.review') ? await findConceptById(tx, actor, id) : undefined
  return concept && concept.measures > 0 ? <Start concept={concept.key} /> : null
}

function Progress({ review, progress }: { review: Review; progress: ReviewProgress }) {
  const { t } = useRender()
  return (
    <Section title={t('measures.reviews.panel')}>
      <Stack gap="s">
        <Link to={`/measures/reviews/${review.id}`}>{review.title}</Link>
        <Meta
          parts={[
            <ReviewStateMark key="state" state={review.state} />,
            t('measures.reviews.progress', {
              withOpinion: progress.withOpinion,
              decided: progress.decided,
              measures: progress.measures,
            }),
          ]}
        />
      </Stack>
    </Section>
  )
}

function Start({ concept }: { concept: string }) {
  const { t } = useRender()
  return (
    <Section title={t('measures.reviews.panel')}>
      <Stack gap="s">
        <Meta>{t('measures.reviews.never')}</Meta>
        <Link to={`/measures/reviews/new?concept=${concept}`}>{t('measures.reviews.start')}</Link>
      </Stack>
    </Section>
  )
}
