import {
  Button,
  DescriptionList,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  Panel,
  Section,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { ReviewProgress } from '../domain/progress.ts'
import { verdicts } from '../domain/verdicts.ts'
import type { Reviewer } from '../queries/reviewers.ts'
import type { Review, Work } from '../queries/reviews.ts'
import { Paragraphs, verdictWord } from './words.tsx'

interface ContextProps {
  readonly review: Review
  readonly work: Work
  readonly progress: ReviewProgress
  readonly people: ReadonlyMap<string, Reviewer>
}

/** The right column: who is asked and has said how much, what is said so far, and what ordered the review. */
export function ReviewContext({ review, work, progress, people }: ContextProps) {
  const { t, format, may } = useRender()
  return (
    <>
      <Section
        title={t('measures.reviews.reviewers')}
        aside={
          review.state !== 'concluded' &&
          may('measures.review') && (
            <Link to={`/measures/reviews/${review.id}/reviewers`}>{t('measures.reviews.change-reviewers')}</Link>
          )
        }
      >
        <Stack>
          <Reviewers work={work} people={people} />
          {review.state === 'preparing' && may('measures.review') && work.some((row) => row.asked > 0) && (
            <Form action={`/measures/reviews/${review.id}/begin`} labels={{}}>
              <Hidden name="version" value={review.version} />
              <Button look="secondary">{t('measures.reviews.begin')}</Button>
            </Form>
          )}
        </Stack>
      </Section>
      <Section title={t('measures.reviews.by-verdict')}>
        <DescriptionList
          items={[
            ...verdicts.map((verdict) => ({
              term: verdictWord(t, verdict),
              value: format.number(progress.byVerdict[verdict]),
            })),
            { term: t('measures.reviews.disagreed'), value: format.number(progress.disagreed) },
            {
              term: t('measures.reviews.no-opinion'),
              value: format.number(progress.measures - Math.max(progress.withOpinion, progress.decided)),
            },
          ]}
        />
        <Meta>{t('measures.reviews.by-verdict-note')}</Meta>
      </Section>
      <Section title={t('measures.reviews.order')}>
        <Stack gap="s">
          {review.obligationLabel ? (
            <Panel>
              <Paragraphs text={review.obligationLabel} />
            </Panel>
          ) : (
            <Meta>{t('measures.reviews.no-order')}</Meta>
          )}
          <DescriptionList
            items={[
              {
                term: t('measures.reviews.field.concept'),
                value: (
                  <Link to={`/measures/concepts/${review.conceptKey}`}>
                    <Name>{review.conceptTitle}</Name>
                  </Link>
                ),
              },
              { term: t('measures.reviews.field.startedOn'), value: format.day(review.startedOn) },
              { term: t('measures.reviews.field.dueOn'), value: review.dueOn && format.day(review.dueOn) },
              {
                term: t('measures.reviews.field.concludedOn'),
                value: review.concludedOn && format.day(review.concludedOn),
              },
            ]}
          />
        </Stack>
      </Section>
    </>
  )
}

function Reviewers({ work, people }: Pick<ContextProps, 'work' | 'people'>) {
  const { t } = useRender()
  const counts = new Map<string, { said: number; missing: number }>()
  const count = (id: string, what: 'said' | 'missing') => {
    const held = counts.get(id) ?? { said: 0, missing: 0 }
    counts.set(id, { ...held, [what]: held[what] + 1 })
  }
  for (const row of work) {
    for (const { reviewerId } of row.opinions) count(reviewerId, 'said')
    for (const id of row.missing) count(id, 'missing')
  }
  if (counts.size === 0) return <Meta>{t('measures.reviews.nobody-asked')}</Meta>
  return (
    <List
      items={[...counts]
        .sort(([, one], [, other]) => other.missing - one.missing)
        .map(([id, { said, missing }]) => ({
          key: id,
          content: <Name>{people.get(id)?.name ?? t('measures.reviews.somebody')}</Name>,
          meta: [officeOf(people.get(id)), t('measures.reviews.said-of', { said, count: said + missing })]
            .filter(Boolean)
            .join(' · '),
        }))}
    />
  )
}

/** The office of a reviewer, unless it is what the reviewer is called: the roles of a demonstration. */
const officeOf = (reviewer: Reviewer | undefined): string | null =>
  reviewer && reviewer.organisation !== reviewer.name ? reviewer.organisation : null
