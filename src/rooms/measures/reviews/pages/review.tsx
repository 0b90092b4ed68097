import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  Columns,
  ConfirmationNote,
  Form,
  Hidden,
  Link,
  Name,
  Note,
  Parts,
  Section,
  Stack,
  Text,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type Obstacles, obstaclesOf } from '../actions/conclude.ts'
import { type ReviewProgress, summaryOf } from '../domain/progress.ts'
import { reviewersById } from '../queries/reviewers.ts'
import { getReview, type Review, type Work, workOf } from '../queries/reviews.ts'
import { ReviewContext } from './context.tsx'
import { crumbsTo, Refusal, ReviewStateMark } from './words.tsx'
import { MeasuresOfReview } from './worklist.tsx'

/** How far a review is: what people disagree on first, who has not said anything, and what comes next. */
export async function showReview(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, clock, form, slot, locale } = request
  const review = await getReview(tx, actor, params.id)
  const work = await workOf(tx, review)
  const progress = summaryOf(work)
  const people = await reviewersById(
    tx,
    work.flatMap((row) => [...row.missing, ...row.opinions.map(({ reviewerId }) => reviewerId)]),
    clock.today(),
  )
  const mine = work.filter((row) => row.missing.includes(actor.userId))
  return {
    title: t(`measures.reviews.finding.${review.state}`, { ...countsIn(progress), assigned: assigned(work) }),
    name: review.title,
    crumbs: crumbsTo(t),
    meta: (
      <Parts
        parts={[
          <Name key="title">{review.title}</Name>,
          <ReviewStateMark key="state" state={review.state} />,
          review.dueOn &&
            !review.concludedOn &&
            t('measures.reviews.until', { day: createFormat(locale).day(review.dueOn) }),
        ]}
      />
    ),
    actions: <NextStep review={review} mine={mine} steers={may(actor, 'measures.review')} />,
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            started: 'measures.reviews.done.started',
            asked: 'measures.reviews.done.asked',
            begun: 'measures.reviews.done.begun',
            'all-opinions': 'measures.reviews.done.all-opinions',
            'all-decisions': 'measures.reviews.done.all-decisions',
          }}
        />
        <Refusal form={form} routes={['/measures/reviews/:id/begin', '/measures/reviews/:id/conclude']} />
        <Columns kind="side">
          <Stack gap="l">
            <MeasuresOfReview review={review} work={work} people={people} me={actor.userId} />
            {review.state === 'reviewing' && may(actor, 'measures.approve') && (
              <Conclusion review={review} work={work} obstacles={obstaclesOf(work)} progress={progress} />
            )}
          </Stack>
          <Stack gap="l">
            <ReviewContext review={review} work={work} progress={progress} people={people} />
            {await slot('measures.review', review.id)}
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

/** What the sentences of a review may name. */
const countsIn = ({ byVerdict, ...counts }: ReviewProgress) => ({ ...counts, ...byVerdict })

const assigned = (work: Work): number => work.filter((row) => row.asked > 0).length

/** The one thing to do next, for whoever reads. */
function NextStep({ review, mine, steers }: { review: Review; mine: Work; steers: boolean }) {
  const { t } = useRender()
  const path = `/measures/reviews/${review.id}`
  const [first] = mine
  if (review.state === 'concluded')
    return <ButtonLink to={`${path}/outcome`}>{t('measures.reviews.to-outcome')}</ButtonLink>
  if (review.state === 'reviewing' && first)
    return (
      <ButtonLink to={`${path}/measures/${first.measure.id}`}>
        {t('measures.reviews.give-opinions', { count: mine.length })}
      </ButtonLink>
    )
  if (!steers) return null
  if (review.state === 'preparing') return <ButtonLink to={`${path}/reviewers`}>{t('measures.reviews.ask')}</ButtonLink>
  return (
    <ButtonLink look="secondary" to={`${path}/reviewers`}>
      {t('measures.reviews.ask')}
    </ButtonLink>
  )
}

interface ConclusionProps {
  readonly review: Review
  readonly work: Work
  readonly obstacles: Obstacles
  readonly progress: ReviewProgress
}

/** What is missing before the review can be concluded; the button when nothing is. */
function Conclusion({ review, work, obstacles, progress }: ConclusionProps) {
  const { t } = useRender()
  const nameOf = (id: string | undefined) => {
    const measure = work.find((row) => row.measure.id === id)?.measure
    return measure ? `${measure.number} ${measure.title}` : ''
  }
  const ready = obstacles.undecided.length === 0 && obstacles.merging.length === 0
  return (
    <Section title={t('measures.reviews.conclude.title')} id="conclude">
      <Stack>
        {ready ? (
          <Text>{t('measures.reviews.conclude.ready', countsIn(progress))}</Text>
        ) : (
          <Note kind="attention">
            {obstacles.undecided.length > 0 && (
              <p>{t('measures.reviews.conclude.undecided', { count: obstacles.undecided.length })}</p>
            )}
            {obstacles.merging.map(({ id, code, other }) => (
              <p key={id + (other ?? '')}>
                <Link to={`/measures/reviews/${review.id}/measures/${id}`}>
                  {t(`measures.reviews.conclude.${code}`, { one: nameOf(id), other: nameOf(other) })}
                </Link>
              </p>
            ))}
          </Note>
        )}
        {ready && (
          <Form action={`/measures/reviews/${review.id}/conclude`} labels={{}}>
            <Hidden name="version" value={review.version} />
            <Button>{t('measures.reviews.conclude.button')}</Button>
          </Form>
        )}
      </Stack>
    </Section>
  )
}
