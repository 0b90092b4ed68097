import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { RoleKey } from '../../access/index.ts'
import { sql, type Tenant, type Tx } from '../../database/index.ts'
import { readSetting } from '../../settings/index.ts'
import { requiredRoles, secondFactorSetting } from './required.ts'

/** A member who needs a second factor and has none yet. */
export interface WithoutFactor {
  readonly id: Id<'user'>
  readonly name: string
  readonly roles: readonly RoleKey[]
  /** Since when they are asked at each sign-in: since they work here, or since the district decided so. */
  readonly askedSince: Date
}

export interface Standing {
  /** Members whose role needs one today. */
  readonly needed: number
  readonly without: number
}

export const withoutPerPage = 50

/** Members (`m`) with `roles` that need a second factor on a day; roles of a demo stand for nobody. */
const needing = (required: readonly RoleKey[], today: Day) => sql`
  FROM membership AS m
  CROSS JOIN LATERAL (SELECT array_agg(DISTINCT g.role) AS roles FROM access_grants(m.id, ${today}::date) AS g) AS given
  WHERE m.deactivated_at IS NULL AND m.accepted_at IS NOT NULL AND m.email IS NOT NULL
    AND given.roles && ${[...required]}::text[]`

const lacksFactor = sql`
  NOT EXISTS (SELECT FROM credential AS c WHERE c.account_id = m.account_id AND c.kind IN ('totp', 'passkey'))`

/** How many need one, and how many of them have none. */
export async function countStanding(tx: Tx, tenant: Pick<Tenant, 'demo'>, today: Day): Promise<Standing> {
  const { version, value } = await readSetting(tx, secondFactorSetting)
  const required = requiredRoles(tenant, version === 0 ? null : value)
  if (required.length === 0) return { needed: 0, without: 0 }
  const { rows } = await sql<Standing>`
    SELECT count(*)::integer AS needed, (count(*) FILTER (WHERE ${lacksFactor}))::integer AS without ${needing(required, today)}
  `.execute(tx)
  return rows[0] ?? { needed: 0, without: 0 }
}

/** One page of those who have none yet, by name. `page` counts from 1. */
export async function listWithoutFactor(
  tx: Tx,
  tenant: Pick<Tenant, 'demo'>,
  today: Day,
  page: number,
): Promise<readonly WithoutFactor[]> {
  const { version, value, changedAt } = await readSetting(tx, secondFactorSetting)
  const required = requiredRoles(tenant, version === 0 ? null : value)
  if (required.length === 0) return []
  const { rows } = await sql<WithoutFactor>`
    SELECT m.id, m.name, given.roles, greatest(m.accepted_at, ${changedAt}::timestamptz) AS "askedSince"
    ${needing(required, today)} AND ${lacksFactor}
    ORDER BY m.name, m.id LIMIT ${withoutPerPage} OFFSET ${(page - 1) * withoutPerPage}
  `.execute(tx)
  return rows
}
