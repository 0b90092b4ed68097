import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  Form,
  Link,
  Stack,
  Text,
  useRender,
} from '../../../ui/index.ts'
import type { Refusal } from '../refusal.ts'

/** Why somebody was not signed in, and what to do. Nothing of what the provider said stands here. */
export function RefusedPage({
  refusal,
  label,
  next,
}: {
  refusal: Refusal | 'too-often'
  label: string | undefined
  next: string | undefined
}) {
  const { t } = useRender()
  const again = next === undefined ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`
  return (
    <Stack>
      <Alert kind="danger" title={t(`identity.directory.refused.${refusal}`)}>
        <p>{t(`identity.directory.refused.${refusal}-todo`, { label: label ?? t('identity.directory.provider') })}</p>
      </Alert>
      <ButtonRow>
        <ButtonLink to={again}>{t('identity.directory.refused.again')}</ButtonLink>
      </ButtonRow>
    </Stack>
  )
}

/** Shown for a moment on the way to the provider, and for longer where a browser does not go on by itself. */
export function OnTheWay({ away, done }: { away: URL; done: boolean }) {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t(done ? 'identity.directory.way-out' : 'identity.directory.way-to-link')}</Text>
      <p>
        <Link to={away.href}>{t('identity.directory.go-on')}</Link>
      </p>
    </Stack>
  )
}

/** One's own account and the directory: linked, or how to link it. */
export function LinkPage({ linked, label }: { linked: boolean; label: string | undefined }) {
  const { t } = useRender()
  if (label === undefined) return <Text>{t('identity.directory.link.none')}</Text>
  return (
    <Stack>
      <ConfirmationNote texts={{ linked: 'identity.directory.link.done' }} />
      {linked ? (
        <Text>{t('identity.directory.link.is', { label })}</Text>
      ) : (
        <>
          <Text>{t('identity.directory.link.text', { label })}</Text>
          <Form action="/account/directory" labels={{}}>
            <ButtonRow>
              <Button>{t('identity.directory.link.button', { label })}</Button>
            </ButtonRow>
          </Form>
        </>
      )}
      <p>
        <Link to="/account">{t('identity.account.title')}</Link>
      </p>
    </Stack>
  )
}
