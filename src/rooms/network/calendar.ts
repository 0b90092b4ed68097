import { NotFound } from '../../kernel/errors.ts'
import type { Download, PageRequest, PublicRequest } from '../../platform/http/index.ts'
import type { Translate } from '../../platform/i18n/index.ts'
import { visibleBodies } from './access.ts'
import { type CalendarEntry, writeCalendar } from './domain/calendar.ts'
import { meetingPath } from './paths.ts'
import { getMeeting, type Meeting } from './queries/meetings.ts'
import { publicMeetings } from './queries/public.ts'

const type = 'text/calendar; charset=utf-8'

/** The public meetings of a body, cancelled ones marked, for calendars that subscribe to it. Asks as the public. */
export async function bodyCalendar(request: PublicRequest<'key'>): Promise<Download> {
  const { tx, params, t, origin, tenant } = request
  const body = await visibleBodies(tx, null)
    .select(['id', 'key', 'name'])
    .where('key', '=', params.key)
    .where('is_public', '=', true)
    .executeTakeFirst()
  if (!body) throw new NotFound(`there is no public body ${params.key}`)
  const { rows } = await publicMeetings(tx, { bodyId: body.id, descending: true, limit: 200 })
  const entries = rows.toReversed().map((meeting) => entryOf(t, meeting, origin, tenant.key))
  return { type, filename: `${body.key}.ics`, body: writeCalendar(body.name, entries) }
}

/** One meeting, for the calendar of whoever may see it. */
export async function meetingCalendar({ tx, actor, params, t, origin, tenant }: PageRequest<'id'>): Promise<Download> {
  const meeting = await getMeeting(tx, actor, params.id)
  const entry = entryOf(t, meeting, origin, tenant.key)
  return { type, filename: `${meeting.key}.ics`, body: writeCalendar(meeting.bodyName, [entry]) }
}

function entryOf(t: Translate, meeting: Meeting, origin: string, tenant: string): CalendarEntry {
  const notes = [
    meeting.cancelledReason && t('network.meeting.because', { reason: meeting.cancelledReason }),
    meeting.simulated && t('network.meeting.simulated'),
  ]
  return {
    uid: `${meeting.id}@${new URL(origin).hostname}`,
    title: meeting.bodyName,
    on: meeting.heldOn,
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    place: meeting.place,
    description: notes.filter(Boolean).join('\n') || null,
    // The council system where there is one: the page here needs an account.
    address: meeting.address ?? `${origin}/${tenant}${meetingPath(meeting.id)}`,
    cancelled: meeting.cancelledOn !== null,
    sequence: meeting.version - 1,
    changedAt: meeting.changedAt,
  }
}
