import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { type Reader, visibleMinutes } from '../access.ts'
import type { MinutesContent } from '../domain/minutes.ts'

export interface Minutes {
  readonly meetingId: Id<'meeting'>
  readonly state: 'draft' | 'released'
  readonly content: MinutesContent
  readonly releasedOn: Day | null
  readonly checksum: string | null
  readonly version: number
}

/** The minutes of a meeting, as far as the reader may see them. */
export function findMinutes(tx: Tx, reader: Reader, meetingId: string): Promise<Minutes | undefined> {
  return visibleMinutes(tx, reader)
    .select(['meeting_id as meetingId', 'state', 'content', 'released_on as releasedOn', 'checksum', 'version'])
    .where('meeting_id', '=', meetingId as Id<'meeting'>)
    .executeTakeFirst()
}

/** Which of these meetings have minutes, and how they stand. */
export async function minutesStates(
  tx: Tx,
  reader: Reader,
  meetingIds: readonly Id<'meeting'>[],
): Promise<ReadonlyMap<string, Minutes['state']>> {
  if (meetingIds.length === 0) return new Map()
  const rows = await visibleMinutes(tx, reader)
    .select(['meeting_id', 'state'])
    .where('meeting_id', 'in', [...meetingIds])
    .execute()
  return new Map(rows.map((row) => [row.meeting_id as string, row.state]))
}
