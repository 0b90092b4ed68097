import { inTenant } from '../../database/index.ts'
import { feedbackWaitingSince, readFacts } from '../../imprint/queries.ts'
import { factsWith, missingFacts } from '../../imprint/texts.ts'
import type { HealthFinding, TenantCheck } from '../check.ts'

/** Whether imprint, privacy notice and accessibility statement have all facts that only the district knows. */
const texts: TenantCheck = {
  key: 'imprint.texts',
  about: 'tenant',
  async run({ db }, tenant): Promise<HealthFinding> {
    if (tenant.demo) return { state: 'ok', code: 'demo' }
    const { value } = await inTenant(db, tenant, 'system', readFacts, { readOnly: true })
    const missing = missingFacts(factsWith(value, tenant)).length
    return missing > 0 ? { state: 'attention', code: 'missing', values: { missing } } : { state: 'ok', code: 'fine' }
  },
}

/** Whoever reports a barrier may expect an answer within four weeks. */
const answerMs = 28 * 86_400_000

const feedback: TenantCheck = {
  key: 'imprint.feedback',
  about: 'tenant',
  async run({ db, clock }, tenant): Promise<HealthFinding> {
    const before = new Date(clock.now() - answerMs)
    const waiting = await inTenant(db, tenant, 'system', (tx) => feedbackWaitingSince(tx, before), { readOnly: true })
    return waiting > 0 ? { state: 'attention', code: 'old', values: { waiting } } : { state: 'ok', code: 'fine' }
  },
}

export const textChecks = [texts, feedback]
