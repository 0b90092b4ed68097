import type { FormState } from '../../http/index.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  Hidden,
  Link,
  Note,
  Row,
  Section,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { OfferedRole } from '../demo.ts'
import { PasskeyButton } from '../factors/pages/passkey.tsx'
import type { Asked } from '../factors/passkeys.ts'

export interface SignInProps {
  readonly form: FormState | undefined
  /** Below the tenant; where to go afterwards. */
  readonly next: string | undefined
  /** Why somebody was sent here. */
  readonly reason: string | null
  readonly roles: readonly OfferedRole[]
  /** Name of the directory that people can sign in from. */
  readonly directory: string | undefined
  /** What a passkey would have to sign; undefined where there can be none. */
  readonly passkey: Asked<unknown> | undefined
  /** Whether a forgotten password can be replaced by a link in a mail. */
  readonly sendsMail: boolean
}

const reasons: Readonly<Record<string, string>> = {
  ended: 'identity.sign-in.ended',
  kept: 'identity.sign-in.kept',
  out: 'identity.sign-in.signed-out',
}

export function SignInPage({ form, next, reason, roles, directory, passkey, sendsMail }: SignInProps) {
  const { t } = useRender()
  // Of two fields of which one is wrong the page says which only when that tells nobody who has an account.
  const refused = form?.route === '/sign-in' ? form.issues.find((issue) => issue.field === '') : undefined
  const why = reason !== null && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined
  return (
    <Stack gap="l">
      {why && !form && (
        <div role="status">
          <Note kind="info">{t(why)}</Note>
        </div>
      )}
      {roles.length > 0 && <DemoRoles roles={roles} next={next} />}
      {directory && (
        <Section title={t('identity.directory.or')}>
          <ButtonLink to={`/sign-in/directory${next ? `?${new URLSearchParams({ next })}` : ''}`}>
            {t('identity.directory.button', { label: directory })}
          </ButtonLink>
        </Section>
      )}
      <Section title={t(roles.length > 0 ? 'identity.sign-in.with-account' : 'identity.sign-in.account')}>
        <Stack>
          {refused && <Alert kind="danger" title={t(`error.${refused.code}`, refused.values)} />}
          <Form
            action="/sign-in"
            labels={{ email: t('identity.email'), password: t('identity.password') }}
            {...(form?.route === '/sign-in' && { state: form })}
            failure={t('identity.sign-in.failure')}
            kept={t('identity.passwords-again')}
            withoutSummary={refused !== undefined}
          >
            {next && <Hidden name="next" value={next} />}
            <TextField name="email" type="email" autoComplete="username" />
            <TextField name="password" type="password" autoComplete="current-password" />
            <ButtonRow>
              <Button look={roles.length > 0 || directory ? 'secondary' : 'primary'}>
                {t('identity.sign-in.button')}
              </Button>
            </ButtonRow>
          </Form>
          {sendsMail ? (
            <p>
              <Link to="/sign-in/forgotten">{t('identity.sign-in.forgotten-link')}</Link>
            </p>
          ) : (
            <Text>{t('identity.sign-in.forgotten')}</Text>
          )}
          {passkey && <PasskeySignIn asked={passkey} next={next} form={form} />}
        </Stack>
      </Section>
    </Stack>
  )
}

function PasskeySignIn({ asked, next, form }: Pick<SignInProps, 'next' | 'form'> & { asked: Asked<unknown> }) {
  const { t } = useRender()
  const refused = form?.route === '/sign-in/passkey' ? form.issues[0] : undefined
  return (
    <>
      {refused && <Alert kind="danger" title={t(`error.${refused.code}`, refused.values)} />}
      <PasskeyButton
        doing="get"
        asked={asked}
        action="/sign-in/passkey"
        values={{ next }}
        label={t('identity.passkey.sign-in')}
      />
    </>
  )
}

function DemoRoles({ roles, next }: { roles: readonly OfferedRole[]; next: string | undefined }) {
  const { t } = useRender()
  return (
    <Section title={t('identity.demo.title')}>
      <Stack>
        <Text>{t('identity.demo.text')}</Text>
        <ul className="nl-list">
          {roles.map(({ role }) => (
            <li key={role}>
              <Form action="/sign-in/demo" labels={{}} prefix={`${role}-`}>
                <Hidden name="role" value={role} />
                {next && <Hidden name="next" value={next} />}
                <Row>
                  <Button look="secondary">{t(`access.role.${role}`)}</Button>
                  <span className="nl-meta nl-grow">{t(`identity.demo.sees.${role}`)}</span>
                </Row>
              </Form>
            </li>
          ))}
        </ul>
      </Stack>
    </Section>
  )
}

/** A link that was used, replaced or has expired. */
export function LinkGone() {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t('identity.welcome.gone-next')}</Text>
      <ButtonRow>
        <ButtonLink to="/sign-in" look="secondary">
          {t('identity.forgotten.back')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}
