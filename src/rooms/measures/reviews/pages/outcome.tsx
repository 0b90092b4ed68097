import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DateField,
  DescriptionList,
  Details,
  Form,
  Hidden,
  Link,
  List,
  Meta,
  Name,
  Note,
  Panel,
  Parts,
  Section,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../../platform/ui/index.ts'
import { type Concept, findConceptById } from '../../queries/concepts.ts'
import { countsOf, entriesByVerdict, type OutcomeEntry, oldTextOf } from '../domain/outcome.ts'
import type { Verdict } from '../domain/verdicts.ts'
import { type FrozenOutcome, getReview, getReviewOutcome, type Review } from '../queries/reviews.ts'
import { EvidenceList } from './opinions.tsx'
import { Wording } from './wording.tsx'
import { crumbsTo, Paragraphs, Refusal } from './words.tsx'

/** The result of a concluded review, frozen: old against new by verdict, the drafts, and the way to the successor concept. */
export async function showOutcome({ tx, actor, params, t, form, locale }: PageRequest<'id'>): Promise<Page> {
  const review = await getReview(tx, actor, params.id)
  const frozen = await getReviewOutcome(tx, actor, params.id)
  const { outcome } = frozen
  const successor = review.successorId ? await findConceptById(tx, actor, review.successorId) : undefined
  const counts = countsOf(outcome.entries)
  return {
    title: t('measures.reviews.outcome.finding', {
      total: outcome.entries.reduce((sum, { measures }) => sum + measures.length, 0),
      ...counts,
    }),
    name: t('measures.reviews.outcome.title'),
    crumbs: crumbsTo(t, review),
    meta: (
      <Parts
        parts={[
          review.title,
          t('measures.reviews.concluded-on', { day: createFormat(locale).day(outcome.concludedOn) }),
        ]}
      />
    ),
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{
            concluded: review.obligationId ? 'measures.reviews.done.concluded-told' : 'measures.reviews.done.concluded',
            successor: 'measures.reviews.done.successor',
            'carried-out': 'measures.reviews.done.carried-out',
          }}
        />
        <Refusal form={form} routes={['/measures/reviews/:id/effects']} />
        <Columns kind="side">
          <Stack gap="l">
            {[...entriesByVerdict(outcome.entries)].map(([verdict, entries]) => (
              <Comparison key={verdict} verdict={verdict} entries={entries} />
            ))}
          </Stack>
          <Stack gap="l">
            <Drafts review={review} />
            <Successor review={review} successor={successor} form={form} mayAct={may(actor, 'measures.approve')} />
            {outcome.obligation && (
              <Section title={t('measures.reviews.order')}>
                <Panel>
                  <Paragraphs text={outcome.obligation.label} />
                </Panel>
              </Section>
            )}
            <Proof frozen={frozen} />
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

/** One verdict: each line with its reasons, and how its wording changes. Where it stays there is nothing to compare. */
function Comparison({ verdict, entries }: { verdict: Verdict; entries: readonly OutcomeEntry[] }) {
  const { t } = useRender()
  const measures = entries.reduce((sum, entry) => sum + entry.measures.length, 0)
  return (
    <Section title={`${t(`measures.reviews.verdict-result.${verdict}`)} (${measures})`} id={verdict}>
      <List
        items={entries.map((entry) => ({
          key: entry.measures[0]?.id ?? '',
          content: (
            <strong className="nl-strong">
              <Name>{entry.measures.map(({ number, title }) => `${number} ${title}`).join('; ')}</Name>
            </strong>
          ),
          below: (
            <Stack gap="s">
              <Text>
                <Name>{[...new Set(entry.measures.map(({ reason }) => reason))].join(' ')}</Name>
              </Text>
              {entry.newText !== null && entry.newText !== oldTextOf(entry) && (
                <Wording before={oldTextOf(entry)} after={entry.newText} />
              )}
              {entry.heard.length > 0 && (
                <Meta>
                  {t('measures.reviews.heard')} <Name>{entry.heard.join('; ')}</Name>
                </Meta>
              )}
              {entry.evidence.length > 0 && <EvidenceList evidence={entry.evidence} />}
            </Stack>
          ),
        }))}
      />
    </Section>
  )
}

function Drafts({ review }: { review: Review }) {
  const { t } = useRender()
  const path = `/measures/reviews/${review.id}/outcome`
  return (
    <Section title={t('measures.reviews.outcome.drafts')}>
      <List
        items={(['decision', 'concept'] as const).map((kind) => ({
          key: kind,
          content: (
            <Link to={`${path}/${kind}`} download="">
              {t(`measures.reviews.outcome.${kind}`)}
            </Link>
          ),
          meta: t(`measures.reviews.outcome.${kind}-meta`),
        }))}
      />
    </Section>
  )
}

interface SuccessorProps {
  readonly review: Review
  readonly successor: Concept | undefined
  readonly form: PageRequest['form']
  readonly mayAct: boolean
}

/** From the outcome to the successor concept: create it, have it adopted, then carry out what that means. */
function Successor({ review, successor, form, mayAct }: SuccessorProps) {
  const { t, format } = useRender()
  const path = `/measures/reviews/${review.id}`
  if (!successor)
    return (
      <Section title={t('measures.reviews.successor.title')}>
        <Stack>
          <Text>{t('measures.reviews.successor.create-hint')}</Text>
          {mayAct && (
            <Details
              summary={t('measures.reviews.successor.create')}
              open={form?.route === '/measures/reviews/:id/successor'}
            >
              <Form
                action={`${path}/successor`}
                route="/measures/reviews/:id/successor"
                labels={{
                  title: t('measures.reviews.field.conceptTitle'),
                  shortTitle: t('measures.reviews.field.shortTitle'),
                  commissionedOn: t('measures.reviews.field.commissionedOn'),
                  presentedOn: t('measures.reviews.field.presentedOn'),
                }}
                initial={{ title: t('measures.reviews.successor.proposed-title', { concept: review.conceptTitle }) }}
                state={form}
              >
                <TextField name="title" maxLength={300} />
                <TextField name="shortTitle" optional maxLength={80} />
                <DateField name="commissionedOn" optional />
                <DateField name="presentedOn" optional />
                <ButtonRow>
                  <Button>{t('measures.reviews.successor.create')}</Button>
                </ButtonRow>
              </Form>
            </Details>
          )}
        </Stack>
      </Section>
    )
  return (
    <Section title={t('measures.reviews.successor.title')}>
      <Stack>
        <Link to={`/measures/concepts/${successor.key}`}>
          <Name>{successor.title}</Name>
        </Link>
        {review.effectsOn ? (
          <Meta>{t('measures.reviews.successor.carried-out', { day: format.day(review.effectsOn) })}</Meta>
        ) : successor.adoptedOn ? (
          <>
            <Text>{t('measures.reviews.successor.adopted', { day: format.day(successor.adoptedOn) })}</Text>
            {mayAct && (
              <Form action={`${path}/effects`} labels={{}}>
                <Hidden name="version" value={review.version} />
                <Button>{t('measures.reviews.successor.carry-out')}</Button>
              </Form>
            )}
          </>
        ) : (
          <Note kind="info">{t('measures.reviews.successor.waiting')}</Note>
        )}
      </Stack>
    </Section>
  )
}

/** That nothing was changed since: whoever keeps the checksum can say so. */
function Proof({ frozen: { outcome, checksum, concludedAt } }: { frozen: FrozenOutcome }) {
  const { t, format } = useRender()
  return (
    <Section title={t('measures.reviews.outcome.frozen')}>
      <DescriptionList
        items={[
          { term: t('measures.reviews.outcome.frozen-at'), value: format.instant(concludedAt) },
          {
            term: t('measures.reviews.outcome.based-on'),
            value: t('measures.reviews.outcome.opinions', { opinions: outcome.opinions, reviewers: outcome.reviewers }),
          },
          {
            term: t('measures.reviews.outcome.checksum'),
            value: <span className="nl-num">{checksum.slice(0, 16)}</span>,
          },
        ]}
      />
    </Section>
  )
}
