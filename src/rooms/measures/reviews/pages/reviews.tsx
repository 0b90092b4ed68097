import { may } from '../../../../platform/access/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import {
  ButtonLink,
  Empty,
  Link,
  Name,
  Pager,
  RowName,
  Stack,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { listReviews, type ReviewListing, reviewsPerPage } from '../queries/reviews.ts'
import { crumbsTo, ReviewStateMark } from './words.tsx'

/** The reviews that the person may see. */
export async function showReviews({ tx, actor, t, query }: PageRequest): Promise<Page> {
  const page = pageNumber(query)
  const { reviews, total } = await listReviews(tx, actor, { page })
  return {
    title: t('measures.reviews.headline', { count: total }),
    name: t('measures.reviews.title'),
    meta: t('measures.reviews.about'),
    crumbs: crumbsTo(t).slice(0, 1),
    ...(may(actor, 'measures.review') && {
      actions: <ButtonLink to="/measures/reviews/new">{t('measures.reviews.start')}</ButtonLink>,
    }),
    body: (
      <Stack gap="l">
        {reviews.length > 0 ? <Reviews rows={reviews} /> : <NoReviews />}
        <Pager total={total} size={reviewsPerPage} page={page} />
      </Stack>
    ),
  }
}

function NoReviews() {
  const { t } = useRender()
  return <Empty title={t('measures.reviews.none')}>{t('measures.reviews.none-next')}</Empty>
}

function Reviews({ rows }: { rows: readonly ReviewListing[] }) {
  const { t, format } = useRender()
  return (
    <Table
      caption={t('measures.reviews.title')}
      rows={rows}
      keyOf={(row) => row.id}
      stacks
      columns={[
        {
          key: 'title',
          header: t('measures.reviews.field.title'),
          names: true,
          full: true,
          cell: (row) => (
            <RowName meta={<Name>{row.conceptTitle}</Name>}>
              <Link to={`/measures/reviews/${row.id}`} quiet>
                <Name>{row.title}</Name>
              </Link>
            </RowName>
          ),
        },
        {
          key: 'state',
          header: t('measures.reviews.field.state'),
          cell: (row) => <ReviewStateMark state={row.state} />,
        },
        {
          key: 'decided',
          header: t('measures.reviews.field.decided'),
          cell: (row) => t('measures.reviews.decided-of', { decided: row.decided, count: row.measures }),
        },
        {
          key: 'started',
          header: t('measures.reviews.field.startedOn'),
          cell: (row) => format.day(row.startedOn),
        },
        {
          key: 'due',
          header: t('measures.reviews.field.dueOn'),
          cell: (row) =>
            row.concludedOn
              ? t('measures.reviews.concluded-on', { day: format.day(row.concludedOn) })
              : row.dueOn && format.day(row.dueOn),
        },
      ]}
    />
  )
}
