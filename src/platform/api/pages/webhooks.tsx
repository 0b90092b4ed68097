import type { FormState } from '../../http/index.ts'
import type { OrganisationChoice } from '../../room.ts'
import {
  Button,
  ButtonRow,
  CheckboxList,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
  Hidden,
  Link,
  RowName,
  Section,
  Select,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { Delivery, ListedWebhook } from '../queries.ts'

interface ListProps {
  readonly webhooks: readonly ListedWebhook[]
  readonly nameOf: (organisation: string) => string
}

export function WebhookList({ webhooks, nameOf }: ListProps) {
  const { t } = useRender()
  return (
    <Section
      title={t('api.webhooks.title')}
      aside={<Link to="/admin/programs/webhooks/new">{t('api.webhooks.new')}</Link>}
    >
      <Stack>
        <Text>{t('api.webhooks.text')}</Text>
        {webhooks.length === 0 ? (
          <Empty title={t('api.webhooks.none')}>{t('api.webhooks.none-text')}</Empty>
        ) : (
          <Table
            caption={t('api.webhooks.title')}
            stacks
            rows={webhooks}
            keyOf={({ id }) => id}
            columns={[
              {
                key: 'address',
                header: t('api.webhooks.address'),
                names: true,
                cell: (webhook) => (
                  <RowName meta={nameOf(webhook.organisationId)}>
                    <Link to={`/admin/programs/webhooks/${webhook.id}`}>{new URL(webhook.address).host}</Link>
                  </RowName>
                ),
              },
              {
                key: 'events',
                header: t('api.webhooks.events'),
                cell: (webhook) => t('api.webhooks.event-count', { n: webhook.events.length }),
              },
              { key: 'state', header: t('api.state-label'), cell: (webhook) => <WebhookMark webhook={webhook} /> },
            ]}
          />
        )}
      </Stack>
    </Section>
  )
}

function WebhookMark({ webhook }: { webhook: ListedWebhook }) {
  const { t, format } = useRender()
  if (webhook.state === 'paused') return <State kind="rest">{t('api.webhooks.state.paused')}</State>
  if (!webhook.failingSince) return <State kind="standing">{t('api.webhooks.state.on')}</State>
  return <State kind="attention">{t('api.webhooks.failing', { since: format.instant(webhook.failingSince) })}</State>
}

interface NewWebhookProps {
  readonly organisations: readonly OrganisationChoice[]
  readonly events: readonly string[]
  readonly form: FormState | undefined
}

export function NewWebhookPage({ organisations, events, form }: NewWebhookProps) {
  const { t } = useRender()
  return (
    <Form
      action="/admin/programs/webhooks/new"
      route="/admin/programs/webhooks/new"
      labels={{
        organisation: t('api.webhooks.organisation'),
        address: t('api.webhooks.address'),
        events: t('api.webhooks.events'),
      }}
      {...(form && { state: form })}
    >
      <Select
        name="organisation"
        empty={t('api.choose')}
        hint={t('api.webhooks.organisation-hint')}
        options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField name="address" hint={t('api.webhooks.address-hint')} />
      <CheckboxList name="events" choices={events.map((event) => ({ value: event, label: t(`api.event.${event}`) }))} />
      <ButtonRow>
        <Button>{t('api.webhooks.add')}</Button>
      </ButtonRow>
    </Form>
  )
}

const deliveryKinds: Readonly<Record<Delivery['state'], StateKind>> = {
  waiting: 'open',
  delivered: 'finished',
  failed: 'attention',
}

interface WebhookProps {
  readonly webhook: ListedWebhook
  readonly organisation: string
  readonly deliveries: readonly Delivery[]
  readonly form: FormState | undefined
}

export function WebhookPage({ webhook, organisation, deliveries, form }: WebhookProps) {
  const { t, format } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{ on: 'api.webhooks.went-on', paused: 'api.webhooks.was-paused', test: 'api.webhooks.tried' }}
      />
      <DescriptionList
        items={[
          { term: t('api.state-label'), value: <WebhookMark webhook={webhook} /> },
          { term: t('api.webhooks.organisation'), value: organisation },
          { term: t('api.webhooks.address'), value: webhook.address },
          { term: t('api.webhooks.events'), value: webhook.events.map((event) => t(`api.event.${event}`)).join('; ') },
        ]}
      />
      <ButtonRow>
        {webhook.state === 'on' && <Turn webhook={webhook} what="test" form={form} />}
        <Turn webhook={webhook} what={webhook.state === 'on' ? 'paused' : 'on'} form={form} />
        <Turn webhook={webhook} what="removed" form={form} />
      </ButtonRow>
      <Section title={t('api.webhooks.deliveries')}>
        {deliveries.length === 0 ? (
          <Empty title={t('api.webhooks.no-deliveries')}>{t('api.webhooks.no-deliveries-text')}</Empty>
        ) : (
          <Table
            caption={t('api.webhooks.deliveries')}
            stacks
            rows={deliveries}
            keyOf={({ id }) => id}
            columns={[
              {
                key: 'event',
                header: t('api.webhooks.event'),
                names: true,
                cell: ({ event, createdAt }) => (
                  <RowName meta={format.instant(createdAt)}>
                    {event === 'test' ? t('api.webhooks.test-event') : t(`api.event.${event}`)}
                  </RowName>
                ),
              },
              {
                key: 'state',
                header: t('api.state-label'),
                cell: ({ state }) => <State kind={deliveryKinds[state]}>{t(`api.webhooks.delivery.${state}`)}</State>,
              },
              {
                key: 'attempts',
                header: t('api.webhooks.attempts'),
                kind: 'number',
                cell: ({ attempts }) => format.number(attempts),
              },
              {
                key: 'error',
                header: t('api.webhooks.answer'),
                cell: ({ status, error }) => status ?? (error ? t(`api.webhooks.error.${error}`) : '–'),
              },
            ]}
          />
        )}
      </Section>
    </Stack>
  )
}

function Turn({
  webhook,
  what,
  form,
}: Pick<WebhookProps, 'webhook' | 'form'> & { what: 'on' | 'paused' | 'removed' | 'test' }) {
  const { t } = useRender()
  return (
    <Form
      action={`/admin/programs/webhooks/${webhook.id}`}
      route="/admin/programs/webhooks/:id"
      labels={{}}
      {...(form && what === 'test' && { state: form })}
    >
      <Hidden name="what" value={what} />
      <Button look="secondary">{t(`api.webhooks.turn.${what}`)}</Button>
    </Form>
  )
}
