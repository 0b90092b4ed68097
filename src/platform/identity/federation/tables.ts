import type { Id } from '../../../kernel/ids.ts'

/** Tables of sign-in from a directory, in the shared schema. */
export type FederationTables = {
  directory_sign_in: {
    id: string
    state_hash: Buffer
    tenant: string
    browser_hash: Buffer
    setting_version: number
    /** The account that is to be linked; null for a sign-in. */
    account_id: Id<'account'> | null
    sealed: string
    created_at: Date
    expires_at: Date
    used_at: Date | null
  }
  directory_session: {
    session_id: string
    tenant: string
    issuer: string
    subject: string
    sid: string | null
    id_token: string | null
    created_at: Date
  }
  directory_logout: { token_hash: Buffer; tenant: string; received_at: Date }
}
