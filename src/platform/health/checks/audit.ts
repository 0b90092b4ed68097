import { sealKeyFrom } from '../../audit/index.ts'
import { readSealState } from '../../audit/recent.ts'
import type { HealthFinding, TenantCheck } from '../check.ts'

/** Checkpoints that are checked each time; `nahtlos audit verify` checks all. */
const lastCheckpoints = 10

/** An entry is sealed within seconds while the program runs. */
const longestWaitMs = { attention: 60_000, broken: 60 * 60_000 }

/** A clock that is set back leaves entries behind that were written later than now. */
const aheadMs = 60_000

const seal: TenantCheck = {
  key: 'audit.seal',
  about: 'tenant',
  async run({ db, secrets }, tenant): Promise<HealthFinding> {
    const state = await readSealState(db, tenant, sealKeyFrom(secrets), lastCheckpoints)
    if (state.fault === 'other-key') return { state: 'attention', code: 'other-key' }
    if (state.fault) return { state: 'broken', code: 'tampered', values: { fault: state.fault } }
    const waitedMs = state.oldestWaitingMs === undefined ? 0 : Date.now() - state.oldestWaitingMs
    const late =
      waitedMs > longestWaitMs.broken ? 'broken' : waitedMs > longestWaitMs.attention ? 'attention' : undefined
    if (late) return { state: late, code: 'late', values: { waitedMs } }
    if (state.lastSealedMs === undefined) return { state: 'ok', code: 'empty' }
    return { state: 'ok', code: 'fine', values: { sealed: new Date(state.lastSealedMs), checked: state.checked } }
  },
}

const clock: TenantCheck = {
  key: 'clock.audit',
  about: 'tenant',
  async run({ db, secrets }, tenant): Promise<HealthFinding> {
    const { newestEntryMs } = await readSealState(db, tenant, sealKeyFrom(secrets), 0)
    const ahead = (newestEntryMs ?? 0) - Date.now()
    return ahead > aheadMs
      ? { state: 'broken', code: 'back', values: { newest: new Date(newestEntryMs ?? 0), aheadMs: ahead } }
      : { state: 'ok', code: 'fine' }
  },
}

export const auditChecks = [seal, clock]
