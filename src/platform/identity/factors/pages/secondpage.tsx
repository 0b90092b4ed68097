import {
  Button,
  ButtonRow,
  Details,
  Form,
  type FormState,
  Hidden,
  Section,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'
import type { Factors } from '../factors.ts'
import type { Asked } from '../passkeys.ts'
import { CodeForm, Leave, ofWay, PasskeyWay } from './ways.tsx'

export interface SecondProps {
  readonly factors: Factors
  readonly asked: Asked<unknown> | undefined
  readonly next: string | undefined
  readonly form: FormState | undefined
}

/** After the password: a code, a passkey, or a recovery code. */
export function SecondPage({ factors, asked, next, form }: SecondProps) {
  const { t, tenant } = useRender()
  const action = '/sign-in/second'
  const recovery = ofWay(form, 'recovery')
  return (
    <Stack gap="l">
      {factors.app && (
        <Section title={t('identity.second.app')}>
          <Stack>
            <Text>{t('identity.second.app-text', { district: tenant?.name ?? '' })}</Text>
            <CodeForm action={action} next={next} form={form} button={t('identity.sign-in.button')} />
          </Stack>
        </Section>
      )}
      {asked && (
        <PasskeyWay
          action={action}
          next={next}
          form={form}
          asked={asked}
          look={factors.app ? 'secondary' : 'primary'}
        />
      )}
      <Section title={t('identity.second.lost')}>
        <Stack>
          <Details summary={t('identity.second.recovery')} open={recovery !== undefined || !(factors.app || asked)}>
            <Stack>
              <Text>{t('identity.second.recovery-text', { left: factors.codesLeft })}</Text>
              <Form
                action={action}
                labels={{ code: t('identity.recovery.code') }}
                prefix="recovery-"
                failure={t('identity.sign-in.failure')}
                kept={t('identity.second.kept')}
                {...(recovery && { state: recovery })}
              >
                <Hidden name="way" value="recovery" />
                {next && <Hidden name="next" value={next} />}
                <TextField name="code" width="m" maxLength={30} spellCheck={false} />
                <ButtonRow>
                  <Button look="secondary">{t('identity.sign-in.button')}</Button>
                </ButtonRow>
              </Form>
            </Stack>
          </Details>
          <Text>{t('identity.second.nothing-left')}</Text>
          <Leave />
        </Stack>
      </Section>
    </Stack>
  )
}
