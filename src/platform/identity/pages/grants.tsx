import { type Day, dayOfInstant } from '../../../kernel/day.ts'
import type { GrantState } from '../../access/granting.ts'
import { roleKeys } from '../../access/index.ts'
import type { FormState } from '../../http/index.ts'
import type { OrganisationChoice } from '../../room.ts'
import {
  Alert,
  Button,
  ButtonLink,
  ButtonRow,
  DateField,
  DescriptionList,
  Details,
  Empty,
  Form,
  Hidden,
  Link,
  RowName,
  Section,
  Select,
  Stack,
  State,
  type StateKind,
  Table,
  Text,
  TextField,
  useRender,
} from '../../ui/index.ts'
import type { Grant } from '../grants.ts'
import type { Member } from '../members.ts'
import { OrganisationSelect } from './organisationselect.tsx'

const kinds: Readonly<Record<GrantState, StateKind>> = {
  awaiting: 'attention',
  valid: 'standing',
  future: 'open',
  ended: 'rest',
  revoked: 'declined',
}

interface GrantsProps {
  readonly member: Member
  readonly grants: readonly Grant[]
  readonly organisations: readonly OrganisationChoice[]
  readonly names: ReadonlyMap<string, string>
}

/** What a member may do and for whom, with its days; what is over lies folded below. */
export function GrantsSection(props: GrantsProps) {
  const { member, grants } = props
  const { t } = useRender()
  const open = grants.filter(({ state }) => state !== 'ended' && state !== 'revoked')
  const over = grants.filter((grant) => !open.includes(grant))
  return (
    <Section title={t('identity.roles')}>
      <Stack>
        {open.length === 0 ? (
          <Empty title={t('identity.grants.none')}>{t('identity.grants.none-text')}</Empty>
        ) : (
          <GrantTable {...props} grants={open} />
        )}
        {member.email !== null && (
          <ButtonRow>
            <ButtonLink to={`/admin/users/${member.id}/grants`} look="secondary">
              {t('identity.grants.add')}
            </ButtonLink>
          </ButtonRow>
        )}
        {over.length > 0 && (
          <Details summary={t('identity.grants.history', { count: over.length })}>
            <GrantTable {...props} grants={over} />
          </Details>
        )}
      </Stack>
    </Section>
  )
}

function GrantTable({ member, grants, organisations, names }: GrantsProps) {
  const { t } = useRender()
  const placeOf = (grant: Grant) => {
    const id = grant.organisationId ?? member.organisationId
    return organisations.find((choice) => choice.id === id)?.name ?? t('identity.grants.district')
  }
  return (
    <Table
      caption={t('identity.roles')}
      stacks
      rows={grants}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'role',
          header: t('identity.role'),
          names: true,
          cell: (grant) => <RowName meta={grant.reason ?? undefined}>{t(`access.role.${grant.role}`)}</RowName>,
        },
        { key: 'for', header: t('identity.grants.for'), full: true, cell: placeOf },
        { key: 'days', header: t('identity.grants.days'), cell: (grant) => <GrantDays grant={grant} /> },
        {
          key: 'state',
          header: t('identity.users.state'),
          cell: (grant) => <State kind={kinds[grant.state]}>{t(`identity.grants.state.${grant.state}`)}</State>,
        },
        {
          key: 'from',
          header: t('identity.grants.from-whom'),
          full: true,
          cell: (grant) => <GivenBy grant={grant} names={names} />,
        },
        {
          key: 'end',
          header: t('identity.grants.change'),
          headerHidden: true,
          kind: 'action',
          cell: (grant) => (member.email === null ? null : <GrantLink member={member} grant={grant} />),
        },
      ]}
    />
  )
}

function GrantLink({ member, grant }: { member: Member; grant: Grant }) {
  const { t } = useRender()
  if (grant.state === 'ended' || grant.state === 'revoked') return null
  const path = `/admin/users/${member.id}/grants/${grant.id}`
  return <Link to={path}>{t(grant.state === 'awaiting' ? 'identity.grants.look' : 'identity.grants.end')}</Link>
}

export function GrantDays({ grant }: { grant: { readonly validFrom: Day; readonly validTo: Day | null } }) {
  const { t, format } = useRender()
  const from = format.day(grant.validFrom)
  return grant.validTo
    ? t('identity.grants.from-to', { from, to: format.day(grant.validTo) })
    : t('identity.grants.since', { from })
}

function GivenBy({ grant, names }: { grant: Grant; names: ReadonlyMap<string, string> }) {
  const { t, format } = useRender()
  const day = format.day(dayOfInstant(grant.grantedAt.getTime(), 'Europe/Berlin'))
  const who =
    names.get(grant.grantedBy ?? '') ??
    t(grant.source === 'directory' ? 'identity.grants.directory' : 'identity.grants.platform')
  const second = names.get(grant.confirmedBy ?? '')
  return (
    <RowName
      meta={grant.revokedAt ? t('identity.grants.revoked-by', { who: names.get(grant.revokedBy ?? '') ?? who }) : day}
    >
      {second ? t('identity.grants.two', { who, second }) : who}
    </RowName>
  )
}

export interface AddGrantProps {
  readonly member: Member
  readonly organisations: readonly OrganisationChoice[]
  /** A grant that this one is to follow: its role and organisation, from the day after its end. */
  readonly after: { readonly role: string; readonly organisation: string | null; readonly from: Day } | undefined
  readonly form: FormState | undefined
}

export function AddGrantPage({ member, organisations, after, form }: AddGrantProps) {
  const { t, today } = useRender()
  const labels = {
    role: t('identity.role'),
    organisation: t('identity.grants.for'),
    validFrom: t('identity.valid-from'),
    validTo: t('identity.valid-to'),
    reason: t('identity.grants.reason'),
  }
  const own = organisations.find(({ id }) => id === member.organisationId)?.name
  return (
    <Stack>
      <Text>{t('identity.grants.add-text')}</Text>
      <Form
        labels={labels}
        initial={{ role: after?.role ?? '', organisation: after?.organisation, validFrom: after?.from ?? today }}
        {...(form && { state: form })}
        failure={t('identity.grants.failure')}
      >
        <Select
          name="role"
          empty={t('identity.grants.choose')}
          options={roleKeys.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
        />
        <OrganisationSelect
          organisations={organisations}
          own={own ? t('identity.grants.own', { name: own }) : t('identity.no-organisation')}
        />
        <DateField name="validFrom" />
        <DateField name="validTo" optional hint={t('identity.grants.valid-to-hint')} />
        <TextField name="reason" optional maxLength={300} hint={t('identity.grants.reason-hint')} />
        <ButtonRow>
          <Button>{t('identity.grants.give')}</Button>
          <ButtonLink to={`/admin/users/${member.id}`} look="tertiary">
            {t('identity.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Stack>
  )
}

export interface OneGrantProps {
  readonly member: Member
  readonly grant: Grant
  readonly names: ReadonlyMap<string, string>
  readonly organisation: string | undefined
  readonly mayConfirm: boolean
  readonly form: FormState | undefined
}

/** One grant: what it is, the second person's word where that is missing, and how it ends. */
export function OneGrantPage({ member, grant, names, organisation, mayConfirm, form }: OneGrantProps) {
  const { t, today } = useRender()
  const path = `/admin/users/${member.id}/grants/${grant.id}`
  const over = grant.state === 'ended' || grant.state === 'revoked'
  return (
    <Stack gap="l">
      <DescriptionList
        items={[
          { term: t('identity.role'), value: t(`access.role.${grant.role}`) },
          { term: t('identity.grants.for'), value: organisation ?? t('identity.grants.district') },
          { term: t('identity.grants.days'), value: <GrantDays grant={grant} /> },
          {
            term: t('identity.users.state'),
            value: <State kind={kinds[grant.state]}>{t(`identity.grants.state.${grant.state}`)}</State>,
          },
          { term: t('identity.grants.from-whom'), value: <GivenBy grant={grant} names={names} /> },
          { term: t('identity.grants.reason'), value: grant.reason ?? undefined },
        ]}
      />
      {grant.state === 'awaiting' && (
        <Section title={t('identity.grants.second-title')}>
          <Stack>
            <Text>{t('identity.grants.second-text')}</Text>
            {mayConfirm ? (
              <Form action={`${path}/confirm`} labels={{}} prefix="confirm-">
                <Button>{t('identity.grants.confirm')}</Button>
              </Form>
            ) : (
              <Alert kind="info" title={t('identity.grants.second-not-you')} />
            )}
          </Stack>
        </Section>
      )}
      {over ? (
        <Text>{t('identity.grants.over')}</Text>
      ) : (
        <Section title={t('identity.grants.end-title')}>
          <Stack gap="l">
            <Form
              labels={{ until: t('identity.grants.until') }}
              initial={{ until: grant.validFrom > today ? grant.validFrom : today }}
              {...(form && { state: form })}
            >
              <Hidden name="how" value="on-day" />
              <DateField name="until" hint={t('identity.grants.until-hint')} />
              <ButtonRow>
                <Button look="secondary">{t('identity.grants.end-on-day')}</Button>
              </ButtonRow>
            </Form>
            <Form labels={{}} prefix="now-">
              <Hidden name="how" value="now" />
              <Text>{t('identity.grants.now-text')}</Text>
              <Button look="secondary">{t('identity.grants.end-now')}</Button>
            </Form>
            {grant.validTo && (
              <Text>
                {t('identity.grants.longer')}{' '}
                <Link to={`/admin/users/${member.id}/grants?after=${grant.id}`}>{t('identity.grants.renew')}</Link>
              </Text>
            )}
          </Stack>
        </Section>
      )}
    </Stack>
  )
}
