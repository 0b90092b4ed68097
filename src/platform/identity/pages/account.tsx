import type { FormState } from '../../http/index.ts'
import { type Locale, languages, staffLocales } from '../../i18n/index.ts'
import {
  Button,
  ButtonRow,
  ConfirmationNote,
  DescriptionList,
  Form,
  Hidden,
  RadioGroup,
  Section,
  Stack,
  Table,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { Member } from '../members.ts'
import type { ListedSession } from '../sessions.ts'
import { NewPassword } from './welcome.tsx'

export interface AccountProps {
  readonly member: Member
  readonly organisation: string | undefined
  readonly locale: Locale
  readonly sessions: readonly ListedSession[]
  readonly currentSession: string
  readonly form: FormState | undefined
}

export function AccountPage(props: AccountProps) {
  const { member, form } = props
  const { t } = useRender()
  const person = member.email !== null
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          saved: 'identity.account.saved',
          password: 'identity.account.password-done',
          ended: 'identity.account.ended',
        }}
      />
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
        <Section title={t('identity.account.password')}>
          <Form
            action="/account/password"
            prefix="password-"
            labels={{
              current: t('identity.password-current'),
              password: t('identity.password-new'),
              again: t('identity.password-again'),
            }}
            {...(form?.route === '/account/password' && { state: form })}
            failure={t('identity.account.password-failure')}
            kept={t('identity.passwords-again')}
          >
            <TextField name="current" type="password" autoComplete="current-password" />
            <NewPassword />
            <ButtonRow>
              <Button look="secondary">{t('identity.account.password-button')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {person && <Sessions {...props} />}
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
              cell: (session) => t(`identity.method.${session.method}`),
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
                    <Button look="tertiary">{t('identity.sessions.end')}</Button>
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
