import { defineRights } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import { programVersion } from '../../config/index.ts'
import { type Page, type PageRequest, routesFor } from '../../http/index.ts'
import type { HealthWatch } from '../watch.ts'
import { StatusPage } from './status.tsx'

export const statusRights = defineRights({ 'status.read': ['administrator'] })

export const statusAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/status',
    label: 'health.page.title',
    detail: 'health.page.detail',
    right: 'status.read',
    group: 'operation',
    order: 10,
  },
]

const { page } = routesFor(statusRights)

/** `/admin/status`: whether everything is in order, for those who keep the platform running. */
export function statusRoutes(health: HealthWatch | undefined) {
  async function showStatus({ tenant, t }: PageRequest): Promise<Page> {
    const status = await health?.statusOf(tenant)
    return {
      title: t('health.page.title'),
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      body: <StatusPage status={status} version={programVersion()} />,
    }
  }
  return [page('/admin/status', 'status.read', showStatus)]
}
