import type { FormState } from '../../http/index.ts'
import { Button, ButtonRow, Form, Stack, Text, TextField, useRender } from '../../ui/index.ts'
import { shortestPassword } from '../password.ts'
import type { Welcome } from '../welcome.ts'

export function WelcomePage({ welcome, form }: { welcome: Welcome; form: FormState | undefined }) {
  const { t, tenant, format } = useRender()
  const { purpose } = welcome.link
  const labels = {
    name: t('identity.name'),
    email: t('identity.email'),
    password: t(welcome.hasPassword ? 'identity.password-known' : 'identity.password-new'),
    again: t('identity.password-again'),
  }
  return (
    <Stack>
      <Text>
        {t(`identity.welcome.${purpose}`, {
          district: tenant?.name ?? '',
          name: welcome.name ?? '',
          email: welcome.email ?? '',
        })}
      </Text>
      <Text>{t('identity.welcome.until', { at: format.instant(welcome.link.expiresAt) })}</Text>
      <Form
        labels={labels}
        {...(form && { state: form })}
        failure={t(purpose === 'reset' ? 'identity.account.password-failure' : 'identity.welcome.failure')}
        kept={t('identity.passwords-again')}
      >
        {purpose === 'administrator' && (
          <>
            <TextField name="name" autoComplete="name" maxLength={120} />
            <TextField name="email" type="email" autoComplete="username" maxLength={254} />
          </>
        )}
        {welcome.hasPassword ? (
          <TextField
            name="password"
            type="password"
            autoComplete="current-password"
            hint={t('identity.welcome.known')}
          />
        ) : (
          <NewPassword />
        )}
        <ButtonRow>
          <Button>{t(purpose === 'reset' ? 'identity.welcome.set' : 'identity.welcome.accept')}</Button>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

/** A new password, typed twice because nobody sees what they type. */
export function NewPassword() {
  const { t } = useRender()
  return (
    <>
      <TextField
        name="password"
        type="password"
        autoComplete="new-password"
        hint={t('identity.password-hint', { min: shortestPassword })}
      />
      <TextField name="again" type="password" autoComplete="new-password" />
    </>
  )
}
