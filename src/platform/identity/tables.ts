import type { ColumnType, Generated } from 'kysely'
import type { Id } from '../../kernel/ids.ts'
import type { RoleKey } from '../access/index.ts'
import type { Locale } from '../i18n/index.ts'

/** Tables of identity: those of all tenants in the shared schema, and each tenant's membership. */
export type IdentityTables = {
  account: {
    id: Id<'account'>
    email: string | null
    demo_tenant: string | null
    demo_role: RoleKey | null
    locale: Generated<Locale>
    created_at: Date
  }
  account_tenant: { account_id: Id<'account'>; tenant: string; since: Date }
  credential: {
    id: string
    account_id: Id<'account'>
    kind: 'password' | 'totp' | 'passkey' | 'oidc'
    secret: string
    details: ColumnType<unknown, string | undefined, string>
    /** What its owner calls a passkey. */
    name: Generated<string | null>
    /** The last step of time whose code was taken (TOTP). */
    last_step: Generated<number | null>
    passkey_id: Generated<string | null>
    /** Host that a passkey belongs to. */
    rp_id: Generated<string | null>
    sign_count: Generated<number | null>
    created_at: Date
    last_used_at: Date | null
  }
  recovery_code: {
    id: string
    account_id: Id<'account'>
    selector: string
    hash: string
    created_at: Date
    used_at: Generated<Date | null>
  }
  spent_challenge: { hash: Buffer; expires_at: Date }
  session: {
    id: string
    token_hash: Buffer
    account_id: Id<'account'>
    tenant: string
    tenant_demo: boolean
    method: SignInMethod
    created_at: Date
    last_seen_at: Date
    expires_at: Date
    ended_at: Date | null
    end_reason: SessionEnd | null
    second_factor: Generated<SecondFactor | null>
    second_factor_at: Generated<Date | null>
    /** When the person last proved who they are; null: at its beginning. */
    proven_at: Generated<Date | null>
    acting_organisation_id: Id<'organisation'> | null
    acting_controller_id: Id<'organisation'> | null
    acting_chosen: Generated<boolean>
    view_role: RoleKey | null
    view_organisation_id: Id<'organisation'> | null
    view_controller_id: Id<'organisation'> | null
    view_member_id: Id<'user'> | null
    view_until: Date | null
  }
  one_time_link: {
    id: string
    token_hash: Buffer
    purpose: LinkPurpose
    tenant: string
    account_id: Id<'account'> | null
    created_at: Date
    created_by: Id<'user'> | null
    expires_at: Date
    used_at: Date | null
    revoked_at: Date | null
  }
  known_device: { token_hash: Buffer; account_id: Id<'account'>; last_used_at: Date }
  sign_in_throttle: { bucket: Buffer; attempts: number; last_at: Date }
  membership: MembershipTable
}

export type MembershipTable = {
  id: Id<'user'>
  account_id: Id<'account'>
  name: string
  email: string | null
  organisation_id: Id<'organisation'> | null
  controller_id: Id<'organisation'> | null
  invited_at: Date
  accepted_at: Date | null
  deactivated_at: Date | null
  version: Generated<number>
  changed_at: Date
  changed_by: Id<'user'> | null
}

export type SignInMethod = 'password' | 'link' | 'demo' | 'passkey' | 'oidc'
/** What a sign-in was strengthened with; `provider`: the identity provider vouches for it. */
export type SecondFactor = 'totp' | 'recovery' | 'passkey' | 'provider'
export type SessionEnd =
  | 'signed-out'
  | 'ended-by-person'
  | 'ended-by-administrator'
  | 'deactivated'
  | 'password-changed'
  | 'factor-reset'
  | 'locked'
  | 'provider'
export type LinkPurpose = 'invite' | 'administrator' | 'reset'
