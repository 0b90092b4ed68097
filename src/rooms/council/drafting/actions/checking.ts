import { Conflict } from '../../../../kernel/errors.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { dischargeObligation } from '../../actions/obligations.ts'
import { movePaper, releasePaper } from '../../actions/releasing.ts'
import { isFulfilled } from '../../domain/states.ts'
import { getObligation } from '../../queries/obligations.ts'
import type { Setting } from '../../recording.ts'
import { getDraft, stepsOfDraft } from '../queries.ts'
import { advance, draftToEdit } from './keeping.ts'

/** Gives a draft to whoever checks it. Nothing in it changes until it is sent back. */
export async function submitDraft(tx: Tx, actor: Actor, setting: Setting, id: string, version: number): Promise<void> {
  const draft = await draftToEdit(tx, actor, id)
  await advance(tx, actor, draft, version, { event: 'submitted' })
  await movePaper(tx, actor, setting, draft.paper.id, { move: 'submit' })
}

/** Sends a draft back with what is to be changed. */
export async function returnDraft(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { note, version }: { readonly note: string; readonly version: number },
): Promise<void> {
  const draft = await getDraft(tx, actor, id)
  if (draft.paper.state !== 'internalReview') throw new Conflict('drafting-not-submitted')
  await advance(tx, actor, draft, version, { event: 'returned', note })
  await movePaper(tx, actor, setting, draft.paper.id, { move: 'return' })
}

/**
 * Releases a report: what it says is frozen with its figures, sources and checksum, and the obligations that it meets are
 * fulfilled, unless that waits for the body. Who wrote all of it may release it too; the audit says so.
 */
export async function releaseDraft(tx: Tx, actor: Actor, setting: Setting, id: string, version: number): Promise<void> {
  const draft = await getDraft(tx, actor, id)
  if (draft.paper.state !== 'internalReview') throw new Conflict('drafting-not-submitted')
  const writers = new Set((await stepsOfDraft(tx, draft.id)).map((step) => step.userId))
  await advance(tx, actor, draft, version, {
    event: 'released',
    details: { releasedByOnlyAuthor: writers.size === 1 && writers.has(actor.userId) },
  })
  await releasePaper(tx, actor, setting, draft.paper.id)
  if (draft.dischargedBy === 'hand') return
  for (const obligationId of draft.discharged) {
    const obligation = await getObligation(tx, actor, setting, obligationId)
    if (isFulfilled(obligation.state)) continue
    await dischargeObligation(tx, actor, setting, obligationId, { paperId: draft.paper.id, on: setting.today })
  }
}
