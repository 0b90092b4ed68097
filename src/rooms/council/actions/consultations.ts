import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { bodyNames, getMeeting } from '../../network/index.ts'
import { tables } from '../access.ts'
import { changesBetween } from '../domain/changes.ts'
import type { ConsultationRole } from '../domain/kinds.ts'
import { getConsultation } from '../queries/consultations.ts'
import { getPaper } from '../queries/papers.ts'
import { advanced, noteChange } from '../recording.ts'

export interface NewConsultation {
  readonly bodyId: Id<'body'>
  /** A meeting of that body, where it is known already. */
  readonly meetingId?: Id<'meeting'> | undefined
  readonly role: ConsultationRole
  /** Here the decision is taken; for the role `decision` unless told. */
  readonly authoritative?: boolean
}

/** Adds a step at the end of a paper's consultation sequence; returns its id. Throws Invalid for a meeting of another body. */
export async function addConsultation(
  tx: Tx,
  actor: Actor,
  paperId: string,
  { bodyId, meetingId, role, authoritative = role === 'decision' }: NewConsultation,
): Promise<Id<'consultation'>> {
  const paper = await getPaper(tx, actor, paperId)
  if (!(await bodyNames(tx)).some(({ id }) => id === bodyId))
    throw new Invalid([{ field: 'body', code: 'not-an-option' }])
  if (meetingId) await demandMeetingOf(tx, actor, meetingId, bodyId)
  const id = newId<'consultation'>()
  await tables(tx)
    .insertInto('consultation')
    .values((eb) => ({
      id,
      paper_id: paper.id,
      position: eb
        .selectFrom('consultation')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
        .where('paper_id', '=', paper.id),
      body_id: bodyId,
      meeting_id: meetingId ?? null,
      agenda_item_id: null,
      role,
      authoritative,
      result: 'none',
      ...advanced(actor, 0),
    }))
    .execute()
  await noteChange(tx, actor, {
    kind: 'consultation',
    id,
    version: 1,
    event: 'created',
    changes: changesBetween({}, { role, authoritative, body: bodyId, meeting: meetingId ?? null }),
    details: { paper: paper.id },
  })
  return id
}

/** Takes a step out of the sequence. Throws Conflict once it stands on an agenda or has a result. */
export async function removeConsultation(tx: Tx, actor: Actor, paperId: string, id: string): Promise<void> {
  const one = await getConsultation(tx, actor, id)
  if (one.paperId !== paperId) throw new Invalid([{ field: '', code: 'invalid' }])
  if (one.agendaItemId !== null || one.result !== 'none') throw new Conflict('council-consultation-bound')
  await tables(tx).deleteFrom('consultation').where('id', '=', one.id).execute()
  await tables(tx)
    .updateTable('consultation')
    .set({ position: sql<number>`position - 1` })
    .where('paper_id', '=', one.paperId)
    .where('position', '>', one.position)
    .execute()
  await noteChange(tx, actor, {
    kind: 'consultation',
    id,
    version: one.version + 1,
    event: 'removed',
    details: { paper: one.paperId },
  })
}

/** Throws Invalid unless the meeting is one of the body and was not cancelled. */
export async function demandMeetingOf(tx: Tx, actor: Actor, meetingId: string, bodyId: string): Promise<void> {
  const meeting = await getMeeting(tx, actor, meetingId)
  if (meeting.bodyId !== bodyId || meeting.cancelledOn !== null)
    throw new Invalid([{ field: 'meeting', code: 'not-an-option' }])
}
