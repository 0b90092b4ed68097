import { defineRights } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import type { BackupSettings } from '../../config/index.ts'
import { type Page, type PageRequest, pageNumber, routesFor } from '../../http/index.ts'
import { lastBackupsSeen, listRuns } from '../runs.ts'
import { stateOfBackups } from '../state.ts'
import { BackupsPage } from './backups.tsx'

export const backupRights = defineRights({ 'backup.read': ['administrator'] })

export const backupAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/backups',
    label: 'backup.title',
    detail: 'backup.detail',
    right: 'backup.read',
    group: 'operation',
    order: 15,
  },
]

const { page } = routesFor(backupRights)

/** `/admin/backups`: when, how large, tried out or not, and what to do. Making and restoring is the operator's work. */
export function backupRoutes(settings: BackupSettings | undefined) {
  async function showBackups({ tx, tenant, query, t, clock }: PageRequest): Promise<Page> {
    const now = clock.now()
    const number = pageNumber(query)
    const { runs, total } = await listRuns(tx, number)
    const last = await lastBackupsSeen(tx)
    const planned = settings?.folder !== undefined
    const state = stateOfBackups({ ...last, planned, demo: tenant.demo, now })
    return {
      title: t('backup.title'),
      crumbs: [{ label: t('administration.title'), path: '/admin' }],
      body: <BackupsPage {...{ state, last, runs, total, number, settings }} />,
    }
  }
  return [page('/admin/backups', 'backup.read', showBackups)]
}
