import type { FormState } from '../../http/index.ts'
import { type Locale, languages, staffLocales } from '../../i18n/index.ts'
import {
  Button,
  ButtonLink,
  ButtonRow,
  Columns,
  ConfirmationNote,
  DescriptionList,
  Form,
  Hidden,
  Link,
  RadioGroup,
  Section,
  Stack,
  Table,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import { type FactorsProps, FactorsSection } from '../factors/pages/accountpages.tsx'
import type { Member } from '../members.ts'
import type { ListedSession } from '../sessions.ts'
import { HowStrong } from './howstrong.tsx'
import { NewPassword } from './welcome.tsx'

export interface AccountProps extends FactorsProps {
  readonly member: Member
  readonly organisation: string | undefined
  readonly locale: Locale
  /** Null for who has none, because they come by another way. */
  readonly passwordSince: Date | null
  /** Name of the directory that people can sign in from. */
  readonly directory: string | undefined
  readonly sessions: readonly ListedSession[]
  readonly currentSession: string
  readonly form: FormState | undefined
}

export function AccountPage(props: AccountProps) {
  const { member } = props
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          saved: 'identity.account.saved',
          password: 'identity.account.password-done',
          ended: 'identity.account.ended',
          factor: 'identity.account.factor-done',
          'factor-removed': 'identity.account.factor-removed',
        }}
      />
      {member.email === null ? (
        <Own {...props} />
      ) : (
        <Columns kind="equal">
          <Own {...props} />
          <Stack gap="l">
            <FactorsSection {...props} />
            <Sessions {...props} />
          </Stack>
        </Columns>
      )}
    </Stack>
  )
}

/** Who somebody is here, their password and their directory. */
function Own(props: AccountProps) {
  const { member, form } = props
  const { t, format } = useRender()
  const person = member.email !== null
  return (
    <Stack gap="l">
      <Section title={t('identity.account.who')}>
        <Stack>
          <DescriptionList
            items={[
              { term: t('identity.email'), value: member.email },
              { term: t('identity.roles'), value: member.roles.map((role) => t(`access.role.${role}`)).join(', ') },
              { term: t('identity.organisation'), value: props.organisation },
            ]}
          />
          {person ? <Text>{t('identity.account.who-changes')}</Text> : <Text>{t('identity.account.demo')}</Text>}
          <Text>
            <Link to="/account/access">{t('identity.standing.link')}</Link>
          </Text>
          {person && (
            <Form
              action="/account"
              labels={{ name: t('identity.name'), locale: t('identity.language') }}
              initial={{ name: member.name, locale: props.locale }}
              {...(form?.route === '/account' && { state: form })}
            >
              <TextField name="name" autoComplete="name" maxLength={120} />
              <RadioGroup
                name="locale"
                choices={staffLocales.map((locale) => ({ value: locale, label: languages[locale].name }))}
              />
              <ButtonRow>
                <Button>{t('identity.account.save')}</Button>
              </ButtonRow>
            </Form>
          )}
        </Stack>
      </Section>
      {person && (
        <Section title={t('identity.password')}>
          <Stack gap="s">
            <Text>
              {props.passwordSince
                ? t('identity.account.password-since', { at: format.instant(props.passwordSince) })
                : t('identity.account.password-none')}
            </Text>
            {props.passwordSince && (
              <p>
                <Link to="/account/password">{t('identity.account.password-button')}</Link>
              </p>
            )}
          </Stack>
        </Section>
      )}
      {person && props.directory && (
        <Section title={t('identity.directory.link.section')}>
          <p>
            <Link to="/account/directory">{t('identity.directory.link.button', { label: props.directory })}</Link>
          </p>
        </Section>
      )}
    </Stack>
  )
}

/** A new password; the one of now is asked for, whoever left the screen open. */
export function PasswordPage({ form }: { form: FormState | undefined }) {
  const { t } = useRender()
  return (
    <Stack>
      <Text>{t('identity.account.password-text')}</Text>
      <Form
        action="/account/password"
        labels={{
          current: t('identity.password-current'),
          password: t('identity.password-new'),
          again: t('identity.password-again'),
        }}
        {...(form && { state: form })}
        failure={t('identity.account.password-failure')}
        kept={t('identity.passwords-again')}
      >
        <TextField name="current" type="password" autoComplete="current-password" />
        <NewPassword />
        <ButtonRow>
          <Button>{t('identity.account.password-button')}</Button>
          <ButtonLink to="/account" look="tertiary">
            {t('identity.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

function Sessions({ sessions, currentSession }: AccountProps) {
  const { t, format } = useRender()
  return (
    <Section title={t('identity.sessions.title')}>
      <Stack>
        <Text>{t('identity.sessions.text')}</Text>
        <Table
          caption={t('identity.sessions.title')}
          stacks
          keyOf={(session) => session.id}
          rows={sessions}
          columns={[
            {
              key: 'began',
              header: t('identity.sessions.began'),
              names: true,
              cell: (session) => format.instant(session.createdAt),
            },
            { key: 'last', header: t('identity.sessions.last'), cell: (session) => format.instant(session.lastSeenAt) },
            {
              key: 'how',
              header: t('identity.sessions.how'),
              full: true,
              cell: (session) => <HowStrong session={session} />,
            },
            {
              key: 'end',
              header: t('identity.sessions.end'),
              headerHidden: true,
              kind: 'action',
              cell: (session) =>
                session.id === currentSession ? (
                  t('identity.sessions.this')
                ) : (
                  <Form action="/account/sessions" labels={{}} prefix={`${session.id}-`}>
                    <Hidden name="id" value={session.id} />
                    <Button look="row">{t('identity.sessions.end')}</Button>
                  </Form>
                ),
            },
          ]}
        />
        {sessions.length > 1 && (
          <Form action="/account/sessions" labels={{}} prefix="others-">
            <Button look="secondary">{t('identity.sessions.end-others')}</Button>
          </Form>
        )}
      </Stack>
    </Section>
  )
}
