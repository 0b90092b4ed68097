import type { FormState } from '../../http/request.ts'
import type { TopicNow } from '../../room.ts'
import {
  Button,
  ButtonRow,
  ConfirmationNote,
  Details,
  Form,
  Hidden,
  Link,
  Stack,
  Strong,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'

export function SubscribePage({ topic, form }: { topic: TopicNow | undefined; form: FormState | undefined }) {
  const { t, path, query } = useRender()
  return (
    <Stack gap="l">
      <Stack>
        <Text>
          <Strong>{topic?.title ?? t('subscriptions.all')}</Strong>
        </Text>
        <Text>{t('subscriptions.text')}</Text>
      </Stack>
      <Form
        action={query.size > 0 ? `${path}?${query}` : path}
        labels={{ email: t('subscriptions.email') }}
        failure={t('subscriptions.not-yet')}
        {...(form && { state: form })}
      >
        <TextField name="email" type="email" autoComplete="email" hint={t('subscriptions.email-hint')} />
        <ButtonRow>
          <Button>{t('subscriptions.subscribe')}</Button>
        </ButtonRow>
      </Form>
      <Details summary={t('subscriptions.privacy-title')}>
        <Text>{t('subscriptions.privacy')}</Text>
      </Details>
    </Stack>
  )
}

export function SentPage() {
  const { t, locale } = useRender()
  return (
    <Stack>
      <Text>{t('subscriptions.sent-text')}</Text>
      <Text>{t('subscriptions.sent-next')}</Text>
      <Text>
        <Link to={`/${locale}`}>{t('subscriptions.home')}</Link>
      </Text>
    </Stack>
  )
}

export function LinkPage({
  title,
  confirmed,
  form,
}: {
  title: string
  confirmed: boolean
  form: FormState | undefined
}) {
  const { t, path } = useRender()
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ confirmed: 'subscriptions.confirmed' }} />
      <Stack>
        <Text>
          <Strong>{title}</Strong>
        </Text>
        <Text>{t(confirmed ? 'subscriptions.stands-text' : 'subscriptions.confirm-text')}</Text>
      </Stack>
      <Form action={path} labels={{ what: t('subscriptions.what') }} {...(form && { state: form })}>
        <Hidden name="what" value={confirmed ? 'end' : 'confirm'} />
        <ButtonRow>
          <Button>{t(confirmed ? 'subscriptions.end' : 'subscriptions.confirm')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

export function EndedPage() {
  const { t } = useRender()
  return <Text>{t('subscriptions.ended-text')}</Text>
}

export function GonePage() {
  const { t, locale } = useRender()
  return (
    <Stack>
      <Text>{t('subscriptions.gone-text')}</Text>
      <Text>
        <Link to={`/${locale}`}>{t('subscriptions.home')}</Link>
      </Text>
    </Stack>
  )
}
