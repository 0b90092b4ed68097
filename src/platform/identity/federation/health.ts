import { inTenant } from '../../database/index.ts'
import type { TenantCheck } from '../../health/check.ts'
import { reachFrom } from '../../outbound/index.ts'
import { readSetting } from '../../settings/index.ts'
import { directorySetting } from './config.ts'
import { Providers } from './provider.ts'
import { refusedBy } from './refusal.ts'

/** Whether people of a district could sign in from their directory now. */
const provider: TenantCheck = {
  key: 'directory.provider',
  about: 'tenant',
  run: async ({ db, secrets, config }, tenant) => {
    const { value: directory } = await inTenant(db, tenant, 'system', (tx) => readSetting(tx, directorySetting))
    if (!directory?.on) return { state: 'ok', code: 'none' }
    try {
      await new Providers(secrets, reachFrom(config.origin, config.privateIssuers)).discover(tenant, directory)
      return { state: 'ok', code: 'fine' }
    } catch (error) {
      const refused = refusedBy(error)
      if (!refused) throw error
      if (refused.reason === 'secret-unreadable') return { state: 'broken', code: 'secret' }
      return { state: 'attention', code: 'away' }
    }
  },
}

export const directoryChecks: readonly TenantCheck[] = [provider]
