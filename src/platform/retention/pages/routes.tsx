import type { AdministrationEntry } from '../../administration/entry.ts'
import type { BackupSettings } from '../../config/index.ts'
import { routesFor } from '../../http/index.ts'
import type { Room } from '../../room.ts'
import { writeSetting } from '../../settings/index.ts'
import { backupDaysSetting, ownBackupDays } from '../backups.ts'
import { allKinds } from '../kinds.ts'
import { showBackups } from './backups.tsx'
import { BackupsForm } from './forms.ts'
import { holdRoutes } from './holdroutes.tsx'
import { kindRoutes } from './kindroutes.tsx'
import { recordRoutes } from './recordroutes.tsx'
import { retentionRights } from './rights.ts'
import { runRoutes } from './runroutes.tsx'

export { retentionRights }

/** How long data are kept, and what is deleted. */
export function retentionRoutes(rooms: readonly Room[], backup?: BackupSettings) {
  const make = routesFor(retentionRights)
  const kinds = allKinds(rooms)
  const ownDays = ownBackupDays(backup)
  return [
    ...kindRoutes(make, kinds, rooms, ownDays),
    ...runRoutes(make, kinds, rooms, ownDays),
    ...holdRoutes(make, kinds, rooms),
    ...recordRoutes(make, kinds, rooms),
    make.form(
      '/admin/retention/backups',
      'retention.prepare',
      BackupsForm,
      (request) => showBackups(request, ownDays),
      async ({ tx, actor, clock }, { days, version }) => {
        await writeSetting(tx, actor, backupDaysSetting, days ?? null, version, clock.now())
        return '/admin/retention?done=backups'
      },
    ),
  ]
}

/** Their place on the administration page. */
export const retentionAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/retention',
    label: 'retention.title',
    detail: 'retention.administration',
    right: 'retention.read',
    group: 'protection',
    order: 20,
  },
]
