import { type RoleKey, roleKeys } from '../../access/index.ts'
import type { MatrixRoute, MatrixRow, MatrixSection } from '../../access/matrix.ts'
import {
  Details,
  Empty,
  FilterBar,
  FilterSelect,
  Link,
  List,
  PageCount,
  Pager,
  RowName,
  Section,
  Stack,
  Table,
  Text,
  useRender,
} from '../../ui/index.ts'
import { type Holder, holdersPerPage } from '../holders.ts'

export interface MatrixProps {
  readonly sections: readonly MatrixSection[]
  readonly open: readonly MatrixRoute[]
  readonly role: RoleKey | undefined
  /** All rights that there are. */
  readonly total: number
  readonly nameOf: (section: string) => string
}

/** Rights by section, roles as columns. It is made from the routes that are served, so it can say nothing else than holds. */
export function MatrixPage({ sections, open, role, total, nameOf }: MatrixProps) {
  const { t } = useRender()
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0)
  return (
    <Stack gap="l">
      <Stack>
        <Text>{t('identity.matrix.text')}</Text>
        <FilterBar label={t('identity.matrix.filter')} action="/admin/rights">
          <FilterSelect
            name="role"
            label={t('identity.role')}
            empty={t('identity.users.all')}
            options={roleKeys.map((key) => ({ value: key, label: t(`access.role.${key}`) }))}
          />
        </FilterBar>
        {role && <Text>{t('identity.matrix.of-role', { role: t(`access.role.${role}`), count, total })}</Text>}
      </Stack>
      {sections.map((section) => (
        <Section key={section.key} title={nameOf(section.key)}>
          <Rights section={section} caption={nameOf(section.key)} only={role} />
        </Section>
      ))}
      {!role && (
        <Section title={t('identity.matrix.open-title')}>
          <Stack>
            <Text>{t('identity.matrix.open-text')}</Text>
            <Addresses routes={open} />
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

function Rights({ section, caption, only }: { section: MatrixSection; caption: string; only: RoleKey | undefined }) {
  const { t } = useRender()
  const roles = only ? [only, ...roleKeys.filter((role) => role !== only)] : roleKeys
  return (
    <div className="nl-matrix">
      <Table
        caption={caption}
        stacks
        rows={section.rows}
        keyOf={({ right }) => right}
        columns={[
          { key: 'right', header: t('identity.matrix.right'), names: true, cell: (row) => <Right row={row} /> },
          ...roles.map((role) => ({
            key: role,
            header: t(`access.role-short.${role}`),
            cell: (row: MatrixRow) =>
              row.roles.includes(role) ? (
                <span className="nl-matrix__yes">
                  <span aria-hidden="true">✓</span> <span className="kern-sr-only">{t('identity.matrix.yes')}</span>
                </span>
              ) : null,
          })),
        ]}
      />
    </div>
  )
}

function Right({ row }: { row: MatrixRow }) {
  const { t } = useRender()
  return (
    <>
      <RowName meta={row.people ? t('identity.matrix.people') : undefined}>
        <Link to={`/admin/rights/holders?right=${row.right}`}>{t(`access.right.${row.right}`)}</Link>
      </RowName>
      <Addresses routes={row.routes} />
    </>
  )
}

function Addresses({ routes }: { routes: readonly MatrixRoute[] }) {
  const { t } = useRender()
  if (routes.length === 0) return <div className="nl-meta">{t('identity.matrix.within')}</div>
  return (
    <Details summary={t('identity.matrix.addresses', { count: routes.length })}>
      <List
        items={routes.map(({ path, sends }) => ({
          key: path,
          content: (
            <>
              <code className="nl-code">{path}</code> {sends && t('identity.matrix.sends')}
            </>
          ),
        }))}
      />
    </Details>
  )
}

export interface HoldersProps {
  readonly right: string
  readonly roles: readonly RoleKey[]
  readonly holders: readonly Holder[]
  readonly total: number
  readonly page: number
  readonly nameOf: (organisationId: string | null) => string
  /** The list of access is open to who reads this. */
  readonly linked: boolean
}

/** Who holds a right today. */
export function HoldersPage({ right, roles, holders, total, page, nameOf, linked }: HoldersProps) {
  const { t } = useRender()
  return (
    <Stack>
      <Text>
        {t('identity.matrix.holders-text', { roles: roles.map((role) => t(`access.role.${role}`)).join(', ') })}
      </Text>
      {holders.length === 0 ? (
        <Empty title={t('identity.matrix.nobody')} />
      ) : (
        <>
          <PageCount total={total} size={holdersPerPage} page={page} />
          <Table
            caption={t(`access.right.${right}`)}
            stacks
            rows={holders}
            keyOf={({ memberId, role, organisationId, absent }) => `${memberId} ${role} ${organisationId} ${absent}`}
            columns={[
              {
                key: 'name',
                header: t('identity.name'),
                names: true,
                cell: ({ memberId, name, absent }) => (
                  <RowName meta={absent ? t('audit.acting-for', { name: absent }) : undefined}>
                    {linked ? <Link to={`/admin/users/${memberId}`}>{name}</Link> : name}
                  </RowName>
                ),
              },
              { key: 'role', header: t('identity.role'), cell: ({ role }) => t(`access.role.${role}`) },
              {
                key: 'for',
                header: t('identity.grants.for'),
                cell: ({ organisationId }) => nameOf(organisationId),
              },
            ]}
          />
          <Pager total={total} size={holdersPerPage} page={page} />
        </>
      )}
    </Stack>
  )
}
