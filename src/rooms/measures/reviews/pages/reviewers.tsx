import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import type { Translate } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  ConfirmationNote,
  Form,
  Hidden,
  List,
  Section,
  Select,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import { measuresIn } from '../domain/progress.ts'
import { choosableReviewers, type Reviewer } from '../queries/reviewers.ts'
import type { Work } from '../queries/reviews.ts'
import { getReview, type Review, workOf } from '../queries/reviews.ts'
import { crumbsTo } from './words.tsx'

/** Who is asked for an opinion on what. Several may be asked about one measure: where they disagree, the lead decides. */
export async function showReviewers({ tx, actor, params, t, clock, form }: PageRequest<'id'>): Promise<Page> {
  const review = await getReview(tx, actor, params.id)
  const work = await workOf(tx, review)
  const people = await choosableReviewers(tx, clock.today())
  return {
    title: t('measures.reviews.ask'),
    meta: review.title,
    crumbs: crumbsTo(t, review),
    layout: 'narrow',
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={{ withdrawn: 'measures.reviews.done.withdrawn' }} />
        <AskForm review={review} work={work} people={people} form={form} />
        <Asked review={review} work={work} people={people} />
      </Stack>
    ),
  }
}

function AskForm({
  review,
  work,
  people,
  form,
}: {
  review: Review
  work: Work
  people: readonly Reviewer[]
  form: PageRequest['form']
}) {
  const { t } = useRender()
  return (
    <Form
      action={`/measures/reviews/${review.id}/reviewers`}
      route="/measures/reviews/:id/reviewers"
      labels={{ reviewers: t('measures.reviews.field.reviewers'), scope: t('measures.reviews.field.scope') }}
      initial={{ scope: 'all' }}
      state={form}
    >
      <CheckboxList
        name="reviewers"
        choices={people.map(({ id, name, organisation }) => ({
          value: id,
          label: name,
          ...(organisation && organisation !== name && { hint: organisation }),
        }))}
        hint={t('measures.reviews.reviewers-hint')}
      />
      <Select name="scope" options={scopesOf(work, t)} />
      <ButtonRow>
        <Button>{t('measures.reviews.ask-button')}</Button>
        <ButtonLink look="tertiary" to={`/measures/reviews/${review.id}`}>
          {t('measures.reviews.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  )
}

/** All measures, those nobody is asked about yet, and each chapter; with how many they are. */
function scopesOf(work: Work, t: Translate) {
  const chapters = [...new Set(work.map(({ measure }) => measure.chapter).filter((chapter) => chapter !== null))]
  return [
    'all',
    ...(work.every(({ asked }) => asked === 0) ? [] : ['open']),
    ...chapters.map((name) => `chapter:${name}`),
  ]
    .map((value) => ({ value, count: measuresIn(value, work).length }))
    .filter(({ count }) => count > 0)
    .map(({ value, count }) => ({
      value,
      label: value.startsWith('chapter:')
        ? t('measures.reviews.scope.chapter', { chapter: value.slice('chapter:'.length), count })
        : t(`measures.reviews.scope.${value}`, { count }),
    }))
}

/** Who is asked now, with a button to ask them no longer; what they said stays. */
function Asked({ review, work, people }: { review: Review; work: Work; people: readonly Reviewer[] }) {
  const { t } = useRender()
  const asked = new Map<string, number>()
  for (const row of work) for (const id of row.missing) asked.set(id, (asked.get(id) ?? 0) + 1)
  if (asked.size === 0) return null
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? t('measures.reviews.somebody')
  return (
    <Section title={t('measures.reviews.still-asked')}>
      <List
        items={[...asked].map(([id, count]) => ({
          key: id,
          content: nameOf(id),
          meta: t('measures.reviews.missing-count', { count }),
          below: (
            <Form action={`/measures/reviews/${review.id}/reviewers/withdraw`} labels={{}}>
              <Hidden name="reviewer" value={id} />
              <Button look="row">
                {t('measures.reviews.withdraw')}
                <span className="kern-sr-only"> {nameOf(id)}</span>
              </Button>
            </Form>
          ),
        }))}
      />
    </Section>
  )
}
