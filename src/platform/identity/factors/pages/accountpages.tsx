import type { ReactNode } from 'react'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  Form,
  type FormState,
  Link,
  Part,
  Row,
  RowName,
  Section,
  Stack,
  State,
  Table,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'
import { type Factors, hasFactor, mostPasskeys, type Passkey } from '../factors.ts'
import type { NewApp } from '../newapp.ts'
import type { Asked } from '../passkeys.ts'
import { PasskeyButton } from './passkey.tsx'
import { AppSetUp } from './setup.tsx'

export interface FactorsProps {
  readonly factors: Factors
  /** A role of the person needs a second factor. */
  readonly required: boolean
  /** This address is one that browsers make passkeys for. */
  readonly passkeys: boolean
}

/** What somebody signs in with besides the password: part of the own account. */
export function FactorsSection({ factors, required, passkeys }: FactorsProps) {
  const { t, format } = useRender()
  const { app, codesLeft } = factors
  return (
    <Section title={t('identity.factors.title')} id="second-factor">
      <Stack>
        <Text>{t(required ? 'identity.factors.required' : 'identity.factors.optional')}</Text>
        <div className="nl-parts">
          <Part title={t('identity.factors.app')}>
            {app ? (
              <>
                <State kind="standing">{t('identity.factors.app-since', { at: format.instant(app.createdAt) })}</State>
                <Ways>
                  <Link to="/account/app">{t('identity.factors.app-renew')}</Link>
                  <Link to="/account/app/remove">{t('identity.factors.remove')}</Link>
                </Ways>
              </>
            ) : (
              <>
                <State kind="rest">{t('identity.factors.app-none')}</State>
                <Ways>
                  <Link to="/account/app">{t('identity.factors.app-add')}</Link>
                </Ways>
              </>
            )}
          </Part>
          <Part title={t('identity.factors.passkeys')}>
            {factors.passkeys.length > 0 ? (
              <Passkeys passkeys={factors.passkeys} />
            ) : (
              <State kind="rest">{t('identity.factors.passkeys-none')}</State>
            )}
            <Ways>
              {passkeys && factors.passkeys.length < mostPasskeys && (
                <Link to="/account/passkeys/new">{t('identity.passkey.add')}</Link>
              )}
            </Ways>
            {!passkeys && <Text>{t('identity.passkey.no-name')}</Text>}
          </Part>
          {hasFactor(factors) && (
            <Part title={t('identity.recovery.title')}>
              <State kind={codesLeft > 2 ? 'standing' : 'attention'}>
                {t('identity.recovery.left', { left: codesLeft })}
              </State>
              <Ways>
                <Link to="/account/recovery-codes">{t('identity.recovery.renew')}</Link>
              </Ways>
            </Part>
          )}
        </div>
      </Stack>
    </Section>
  )
}

const Ways = ({ children }: { children: ReactNode }) => <Row>{children}</Row>

function Passkeys({ passkeys }: { passkeys: readonly Passkey[] }) {
  const { t, format } = useRender()
  return (
    <Table
      caption={t('identity.factors.passkeys')}
      stacks
      rows={passkeys}
      keyOf={(passkey) => passkey.id}
      columns={[
        {
          key: 'name',
          header: t('identity.passkey.name'),
          names: true,
          cell: ({ id, name, host }) => (
            <RowName meta={host}>
              <Link to={`/account/passkeys/${id}`}>{name}</Link>
            </RowName>
          ),
        },
        { key: 'since', header: t('identity.passkey.since'), cell: ({ createdAt }) => format.instant(createdAt) },
        {
          key: 'last',
          header: t('identity.sessions.last'),
          cell: ({ lastUsedAt }) => (lastUsedAt ? format.instant(lastUsedAt) : t('identity.passkey.never')),
        },
      ]}
    />
  )
}

export function AppPage({ app, renews, form }: { app: NewApp; renews: boolean; form: FormState | undefined }) {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t(renews ? 'identity.app.renew-text' : 'identity.app.text')}</Text>
      <AppSetUp app={app} action="/account/app" state={form} button={t('identity.app.confirm')}>
        <ButtonLink to="/account" look="tertiary">
          {t('identity.cancel')}
        </ButtonLink>
      </AppSetUp>
    </Stack>
  )
}

/** One question and one button: removing the app or a passkey, new recovery codes. */
export function ConfirmPage(props: {
  readonly text: string
  readonly action: string
  readonly button: string
  readonly form: FormState | undefined
}) {
  const { t } = useRender()
  const problem = props.form?.issues[0]
  return (
    <Stack>
      {problem && <Alert kind="danger" title={t(`error.${problem.code}`, problem.values)} />}
      <Text>{props.text}</Text>
      <Form action={props.action} labels={{}}>
        <ButtonRow>
          <Button>{props.button}</Button>
          <ButtonLink to="/account" look="tertiary">
            {t('identity.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

export function NewPasskeyPage({ asked, form }: { asked: Asked<unknown>; form: FormState | undefined }) {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t('identity.passkey.what')}</Text>
      <PasskeyButton
        doing="create"
        asked={asked}
        action="/account/passkeys/new"
        labels={{ name: t('identity.passkey.name') }}
        state={form}
        label={t('identity.passkey.add')}
        look="primary"
        without={<Text>{t('identity.passkey.without-script')}</Text>}
      >
        <TextField name="name" maxLength={60} hint={t('identity.passkey.name-hint')} />
      </PasskeyButton>
      <p>
        <Link to="/account">{t('identity.account.back')}</Link>
      </p>
    </Stack>
  )
}

export function PasskeyPage({ passkey, form }: { passkey: Passkey; form: FormState | undefined }) {
  const { t } = useRender()
  const path = `/account/passkeys/${passkey.id}`
  const problem = form?.route?.endsWith('/remove') ? form.issues[0] : undefined
  return (
    <Stack gap="l">
      {problem && <Alert kind="danger" title={t(`error.${problem.code}`, problem.values)} />}
      <Form
        action={path}
        route="/account/passkeys/:id"
        labels={{ name: t('identity.passkey.name') }}
        initial={{ name: passkey.name }}
        state={form ?? null}
      >
        <TextField name="name" maxLength={60} />
        <ButtonRow>
          <Button>{t('identity.account.save')}</Button>
          <ButtonLink to="/account" look="tertiary">
            {t('identity.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
      <Section title={t('identity.passkey.remove')}>
        <Stack>
          <Text>{t('identity.passkey.remove-text')}</Text>
          <Form action={`${path}/remove`} labels={{}} prefix="remove-">
            <Button look="secondary">{t('identity.passkey.remove')}</Button>
          </Form>
        </Stack>
      </Section>
    </Stack>
  )
}
