import {
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  type FormState,
  Hidden,
  Link,
  Section,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'
import type { Factors } from '../factors.ts'
import type { Asked } from '../passkeys.ts'
import { CodeForm, ofWay, PasskeyWay } from './ways.tsx'

export interface AgainProps {
  readonly hasPassword: boolean
  readonly factors: Factors
  readonly asked: Asked<unknown> | undefined
  /** Name of the directory that the session came from. */
  readonly directory: string | undefined
  readonly next: string | undefined
  readonly form: FormState | undefined
}

/** In the middle of a session, before something that changes how somebody signs in. */
export function AgainPage({ hasPassword, factors, asked, directory, next, form }: AgainProps) {
  const { t } = useRender()
  const action = '/sign-in/again'
  const password = ofWay(form, 'password')
  return (
    <Stack gap="l">
      <Text>{t('identity.again.why')}</Text>
      {directory && (
        <Section title={t('identity.directory.or')}>
          <ButtonLink to={`/sign-in/directory?${new URLSearchParams({ again: '1', ...(next && { next }) })}`}>
            {t('identity.directory.again', { label: directory })}
          </ButtonLink>
        </Section>
      )}
      {hasPassword && (
        <Section title={t('identity.again.password')}>
          <Form
            action={action}
            labels={{ password: t('identity.password') }}
            prefix="again-"
            failure={t('identity.again.failure')}
            kept={t('identity.passwords-again')}
            {...(password && { state: password })}
          >
            <Hidden name="way" value="password" />
            {next && <Hidden name="next" value={next} />}
            <TextField name="password" type="password" autoComplete="current-password" />
            <ButtonRow>
              <Button>{t('identity.again.button')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {factors.app && (
        <Section title={t('identity.second.app')}>
          <CodeForm
            action={action}
            next={next}
            form={form}
            button={t('identity.again.button')}
            {...(hasPassword && { look: 'secondary' })}
          />
        </Section>
      )}
      {asked && <PasskeyWay action={action} next={next} form={form} asked={asked} />}
      <p>
        <Link to="/account">{t('identity.account.back')}</Link>
      </p>
    </Stack>
  )
}
