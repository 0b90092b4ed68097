import { addDays, type Day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { endsSoonDays } from '../access/granting.ts'
import type { RoleKey } from '../access/index.ts'
import { sql, type Tx } from '../database/index.ts'
import type { IdentityTables } from './tables.ts'

/** Whether a member can sign in today, and if not, why. */
export type MemberState = 'active' | 'invited' | 'future' | 'expired' | 'deactivated'

export const memberStates = ['active', 'invited', 'future', 'expired', 'deactivated'] as const

export interface Member {
  readonly id: Id<'user'>
  readonly accountId: Id<'account'>
  readonly name: string
  /** Null for the roles of a demo tenant, which stand for nobody. */
  readonly email: string | null
  readonly organisationId: Id<'organisation'> | null
  readonly controllerId: Id<'organisation'> | null
  /** The own ones that hold today, whatever organisation they are for. */
  readonly roles: readonly RoleKey[]
  /** Last day of the last grant; null when one has no end, and when there is none that holds or will. */
  readonly until: Day | null
  readonly acceptedAt: Date | null
  readonly deactivatedAt: Date | null
  readonly version: number
  readonly changedAt: Date
  readonly changedBy: Id<'user'> | null
  readonly state: MemberState
}

interface Row extends Omit<Member, 'state' | 'until'> {
  readonly until: Day | null
  /** A grant holds today or will later. */
  readonly open: boolean
  readonly begun: boolean
}

/** The state of a member on a day. What ended it last counts before what would begin. */
export function stateOf(row: Pick<Row, 'deactivatedAt' | 'open' | 'acceptedAt' | 'begun'>): MemberState {
  if (row.deactivatedAt) return 'deactivated'
  if (!row.open) return 'expired'
  if (!row.acceptedAt) return 'invited'
  return row.begun ? 'active' : 'future'
}

const toMember = ({ open, begun, ...row }: Row): Member => ({ ...row, state: stateOf({ ...row, open, begun }) })

export interface MemberFilter {
  /** Part of a name or an address. */
  readonly text?: string
  readonly role?: RoleKey
  readonly state?: MemberState
  readonly organisation?: string
  /** Only those of whom a grant ends within the next 30 days. */
  readonly endsSoon?: boolean
}

/** Rows on a page of the list. */
export const membersPerPage = 50

/** Members with what their grants come to on a day. */
const membersOn = (today: Day) => sql`
  (SELECT m.id, m.account_id AS "accountId", m.name, m.email, m.organisation_id AS "organisationId",
      m.controller_id AS "controllerId", m.accepted_at AS "acceptedAt", m.deactivated_at AS "deactivatedAt", m.version,
      m.changed_at AS "changedAt", m.changed_by AS "changedBy", given.*
    FROM membership AS m CROSS JOIN LATERAL (
      SELECT count(*) > 0 AS open,
        coalesce(bool_or(g.valid_from <= ${today}::date AND NOT g.awaits_second), false) AS begun,
        coalesce(array_agg(DISTINCT g.role) FILTER (WHERE g.valid_from <= ${today}::date AND NOT g.awaits_second), '{}') AS roles,
        CASE WHEN bool_or(g.valid_to IS NULL) THEN NULL ELSE max(g.valid_to) END AS until,
        min(g.valid_to) FILTER (WHERE ${endingUnrenewed(today)}) AS "nextEnd",
        array_agg(coalesce(g.organisation_id, m.organisation_id)) AS organisations
      FROM membership_role AS g
      WHERE g.member_id = m.id AND g.revoked_at IS NULL AND (g.valid_to IS NULL OR g.valid_to >= ${today}::date)
    ) AS given) AS member`

/** Of a grant `g` that is not over: it ends within the next days, and none of the same kind goes on after it. */
const endingUnrenewed = (today: Day) => sql`
  g.valid_to <= ${addDays(today, endsSoonDays)}::date AND NOT EXISTS (
    SELECT FROM membership_role AS next
    WHERE next.member_id = g.member_id AND next.role = g.role AND next.revoked_at IS NULL
      AND next.organisation_id IS NOT DISTINCT FROM g.organisation_id
      AND (next.valid_to IS NULL OR next.valid_to > g.valid_to)
  )`

const columns = sql`id, "accountId", name, email, "organisationId", "controllerId", roles, until, "acceptedAt",
  "deactivatedAt", version, "changedAt", "changedBy", open, begun`

/** One page of the members, by name, with the number of all that match. `page` counts from 1. */
export async function listMembers(
  tx: Tx,
  filter: MemberFilter,
  page: number,
  today: Day,
): Promise<{ readonly members: readonly Member[]; readonly total: number }> {
  const where = sql.join(conditionsOf(filter), sql` AND `)
  const counted = await sql<{ total: number }>`
    SELECT count(*) AS total FROM ${membersOn(today)} WHERE ${where}`.execute(tx)
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM ${membersOn(today)} WHERE ${where}
    ORDER BY name, id LIMIT ${membersPerPage} OFFSET ${(page - 1) * membersPerPage}
  `.execute(tx)
  return { members: rows.map(toMember), total: counted.rows[0]?.total ?? 0 }
}

function conditionsOf(filter: MemberFilter) {
  const conditions = [sql<boolean>`true`]
  if (filter.text) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql`(name ILIKE ${pattern} OR email ILIKE ${pattern})`)
  }
  if (filter.role) conditions.push(sql`${filter.role} = ANY (roles)`)
  if (filter.organisation) conditions.push(sql`${filter.organisation} = ANY (organisations)`)
  if (filter.endsSoon) conditions.push(sql`"nextEnd" IS NOT NULL AND "deactivatedAt" IS NULL`)
  if (filter.state) conditions.push(statesInSql[filter.state])
  return conditions
}

/** The same cases as `stateOf`, in the same order, as conditions. */
const statesInSql: Readonly<Record<MemberState, ReturnType<typeof sql<boolean>>>> = {
  deactivated: sql`"deactivatedAt" IS NOT NULL`,
  expired: sql`"deactivatedAt" IS NULL AND NOT open`,
  invited: sql`"deactivatedAt" IS NULL AND open AND "acceptedAt" IS NULL`,
  future: sql`"deactivatedAt" IS NULL AND open AND "acceptedAt" IS NOT NULL AND NOT begun`,
  active: sql`"deactivatedAt" IS NULL AND open AND "acceptedAt" IS NOT NULL AND begun`,
}

/** One member; throws NotFound. */
export async function getMember(tx: Tx, id: string, today: Day): Promise<Member> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM ${membersOn(today)} WHERE id = ${id}`.execute(tx)
  if (!rows[0]) throw new NotFound('member')
  return toMember(rows[0])
}

/** Names by id, for lists that say who did something. Ids of people who are not members stay away. */
export async function namesOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select(['id', 'name'])
    .where('id', 'in', wanted as Id<'user'>[])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** A grant that ends soon and is not renewed, or that waits for a second administrator. */
export interface WaitingGrant {
  readonly id: Id<'grant'>
  readonly memberId: Id<'user'>
  readonly name: string
  readonly role: RoleKey
  readonly validTo: Day | null
  readonly grantedBy: Id<'user'> | null
}

/** Grants that end within the next 30 days and are not followed by one of the same kind, the next end first. */
export async function endingGrants(tx: Tx, today: Day, limit: number): Promise<readonly WaitingGrant[]> {
  const { rows } = await sql<WaitingGrant>`
    SELECT g.id, g.member_id AS "memberId", m.name, g.role, g.valid_to AS "validTo", g.granted_by AS "grantedBy"
    FROM membership_role AS g JOIN membership AS m ON m.id = g.member_id
    WHERE m.deactivated_at IS NULL AND g.revoked_at IS NULL AND g.valid_to >= ${today}::date AND ${endingUnrenewed(today)}
    ORDER BY g.valid_to, m.name, g.id LIMIT ${limit}
  `.execute(tx)
  return rows
}

/** Grants that a second administrator has to confirm, the oldest first. */
export async function awaitingGrants(tx: Tx, today: Day, limit: number): Promise<readonly WaitingGrant[]> {
  const { rows } = await sql<WaitingGrant>`
    SELECT g.id, g.member_id AS "memberId", m.name, g.role, g.valid_to AS "validTo", g.granted_by AS "grantedBy"
    FROM membership_role AS g JOIN membership AS m ON m.id = g.member_id
    WHERE m.deactivated_at IS NULL AND g.awaits_second AND g.revoked_at IS NULL
      AND (g.valid_to IS NULL OR g.valid_to >= ${today}::date)
    ORDER BY g.granted_at, g.id LIMIT ${limit}
  `.execute(tx)
  return rows
}
