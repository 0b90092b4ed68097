import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type Reader, tables, visibleMeetings } from '../access.ts'
import type { MeetingState } from '../domain/kinds.ts'
import type { MeetingDay } from '../domain/meetings.ts'
import { german, type Listed, longestList, pageSize } from './listing.ts'

export interface Meeting extends MeetingDay {
  readonly id: Id<'meeting'>
  readonly key: string
  readonly bodyId: Id<'body'>
  readonly bodyKey: string
  readonly bodyName: string
  readonly bodyShortName: string | null
  /** Whether the body meets in public; a meeting of a body that does not is never public. */
  readonly bodyIsPublic: boolean
  /** The how manieth meeting of its body it is, as the body counts. */
  readonly number: number | null
  /** `17:00`, German time. */
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly place: string | null
  readonly state: MeetingState
  readonly cancelledReason: string | null
  /** The meeting in its place, as far as the reader may see that one. */
  readonly replacedBy: Id<'meeting'> | null
  readonly replacedOn: Day | null
  /** Has a public part. */
  readonly isPublic: boolean
  /** Where it stands in the council system of the district. */
  readonly address: string | null
  readonly simulated: boolean
  readonly version: number
  readonly createdAt: Date
  readonly changedAt: Date
}

export interface MeetingListing {
  readonly bodyId?: string
  /** Key of the body. */
  readonly body?: string
  /** First and last day, both inclusive. */
  readonly from?: Day
  readonly to?: Day
  /** Only those that stand, or only cancelled ones. */
  readonly cancelled?: boolean
  /** Latest first. */
  readonly descending?: boolean
  readonly offset?: number
  /** At most longestList, pageSize unless told. */
  readonly limit?: number
}

/** Meetings in the order of their days; of one day, by time and body. */
export async function listMeetings(tx: Tx, actor: Reader, listing: MeetingListing): Promise<Listed<Meeting>> {
  const { bodyId, body, from, to, cancelled, descending = false } = listing
  const matching = visibleMeetings(tx, actor).where((eb) =>
    eb.and([
      ...(bodyId ? [eb('meeting.body_id', '=', bodyId as Id<'body'>)] : []),
      ...(body ? [eb('body.key', '=', body)] : []),
      ...(from ? [eb('meeting.held_on', '>=', from)] : []),
      ...(to ? [eb('meeting.held_on', '<=', to)] : []),
      ...(cancelled === undefined ? [] : [eb('meeting.cancelled_on', cancelled ? 'is not' : 'is', null)]),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const direction = descending ? 'desc' : 'asc'
  const rows = await withColumns(tx, actor, matching)
    .orderBy('meeting.held_on', direction)
    .orderBy('meeting.starts_at', direction)
    .orderBy(german('body.name'))
    .orderBy('meeting.id')
    .limit(Math.min(listing.limit ?? pageSize, longestList))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** Throws NotFound, also for a meeting that the reader may not see. */
export async function getMeeting(tx: Tx, actor: Reader, id: string): Promise<Meeting> {
  const meeting = await withColumns(tx, actor, visibleMeetings(tx, actor))
    .where('meeting.id', '=', id as Id<'meeting'>)
    .executeTakeFirst()
  if (!meeting) throw new NotFound(`there is no meeting ${id}`)
  return meeting
}

/** The meetings that take the place of cancelled ones come along where the reader may see them. */
const withColumns = (tx: Tx, actor: Reader, query: ReturnType<typeof visibleMeetings>) =>
  query
    .leftJoin(
      visibleMeetings(tx, actor).select(['meeting.id', 'meeting.held_on']).as('instead'),
      'instead.id',
      'meeting.replaced_by',
    )
    .select(columns)

const columns = [
  'meeting.id',
  'meeting.key',
  'meeting.body_id as bodyId',
  'body.key as bodyKey',
  'body.name as bodyName',
  'body.short_name as bodyShortName',
  'body.is_public as bodyIsPublic',
  'meeting.number',
  'meeting.held_on as heldOn',
  sql<string | null>`to_char(meeting.starts_at, 'HH24:MI')`.as('startsAt'),
  sql<string | null>`to_char(meeting.ends_at, 'HH24:MI')`.as('endsAt'),
  'meeting.place',
  'meeting.state',
  'meeting.cancelled_on as cancelledOn',
  'meeting.cancelled_reason as cancelledReason',
  'instead.id as replacedBy',
  'instead.held_on as replacedOn',
  'meeting.is_public as isPublic',
  'meeting.address',
  'meeting.simulated',
  'meeting.version',
  'meeting.created_at as createdAt',
  'meeting.changed_at as changedAt',
] as const

/** Meetings that still take place or took place, to choose from in a form: latest first. */
export function choosableMeetings(
  tx: Tx,
  actor: Reader,
  { bodyId, from }: { readonly bodyId?: string; readonly from?: Day } = {},
) {
  return visibleMeetings(tx, actor)
    .select([
      'meeting.id',
      'meeting.key',
      'meeting.body_id as bodyId',
      'body.name as bodyName',
      'meeting.held_on as heldOn',
      'meeting.state',
      'meeting.is_public as isPublic',
    ])
    .where((eb) =>
      eb.and([
        eb('meeting.cancelled_on', 'is', null),
        ...(bodyId ? [eb('meeting.body_id', '=', bodyId as Id<'body'>)] : []),
        ...(from ? [eb('meeting.held_on', '>=', from)] : []),
      ]),
    )
    .orderBy('meeting.held_on', 'desc')
    .orderBy(german('body.name'))
    .orderBy('meeting.id')
    .limit(500)
    .execute()
}

/**
 * The days of all meetings of some bodies, for rules such as `dueOn`; with them those of other bodies that stand in for
 * a cancelled one. What the transaction may not see is not there: jobs ask as the system.
 */
export function meetingDaysOf(tx: Tx, bodyIds: readonly string[]): Promise<MeetingDay[]> {
  const bodies = [...bodyIds] as Id<'body'>[]
  return tables(tx)
    .selectFrom('meeting')
    .select([
      'id',
      'body_id as bodyId',
      'held_on as heldOn',
      'cancelled_on as cancelledOn',
      'replaced_by as replacedBy',
    ])
    .where((eb) =>
      eb.or([
        eb('body_id', '=', eb.fn.any(eb.val(bodies))),
        eb(
          'id',
          'in',
          eb
            .selectFrom('meeting')
            .select('replaced_by')
            .where('body_id', '=', eb.fn.any(eb.val(bodies))),
        ),
      ]),
    )
    .orderBy('held_on')
    .limit(longestList)
    .execute()
}

/** The years in which there are meetings, latest first, for a filter. */
export async function yearsWithMeetings(tx: Tx, actor: Reader): Promise<number[]> {
  const rows = await visibleMeetings(tx, actor)
    .select(sql<number>`extract(year FROM meeting.held_on)::int`.as('year'))
    .distinct()
    .orderBy('year', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ year }) => year)
}
