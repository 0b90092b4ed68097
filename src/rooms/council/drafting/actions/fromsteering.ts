import type { Id } from '../../../../kernel/ids.ts'
import { findActor } from '../../../../platform/identity/index.ts'
import type { JobHandler } from '../../../../platform/jobs/index.ts'
import { findPassedOn, noteDraftedPaper, type PaperWanted } from '../../../steering/index.ts'
import { createPaper } from '../../actions/papers.ts'
import { blocksOf } from '../../domain/content.ts'

/**
 * The steering group passed something on: begins the draft of a decision paper for the body that it named, not public until
 * somebody says otherwise, in the name of who recorded the decision. Run twice it drafts once.
 */
export const draftFromSteering: JobHandler = async ({ tx, tenant, clock }, payload) => {
  const { proposalId, bodyId, by } = payload as PaperWanted
  const today = clock.today()
  const actor = await findActor(tx, by as Id<'user'>, today)
  const passedOn = actor && (await findPassedOn(tx, proposalId))
  if (!actor || !passedOn || passedOn.drafted) return
  const setting = { today, demo: tenant.demo, land: tenant.land }
  const id = await createPaper(tx, actor, setting, {
    kind: 'decision',
    title: passedOn.title,
    isPublic: false,
    datedOn: today,
    content: { proposedResolution: passedOn.text, explanation: blocksOf(passedOn.about), sources: [] },
    consultations: [{ bodyId: bodyId as Id<'body'>, role: 'decision', authoritative: true }],
  })
  await noteDraftedPaper(tx, actor, proposalId, { id, title: passedOn.title })
}
