import type { Source } from '../../../../platform/documents/index.ts'
import type { Evidence, ReviewOutcome } from '../domain/outcome.ts'
import { germanFormat as format, german as t } from '../german.ts'

/** Marks of every paper of a review besides that it is a draft. */
export const marksOf = ({ simulated }: ReviewOutcome): readonly string[] => (simulated ? ['DEMO'] : [])

/** The source trail of the counts of a review: the frozen outcome. */
export const outcomeSource = (outcome: ReviewOutcome, number: number): Source => ({
  number,
  label: t('measures.reviews.document.source'),
  lines: [
    outcome.title,
    t('measures.reviews.document.source-day', { day: format.day(outcome.concludedOn) }),
    t('measures.reviews.document.source-rule'),
  ],
  link: { text: t('measures.reviews.document.source-link'), address: `/measures/reviews/${outcome.reviewId}/outcome` },
})

/** The source trail of a piece of evidence, as it was frozen. */
export const evidenceSource = ({ label, kind, asOf, checksum }: Evidence, number: number): Source => ({
  number,
  label: t(`measures.reviews.evidence-kind.${kind}`),
  lines: [
    label,
    t('measures.reviews.document.source-day', { day: format.day(asOf) }),
    t('measures.reviews.document.checksum', { checksum: checksum.slice(0, 16) }),
  ],
})
