import type { FormState } from '../../http/request.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Chips,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
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
  useRender,
} from '../../ui/index.ts'
import { type MailLine, mailsPerPage, type SeenMail } from '../outbox.ts'
import { type MailState, mailStates, undeliverableReasons } from '../tables.ts'
import type { Undeliverable } from '../undeliverable.ts'

const kinds: Readonly<Record<MailState, StateKind>> = { waiting: 'open', sent: 'finished', failed: 'attention' }

export interface OutboxProps {
  readonly lines: readonly MailLine[]
  readonly total: number
  readonly page: number
  readonly state: MailState | undefined
  /** Why nothing leaves. */
  readonly silent: 'demo' | 'no-server' | undefined
}

export function OutboxPage({ lines, total, page, state, silent }: OutboxProps) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ test: 'mail.test.done' }} />
      <Stack gap="s">
        <Text>{t('mail.text')}</Text>
        <Text>
          <Link to="/admin/mail/templates">{t('mail.templates.open')}</Link>
        </Text>
      </Stack>
      {silent && (
        <Alert kind="info" title={t(`mail.${silent}`)}>
          {t(`mail.${silent}-text`)}
        </Alert>
      )}
      <Stack>
        <Chips
          label={t('mail.filter')}
          chips={[
            { to: '/admin/mail', label: t('mail.all'), current: state === undefined },
            ...mailStates.map((known) => ({
              to: `/admin/mail?state=${known}`,
              label: t(`mail.state.${known}`),
              current: state === known,
            })),
          ]}
        />
        {lines.length === 0 ? (
          <Empty title={t('mail.none')}>{t('mail.none-text')}</Empty>
        ) : (
          <>
            <PageCount total={total} size={mailsPerPage} page={page} />
            <Table
              caption={t('mail.title')}
              stacks
              rows={lines}
              keyOf={(line) => line.id}
              columns={[
                { key: 'created', header: t('mail.created'), cell: (line) => format.instant(line.createdAt) },
                {
                  key: 'subject',
                  header: t('mail.subject'),
                  names: true,
                  cell: (line) => (
                    <RowName meta={line.template}>
                      <Link to={`/admin/mail/${line.id}`}>{line.subject ?? t('mail.not-written')}</Link>
                    </RowName>
                  ),
                },
                { key: 'recipient', header: t('mail.recipient'), cell: (line) => line.recipient },
                { key: 'state', header: t('mail.state-label'), cell: (line) => <MailStateMark mail={line} /> },
              ]}
            />
            <Pager total={total} size={mailsPerPage} page={page} />
          </>
        )}
      </Stack>
    </Stack>
  )
}

function MailStateMark({ mail }: { mail: MailLine }) {
  const { t } = useRender()
  return <State kind={kinds[mail.state]}>{t(`mail.state.${mail.state}`)}</State>
}

interface MailProps {
  readonly mail: SeenMail
  readonly undeliverable: Undeliverable | undefined
  readonly sends: boolean
  readonly form: FormState | undefined
}

export function MailPage({ mail, undeliverable, sends, form }: MailProps) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          again: 'mail.again-done',
          marked: 'mail.undeliverable.marked',
          cleared: 'mail.undeliverable.cleared',
        }}
      />
      <DescriptionList
        empty="–"
        items={[
          { term: t('mail.recipient'), value: mail.recipient },
          { term: t('mail.state-label'), value: <MailStateMark mail={mail} /> },
          { term: t('mail.created'), value: format.instant(mail.createdAt) },
          { term: t('mail.sent'), value: mail.sentAt && format.instant(mail.sentAt) },
          { term: t('mail.attempts'), value: format.number(mail.attempts) },
          { term: t('mail.error-label'), value: mail.error && t(`mail.error.${mail.error}`) },
          { term: t('mail.template'), value: <code className="nl-code">{mail.template}</code> },
        ]}
      />
      <Section title={t('mail.body')}>
        <Stack>
          {mail.body === null ? <Text>{t('mail.not-written')}</Text> : <pre className="nl-typed">{mail.body}</pre>}
          {mail.state === 'sent' && <Note>{t('mail.tokens-gone')}</Note>}
        </Stack>
      </Section>
      {sends && mail.state !== 'sent' && (
        <Form action={`/admin/mail/${mail.id}`} route="/admin/mail/:id" labels={{}} {...(form && { state: form })}>
          <ButtonRow>
            <Button>{t('mail.again')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Section title={t('mail.undeliverable.title')}>
        <Bounce mail={mail} undeliverable={undeliverable} form={form} />
      </Section>
    </Stack>
  )
}

/** What came back later: the platform reads no mailbox, so somebody says it here. */
function Bounce({ mail, undeliverable, form }: Omit<MailProps, 'sends'>) {
  const { t, format } = useRender()
  return (
    <Form
      action={`/admin/mail/${mail.id}/undeliverable`}
      route="/admin/mail/:id/undeliverable"
      prefix="bounce"
      labels={{ reason: t('mail.undeliverable.reason-label') }}
      state={form ?? null}
    >
      {undeliverable ? (
        <Text>
          {t('mail.undeliverable.since', {
            reason: t(`mail.undeliverable.reason.${undeliverable.reason}`),
            day: format.instant(undeliverable.markedAt),
          })}
        </Text>
      ) : (
        <>
          <Text>{t('mail.undeliverable.text')}</Text>
          <Select
            name="reason"
            options={undeliverableReasons.map((reason) => ({
              value: reason,
              label: t(`mail.undeliverable.reason.${reason}`),
            }))}
          />
        </>
      )}
      <ButtonRow>
        <Button look="secondary" name="do" value={undeliverable ? 'clear' : 'mark'}>
          {t(undeliverable ? 'mail.undeliverable.clear' : 'mail.undeliverable.mark')}
        </Button>
      </ButtonRow>
    </Form>
  )
}
