import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type AgendaItem, agendaOf, getMeeting, type Meeting } from '../../network/index.ts'
import { inNetwork, type Reader, tables, visiblePapers } from '../access.ts'
import type { ConsultationRole, Result } from '../domain/kinds.ts'

/** One step of a consultation sequence. */
export interface Consultation {
  readonly id: Id<'consultation'>
  readonly paperId: Id<'paper'>
  readonly position: number
  readonly bodyId: Id<'body'>
  readonly meetingId: Id<'meeting'> | null
  readonly agendaItemId: Id<'agendaItem'> | null
  readonly role: ConsultationRole
  readonly authoritative: boolean
  readonly result: Result
  readonly votesYes: number | null
  readonly votesNo: number | null
  readonly votesAbstained: number | null
  readonly votesExcluded: number | null
  readonly resultNote: string | null
  readonly version: number
}

const columns = [
  'consultation.id',
  'consultation.paper_id as paperId',
  'consultation.position',
  'consultation.body_id as bodyId',
  'consultation.meeting_id as meetingId',
  'consultation.agenda_item_id as agendaItemId',
  'consultation.role',
  'consultation.authoritative',
  'consultation.result',
  'consultation.votes_yes as votesYes',
  'consultation.votes_no as votesNo',
  'consultation.votes_abstained as votesAbstained',
  'consultation.votes_excluded as votesExcluded',
  'consultation.result_note as resultNote',
  'consultation.version',
] as const

/** The consultation sequence of papers that the reader sees, in order; the third lock leaves out what is not public. */
export function consultationsOf(tx: Tx, paperIds: readonly string[]): Promise<Consultation[]> {
  if (paperIds.length === 0) return Promise.resolve([])
  return tables(tx)
    .selectFrom('consultation')
    .select(columns)
    .where('paper_id', 'in', [...paperIds] as Id<'paper'>[])
    .orderBy('paper_id')
    .orderBy('position')
    .execute()
}

/** Throws NotFound, also where the reader may not see the paper. */
export async function getConsultation(tx: Tx, reader: Reader, id: string): Promise<Consultation> {
  const found = await visiblePapers(tx, reader)
    .innerJoin('consultation', 'consultation.paper_id', 'paper.id')
    .select(columns)
    .where('consultation.id', '=', id as Id<'consultation'>)
    .executeTakeFirst()
  if (!found) throw new NotFound(`there is no consultation ${id}`)
  return found
}

/** What is consulted under an agenda item; undefined where nothing is, or the reader may not see it. */
export function findConsultationOfItem(tx: Tx, reader: Reader, agendaItemId: string) {
  return visiblePapers(tx, reader)
    .innerJoin('consultation', 'consultation.paper_id', 'paper.id')
    .select([...columns, 'paper.number', 'paper.title', 'paper.kind', 'paper.is_public as isPublic'])
    .where('consultation.agenda_item_id', '=', agendaItemId as Id<'agendaItem'>)
    .executeTakeFirst()
}

/** When and under which number something is consulted. */
export interface Place {
  readonly meeting: Meeting
  readonly item: AgendaItem | null
}

/** Meetings and agenda items of consultations, by consultation, as far as the reader may see them. */
export async function placesOf(
  tx: Tx,
  reader: Reader,
  consultations: readonly Consultation[],
): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>()
  for (const { id, meetingId, agendaItemId } of consultations) {
    if (meetingId === null) continue
    const meeting = await getMeeting(tx, inNetwork(reader), meetingId).catch(unseen)
    if (!meeting) continue
    const agenda = agendaItemId === null ? [] : await agendaOf(tx, inNetwork(reader), meetingId)
    places.set(id, { meeting, item: agenda.find((item) => item.id === agendaItemId) ?? null })
  }
  return places
}

/** A meeting that the reader may not see leaves its step without a date; any other failure ends the work. */
function unseen(error: unknown): undefined {
  if (error instanceof NotFound) return undefined
  throw error
}
