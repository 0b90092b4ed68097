import { Conflict } from '../../../../kernel/errors.ts'
import { sql } from '../../../../platform/database/index.ts'
import type { PageRequest } from '../../../../platform/http/index.ts'
import { freeze, interfaceFigures, NotReleased, readQuestion, release } from '../../../insight/index.ts'
import { choosableInterfaces } from '../../../network/index.ts'
import { tables } from '../access.ts'
import { comingRound, mayChange } from '../domain/states.ts'
import { figuresOf } from '../queries/evidence.ts'
import { evidenceByRound, type Proposal } from '../queries/proposals.ts'
import { advanceProposal } from '../recording.ts'

/** What freezing needs of a request; a demonstration has it too. */
export type Asking = Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock'>

/**
 * Freezes the figures of the last twelve months at the proposal's interface, as they may be seen by the steering group, and
 * lets the proposal rest on them: its weight is the days they count. Asked for again, newer figures hold; those of a round
 * that was decided stay with it. Throws Conflict where nothing may be released, or the group has the proposal.
 */
export async function freezeEvidence(request: Asking, proposal: Proposal): Promise<void> {
  if (!mayChange(proposal.state)) throw new Conflict('steering-proposal-submitted')
  await restOnFigures(request, proposal, comingRound(proposal))
}

/** The same whatever the state of the proposal, for one round of it: for loading. */
export async function restOnFigures(request: Asking, proposal: Proposal, round: number): Promise<void> {
  const { tx, actor, clock, tenant } = request
  const joined = (await choosableInterfaces(tx, actor, clock.today())).find(({ id }) => id === proposal.interfaceId)
  if (!joined) throw new Conflict('steering-evidence-of-nothing')
  const question = await readQuestion({ ...request, query: new URLSearchParams('period=12-months') } as PageRequest)
  const figures = interfaceFigures(question, tenant.land, joined.key)
  if (!figures) throw new Conflict('steering-evidence-none')
  let frozen: Awaited<ReturnType<typeof freeze>>
  try {
    const released = await release(figures, { kind: 'steering', tx, actor, event: 'steering.evidence-frozen' })
    frozen = await freeze(tx, actor, released, clock)
  } catch (error) {
    if (error instanceof NotReleased) throw new Conflict('steering-evidence-refused')
    throw error
  }
  const before = (await evidenceByRound(tx, proposal.id)).find((one) => one.round === round)
  if (before?.releaseId === frozen.id) return
  await tables(tx)
    .insertInto('proposal_evidence')
    .values({
      proposal_id: proposal.id,
      round,
      position: (before?.position ?? 0) + 1,
      release_id: frozen.id,
      added_at: sql<Date>`now()`,
      added_by: actor.userId,
    })
    .execute()
  const { days } = figuresOf(frozen)
  await advanceProposal(
    tx,
    actor,
    proposal,
    { weight: days && 'value' in days ? Math.max(0, Math.round(days.value)) : null },
    { event: 'evidence-frozen', details: { release: frozen.id, round } },
  )
}
