import type { Generated } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'

/** Tables of the API in a tenant's schema; the meaning of each stands in the migration. */
export type ApiTables = {
  program_access: {
    id: Id<'program'>
    member_id: Id<'user'>
    name: string
    scopes: string[]
    token_hash: Buffer
    token_hint: string
    valid_to: Day
    created_at: Date
    created_by: Id<'user'> | null
    renewed_at: Generated<Date | null>
    ended_at: Generated<Date | null>
    ended_by: Generated<Id<'user'> | null>
    last_used_at: Generated<Date | null>
    version: Generated<number>
  }
  program_call: {
    member_id: Id<'user'>
    key: string
    fingerprint: Buffer
    status: number | null
    answer: string | null
    at: Date
  }
  webhook: {
    id: Id<'webhook'>
    organisation_id: Id<'organisation'>
    address: string
    events: string[]
    sealed_secret: string
    state: 'on' | 'paused' | 'removed'
    failing_since: Generated<Date | null>
    created_at: Date
    created_by: Id<'user'> | null
    version: Generated<number>
  }
  webhook_delivery: {
    id: Id<'delivery'>
    webhook_id: Id<'webhook'>
    event: string
    body: string
    state: 'waiting' | 'delivered' | 'failed'
    attempts: number
    status: number | null
    error: string | null
    created_at: Date
    done_at: Date | null
  }
}
