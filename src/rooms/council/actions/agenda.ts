import { Conflict } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { addAgendaItem } from '../../network/index.ts'
import { tables } from '../access.ts'
import { isDraft, mayMovePaper } from '../domain/states.ts'
import { getConsultation } from '../queries/consultations.ts'
import { getPaper } from '../queries/papers.ts'
import { advanced, demandUpdated, noteChange, type Setting } from '../recording.ts'
import { demandMeetingOf } from './consultations.ts'
import { movePaper } from './releasing.ts'

/**
 * Puts a step of a released paper on the agenda of a meeting of its body: public papers into the public part. Throws
 * Conflict for a draft and for a step that stands on an agenda already.
 */
export async function putOnAgenda(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { meetingId, version }: { readonly meetingId: Id<'meeting'>; readonly version?: number },
): Promise<Id<'agendaItem'>> {
  const one = await getConsultation(tx, actor, id)
  const paper = await getPaper(tx, actor, one.paperId)
  if (isDraft(paper.state) || !mayMovePaper(paper.state, 'schedule')) throw new Conflict('council-not-released')
  if (one.agendaItemId !== null) throw new Conflict('council-on-agenda')
  await demandMeetingOf(tx, actor, meetingId, one.bodyId)
  const agendaItemId = await addAgendaItem(tx, actor, meetingId, {
    title: paper.number === null ? paper.title : `${paper.title} (${paper.number})`,
    isPublic: paper.isPublic,
    simulated: paper.simulated,
  })
  const seen = version ?? one.version
  const updated = await tables(tx)
    .updateTable('consultation')
    .set({ meeting_id: meetingId, agenda_item_id: agendaItemId, ...advanced(actor, seen) })
    .where('id', '=', one.id)
    .where('version', '=', seen)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await noteChange(tx, actor, {
    kind: 'consultation',
    id,
    version: seen + 1,
    event: 'scheduled',
    changes: [{ field: 'meeting', before: one.meetingId, after: meetingId }],
    details: { paper: paper.id, agendaItem: agendaItemId },
  })
  await movePaper(tx, actor, setting, paper.id, { move: 'schedule' })
  return agendaItemId
}
