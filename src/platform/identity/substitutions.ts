import type { Day } from '../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { type Standing, substitutionIssues } from '../access/granting.ts'
import { may } from '../access/index.ts'
import type { AccessTables, SubstitutionReason } from '../access/tables.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import type { Doing } from './doing.ts'
import { getMember } from './members.ts'

export type SubstitutionState = 'running' | 'planned' | 'over'

export interface Substitution {
  readonly id: Id<'substitution'>
  readonly absentId: Id<'user'>
  readonly absent: string
  readonly substituteId: Id<'user'>
  readonly substitute: string
  readonly validFrom: Day
  readonly validTo: Day
  readonly reason: SubstitutionReason
  readonly includesGuarded: boolean
  readonly setBy: string | null
  readonly endedAt: Date | null
  readonly state: SubstitutionState
}

/** Rows that a page shows. */
const mostSubstitutions = 100

/** Substitutions, those that run or will first, then the latest; of one member (as absent or as substitute) or of all. */
export async function listSubstitutions(tx: Tx, today: Day, ofMember?: Id<'user'>): Promise<readonly Substitution[]> {
  const whose = ofMember ? sql`(s.absent_id = ${ofMember} OR s.substitute_id = ${ofMember})` : sql`true`
  const { rows } = await sql<Substitution>`
    SELECT s.id, s.absent_id AS "absentId", absent.name AS absent, s.substitute_id AS "substituteId",
      substitute.name AS substitute, s.valid_from AS "validFrom", s.valid_to AS "validTo", s.reason_code AS reason,
      s.includes_guarded AS "includesGuarded", setter.name AS "setBy", s.ended_at AS "endedAt",
      CASE WHEN s.ended_at IS NOT NULL OR s.valid_to < ${today}::date THEN 'over'
        WHEN s.valid_from > ${today}::date THEN 'planned' ELSE 'running' END AS state
    FROM substitution AS s
      JOIN membership AS absent ON absent.id = s.absent_id
      JOIN membership AS substitute ON substitute.id = s.substitute_id
      LEFT JOIN membership AS setter ON setter.id = s.set_by
    WHERE ${whose}
    ORDER BY s.ended_at IS NOT NULL OR s.valid_to < ${today}::date, s.valid_to DESC, s.id DESC
    LIMIT ${mostSubstitutions}
  `.execute(tx)
  return rows
}

export interface SubstitutionInput {
  readonly absentId: Id<'user'>
  readonly substituteId: Id<'user'>
  readonly validFrom: Day
  readonly validTo: Day
  readonly reason: SubstitutionReason
  readonly includesGuarded: boolean
}

/**
 * Lets a member stand in for another. A member may name their own substitute, lead and administration that of others.
 * Throws Invalid with what speaks against it, Conflict when another substitution of the same two meets these days.
 */
export async function setSubstitution(doing: Doing, input: SubstitutionInput): Promise<void> {
  const { tx, actor, clock } = doing
  const today = clock.today()
  const absent = await standingOf(tx, input.absentId, today)
  const substitute = await standingOf(tx, input.substituteId, today)
  const by: Standing = { id: actor.userId, roles: actor.roles, controllerId: actor.controllerId }
  if (absent.id !== actor.userId && !may(actor, 'substitutions.manage')) throw new NotFound('member')
  const issues = substitutionIssues(absent, substitute, input, { today, by, includesGuarded: input.includesGuarded })
  if (issues.length > 0) throw new Invalid(issues)
  const { rows } = await sql`
    SELECT 1 FROM substitution WHERE absent_id = ${absent.id} AND substitute_id = ${substitute.id} AND ended_at IS NULL
      AND valid_from <= ${input.validTo}::date AND valid_to >= ${input.validFrom}::date LIMIT 1
  `.execute(tx)
  if (rows.length > 0) throw new Invalid([{ field: 'validFrom', code: 'substitution-there-already' }])
  const id = newId<'substitution'>(clock.now())
  await tx
    .withTables<AccessTables>()
    .insertInto('substitution')
    .values({
      id,
      absent_id: input.absentId,
      substitute_id: input.substituteId,
      valid_from: input.validFrom,
      valid_to: input.validTo,
      reason_code: input.reason,
      includes_guarded: input.includesGuarded,
      set_at: new Date(clock.now()),
      set_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'identity.substitution-set',
    subject: input.absentId,
    details: {
      substitute: input.substituteId,
      from: input.validFrom,
      to: input.validTo,
      reason: input.reason,
      includesGuarded: input.includesGuarded,
    },
  })
}

/** Who stands in for whom today, and until when. */
export interface Deputy {
  readonly absentId: Id<'user'>
  readonly id: Id<'user'>
  readonly name: string
  readonly until: Day
}

/** Who stands in today for one of these members, by the end of it; pages say until when wherever somebody stands in. */
export async function deputiesOf(tx: Tx, absent: readonly Id<'user'>[], today: Day): Promise<readonly Deputy[]> {
  if (absent.length === 0) return []
  const { rows } = await sql<Deputy>`
    SELECT s.absent_id AS "absentId", s.substitute_id AS id, substitute.name, s.valid_to AS until
    FROM substitution AS s JOIN membership AS substitute ON substitute.id = s.substitute_id
    WHERE s.absent_id = ANY (${absent}::uuid[]) AND s.ended_at IS NULL
      AND s.valid_from <= ${today}::date AND s.valid_to >= ${today}::date AND substitute.deactivated_at IS NULL
    ORDER BY s.valid_to, s.id LIMIT ${mostSubstitutions}
  `.execute(tx)
  return rows
}

/** The substitution, for who may end it; throws NotFound for everybody else. */
export async function getSubstitution({ tx, actor }: Pick<Doing, 'tx' | 'actor'>, id: string) {
  const row = await tx
    .withTables<AccessTables>()
    .selectFrom('substitution')
    .select(['id', 'absent_id', 'substitute_id', 'valid_to', 'ended_at'])
    .where('id', '=', id as Id<'substitution'>)
    .executeTakeFirst()
  if (!row || (row.absent_id !== actor.userId && !may(actor, 'substitutions.manage')))
    throw new NotFound('substitution')
  return row
}

/** Ends a substitution at once; by who is stood in for, or by who manages them. */
export async function endSubstitution(doing: Doing, id: string): Promise<void> {
  const { tx, actor, clock } = doing
  const row = await getSubstitution(doing, id)
  if (row.ended_at || row.valid_to < clock.today()) throw new Conflict('substitution-over')
  await tx
    .withTables<AccessTables>()
    .updateTable('substitution')
    .set({ ended_at: new Date(clock.now()), ended_by: actor.userId })
    .where('id', '=', row.id)
    .where('ended_at', 'is', null)
    .execute()
  await record(tx, actor, {
    event: 'identity.substitution-ended',
    subject: row.absent_id,
    details: { substitute: row.substitute_id },
  })
}

/** The roles of a demo tenant stand for nobody who could be away. */
async function standingOf(tx: Tx, id: Id<'user'>, today: Day): Promise<Standing> {
  const member = await getMember(tx, id, today)
  if (member.email === null) throw new Invalid([{ field: '', code: 'demo-role-fixed' }])
  return {
    id: member.id,
    roles: member.state === 'active' ? member.roles : [],
    controllerId: member.controllerId,
  }
}

export interface MemberChoice {
  readonly id: Id<'user'>
  readonly name: string
  readonly controllerId: Id<'organisation'> | null
  /** May stand in for others: no partner, no member of councils. */
  readonly inside: boolean
}

/** Members who can be stood in for or stand in today, by name. */
export async function memberChoices(tx: Tx, today: Day): Promise<readonly MemberChoice[]> {
  const { rows } = await sql<MemberChoice>`
    SELECT m.id, m.name, m.controller_id AS "controllerId", given.inside
    FROM membership AS m CROSS JOIN LATERAL (
      SELECT bool_or(g.role NOT IN ('council', 'partner')) AS inside FROM access_own_grants(m.id, ${today}::date) AS g
    ) AS given
    WHERE m.deactivated_at IS NULL AND m.accepted_at IS NOT NULL AND given.inside IS NOT NULL
    ORDER BY m.name, m.id LIMIT 500
  `.execute(tx)
  return rows
}
