import { Conflict } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, tables, visibleHandovers } from '../access.ts'
import { demandOwn, lockHandover, sideOf } from '../locking.ts'

/**
 * Says in which file of their own the receiving side keeps a hand-over. The file is opaque here; that it is one of the
 * actor's is for the caller to see. Throws NotFound, Conflict for the giving side and for one that stands in a file already,
 * ChangedMeanwhile when somebody else of the team has it.
 */
export async function takeIntoFile(tx: Tx, actor: Actor, id: Id<'handover'>, fileId: string): Promise<void> {
  demand(actor, 'journeys.receive')
  const acting = demandHandingOver(actor)
  const handover = await lockHandover(tx, actor, id)
  if (sideOf(handover, acting) !== 'receiver') throw new Conflict('journeys-not-yours')
  await demandOwn(tx, actor, id, handover.assigned_to)
  const { receiving_case_id: there } = await visibleHandovers(tx, actor)
    .select('receiving_case_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (there !== null) throw new Conflict('journeys-in-file-already')
  await tables(tx)
    .updateTable('handover')
    .set({ receiving_case_id: fileId as Id<'case'> })
    .where('id', '=', id)
    .execute()
  await record(tx, actor, {
    event: 'journeys.handover-filed',
    subject: id,
    subjectKind: 'journeys.handover',
    details: { file: fileId },
  })
}
