import {
  Alert,
  Button,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
  type FormState,
  Hidden,
  Link,
  Meta,
  Row,
  Section,
  Stack,
  State,
  Table,
  Text,
  useRender,
} from '../../../ui/index.ts'
import type { Member } from '../../members.ts'
import { HowStrong } from '../../pages/howstrong.tsx'
import type { ListedSession } from '../../sessions.ts'
import type { Factors } from '../factors.ts'
import { hasFactor } from '../factors.ts'

export interface MemberSignInProps {
  readonly member: Member
  readonly factors: Factors
  readonly required: boolean
  readonly sessions: readonly ListedSession[]
  readonly form: FormState | undefined
}

/** How a member signs in: what an administrator may see of it, and end. */
export function MemberSignInPage({ member, factors, required, sessions, form }: MemberSignInProps) {
  const { t, format } = useRender()
  const path = `/admin/sign-in/members/${member.id}`
  const problem = form?.issues[0]
  const { app, passkeys, codesLeft } = factors
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ reset: 'identity.admin.reset-done', ended: 'identity.account.ended' }} />
      {problem && <Alert kind="danger" title={t(`error.${problem.code}`, problem.values)} />}
      <Row>
        <Meta parts={[member.email]} />
        <Link to={`/admin/users/${member.id}`}>{t('identity.link.member')}</Link>
      </Row>
      <Section title={t('identity.factors.title')}>
        <Stack>
          {hasFactor(factors) ? (
            <>
              <DescriptionList
                empty={t('identity.admin.not-there')}
                items={[
                  {
                    term: t('identity.factors.app'),
                    value: app && t('identity.factors.app-since', { at: format.instant(app.createdAt) }),
                  },
                  {
                    term: t('identity.factors.passkeys'),
                    value: passkeys.length > 0 ? t('identity.admin.passkeys', { count: passkeys.length }) : null,
                  },
                  { term: t('identity.recovery.title'), value: t('identity.recovery.left', { left: codesLeft }) },
                ]}
              />
              <Text>{t('identity.admin.reset-text')}</Text>
              <Form action={`${path}/reset`} labels={{}} prefix="reset-">
                <Button look="secondary">{t('identity.admin.reset')}</Button>
              </Form>
            </>
          ) : (
            <State kind={required ? 'attention' : 'rest'}>
              {t(required ? 'identity.admin.none-needed' : 'identity.admin.none')}
            </State>
          )}
        </Stack>
      </Section>
      <Section title={t('identity.sessions.title')}>
        {sessions.length === 0 ? (
          <Empty title={t(member.email === null ? 'identity.admin.demo-session' : 'identity.admin.no-session')} />
        ) : (
          <Stack>
            <Table
              caption={t('identity.sessions.title')}
              stacks
              rows={sessions}
              keyOf={(session) => session.id}
              columns={[
                {
                  key: 'began',
                  header: t('identity.sessions.began'),
                  names: true,
                  cell: (session) => format.instant(session.createdAt),
                },
                {
                  key: 'last',
                  header: t('identity.sessions.last'),
                  cell: (session) => format.instant(session.lastSeenAt),
                },
                { key: 'how', header: t('identity.sessions.how'), cell: (session) => <HowStrong session={session} /> },
                {
                  key: 'end',
                  header: t('identity.sessions.end'),
                  headerHidden: true,
                  kind: 'action',
                  cell: (session) => (
                    <Form action={`${path}/sessions`} labels={{}} prefix={`${session.id}-`}>
                      <Hidden name="id" value={session.id} />
                      <Button look="row">{t('identity.sessions.end')}</Button>
                    </Form>
                  ),
                },
              ]}
            />
            <Form action={`${path}/sessions`} labels={{}} prefix="all-">
              <Button look="secondary">{t('identity.admin.end-all')}</Button>
            </Form>
          </Stack>
        )}
      </Section>
    </Stack>
  )
}
