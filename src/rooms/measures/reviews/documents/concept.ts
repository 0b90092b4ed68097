import type { Day } from '../../../../kernel/day.ts'
import type { Block, PaperDocument } from '../../../../platform/documents/index.ts'
import { countsOf, type OutcomeEntry, type ReviewOutcome } from '../domain/outcome.ts'
import { germanFormat as format, german as t } from '../german.ts'
import { marksOf, outcomeSource } from './parts.ts'

/** Who issues a paper and when it is made. */
export interface Issue {
  /** `Kreis Auental`. */
  readonly issuer: string
  readonly createdOn: Day
}

/**
 * The draft of the successor concept: what the review was ordered for, how it was done, then every measure that goes on, by
 * chapter, in its new wording, and what ends. The office writes on in it; nothing in it is invented.
 */
export function composeSuccessorConcept(outcome: ReviewOutcome, issue: Issue): PaperDocument {
  const { entries, concept } = outcome
  const counts = countsOf(entries)
  const going = entries.filter(({ verdict }) => verdict !== 'drop')
  const dropped = entries.filter(({ verdict }) => verdict === 'drop')
  const total = entries.reduce((sum, { measures }) => sum + measures.length, 0)
  return {
    title: t('measures.reviews.document.concept-title'),
    subject: t('measures.reviews.document.concept-subject', { concept: concept.title }),
    language: 'de',
    issuer: issue.issuer,
    marks: [t('measures.reviews.document.draft'), ...marksOf(outcome)],
    blocks: [
      { kind: 'heading', level: 1, text: t('measures.reviews.document.occasion') },
      ...occasionOf(outcome),
      {
        kind: 'paragraph',
        text: [
          t('measures.reviews.document.how', {
            from: format.day(outcome.startedOn),
            to: format.day(outcome.concludedOn),
            measures: total,
            reviewers: outcome.reviewers,
            opinions: outcome.opinions,
          }),
        ],
        sources: [1],
      },
      { kind: 'heading', level: 1, text: t('measures.reviews.document.measures') },
      {
        kind: 'paragraph',
        text: [
          t('measures.reviews.document.going-on', {
            lines: going.length,
            keep: counts.keep,
            adapt: counts.adapt,
            merge: counts.merge,
            kim: counts.continueThroughKim,
          }),
        ],
        sources: [1],
      },
      ...byChapter(going),
      ...(dropped.length === 0
        ? []
        : [
            { kind: 'heading' as const, level: 1 as const, text: t('measures.reviews.document.dropped') },
            {
              kind: 'list' as const,
              items: dropped.flatMap(({ measures }) =>
                measures.map(({ number, title, reason }) => [
                  { kind: 'strong' as const, text: `${number} ${title}` },
                  `: ${reason}`,
                ]),
              ),
            },
          ]),
    ],
    sources: [outcomeSource(outcome, 1)],
    createdOn: issue.createdOn,
    footer: t('measures.reviews.document.concept-footer', { concept: concept.title }),
  }
}

/** The order in its own words where there is one, else the concept that was reviewed. */
export function occasionOf({ obligation, concept }: ReviewOutcome): readonly Block[] {
  const about = t('measures.reviews.document.about', {
    concept: concept.title,
    adopted: concept.adoptedOn ? format.day(concept.adoptedOn) : 'none',
  })
  return [
    { kind: 'paragraph', text: [about] },
    ...(obligation
      ? [
          { kind: 'paragraph' as const, text: [t('measures.reviews.document.ordered')] },
          { kind: 'quotation' as const, text: obligation.label.split(/\n+/) },
        ]
      : []),
  ]
}

function byChapter(entries: readonly OutcomeEntry[]): readonly Block[] {
  const chapters = Map.groupBy(entries, ({ measures }) => measures[0]?.chapter ?? null)
  return [...chapters].flatMap(([chapter, lines]) => [
    ...(chapters.size > 1 || chapter
      ? [
          {
            kind: 'heading' as const,
            level: 2 as const,
            text: chapter ?? t('measures.reviews.document.without-chapter'),
          },
        ]
      : []),
    ...lines.flatMap(measureOf),
  ])
}

function measureOf(entry: OutcomeEntry): readonly Block[] {
  const [first] = entry.measures
  if (!first) return []
  return [
    { kind: 'heading', level: 3, text: first.title },
    ...(entry.newText ?? '').split(/\n{2,}/).map((text) => ({ kind: 'paragraph' as const, text: [text] })),
    {
      kind: 'facts',
      items: [
        {
          term: t('measures.reviews.document.origin'),
          value: [entry.measures.map(({ number, title }) => `${number} ${title}`).join('; ')],
        },
        {
          term: t('measures.reviews.document.verdict'),
          value: [t(`measures.reviews.verdict-result.${entry.verdict}`)],
        },
      ],
    },
  ]
}
