import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import { type RoleKey, rolesWith } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { deputiesOf } from '../../platform/identity/substitutions.ts'
import { organisationNames } from '../network/index.ts'

/** A member of a team. */
export interface TeamMember {
  readonly id: Id<'user'>
  readonly name: string
}

/** As what somebody is told that a day has passed. */
export const toldAs = ['owner', 'team', 'head', 'deputy', 'unit', 'coordinator', 'administrator'] as const
export type ToldAs = (typeof toldAs)[number]

/** Somebody who is told, and as what. */
export interface Told {
  readonly id: Id<'user'>
  readonly as: ToldAs
}

/** People of one team who may take hand-overs. */
const largestTeam = 200

/** Units above a team that are asked for a head: a district has three or four steps. */
const mostSteps = 8

/** Who may take hand-overs for an organisation on a day, by name; at most 200. */
export function teamOf(tx: Tx, organisation: Id<'organisation'>, today: Day): Promise<readonly TeamMember[]> {
  return membersWith(tx, today, [...rolesWith('journeys.receive')], organisation)
}

/** The same with the office that refers: who has begun a hand-over for an organisation and may answer a question to it. */
export function givingTeamOf(tx: Tx, organisation: Id<'organisation'>, today: Day): Promise<readonly TeamMember[]> {
  return membersWith(tx, today, [...rolesWith('journeys.receive'), ...rolesWith('journeys.refer')], organisation)
}

/**
 * Who is told of a team's delay, never nobody: who leads it with whoever stands in for them; without one the head of the unit
 * above; without one the coordination of the district; without that the administration, which can name somebody.
 */
export async function headsOf(tx: Tx, organisation: Id<'organisation'>, today: Day): Promise<readonly Told[]> {
  const heads = [...rolesWith('journeys.follow-escalations')]
  const parents = new Map((await organisationNames(tx, today)).map(({ id, parentId }) => [id, parentId]))
  let at: Id<'organisation'> | null = organisation
  for (let step = 0; at !== null && step < mostSteps; step++) {
    const found = await membersWith(tx, today, heads, at)
    if (found.length > 0) return await withDeputies(tx, found, step === 0 ? 'head' : 'unit', today)
    at = parents.get(at) ?? null
  }
  for (const [role, as] of [
    ['coordinator', 'coordinator'],
    ['administrator', 'administrator'],
  ] as const) {
    const found = await membersWith(tx, today, [role])
    if (found.length > 0) return await withDeputies(tx, found, as, today)
  }
  return []
}

/** Members with whoever stands in for them today; somebody who is both is told once, as themselves. */
export async function withDeputies(
  tx: Tx,
  members: readonly Pick<TeamMember, 'id'>[],
  as: ToldAs,
  today: Day,
): Promise<readonly Told[]> {
  const ids = members.map(({ id }) => id)
  const deputies = await deputiesOf(tx, ids, today)
  return [
    ...ids.map((id) => ({ id, as })),
    ...deputies.filter(({ id }) => !ids.includes(id)).map(({ id }) => ({ id, as: 'deputy' as const })),
  ]
}

/** `organisation`: whose grant names it, or who belongs to it; left out: anywhere in the district. */
async function membersWith(
  tx: Tx,
  today: Day,
  roles: readonly RoleKey[],
  organisation?: Id<'organisation'>,
): Promise<readonly TeamMember[]> {
  const where = organisation
    ? sql`coalesce(given.organisation_id, membership.organisation_id) = ${organisation}`
    : sql`true`
  const { rows } = await sql<TeamMember>`
    SELECT DISTINCT membership.id, membership.name
    FROM membership_role AS given JOIN membership ON membership.id = given.member_id
    WHERE ${where} AND given.role = ANY(${roles})
      AND given.valid_from <= ${today}::date AND (given.valid_to IS NULL OR given.valid_to >= ${today}::date)
      AND given.revoked_at IS NULL AND NOT given.awaits_second AND membership.deactivated_at IS NULL
    ORDER BY membership.name, membership.id LIMIT ${largestTeam}
  `.execute(tx)
  return rows
}
