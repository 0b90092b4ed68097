import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import {
  Columns,
  ConfirmationNote,
  Link,
  Meta,
  Name,
  Note,
  Section,
  Stack,
  useRender,
} from '../../../../platform/ui/index.ts'
import { nextStepOf } from '../domain/progress.ts'
import { findMeasureFile } from '../queries/evidence.ts'
import type { Work } from '../queries/reviews.ts'
import { getReview, workOf } from '../queries/reviews.ts'
import { allOpinions, findDecision } from '../queries/work.ts'
import { DecisionForm } from './decision.tsx'
import { MeasureContext } from './measurecontext.tsx'
import { OpinionForm } from './opinion.tsx'
import { OpinionsGiven } from './opinions.tsx'
import { crumbsTo, Paragraphs, StepMark, verdictWord } from './words.tsx'

/**
 * One measure under review, on one page everything that an opinion needs: its wording, what others say, the form, and what
 * the register knows of it. The next one comes after sending.
 */
export async function showMeasure(request: PageRequest<'id' | 'measure'>): Promise<Page> {
  const { tx, actor, params, t, clock, form } = request
  const review = await getReview(tx, actor, params.id)
  const work = await workOf(tx, review)
  const place = work.findIndex((row) => row.measure.id === params.measure)
  const row = work[place]
  if (!row || !isId(params.measure)) throw new NotFound('measure under review')
  const { measure } = row
  const id = measure.id as Id<'measure'>
  const file = await findMeasureFile(tx, id, clock.today())
  const opinions = await allOpinions(tx, review.id, id)
  const decision = await findDecision(tx, review.id, id)
  const own = opinions.find(({ reviewerId }) => reviewerId === actor.userId)
  const asked = row.missing.includes(actor.userId) || (own !== undefined && review.state === 'reviewing')
  const others = work.filter((one) => one.measure.id !== id).map((one) => one.measure)
  return {
    title: `${measure.number} ${measure.title}`,
    headline: (
      <>
        {measure.number} <Name>{measure.title}</Name>
      </>
    ),
    crumbs: crumbsTo(t, review),
    meta: t('measures.reviews.place', { place: place + 1, count: work.length, chapter: measure.chapter ?? 'none' }),
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{ opinion: 'measures.reviews.done.opinion', decision: 'measures.reviews.done.decision' }}
        />
        <Columns kind="side">
          <Stack gap="l">
            <Section title={t('measures.reviews.wording')} aside={<StepMark step={nextStepOf(row)} />}>
              <Paragraphs text={measure.description ?? t('measures.reviews.no-wording')} />
            </Section>
            {opinions.length > 0 && <OpinionsGiven opinions={opinions} agreement={row.agreement} others={others} />}
            {decision && (
              <Section title={t('measures.reviews.decided')}>
                <Stack gap="s">
                  <p className="nl-text">
                    <strong className="nl-strong">{verdictWord(t, decision.verdict)}</strong>: {decision.reason}
                  </p>
                  {decision.targetText && (
                    <Note>
                      <Paragraphs text={decision.targetText} />
                    </Note>
                  )}
                </Stack>
              </Section>
            )}
            {review.state === 'preparing' && <Note kind="info">{t('measures.reviews.not-begun')}</Note>}
            {review.state === 'reviewing' && asked && (
              <OpinionForm
                path={`/measures/reviews/${review.id}/measures/${id}`}
                own={own}
                others={others}
                offered={file?.offered ?? []}
                form={form}
              />
            )}
            {review.state === 'reviewing' && may(actor, 'measures.approve') && (
              <DecisionForm
                path={`/measures/reviews/${review.id}/measures/${id}/decision`}
                row={row}
                decision={decision}
                others={others}
                folded={asked && own === undefined}
                form={form}
              />
            )}
            <Neighbours path={`/measures/reviews/${review.id}`} work={work} place={place} />
          </Stack>
          {file ? <MeasureContext id={id} file={file} /> : <Meta>{t('measures.reviews.measure-gone')}</Meta>}
        </Columns>
      </Stack>
    ),
  }
}

/** The measure before and the one after, in the order of the concept. */
function Neighbours({ path, work, place }: { path: string; work: Work; place: number }) {
  const { t } = useRender()
  const link = (row: Work[number] | undefined, key: string) =>
    row && (
      <Link key={key} to={`${path}/measures/${row.measure.id}`}>
        {t(`measures.reviews.${key}`, { measure: `${row.measure.number} ${row.measure.title}` })}
      </Link>
    )
  return (
    <nav className="nl-row" aria-label={t('measures.reviews.measures')}>
      {link(work[place - 1], 'previous')}
      {link(work[place + 1], 'next')}
    </nav>
  )
}
