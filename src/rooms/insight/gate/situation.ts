import type { Clock } from '../../../kernel/clock.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { type Database, inTenant, type Tenant } from '../../../platform/database/index.ts'
import { readQuestion, situationFigures } from '../questions.ts'
import { release } from '../release.ts'
import { type FrozenRelease, freeze } from './ledger.ts'

/** Releases the situation of the last twelve months for an audience, as the page does it. Throws NotReleased, Forbidden. */
export async function releaseSituation(
  db: Database,
  tenant: Tenant,
  actor: Actor,
  clock: Clock,
  kind: 'steering' | 'public',
): Promise<FrozenRelease> {
  return await inTenant(db, tenant, actor, async (tx) => {
    const question = await readQuestion({ db, tx, tenant, actor, clock, query: new URLSearchParams() })
    const audience = { kind, tx, actor, event: 'insight.release-previewed' } as const
    return await freeze(tx, actor, await release(situationFigures(question, tenant.land), audience), clock)
  })
}
