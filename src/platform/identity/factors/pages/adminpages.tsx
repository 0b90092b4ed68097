import { type RoleKey, roleKeys } from '../../../access/index.ts'
import {
  Alert,
  Button,
  ButtonRow,
  CheckboxList,
  ConfirmationNote,
  DescriptionList,
  Empty,
  Form,
  type FormState,
  Hidden,
  Link,
  Meta,
  PageCount,
  Pager,
  RadioGroup,
  Row,
  Section,
  Stack,
  State,
  Table,
  Text,
  TextField,
  useRender,
} from '../../../ui/index.ts'
import type { Member } from '../../members.ts'
import { HowStrong } from '../../pages/howstrong.tsx'
import type { ListedSession } from '../../sessions.ts'
import type { Factors } from '../factors.ts'
import { hasFactor } from '../factors.ts'
import { reasonsToLock } from '../lock.ts'
import { type Standing, type WithoutFactor, withoutPerPage } from '../standing.ts'

export interface SignInAdminProps {
  readonly required: readonly RoleKey[]
  readonly version: number
  readonly decidedAt: Date | null
  readonly standing: Standing
  readonly without: readonly WithoutFactor[]
  readonly page: number
  readonly form: FormState | undefined
}

/** Who needs a second factor, who has none yet, and the emergency lock. */
export function SignInAdminPage(props: SignInAdminProps) {
  const { t, format, tenant } = useRender()
  const { required, version, decidedAt, standing, without, page, form } = props
  return (
    <Stack gap="l">
      <ConfirmationNote texts={{ decided: 'identity.admin.decided' }} />
      <Section title={t('identity.admin.who-needs')}>
        <Stack>
          <Text>{t(tenant?.demo ? 'identity.admin.who-needs-demo' : 'identity.admin.who-needs-text')}</Text>
          <Form
            action="/admin/sign-in"
            labels={{ roles: t('identity.roles') }}
            initial={{ roles: required }}
            {...(form && { state: form })}
          >
            <Hidden name="version" value={version} />
            <CheckboxList
              name="roles"
              choices={roleKeys.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
            />
            <ButtonRow>
              <Button>{t('identity.account.save')}</Button>
            </ButtonRow>
          </Form>
          {decidedAt && <Meta>{t('identity.member.changed', { at: format.instant(decidedAt) })}</Meta>}
        </Stack>
      </Section>
      <Section title={t('identity.admin.without')}>
        <Stack>
          {without.length === 0 ? (
            <Empty title={t(standing.needed === 0 ? 'identity.admin.nobody' : 'identity.admin.without-none')}>
              {standing.needed > 0 &&
                t('identity.admin.standing', { needed: standing.needed, have: standing.needed - standing.without })}
            </Empty>
          ) : (
            <>
              <Text>
                {t('identity.admin.standing', { needed: standing.needed, have: standing.needed - standing.without })}{' '}
                {t('identity.admin.without-text')}
              </Text>
              <PageCount total={standing.without} size={withoutPerPage} page={page} />
              <Table
                caption={t('identity.admin.without')}
                stacks
                rows={without}
                keyOf={(member) => member.id}
                columns={[
                  {
                    key: 'name',
                    header: t('identity.name'),
                    names: true,
                    cell: ({ id, name }) => <Link to={`/admin/sign-in/members/${id}`}>{name}</Link>,
                  },
                  {
                    key: 'roles',
                    header: t('identity.roles'),
                    full: true,
                    cell: ({ roles }) => roles.map((role) => t(`access.role.${role}`)).join(', '),
                  },
                  {
                    key: 'since',
                    header: t('identity.admin.asked-since'),
                    cell: ({ askedSince }) => format.instant(askedSince),
                  },
                ]}
              />
              <Pager total={standing.without} size={withoutPerPage} page={page} />
            </>
          )}
        </Stack>
      </Section>
      <Section title={t('identity.lock.title')}>
        <Stack>
          <Text>{t('identity.lock.short')}</Text>
          <p>
            <Link to="/admin/sign-in/lock">{t('identity.lock.to')}</Link>
          </p>
        </Stack>
      </Section>
    </Stack>
  )
}

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
          <Empty title={t('identity.admin.no-session')} />
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
