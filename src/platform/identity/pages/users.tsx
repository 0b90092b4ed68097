import { type RoleKey, roleKeys } from '../../access/index.ts'
import {
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Link,
  PageCount,
  Pager,
  RowName,
  Stack,
  State,
  type StateKind,
  Table,
  useRender,
} from '../../ui/index.ts'
import { type Member, type MemberState, memberStates, membersPerPage } from '../members.ts'

const kinds: Readonly<Record<MemberState, StateKind>> = {
  active: 'standing',
  invited: 'open',
  future: 'open',
  expired: 'rest',
  deactivated: 'declined',
}

export function MemberStateMark({ state }: { state: MemberState }) {
  const { t } = useRender()
  return <State kind={kinds[state]}>{t(`identity.state.${state}`)}</State>
}

export interface UsersProps {
  readonly members: readonly Member[]
  readonly total: number
  readonly page: number
  readonly filtered: boolean
  readonly organisations: ReadonlyMap<string, string>
}

export function UsersPage({ members, total, page, filtered, organisations }: UsersProps) {
  const { t, format } = useRender()
  const untilOf = ({ until, state }: Member) => {
    if (until) return format.day(until)
    return state === 'expired' || state === 'deactivated' ? '–' : t('identity.unlimited')
  }
  const roleNames = (roles: readonly RoleKey[]) => roles.map((role) => t(`access.role.${role}`)).join(', ') || '–'
  return (
    <Stack>
      <FilterBar label={t('identity.users.filter')} action="/admin/users">
        <FilterText name="text" label={t('identity.users.text')} />
        <FilterSelect
          name="role"
          label={t('identity.role')}
          empty={t('identity.users.all')}
          options={roleKeys.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
        />
        <FilterSelect
          name="state"
          label={t('identity.users.state')}
          empty={t('identity.users.all')}
          options={memberStates.map((state) => ({ value: state, label: t(`identity.state.${state}`) }))}
        />
        {organisations.size > 0 && (
          <FilterSelect
            name="organisation"
            label={t('identity.organisation')}
            empty={t('identity.users.all')}
            options={[...organisations].map(([value, label]) => ({ value, label }))}
          />
        )}
        <FilterSelect
          name="ends"
          label={t('identity.users.ends')}
          empty={t('identity.users.any-end')}
          options={[{ value: 'soon', label: t('identity.users.ends-soon') }]}
        />
      </FilterBar>
      {members.length === 0 ? (
        <Empty title={t(filtered ? 'filter.nothing' : 'identity.users.none')}>
          {filtered && <Link to="/admin/users">{t('identity.users.show-all')}</Link>}
        </Empty>
      ) : (
        <>
          <PageCount total={total} size={membersPerPage} page={page} />
          <Table
            caption={t('identity.users.title')}
            stacks
            rows={members}
            keyOf={(member) => member.id}
            columns={[
              {
                key: 'name',
                header: t('identity.name'),
                names: true,
                cell: (member) => (
                  <RowName meta={member.email ?? t('identity.users.demo')}>
                    <Link to={`/admin/users/${member.id}`}>{member.name}</Link>
                  </RowName>
                ),
              },
              { key: 'roles', header: t('identity.roles'), full: true, cell: (member) => roleNames(member.roles) },
              {
                key: 'organisation',
                header: t('identity.organisation'),
                full: true,
                cell: (member) => (member.organisationId && organisations.get(member.organisationId)) ?? '–',
              },
              {
                key: 'state',
                header: t('identity.users.state'),
                cell: (member) => <MemberStateMark state={member.state} />,
              },
              {
                key: 'until',
                header: t('identity.valid-to'),
                cell: (member) => untilOf(member),
              },
            ]}
          />
          <Pager total={total} size={membersPerPage} page={page} />
        </>
      )}
    </Stack>
  )
}
