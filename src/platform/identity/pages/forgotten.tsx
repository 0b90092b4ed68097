import type { z } from 'zod'
import type { FormState, Page } from '../../http/index.ts'
import { type Answer, type OpenRequest, ShownAgain } from '../../http/open.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  ConfirmationNote,
  Form,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { ForgottenForm } from '../factors/pages/forms.ts'
import { askForPasswordLink } from '../forgotten.ts'
import { takeSending } from '../throttle.ts'

function ForgottenPage({ form, sendsMail }: { form: FormState | undefined; sendsMail: boolean }) {
  const { t } = useRender()
  const back = (
    <ButtonLink to="/sign-in" look="tertiary">
      {t('identity.forgotten.back')}
    </ButtonLink>
  )
  if (!sendsMail)
    return (
      <Stack>
        <Text>{t('identity.sign-in.forgotten')}</Text>
        <ButtonRow>{back}</ButtonRow>
      </Stack>
    )
  return (
    <Stack>
      <ConfirmationNote texts={{ sent: 'identity.forgotten.sent' }} />
      <Text>{t('identity.forgotten.text')}</Text>
      <Form
        action="/sign-in/forgotten"
        labels={{ email: t('identity.email') }}
        failure={t('identity.forgotten.failure')}
        {...(form && { state: form })}
      >
        <TextField name="email" type="email" autoComplete="username" maxLength={254} />
        <ButtonRow>
          <Button>{t('identity.forgotten.button')}</Button>
          {back}
        </ButtonRow>
      </Form>
    </Stack>
  )
}

export async function showForgotten({ form, sendsMail, t }: OpenRequest): Promise<Page> {
  return {
    title: t('identity.forgotten.title'),
    layout: 'narrow',
    body: <ForgottenPage form={form} sendsMail={sendsMail} />,
  }
}

/** Whoever has the address or not: the same answer, after the same work. */
export async function askForLink(request: OpenRequest, { email }: z.output<typeof ForgottenForm>): Promise<Answer> {
  const { db, tenant, secrets, clock, throttleKey, address, sendsMail } = request
  if (!sendsMail) return { to: '/sign-in/forgotten' }
  const seconds = await takeSending(db, throttleKey, { form: 'forgotten', address, free: 10 }, clock.now())
  if (seconds > 0) throw new ShownAgain(429, [{ field: '', code: 'sign-in-wait', values: { seconds } }], seconds)
  await askForPasswordLink(db, tenant, secrets, email)
  return { to: '/sign-in/forgotten?done=sent' }
}
