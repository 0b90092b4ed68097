import type { FormState } from '../../http/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  Form,
  Hidden,
  Note,
  Section,
  Stack,
  T,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { OfferedRole } from '../demo.ts'

export interface SignInProps {
  readonly form: FormState | undefined
  /** Below the tenant; where to go afterwards. */
  readonly next: string | undefined
  /** Why somebody was sent here. */
  readonly reason: string | null
  readonly roles: readonly OfferedRole[]
}

const reasons: Readonly<Record<string, string>> = {
  ended: 'identity.sign-in.ended',
  kept: 'identity.sign-in.kept',
  out: 'identity.sign-in.signed-out',
}

export function SignInPage({ form, next, reason, roles }: SignInProps) {
  const { t } = useRender()
  const why = reason !== null && Object.hasOwn(reasons, reason) ? reasons[reason] : undefined
  return (
    <Stack gap="l">
      {why && !form && (
        <div role="status">
          <Note kind="info">{t(why)}</Note>
        </div>
      )}
      {roles.length > 0 && <DemoRoles roles={roles} next={next} />}
      <Section title={t(roles.length > 0 ? 'identity.sign-in.with-account' : 'identity.sign-in.account')}>
        <Form
          action="/sign-in"
          labels={{ email: t('identity.email'), password: t('identity.password') }}
          {...(form?.route === '/sign-in' && { state: form })}
          failure={t('identity.sign-in.failure')}
        >
          {next && <Hidden name="next" value={next} />}
          <TextField name="email" type="email" autoComplete="username" />
          <TextField name="password" type="password" autoComplete="current-password" />
          <ButtonRow>
            <Button look={roles.length > 0 ? 'secondary' : 'primary'}>{t('identity.sign-in.button')}</Button>
          </ButtonRow>
        </Form>
        <Text>{t('identity.sign-in.forgotten')}</Text>
      </Section>
    </Stack>
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
            <li key={role} className="nl-row">
              <div className="nl-grow">
                <strong className="nl-strong">{t(`access.role.${role}`)}</strong>
                <p className="nl-meta">{t(`identity.demo.sees.${role}`)}</p>
              </div>
              <Form action="/sign-in/demo" labels={{}} prefix={`${role}-`}>
                <Hidden name="role" value={role} />
                {next && <Hidden name="next" value={next} />}
                <Button look="secondary">
                  {t('identity.demo.button')}
                  <span className="kern-sr-only"> {t('identity.demo.as', { role: t(`access.role.${role}`) })}</span>
                </Button>
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
      <Alert kind="warning" title={t('identity.welcome.gone')}>
        <p>
          <T k="identity.welcome.gone-next" />
        </p>
      </Alert>
    </Stack>
  )
}
