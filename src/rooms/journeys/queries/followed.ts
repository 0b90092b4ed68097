import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { type Appointment, bookedOfAll } from '../appointments.ts'
import type { State } from '../domain.ts'

/** A hand-over as the file follows it that gave it. */
export interface FollowedHandover {
  readonly id: Id<'handover'>
  readonly interfaceId: Id<'interface'>
  readonly toOrganisationId: Id<'organisation'>
  readonly state: State
  readonly offeredOn: Day | null
  readonly answeredOn: Day | null
  readonly endedOn: Day | null
  readonly replyBy: Day | null
  readonly appointment: Appointment | null
}

const mostOfFile = 100

/** The hand-overs that a file gave, as far as the transaction may see them: for the platform, and for who leads the file. */
export async function followedHandovers(tx: Tx, fileId: string): Promise<readonly FollowedHandover[]> {
  const rows = await tables(tx)
    .selectFrom('handover')
    .select([
      'id',
      'interface_id as interfaceId',
      'to_organisation_id as toOrganisationId',
      'state',
      'offered_on as offeredOn',
      'answered_on as answeredOn',
      'ended_on as endedOn',
      'reply_by as replyBy',
    ])
    .where('origin_id', '=', fileId as Id<'case'>)
    .orderBy('created_at', 'desc')
    .limit(mostOfFile)
    .execute()
  const booked = await bookedOfAll(
    tx,
    rows.filter(({ state }) => state === 'accepted').map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, appointment: booked.get(row.id) ?? null }))
}

/** The file that gave a hand-over; for the platform. */
export async function fileOfHandover(tx: Tx, id: Id<'handover'>): Promise<string | null> {
  const row = await tables(tx).selectFrom('handover').select('origin_id').where('id', '=', id).executeTakeFirst()
  return row?.origin_id ?? null
}

/** Files with a hand-over that is open or ended since a day; for the platform. */
export async function filesOfHandovers(tx: Tx, since: Day, limit: number): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('handover')
    .select('origin_id')
    .distinct()
    .where('origin_id', 'is not', null)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', since)]))
    .limit(limit)
    .execute()
  return rows.flatMap(({ origin_id }) => origin_id ?? [])
}
