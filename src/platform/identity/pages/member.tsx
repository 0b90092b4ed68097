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
  type FormValue,
  Hidden,
  Meta,
  Section,
  Select,
  Stack,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { NewLink } from '../links.ts'
import type { Member } from '../members.ts'
import { MemberStateMark } from './users.tsx'

interface FieldsProps {
  readonly organisations: readonly OrganisationChoice[]
}

/** The fields that inviting and changing have in common. */
function MemberFields({ organisations }: FieldsProps) {
  const { t } = useRender()
  return (
    <>
      <CheckboxList
        name="roles"
        choices={roleKeys.map((role) => ({
          value: role,
          label: t(`access.role.${role}`),
          hint: t(`access.role-means.${role}`),
        }))}
      />
      {organisations.length > 0 && (
        <Select
          name="organisation"
          optional
          empty={t('identity.no-organisation')}
          options={organisations.map((organisation) => ({ value: organisation.id, label: organisation.name }))}
        />
      )}
      <DateField name="validFrom" />
      <DateField name="validTo" optional hint={t('identity.valid-to-hint')} />
    </>
  )
}

function useLabels() {
  const { t } = useRender()
  return {
    name: t('identity.name'),
    email: t('identity.email'),
    roles: t('identity.roles'),
    organisation: t('identity.organisation'),
    validFrom: t('identity.valid-from'),
    validTo: t('identity.valid-to'),
  }
}

export function InvitePage({ organisations, form }: FieldsProps & { form: FormState | undefined }) {
  const { t, today } = useRender()
  return (
    <Stack>
      <Text>{t('identity.invite.text')}</Text>
      <Form
        action="/admin/users/new"
        labels={useLabels()}
        initial={{ validFrom: today }}
        {...(form && { state: form })}
        failure={t('identity.invite.failure')}
      >
        <TextField name="name" maxLength={120} />
        <TextField name="email" type="email" maxLength={254} />
        <MemberFields organisations={organisations} />
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

export interface MemberProps extends FieldsProps {
  readonly member: Member
  readonly changedBy: string | undefined
  readonly form: FormState | undefined
}

export function MemberPage({ member, changedBy, organisations, form }: MemberProps) {
  const { t, format } = useRender()
  const labels = useLabels()
  const path = `/admin/users/${member.id}`
  const initial: Record<string, FormValue> = {
    name: member.name,
    roles: member.roles,
    organisation: member.organisationId,
    validFrom: member.validFrom,
    validTo: member.validTo,
  }
  const problem = form && form.route !== '/admin/users/:id' ? form.issues[0] : undefined
  return (
    <Stack gap="l">
      <ConfirmationNote
        texts={{
          saved: 'identity.member.saved',
          deactivated: 'identity.member.deactivated',
          reactivated: 'identity.member.reactivated',
        }}
      />
      {problem && <Alert kind="danger" title={t(`error.${problem.code}`, problem.values)} />}
      <Stack gap="s">
        <MemberStateMark state={member.state} />
        <Meta
          parts={[member.email, t('identity.member.changed', { at: format.instant(member.changedAt) }), changedBy]}
        />
      </Stack>
      {member.email === null ? (
        <Text>{t('identity.member.demo')}</Text>
      ) : (
        <>
          <Section title={t('identity.member.access')}>
            <Form
              action={path}
              labels={labels}
              initial={initial}
              {...(form?.route === '/admin/users/:id' && { state: form })}
            >
              <Hidden name="version" value={member.version} />
              <TextField name="name" maxLength={120} />
              <MemberFields organisations={organisations} />
              <ButtonRow>
                <Button>{t('identity.member.save')}</Button>
              </ButtonRow>
            </Form>
          </Section>
          <LinkSection member={member} path={path} />
          <EndSection member={member} path={path} />
        </>
      )}
    </Stack>
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
