import type { Id } from '../../kernel/ids.ts'
import { newId } from '../../kernel/ids.ts'
import { type Capacity, capacitiesOf, capacityFor, type ValidGrant } from '../access/capacities.ts'
import type { Actor, RoleKey } from '../access/index.ts'
import type { Tenant, Tx } from '../database/index.ts'
import { type Database, inShared, sql } from '../database/index.ts'
import type { Locale } from '../i18n/index.ts'
import { requiredRoles } from './factors/required.ts'
import { type SignInStep, stepOf } from './factors/step.ts'
import type { IdentityTables, SecondFactor, SessionEnd, SignInMethod } from './tables.ts'
import { hashOf, newToken } from './tokens.ts'

/** A session ends by itself after this time without a request, and after this time in all. A working day fits in. */
export const idleMs = 60 * 60_000
export const longestMs = 12 * 60 * 60_000

/** How exactly the last request is noted: once a minute, not once a request. */
const touchMs = 60_000

export interface OpenSession {
  readonly id: string
  readonly actor: Actor
  /** The one in which they act now; the actor's roles are those of it. */
  readonly capacity: Capacity
  /** For whom else they may act. */
  readonly capacities: readonly Capacity[]
  /** As whom they look at the platform, until then; undefined when they look as themselves. */
  readonly view: ChosenView | undefined
  readonly method: SignInMethod
  readonly lastSeenAt: Date
  /** Whether anything opens yet. */
  readonly step: SignInStep
}

/**
 * Starts a session in a tenant and returns its token for the cookie: always a new one, so that a token planted in a
 * browser before sign-in never becomes a session. The database refuses a demo sign-in in a tenant that is none. Without
 * `secondFactor` nothing opens for who has one or needs one, see factors/step.ts.
 */
export async function startSession(
  tx: Tx,
  tenant: Tenant,
  accountId: Id<'account'>,
  method: SignInMethod,
  now: number,
  secondFactor: SecondFactor | null = null,
): Promise<string> {
  const token = newToken()
  await tx
    .withTables<IdentityTables>()
    .insertInto('session')
    .values({
      id: newId(now),
      token_hash: hashOf(token),
      account_id: accountId,
      tenant: tenant.key,
      tenant_demo: tenant.demo,
      method,
      created_at: new Date(now),
      last_seen_at: new Date(now),
      expires_at: new Date(now + longestMs),
      ended_at: null,
      end_reason: null,
      second_factor: secondFactor,
      second_factor_at: secondFactor && new Date(now),
      proven_at: null,
    })
    .execute()
  return token
}

/**
 * Who holds this token in this tenant, now: one query over session, account, membership and grants. Undefined when the
 * session has ended, when it belongs to another tenant, or when nothing is granted today. The actor has the roles of one
 * organisation: the chosen one, else the own.
 */
export async function currentActor(
  tx: Tx,
  tenant: Tenant,
  token: string,
  now: number,
  today: string,
): Promise<OpenSession | undefined> {
  const { rows } = await sql<{
    session_id: string
    method: SignInMethod
    last_seen_at: Date
    second_factor: SecondFactor | null
    has_factor: boolean | null
    decided: unknown
    account_id: Id<'account'>
    locale: Locale
    user_id: Id<'user'>
    name: string
    home: Place
    chosen: Place | null
    view: (Omit<ChosenView, 'until'> & { readonly until: string }) | null
    grants: readonly ValidGrant[]
  }>`
    SELECT s.id AS session_id, s.method, s.last_seen_at, s.second_factor, ${askedOnce},
      a.id AS account_id, a.locale, m.id AS user_id, m.name,
      json_build_object('organisationId', m.organisation_id, 'controllerId', m.controller_id) AS home,
      CASE WHEN s.acting_chosen THEN
        json_build_object('organisationId', s.acting_organisation_id, 'controllerId', s.acting_controller_id)
      END AS chosen,
      CASE WHEN s.view_until > ${new Date(now)} THEN
        json_build_object('role', s.view_role, 'memberId', s.view_member_id, 'organisationId', s.view_organisation_id,
          'controllerId', s.view_controller_id, 'until', s.view_until)
      END AS view,
      (SELECT coalesce(json_agg(json_build_object('role', g.role, 'organisationId', g.organisation_id,
        'controllerId', g.controller_id, 'absentId', g.absent_id)), '[]')
        FROM access_grants(m.id, ${today}::date) AS g) AS grants
    FROM session AS s
    JOIN account AS a ON a.id = s.account_id
    JOIN membership AS m ON m.account_id = s.account_id
    WHERE s.token_hash = ${hashOf(token)} AND s.tenant = ${tenant.key} AND s.ended_at IS NULL
      AND s.expires_at > ${new Date(now)} AND s.last_seen_at > ${new Date(now - idleMs)}
      AND m.deactivated_at IS NULL
      AND NOT EXISTS (SELECT FROM tenant WHERE key = ${tenant.key} AND locked_at IS NOT NULL)
  `.execute(tx)
  const row = rows[0]
  const capacities = row ? capacitiesOf(row.grants) : []
  const capacity = row && capacityFor(capacities, row.chosen ?? undefined, row.home)
  if (!capacity) return undefined
  return {
    id: row.session_id,
    capacity,
    capacities,
    view: row.view ? { ...row.view, until: new Date(row.view.until) } : undefined,
    method: row.method,
    step: stepFor(
      tenant,
      row,
      row.grants.map(({ role }) => role),
    ),
    lastSeenAt: row.last_seen_at,
    actor: {
      userId: row.user_id,
      accountId: row.account_id,
      name: row.name,
      roles: capacity.roles,
      organisationId: capacity.organisationId,
      controllerId: capacity.controllerId,
      locale: row.locale,
    },
  }
}

type Place = Pick<Capacity, 'organisationId' | 'controllerId'>

/** A role of an organisation, or a member with what is granted to them today. */
export interface ChosenView extends Place {
  readonly role: RoleKey | null
  readonly memberId: Id<'user'> | null
  readonly until: Date
}

/**
 * What the rule of the second factor needs to know: asked only of sessions that have not shown one. A setting is read here
 * and not by its own function, because every request asks.
 */
const askedOnce = sql`
  CASE WHEN s.second_factor IS NULL THEN
    EXISTS (SELECT FROM credential AS c WHERE c.account_id = s.account_id AND c.kind IN ('totp', 'passkey'))
  END AS has_factor,
  CASE WHEN s.second_factor IS NULL THEN
    (SELECT value FROM setting WHERE key = 'identity.second-factor' ORDER BY version DESC LIMIT 1)
  END AS decided`

interface FactorRow {
  readonly method: SignInMethod
  readonly second_factor: SecondFactor | null
  readonly has_factor: boolean | null
  readonly decided: unknown
}

function stepFor(tenant: Tenant, row: FactorRow, roles: readonly RoleKey[]): SignInStep {
  return stepOf({
    method: row.method,
    secondFactor: row.second_factor,
    hasFactor: row.has_factor ?? true,
    roles,
    required: requiredRoles(tenant, row.decided),
  })
}

/**
 * Whose session this was, when it ended by itself (time) and the membership still holds: what they typed may be kept for
 * them. A session that somebody ended, or of somebody who has left, is nobody's. `keeps` is false for one that never got
 * past the second factor: who knows a password alone plants nothing in its owner's forms.
 */
export async function lapsedOwner(
  tx: Tx,
  tenant: Tenant,
  token: string,
  today: string,
): Promise<{ readonly userId: Id<'user'>; readonly keeps: boolean } | undefined> {
  const { rows } = await sql<FactorRow & { user_id: Id<'user'>; roles: RoleKey[]; used: boolean }>`
    SELECT m.id AS user_id, (SELECT array_agg(g.role) FROM access_grants(m.id, ${today}::date) AS g) AS roles, s.method, s.second_factor, s.last_seen_at > s.created_at AS used, ${askedOnce}
    FROM session AS s JOIN membership AS m ON m.account_id = s.account_id
    WHERE s.token_hash = ${hashOf(token)} AND s.tenant = ${tenant.key} AND s.ended_at IS NULL
      AND m.deactivated_at IS NULL AND EXISTS (SELECT FROM access_grants(m.id, ${today}::date))
  `.execute(tx)
  const row = rows[0]
  return row && { userId: row.user_id, keeps: row.used || stepFor(tenant, row, row.roles) === 'open' }
}

/** Notes that the session is in use, at most once a minute, in a transaction of its own. */
export async function touchSession(db: Database, session: OpenSession, now: number): Promise<void> {
  if (now - session.lastSeenAt.getTime() < touchMs) return
  await inShared(db, (tx) =>
    tx
      .withTables<IdentityTables>()
      .updateTable('session')
      .set({ last_seen_at: new Date(now) })
      .where('id', '=', session.id)
      .execute(),
  )
}

/** Ends sessions of an account in a tenant, at once: all, one (`only`), or all but one (`except`). Returns how many. */
export async function endSessions(
  tx: Tx,
  tenant: Tenant,
  accountId: Id<'account'>,
  reason: SessionEnd,
  now: number,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> {
  let query = tx
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({ ended_at: new Date(now), end_reason: reason })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
  // What concerns the account itself ends its sessions in every tenant; everything else stays within this one.
  if (reason !== 'password-changed' && reason !== 'factor-reset') query = query.where('tenant', '=', tenant.key)
  if (which.only) query = query.where('id', '=', which.only)
  if (which.except) query = query.where('id', '<>', which.except)
  const ended = await query.executeTakeFirst()
  return Number(ended.numUpdatedRows)
}

export interface ListedSession {
  readonly id: string
  readonly method: SignInMethod
  readonly secondFactor: SecondFactor | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
}

/** The account's sessions in this tenant that are still open, the last used first. */
export async function listSessions(
  tx: Tx,
  tenant: Tenant,
  accountId: Id<'account'>,
  now: number,
): Promise<readonly ListedSession[]> {
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('session')
    .select(['id', 'method', 'second_factor', 'created_at', 'last_seen_at'])
    .where('account_id', '=', accountId)
    .where('tenant', '=', tenant.key)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .where('last_seen_at', '>', new Date(now - idleMs))
    .orderBy('last_seen_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    secondFactor: row.second_factor,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }))
}
