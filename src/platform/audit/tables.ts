import type { GeneratedAlways } from 'kysely'

/** Tables of the audit in a tenant's schema; the meaning of each stands in the migration. */
export type AuditTables = {
  audit_entry: {
    id: string
    payload: string | null
    salt: Buffer | null
    leaf: Buffer
    at_ms: GeneratedAlways<number | null>
    event: GeneratedAlways<string | null>
    outcome: GeneratedAlways<Outcome | null>
    user_id: GeneratedAlways<string | null>
    controller_id: GeneratedAlways<string | null>
    subject: GeneratedAlways<string | null>
  }
  audit_pending: { entry_id: string; leaf: Buffer }
  audit_leaf: { position: number; entry_id: string; leaf: Buffer }
  audit_checkpoint: {
    size: number
    root: Buffer
    previous_size: number
    previous_root: Buffer
    edge: Buffer[]
    sealed_ms: number
    key_id: string
    signature: Buffer
  }
}

/** `done`: something changed. `looked`: somebody read it. `refused`: somebody may not. `failed`: a proof was wrong. */
export type Outcome = 'done' | 'looked' | 'refused' | 'failed'
