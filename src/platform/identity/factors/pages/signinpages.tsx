import type { RoleKey } from '../../../access/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Details,
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
import type { NewApp } from '../newapp.ts'
import type { Asked } from '../passkeys.ts'
import { PasskeyButton } from './passkey.tsx'
import { AppSetUp } from './setup.tsx'

/** The state of a form that came back, when it was this of several on the page. */
const ofWay = (form: FormState | undefined, way: string): FormState | undefined =>
  form?.values['way'] === way ? form : undefined

interface WayProps {
  readonly action: string
  readonly next: string | undefined
  readonly form: FormState | undefined
}

function CodeForm({ action, next, form, button, look }: WayProps & { button: string; look?: 'secondary' }) {
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
        <Section title={t('identity.second.passkey')}>
          <PasskeyButton
            doing="get"
            asked={asked}
            action={action}
            values={{ way: 'passkey', next }}
            state={ofWay(form, 'passkey')}
            label={t('identity.second.passkey-button')}
            look={factors.app ? 'secondary' : 'primary'}
            without={<Text>{t('identity.passkey.without-script')}</Text>}
          />
        </Section>
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

/** Ends the sign-in that was begun: on a machine that others use too, nobody leaves it half open. */
function Leave() {
  const { t } = useRender()
  return (
    <Form action="/sign-in/leave" labels={{}} prefix="leave-">
      <p>
        <Button look="row">{t('identity.second.leave')}</Button>
      </p>
    </Form>
  )
}

export interface SetUpProps {
  readonly app: NewApp
  readonly asked: Asked<unknown> | undefined
  /** Of the person's roles those that need it. */
  readonly roles: readonly RoleKey[]
  readonly next: string | undefined
  readonly form: FormState | undefined
}

/** After the password, for who has no second factor yet and needs one. */
export function SetUpPage({ app, asked, roles, next, form }: SetUpProps) {
  const { t } = useRender()
  const action = '/sign-in/set-up'
  const names = roles.map((role) => t(`access.role.${role}`)).join(', ')
  return (
    <Stack gap="l">
      <Text>{t('identity.set-up.why', { roles: names, count: roles.length })}</Text>
      <Section title={t('identity.set-up.app')}>
        <AppSetUp
          app={app}
          action={action}
          values={{ way: 'totp', next }}
          state={ofWay(form, 'totp')}
          button={t('identity.app.confirm')}
        />
      </Section>
      {asked && (
        <Section title={t('identity.set-up.passkey')}>
          <Stack>
            <Text>{t('identity.passkey.what')}</Text>
            <PasskeyButton
              doing="create"
              asked={asked}
              action={action}
              values={{ way: 'passkey', next }}
              labels={{ name: t('identity.passkey.name') }}
              state={ofWay(form, 'passkey')}
              label={t('identity.passkey.add')}
              without={<Text>{t('identity.passkey.without-script')}</Text>}
            >
              <TextField name="name" maxLength={60} hint={t('identity.passkey.name-hint')} />
            </PasskeyButton>
          </Stack>
        </Section>
      )}
      <Leave />
    </Stack>
  )
}

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
      {asked && (
        <Section title={t('identity.second.passkey')}>
          <PasskeyButton
            doing="get"
            asked={asked}
            action={action}
            values={{ way: 'passkey', next }}
            state={ofWay(form, 'passkey')}
            label={t('identity.second.passkey-button')}
            without={<Text>{t('identity.passkey.without-script')}</Text>}
          />
        </Section>
      )}
      <p>
        <Link to="/account">{t('identity.account.back')}</Link>
      </p>
    </Stack>
  )
}
