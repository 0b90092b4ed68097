import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { listTenants } from '../database/index.ts'
import type { HealthCheck, HealthFinding } from '../health/check.ts'
import { lastBackups } from './runs.ts'
import { severity, stateOfBackups } from './state.ts'

/** How old the last backup is that was restored on trial. */
const age: HealthCheck = {
  key: 'backup.age',
  about: 'installation',
  async run({ db, config, clock }): Promise<HealthFinding> {
    const last = await lastBackups(db)
    const tenants = await listTenants(db)
    const demo = tenants.every((tenant) => tenant.demo)
    const now = clock.now()
    const code = stateOfBackups({ ...last, planned: config.backup.folder !== undefined, demo, now })
    const since = last.verified?.startedAt
    return {
      state: severity[code],
      code,
      values: {
        ...(since && { since, ageMs: Math.max(0, now - since.getTime()) }),
        ...(last.newest && { newest: last.newest.startedAt, result: last.newest.result }),
      },
    }
  },
}

/** Whether the folder takes the next one. */
const place: HealthCheck = {
  key: 'backup.place',
  about: 'operator',
  async run({ db, config }): Promise<HealthFinding> {
    const { folder } = config.backup
    if (!folder) return { state: 'ok', code: 'none' }
    try {
      await access(folder, constants.W_OK)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // The first run makes it.
      if (code === 'ENOENT' && !(await lastBackups(db)).newest)
        return { state: 'ok', code: 'not-made', values: { folder } }
      return { state: 'broken', code: 'closed', values: { folder, why: code ?? '' } }
    }
    const { bavail, bsize } = await statfs(folder)
    const freeBytes = bavail * bsize
    const lastBytes = (await lastBackups(db)).made?.bytes ?? 0
    const little = freeBytes < 3 * lastBytes
    return {
      state: little ? 'attention' : 'ok',
      code: little ? 'little' : 'fine',
      values: { folder, freeBytes, lastBytes },
    }
  },
}

export const backupChecks: readonly HealthCheck[] = [age, place]
