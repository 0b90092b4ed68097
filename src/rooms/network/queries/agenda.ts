import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Reader, visibleAgendaItems, visibleAgendaParts } from '../access.ts'

export interface AgendaItem {
  readonly id: Id<'agendaItem'>
  readonly meetingId: Id<'meeting'>
  readonly isPublic: boolean
  /** From 1 within its part. */
  readonly position: number
  /** `Ö 3`, `N 1`; null where a source does not tell it. */
  readonly number: string | null
  readonly title: string
  /** Taken off the agenda; it keeps its number. */
  readonly withdrawn: boolean
  readonly simulated: boolean
  readonly createdAt: Date
  readonly changedAt: Date
}

/** The agenda of a meeting as far as the reader may see it: the public part first, each in its order. */
export function agendaOf(tx: Tx, actor: Reader, meetingId: string): Promise<AgendaItem[]> {
  return visibleAgendaItems(tx, actor)
    .select(columns)
    .where('agenda_item.meeting_id', '=', meetingId as Id<'meeting'>)
    .orderBy('agenda_item.is_public', 'desc')
    .orderBy('agenda_item.position')
    .execute()
}

/** Throws NotFound, also for an item that the reader may not see. */
export async function getAgendaItem(tx: Tx, actor: Reader, id: string): Promise<AgendaItem> {
  const item = await visibleAgendaItems(tx, actor)
    .select(columns)
    .where('agenda_item.id', '=', id as Id<'agendaItem'>)
    .executeTakeFirst()
  if (!item) throw new NotFound(`there is no agenda item ${id}`)
  return item
}

const columns = [
  'agenda_item.id',
  'agenda_item.meeting_id as meetingId',
  'agenda_item.is_public as isPublic',
  'agenda_item.position',
  'agenda_item.number',
  'agenda_item.title',
  'agenda_item.withdrawn',
  'agenda_item.simulated',
  'agenda_item.created_at as createdAt',
  'agenda_item.changed_at as changedAt',
] as const

export interface AgendaPart {
  readonly id: Id<'agenda'>
  readonly isPublic: boolean
  readonly version: number
  /** When this part was last changed: what OParl calls `modified`, and tells nothing of the other part. */
  readonly changedAt: Date
}

/** The parts of an agenda that were ever written, public first. */
export function agendaPartsOf(tx: Tx, actor: Reader, meetingId: string): Promise<AgendaPart[]> {
  return visibleAgendaParts(tx, actor)
    .select([
      'agenda_part.id',
      'agenda_part.is_public as isPublic',
      'agenda_part.version',
      'agenda_part.changed_at as changedAt',
    ])
    .where('agenda_part.meeting_id', '=', meetingId as Id<'meeting'>)
    .orderBy('agenda_part.is_public', 'desc')
    .execute()
}
