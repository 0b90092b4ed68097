import type { Day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { RoleKey } from '../access/index.ts'
import { sql, type Tx } from '../database/index.ts'
import type { IdentityTables, MembershipTable } from './tables.ts'

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
  readonly roles: readonly RoleKey[]
  readonly validFrom: Day
  readonly validTo: Day | null
  readonly acceptedAt: Date | null
  readonly deactivatedAt: Date | null
  readonly version: number
  readonly changedAt: Date
  readonly changedBy: Id<'user'> | null
  readonly state: MemberState
}

type Row = { [Column in keyof MembershipTable]: MembershipTable[Column] } & { version: number }

/** The state of a membership on a day. What ended it last counts before what would begin. */
export function stateOf(
  row: Pick<Row, 'accepted_at' | 'deactivated_at' | 'valid_from' | 'valid_to'>,
  today: string,
): MemberState {
  if (row.deactivated_at) return 'deactivated'
  if (row.valid_to && row.valid_to < today) return 'expired'
  if (!row.accepted_at) return 'invited'
  return row.valid_from > today ? 'future' : 'active'
}

function toMember(row: Row, today: string): Member {
  return {
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    organisationId: row.organisation_id,
    roles: row.roles,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    acceptedAt: row.accepted_at,
    deactivatedAt: row.deactivated_at,
    version: row.version,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    state: stateOf(row, today),
  }
}

export interface MemberFilter {
  /** Part of a name or an address. */
  readonly text?: string
  readonly role?: RoleKey
  readonly state?: MemberState
}

/** Rows on a page of the list. */
export const membersPerPage = 50

/** One page of the members, by name, with the number of all that match. `page` counts from 1. */
export async function listMembers(
  tx: Tx,
  filter: MemberFilter,
  page: number,
  today: string,
): Promise<{ readonly members: readonly Member[]; readonly total: number }> {
  let query = tx.withTables<IdentityTables>().selectFrom('membership')
  if (filter.text) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((where) => where.or([where('name', 'ilike', pattern), where('email', 'ilike', pattern)]))
  }
  if (filter.role) query = query.where(sql<boolean>`roles @> ARRAY[${filter.role}]`)
  if (filter.state) query = query.where(conditionOf(filter.state, today))
  const { total } = await query.select((count) => count.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(membersPerPage)
    .offset((page - 1) * membersPerPage)
    .execute()
  return { members: rows.map((row) => toMember(row as Row, today)), total }
}

/** The same cases as `stateOf`, in the same order, as a condition. */
function conditionOf(state: MemberState, today: string) {
  const ended = sql`coalesce(valid_to < ${today}::date, false)`
  const conditions = {
    deactivated: sql<boolean>`deactivated_at IS NOT NULL`,
    expired: sql<boolean>`deactivated_at IS NULL AND ${ended}`,
    invited: sql<boolean>`deactivated_at IS NULL AND NOT ${ended} AND accepted_at IS NULL`,
    future: sql<boolean>`deactivated_at IS NULL AND NOT ${ended} AND accepted_at IS NOT NULL AND valid_from > ${today}::date`,
    active: sql<boolean>`deactivated_at IS NULL AND NOT ${ended} AND accepted_at IS NOT NULL AND valid_from <= ${today}::date`,
  }
  return conditions[state]
}

/** One member; throws NotFound. */
export async function getMember(tx: Tx, id: string, today: string): Promise<Member> {
  const row = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .selectAll()
    .where('id', '=', id as Id<'user'>)
    .executeTakeFirst()
  if (!row) throw new NotFound('member')
  return toMember(row as Row, today)
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
