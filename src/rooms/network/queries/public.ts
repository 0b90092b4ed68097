import type { Tx } from '../../../platform/database/index.ts'
import { type AgendaItem, agendaOf } from './agenda.ts'
import type { Listed } from './listing.ts'
import { getMeeting, listMeetings, type Meeting, type MeetingListing } from './meetings.ts'

/*
 * What anybody may know of meetings, for pages of everybody: they ask in a transaction of the public, which sees no other
 * rows, and narrow once more by themselves. No count, number or time of change tells of what is not public.
 */

/** Public meetings of public bodies, cancelled ones included. */
export const publicMeetings = (tx: Tx, listing: MeetingListing): Promise<Listed<Meeting>> =>
  listMeetings(tx, null, listing)

/** Throws NotFound for whatever is not public. */
export const getPublicMeeting = (tx: Tx, id: string): Promise<Meeting> => getMeeting(tx, null, id)

/** The public part of an agenda. */
export const publicAgenda = (tx: Tx, meetingId: string): Promise<AgendaItem[]> => agendaOf(tx, null, meetingId)
