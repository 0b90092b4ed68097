import { roleKeys } from '../../access/index.ts'
import type { FormState } from '../../http/index.ts'
import type { OrganisationChoice } from '../../room.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxList,
  ConfirmationNote,
  DateField,
  Form,
  Hidden,
  Link,
  Meta,
  Section,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { Grant } from '../grants.ts'
import type { NewLink } from '../links.ts'
import type { Member } from '../members.ts'
import { GrantsSection } from './grants.tsx'
import { OrganisationSelect } from './organisationselect.tsx'
import { MemberStateMark } from './users.tsx'

interface OrganisationsProps {
  readonly organisations: readonly OrganisationChoice[]
}

export function InvitePage({ organisations, form }: OrganisationsProps & { form: FormState | undefined }) {
  const { t, today } = useRender()
  const labels = {
    name: t('identity.name'),
    email: t('identity.email'),
    roles: t('identity.roles'),
    organisation: t('identity.organisation'),
    validFrom: t('identity.valid-from'),
    validTo: t('identity.valid-to'),
    reason: t('identity.grants.reason'),
  }
  return (
    <Stack>
      <Text>{t('identity.invite.text')}</Text>
      <Form
        action="/admin/users/new"
        labels={labels}
        initial={{ validFrom: today }}
        {...(form && { state: form })}
        failure={t('identity.invite.failure')}
      >
        <TextField name="name" maxLength={120} />
        <TextField name="email" type="email" maxLength={254} />
        <OrganisationSelect organisations={organisations} own={t('identity.no-organisation')} />
        <CheckboxList
          name="roles"
          choices={roleKeys.map((role) => ({
            value: role,
            label: t(`access.role.${role}`),
            hint: t(`access.role-means.${role}`),
          }))}
        />
        <DateField name="validFrom" />
        <DateField name="validTo" optional hint={t('identity.grants.valid-to-hint')} />
        <TextField name="reason" optional maxLength={300} hint={t('identity.grants.reason-hint')} />
        <ButtonRow>
          <Button>{t('identity.invite.button')}</Button>
          <ButtonLink to="/admin/users" look="tertiary">
            {t('identity.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

/** The link, shown once: the platform keeps only its hash. */
export function LinkPage({ link, url, name, id }: { link: NewLink; url: string; name: string; id: string }) {
  const { t, format } = useRender()
  return (
    <Stack>
      <Alert kind="success" title={t('identity.link.made', { name })}>
        <p>{t('identity.link.once')}</p>
      </Alert>
      <p className="nl-text">
        <code className="nl-code">{url}</code>
      </p>
      <Text>{t('identity.link.until', { at: format.instant(link.expiresAt) })}</Text>
      <ButtonRow>
        <ButtonLink to="/admin/users" look="secondary">
          {t('identity.users.back')}
        </ButtonLink>
        <ButtonLink to={`/admin/users/${id}`} look="tertiary">
          {t('identity.link.member')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}

/** The link went by mail; nobody else gets to see it. */
export function LinkMailedPage({ link, email, id }: { link: NewLink; email: string; id: string }) {
  const { t, format } = useRender()
  return (
    <Stack>
      <Alert kind="success" title={t('identity.link.mailed-to', { email })}>
        <p>{t('identity.link.mailed-text')}</p>
      </Alert>
      <Text>{t('identity.link.until', { at: format.instant(link.expiresAt) })}</Text>
      <ButtonRow>
        <ButtonLink to="/admin/users" look="secondary">
          {t('identity.users.back')}
        </ButtonLink>
        <ButtonLink to={`/admin/users/${id}`} look="tertiary">
          {t('identity.link.member')}
        </ButtonLink>
      </ButtonRow>
    </Stack>
  )
}

export interface MemberProps extends OrganisationsProps {
  readonly member: Member
  readonly grants: readonly Grant[]
  /** Names of the members that the page mentions, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly form: FormState | undefined
}

export function MemberPage(props: MemberProps) {
  const { member, form, names } = props
  const { t, format } = useRender()
  const path = `/admin/users/${member.id}`
  const problem = form && form.route !== '/admin/users/:id' ? form.issues[0] : undefined
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          saved: 'identity.member.saved',
          granted: 'identity.grants.granted',
          awaiting: 'identity.grants.granted-awaiting',
          ended: 'identity.grants.ended',
          confirmed: 'identity.grants.confirmed',
          deactivated: 'identity.member.deactivated',
          reactivated: 'identity.member.reactivated',
        }}
      />
      {problem && <Alert kind="danger" title={t(`error.${problem.code}`, problem.values)} />}
      <Stack gap="s">
        <MemberStateMark state={member.state} />
        <Meta
          parts={[
            member.email,
            t('identity.member.changed', { at: format.instant(member.changedAt) }),
            names.get(member.changedBy ?? ''),
          ]}
        />
      </Stack>
      <p>
        <Link to={`/admin/sign-in/members/${member.id}`}>{t('identity.member.sign-in')}</Link>
      </p>
      <GrantsSection {...props} />
      {member.email === null ? (
        <>
          <Text>{t('identity.member.demo')}</Text>
          <ViewSection member={member} path={path} />
        </>
      ) : (
        <>
          <PersonSection {...props} path={path} />
          <ViewSection member={member} path={path} />
          <LinkSection member={member} path={path} />
          <EndSection member={member} path={path} />
        </>
      )}
    </Stack>
  )
}

function PersonSection({ member, organisations, form, path }: MemberProps & { path: string }) {
  const { t } = useRender()
  return (
    <Section title={t('identity.member.access')}>
      <Form
        action={path}
        labels={{ name: t('identity.name'), organisation: t('identity.organisation') }}
        initial={{ name: member.name, organisation: member.organisationId }}
        {...(form?.route === '/admin/users/:id' && { state: form })}
      >
        <Hidden name="version" value={member.version} />
        <TextField name="name" maxLength={120} />
        <OrganisationSelect organisations={organisations} own={t('identity.no-organisation')} />
        <ButtonRow>
          <Button>{t('identity.member.save')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

function LinkSection({ member, path }: { member: Member; path: string }) {
  const { t } = useRender()
  if (member.state === 'deactivated') return null
  const kind = member.acceptedAt ? 'reset' : 'invite'
  return (
    <Section title={t(`identity.member.link-${kind}`)}>
      <Stack>
        <Text>{t(`identity.member.link-${kind}-text`)}</Text>
        <Form action={`${path}/link`} labels={{}} prefix="link-">
          <Button look="secondary">{t('identity.member.link-button')}</Button>
        </Form>
      </Stack>
    </Section>
  )
}

function ViewSection({ member, path }: { member: Member; path: string }) {
  const { t } = useRender()
  if (member.roles.length === 0 || member.deactivatedAt) return null
  return (
    <Section title={t('identity.view.title')}>
      <Stack>
        <Text>{t('identity.view.text')}</Text>
        <Form action={`${path}/view-as`} labels={{}} prefix="view-">
          <Button look="secondary">{t('identity.view.begin-member', { name: member.name })}</Button>
        </Form>
      </Stack>
    </Section>
  )
}

function EndSection({ member, path }: { member: Member; path: string }) {
  const { t } = useRender()
  const doing = member.deactivatedAt ? 'reactivate' : 'deactivate'
  return (
    <Section title={t(`identity.member.${doing}`)}>
      <Stack>
        <Text>{t(`identity.member.${doing}-text`)}</Text>
        <Form action={`${path}/${doing}`} labels={{}} prefix="end-">
          <Button look="secondary">{t(`identity.member.${doing}-button`)}</Button>
        </Form>
      </Stack>
    </Section>
  )
}
