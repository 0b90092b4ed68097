import type { Id } from '../../../kernel/ids.ts'
import { recordLook } from '../../audit/index.ts'
import type { Page, PageRequest } from '../../http/index.ts'
import type { FormState } from '../../http/request.ts'
import { createFormat } from '../../i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Chips,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  Note,
  PageCount,
  Pager,
  RowName,
  Section,
  Select,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  TextArea,
  useRender,
} from '../../ui/index.ts'
import { statesAfter } from '../actions/feedback.ts'
import { type Feedback, feedbackPerPage, getFeedback, listFeedback, readFacts } from '../queries.ts'
import { type FeedbackState, feedbackStates } from '../tables.ts'

const kinds: Readonly<Record<FeedbackState, StateKind>> = {
  new: 'attention',
  inProgress: 'progress',
  answered: 'finished',
  closed: 'rest',
}

/** What people reported, newest first. */
export async function showFeedbackList({ tx, t, actor, query }: PageRequest): Promise<Page> {
  const state = feedbackStates.find((known) => known === query.get('state'))
  const page = Math.min(200, Math.max(1, Math.trunc(Number(query.get('page') ?? '1')) || 1))
  const { rows, total } = await listFeedback(tx, state, page)
  const { value: facts } = await readFacts(tx)
  if (rows.length > 0)
    await recordLook(tx, actor, {
      event: 'imprint.feedback-looked',
      subjectKind: 'feedback',
      ids: rows.map(({ id }) => id),
    })
  return {
    title: t('imprint.feedback.title'),
    crumbs: [{ label: t('administration.title'), path: '/admin' }],
    body: (
      <FeedbackList rows={rows} total={total} page={page} state={state} hasMail={facts.feedbackMail !== undefined} />
    ),
  }
}

function FeedbackList({
  rows,
  total,
  page,
  state,
  hasMail,
}: {
  rows: readonly Feedback[]
  total: number
  page: number
  state: FeedbackState | undefined
  hasMail: boolean
}) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <Text>{t('imprint.feedback.text')}</Text>
      {!hasMail && <Note>{t('imprint.feedback.mail-missing')}</Note>}
      <Stack>
        <Chips
          label={t('imprint.feedback.filter')}
          chips={[
            { to: '/admin/feedback', label: t('imprint.feedback.all'), current: state === undefined },
            ...feedbackStates.map((known) => ({
              to: `/admin/feedback?state=${known}`,
              label: t(`imprint.feedback.state.${known}`),
              current: state === known,
            })),
          ]}
        />
        {rows.length === 0 ? (
          <Empty title={t('imprint.feedback.none')}>{t('imprint.feedback.none-text')}</Empty>
        ) : (
          <>
            <PageCount total={total} size={feedbackPerPage} page={page} />
            <Table
              caption={t('imprint.feedback.title')}
              stacks
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  key: 'message',
                  header: t('imprint.feedback.message'),
                  names: true,
                  cell: (row) => (
                    <RowName meta={row.about}>
                      <Link to={`/admin/feedback/${row.id}`}>{shortened(row.message)}</Link>
                    </RowName>
                  ),
                },
                {
                  key: 'received',
                  header: t('imprint.feedback.received'),
                  cell: (row) => format.instant(row.receivedAt),
                },
                {
                  key: 'state',
                  header: t('imprint.feedback.state-label'),
                  cell: (row) => <FeedbackStateMark feedback={row} />,
                },
              ]}
            />
            <Pager total={total} size={feedbackPerPage} page={page} />
          </>
        )}
      </Stack>
    </Stack>
  )
}

const shortened = (message: string) => {
  const line = message.replace(/\s+/g, ' ')
  return line.length > 90 ? `${line.slice(0, 90)} …` : line
}

function FeedbackStateMark({ feedback }: { feedback: Feedback }) {
  const { t } = useRender()
  return <State kind={kinds[feedback.state]}>{t(`imprint.feedback.state.${feedback.state}`)}</State>
}

/** One report and what was done about it. */
export async function showFeedback({ tx, t, actor, locale, params, form }: PageRequest<'id'>): Promise<Page> {
  const feedback = await getFeedback(tx, params.id as Id<'feedback'>)
  await recordLook(tx, actor, { event: 'imprint.feedback-looked', subjectKind: 'feedback', ids: [feedback.id] })
  return {
    title: t('imprint.feedback.one', { at: createFormat(locale).instant(feedback.receivedAt) }),
    crumbs: [
      { label: t('administration.title'), path: '/admin' },
      { label: t('imprint.feedback.title'), path: '/admin/feedback' },
    ],
    layout: 'narrow',
    body: <FeedbackPage feedback={feedback} form={form} />,
  }
}

function FeedbackPage({ feedback, form }: { feedback: Feedback; form: FormState | undefined }) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ saved: 'imprint.feedback.saved' }} />
      <pre className="nl-typed">{feedback.message}</pre>
      <DescriptionList
        empty="–"
        items={[
          { term: t('imprint.feedback.about'), value: feedback.about },
          { term: t('imprint.feedback.contact'), value: feedback.contact ?? t('imprint.feedback.no-contact') },
          { term: t('imprint.feedback.language'), value: feedback.locale },
          { term: t('imprint.feedback.state-label'), value: <FeedbackStateMark feedback={feedback} /> },
          { term: t('imprint.feedback.handled'), value: feedback.handledAt && format.instant(feedback.handledAt) },
        ]}
      />
      <Section title={t('imprint.feedback.note')}>
        <Form
          action={`/admin/feedback/${feedback.id}`}
          labels={{ state: t('imprint.feedback.state-label'), note: t('imprint.feedback.note') }}
          initial={{ state: feedback.state, note: feedback.note }}
          state={form ?? null}
        >
          <Hidden name="version" value={feedback.version} />
          <Select
            name="state"
            options={statesAfter(feedback.state).map((state) => ({
              value: state,
              label: t(`imprint.feedback.state.${state}`),
            }))}
          />
          <TextArea name="note" optional rows={4} maxLength={2000} hint={t('imprint.feedback.note-hint')} />
          <ButtonRow>
            <Button>{t('imprint.feedback.save')}</Button>
            <ButtonLink look="tertiary" to="/admin/feedback">
              {t('imprint.edit.cancel')}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Section>
    </Stack>
  )
}
