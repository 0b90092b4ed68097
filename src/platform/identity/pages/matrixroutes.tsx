import { NotFound } from '../../../kernel/errors.ts'
import { defineRights, isRoleKey, may, roleKeys } from '../../access/index.ts'
import { type Declaring, forRole, matrixOf, openRoutesOf } from '../../access/matrix.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { csvType, writeCsv } from '../../documents/csv.ts'
import { type Download, type Page, type PageRequest, pageNumber, routesFor } from '../../http/index.ts'
import type { Room } from '../../room.ts'
import { ButtonLink } from '../../ui/index.ts'
import { listHolders } from '../holders.ts'
import { HoldersPage, MatrixPage } from './matrix.tsx'
import { organisationsOf } from './userroutes.tsx'

export const matrixRights = defineRights({ 'rights.read': ['administrator', 'dataProtection', 'lead'] })

const { page, download } = routesFor(matrixRights)

/** The matrix of rights and roles, made from what the gate serves. `declaring` is asked when the page is. */
export function matrixRoutes(rooms: readonly Room[], declaring: () => readonly Declaring[]) {
  const sectionName = (t: PageRequest['t']) => (key: string) => t(`access.section.${key}`)

  async function showMatrix({ query, t }: PageRequest): Promise<Page> {
    const wanted = query.get('role') ?? ''
    const role = isRoleKey(wanted) ? wanted : undefined
    const sections = matrixOf(declaring())
    return {
      title: role ? t('identity.matrix.title-of', { role: t(`access.role.${role}`) }) : t('identity.matrix.title'),
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      name: t('identity.matrix.title'),
      actions: (
        <ButtonLink to={role ? `/admin/rights/matrix.csv?role=${role}` : '/admin/rights/matrix.csv'} look="secondary">
          {t('identity.matrix.csv')}
        </ButtonLink>
      ),
      body: (
        <MatrixPage
          sections={forRole(sections, role)}
          open={openRoutesOf(declaring())}
          role={role}
          total={sections.reduce((sum, { rows }) => sum + rows.length, 0)}
          nameOf={sectionName(t)}
        />
      ),
    }
  }

  async function showHolders({ tx, actor, tenant, query, clock, t }: PageRequest): Promise<Page> {
    const right = query.get('right') ?? ''
    const row = matrixOf(declaring())
      .flatMap(({ rows }) => rows)
      .find((one) => one.right === right)
    if (!row && right !== '') throw new NotFound('right')
    const number = pageNumber(query)
    const { holders, total } = await listHolders(tx, row?.roles ?? roleKeys, number, clock.today())
    const organisations = await organisationsOf(rooms, tx, actor)
    return {
      title: row ? t(`access.right.${right}`) : t('identity.matrix.all-holders'),
      crumbs: [
        { label: t('administration.title'), path: '/admin' },
        { label: t('identity.matrix.title'), path: '/admin/rights' },
      ],
      body: (
        <HoldersPage
          right={row ? right : 'standing.own'}
          roles={row?.roles ?? roleKeys}
          holders={holders}
          total={total}
          page={number}
          nameOf={(id) => organisations.find((choice) => choice.id === id)?.name ?? tenant.name}
          linked={may(actor, 'users.manage')}
        />
      ),
    }
  }

  async function makeCsv({ query, t }: PageRequest): Promise<Download> {
    const wanted = query.get('role') ?? ''
    const sections = forRole(matrixOf(declaring()), isRoleKey(wanted) ? wanted : undefined)
    const rows = sections.flatMap(({ key, rows: rights }) =>
      rights.flatMap((row) =>
        (row.routes.length > 0 ? row.routes : [{ path: '', sends: false }]).map(({ path, sends }) => [
          sectionName(t)(key),
          t(`access.right.${row.right}`),
          row.right,
          path,
          sends ? t('identity.matrix.sends') : '',
          ...roleKeys.map((role) => (row.roles.includes(role) ? 'x' : '')),
        ]),
      ),
    )
    const head = ['section', 'right', 'key', 'address', 'sending'].map((column) =>
      t(`identity.matrix.columns.${column}`),
    )
    const header = [...head, ...roleKeys.map((role) => t(`access.role.${role}`))]
    return { type: csvType, filename: t('identity.matrix.file'), body: writeCsv(header, rows) }
  }

  return [
    page('/admin/rights', 'rights.read', showMatrix),
    page('/admin/rights/holders', 'rights.read', showHolders),
    download('/admin/rights/matrix.csv', 'rights.read', makeCsv),
  ]
}

export const matrixAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/rights',
    label: 'identity.matrix.title',
    detail: 'identity.matrix.detail',
    right: 'rights.read',
    group: 'people',
    order: 30,
  },
]
