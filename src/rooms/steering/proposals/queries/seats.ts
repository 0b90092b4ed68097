import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { rights } from '../../access.ts'
import { tables } from '../access.ts'

/** A seat that a person may vote for today. */
export interface Seat {
  readonly id: Id<'user'>
  /** The organisation that the seat speaks for. */
  readonly organisationId: Id<'organisation'> | null
  /** Whom they stand in for; null: it is their own. */
  readonly absent: string | null
}

/**
 * The seats that a person votes for today: their own, and one for each member whom they stand in for. Each has one voice,
 * so who stands in for two votes twice. Their own comes first.
 */
export async function seatsOf(tx: Tx, { userId }: Pick<Actor, 'userId'>): Promise<Seat[]> {
  const { rows } = await sql<Seat>`
    SELECT DISTINCT ON (given.absent_id IS NOT NULL, seat.id)
      seat.id, given.organisation_id AS "organisationId", CASE WHEN given.absent_id IS NOT NULL THEN seat.name END AS absent
    FROM access_grants(${userId}, access_today()) AS given
      JOIN membership AS seat ON seat.id = coalesce(given.absent_id, ${userId})
    WHERE given.role = ANY (${[...rights['steering.vote']]}::text[])
    ORDER BY given.absent_id IS NOT NULL, seat.id, given.organisation_id
    LIMIT 50
  `.execute(tx)
  return rows
}

/** Those of these seats that may vote in a procedure: the ones that there were when it was opened. */
export async function entitledOf(tx: Tx, procedureId: Id<'procedure'>, seats: readonly Seat[]): Promise<Seat[]> {
  if (seats.length === 0) return []
  const rows = await tables(tx)
    .selectFrom('written_seat')
    .select('seat_id')
    .where('procedure_id', '=', procedureId)
    .where(
      'seat_id',
      'in',
      seats.map(({ id }) => id),
    )
    .execute()
  const named = new Set<string>(rows.map(({ seat_id }) => seat_id))
  return seats.filter(({ id }) => named.has(id))
}
