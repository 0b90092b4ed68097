import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Reader, visibleResolutions } from '../access.ts'
import { found, type Listed, longestList, pageSize } from './listing.ts'

export interface Resolution {
  readonly id: Id<'resolution'>
  readonly number: string | null
  readonly title: string
  readonly bodyId: Id<'body'>
  readonly meetingId: Id<'meeting'> | null
  readonly agendaItemId: Id<'agendaItem'> | null
  readonly paperId: Id<'paper'> | null
  readonly originatorId: Id<'partyGroup'> | null
  readonly decidedOn: Day
  /** Word for word. */
  readonly wording: string
  readonly isPublic: boolean
  /** The resolution that this one corrects, and why. */
  readonly replacesId: Id<'resolution'> | null
  readonly correctionReason: string | null
  /** The one that corrects it; null while it holds. */
  readonly replacedById: Id<'resolution'> | null
  readonly address: string | null
  readonly simulated: boolean
  readonly createdAt: Date
}

const resolutions = (tx: Tx, reader: Reader) =>
  visibleResolutions(tx, reader)
    .leftJoin('resolution as later', 'later.replaces_id', 'resolution.id')
    .select([
      'resolution.id',
      'resolution.number',
      'resolution.title',
      'resolution.body_id as bodyId',
      'resolution.meeting_id as meetingId',
      'resolution.agenda_item_id as agendaItemId',
      'resolution.paper_id as paperId',
      'resolution.originator_id as originatorId',
      'resolution.decided_on as decidedOn',
      'resolution.wording',
      'resolution.is_public as isPublic',
      'resolution.replaces_id as replacesId',
      'resolution.correction_reason as correctionReason',
      'later.id as replacedById',
      'resolution.address',
      'resolution.simulated',
      'resolution.created_at as createdAt',
    ])

/** Throws NotFound, also for a resolution that the reader may not see. */
export async function getResolution(tx: Tx, reader: Reader, id: string): Promise<Resolution> {
  const resolution = await resolutions(tx, reader)
    .where('resolution.id', '=', id as Id<'resolution'>)
    .executeTakeFirst()
  if (!resolution) throw new NotFound(`there is no resolution ${id}`)
  return resolution
}

export interface ResolutionListing {
  readonly bodyId?: string
  readonly meetingId?: string
  readonly agendaItemId?: string
  readonly paperId?: string
  readonly text?: string
  /** Also those that were corrected. */
  readonly replacedToo?: boolean
  readonly offset?: number
  readonly limit?: number
}

/** Resolutions, latest first. */
export async function listResolutions(tx: Tx, reader: Reader, listing: ResolutionListing): Promise<Listed<Resolution>> {
  const { bodyId, meetingId, agendaItemId, paperId, replacedToo = false } = listing
  const matching = resolutions(tx, reader).where((eb) =>
    eb.and([
      ...(bodyId ? [eb('resolution.body_id', '=', bodyId as Id<'body'>)] : []),
      ...(meetingId ? [eb('resolution.meeting_id', '=', meetingId as Id<'meeting'>)] : []),
      ...(agendaItemId ? [eb('resolution.agenda_item_id', '=', agendaItemId as Id<'agendaItem'>)] : []),
      ...(paperId ? [eb('resolution.paper_id', '=', paperId as Id<'paper'>)] : []),
      ...(replacedToo ? [] : [eb('later.id', 'is', null)]),
      ...found('resolution', 'resolution.id', listing.text),
    ]),
  )
  const { total } = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching
    .orderBy('resolution.decided_on', 'desc')
    .orderBy('resolution.id', 'desc')
    .limit(Math.min(listing.limit ?? pageSize, longestList))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** All versions of a resolution, newest first, ending with the first quotation. */
export async function versionsOfResolution(tx: Tx, reader: Reader, resolution: Resolution): Promise<Resolution[]> {
  let newest = resolution
  while (newest.replacedById !== null) newest = await getResolution(tx, reader, newest.replacedById)
  const versions = [newest]
  for (let last = newest; last.replacesId !== null; ) {
    last = await getResolution(tx, reader, last.replacesId)
    versions.push(last)
  }
  return versions
}
