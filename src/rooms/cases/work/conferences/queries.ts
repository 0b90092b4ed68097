import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Kept } from '../file.ts'
import { workTables } from '../tables.ts'
import type { ConferenceState } from './domain.ts'

export interface Conference {
  readonly id: Id<'conference'>
  readonly purpose: string
  readonly heldOn: Day
  readonly beginsAt: string | null
  readonly place: string | null
  readonly state: ConferenceState
  readonly minutes: string | null
  readonly version: number
}

/** The conferences of a file, the latest first. */
export async function conferencesOf(tx: Tx, caseId: string): Promise<readonly Conference[]> {
  const rows = await workTables(tx)
    .selectFrom('case_conference')
    .select(['id', 'purpose', 'held_on', 'begins_at', 'place', 'state', 'minutes', 'version'])
    .where('case_id', '=', caseId)
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    heldOn: row.held_on,
    beginsAt: row.begins_at,
    place: row.place,
    state: row.state,
    minutes: row.minutes,
    version: row.version,
  }))
}

/** Throws NotFound for a conference of another file. */
export async function getConference(tx: Tx, file: Pick<Kept, 'id'>, id: string): Promise<Conference> {
  const conference = isId(id) ? (await conferencesOf(tx, file.id)).find((one) => one.id === id) : undefined
  if (!conference) throw new NotFound('conference')
  return conference
}

export interface Participant {
  readonly id: string
  readonly label: string
  readonly memberId: string | null
  /** Until when the member reads the file; null: not at all. */
  readonly readsUntil: Day | null
}

/** Who takes part, by name. */
export async function participantsOf(tx: Tx, conferenceId: string): Promise<readonly Participant[]> {
  const rows = await workTables(tx)
    .selectFrom('case_conference_participant')
    .select(['id', 'label', 'member_id', 'reads_until'])
    .where('conference_id', '=', conferenceId)
    .orderBy('label')
    .orderBy('id')
    .limit(60)
    .execute()
  return rows.map((row) => ({ id: row.id, label: row.label, memberId: row.member_id, readsUntil: row.reads_until }))
}
