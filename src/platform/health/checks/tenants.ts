import { listTenants } from '../../database/index.ts'
import type { InstallationCheck } from '../check.ts'

/** Districts under the emergency lock: nobody gets in, and their jobs wait until somebody opens them again. */
const locked: InstallationCheck = {
  key: 'tenants.locked',
  about: 'operator',
  async run({ db }) {
    const keys = (await listTenants(db)).filter(({ lockedAt }) => lockedAt).map(({ key }) => key)
    return keys.length === 0
      ? { state: 'ok', code: 'fine' }
      : { state: 'attention', code: 'locked', values: { keys: keys.join(', ') } }
  },
}

export const tenantChecks = [locked]
