import {
  Alert,
  Button,
  ButtonRow,
  Form,
  type FormState,
  RadioGroup,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'
import { reasonsToLock } from '../lock.ts'

/** The emergency lock: what it does, why, and the key of the district typed by hand so that nobody slips. */
export function LockPage({ form }: { form: FormState | undefined }) {
  const { t, tenant } = useRender()
  return (
    <Stack>
      <Alert kind="warning" title={t('identity.lock.what')}>
        <p>{t('identity.lock.what-text', { key: tenant?.key ?? '' })}</p>
      </Alert>
      {tenant?.demo ? (
        <Text>{t('identity.lock.demo')}</Text>
      ) : (
        <Form
          action="/admin/sign-in/lock"
          labels={{ reason: t('identity.lock.reason'), key: t('identity.lock.key', { key: tenant?.key ?? '' }) }}
          failure={t('identity.lock.failure')}
          {...(form && { state: form })}
        >
          <RadioGroup
            name="reason"
            choices={reasonsToLock.map((reason) => ({ value: reason, label: t(`identity.lock.reasons.${reason}`) }))}
          />
          <TextField name="key" width="m" maxLength={40} spellCheck={false} />
          <ButtonRow>
            <Button>{t('identity.lock.button')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Stack>
  )
}
