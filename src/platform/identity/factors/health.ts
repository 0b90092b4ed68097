import { inTenant } from '../../database/index.ts'
import type { HealthCheck, HealthFinding, TenantCheck } from '../../health/check.ts'
import { countStanding } from './standing.ts'

/** Members whose role needs a second factor and who have none: they cannot work before they set one up. */
const secondFactor: TenantCheck = {
  key: 'identity.second-factor',
  about: 'tenant',
  async run({ db, clock }, tenant): Promise<HealthFinding> {
    const count = (tx: Parameters<typeof countStanding>[0]) => countStanding(tx, tenant, clock.today())
    const { needed, without } = await inTenant(db, tenant, 'system', count, { readOnly: true })
    if (needed === 0) return { state: 'ok', code: 'nobody' }
    if (without === 0) return { state: 'ok', code: 'fine', values: { needed } }
    return { state: 'attention', code: 'without', values: { needed, without } }
  },
}

export const signInChecks: readonly HealthCheck[] = [secondFactor]
