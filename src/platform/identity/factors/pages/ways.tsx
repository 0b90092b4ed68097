import {
  Button,
  type ButtonLook,
  ButtonRow,
  Form,
  type FormState,
  Hidden,
  Section,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'
import type { Asked } from '../passkeys.ts'
import { PasskeyButton } from './passkey.tsx'

/** The state of a form that came back, when it was this of several on the page. */
export const ofWay = (form: FormState | undefined, way: string): FormState | undefined =>
  form?.values['way'] === way ? form : undefined

interface WayProps {
  readonly action: string
  readonly next: string | undefined
  readonly form: FormState | undefined
}

/** Asks for the six digits of the app. */
export function CodeForm({ action, next, form, button, look }: WayProps & { button: string; look?: 'secondary' }) {
  const { t } = useRender()
  const state = ofWay(form, 'totp')
  return (
    <Form
      action={action}
      labels={{ code: t('identity.app.code') }}
      prefix="app-"
      failure={t('identity.sign-in.failure')}
      kept={t('identity.second.kept')}
      {...(state && { state })}
    >
      <Hidden name="way" value="totp" />
      {next && <Hidden name="next" value={next} />}
      <TextField name="code" numeric width="m" autoComplete="one-time-code" maxLength={12} />
      <ButtonRow>
        <Button {...(look && { look })}>{button}</Button>
      </ButtonRow>
    </Form>
  )
}

/** Asks for a passkey. */
export function PasskeyWay({
  action,
  next,
  form,
  asked,
  look,
}: WayProps & { asked: Asked<unknown>; look?: ButtonLook }) {
  const { t } = useRender()
  return (
    <Section title={t('identity.second.passkey')}>
      <PasskeyButton
        doing="get"
        asked={asked}
        action={action}
        values={{ way: 'passkey', next }}
        state={ofWay(form, 'passkey')}
        label={t('identity.second.passkey-button')}
        {...(look && { look })}
        without={<Text>{t('identity.passkey.without-script')}</Text>}
      />
    </Section>
  )
}

/** Ends the sign-in that was begun: on a machine that others use too, nobody leaves it half open. */
export function Leave() {
  const { t } = useRender()
  return (
    <Form action="/sign-in/leave" labels={{}} prefix="leave-">
      <p>
        <Button look="row">{t('identity.second.leave')}</Button>
      </p>
    </Form>
  )
}
