import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { storeWords } from '../../../platform/search/index.ts'
import { tables } from './access.ts'
import { contentOf } from './domain/content.ts'
import { findProposalById, optionsOf, type Proposal, versionsOf } from './queries/proposals.ts'
import type { ProposalTables } from './tables.ts'

/** Who writes; the system loads demonstrations and counts votes. */
export type Writer = Actor | 'system'
export const userOf = (actor: Writer): string | null => (actor === 'system' ? null : actor.userId)

type Change = Partial<Omit<ProposalTables['proposal'], 'id' | 'number' | 'simulated' | 'created_at' | 'can_change'>> & {
  readonly can_change?: readonly string[]
}

/**
 * Changes a proposal, moves its version on and keeps what it says now. With `seen`, the version that the person saw, throws
 * ChangedMeanwhile when somebody was faster. To be called last in an action: it also writes the audit.
 */
export async function advanceProposal(
  tx: Tx,
  actor: Writer,
  proposal: Pick<Proposal, 'id'>,
  change: Change,
  { event, seen, details }: { event: string; seen?: number | undefined; details?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('proposal')
    .set((eb) => ({
      ...(change as object),
      version: eb('version', '+', 1),
      changed_at: sql<Date>`now()`,
      changed_by: userOf(actor),
    }))
    .where('id', '=', proposal.id)
    .$if(seen !== undefined, (query) => query.where('version', '=', seen as number))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) {
    const [latest] = await versionsOf(tx, proposal.id)
    throw new ChangedMeanwhile(latest?.changedBy ?? '', latest?.changedAt ?? new Date())
  }
  await noteProposal(tx, actor, proposal.id, event, details)
}

/** Keeps what a proposal says now as a version, the words it is found by, and the audit entry. */
export async function noteProposal(
  tx: Tx,
  actor: Writer,
  id: Proposal['id'],
  event: string,
  details?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const now = await findProposalById(tx, 'system', id)
  if (!now) throw new RangeError(`the proposal ${id} is gone`)
  await tables(tx)
    .insertInto('proposal_version')
    .values({
      proposal_id: id,
      version: now.version,
      event,
      content: JSON.stringify(contentOf(now, await optionsOf(tx, id))),
      changed_at: sql<Date>`now()`,
      changed_by: userOf(actor),
    })
    .execute()
  await tables(tx).deleteFrom('proposal_word').where('subject_id', '=', id).execute()
  await storeWords(tx, 'proposal_word', [
    { kind: 'proposal', id, texts: [now.title, now.decisionText, String(now.number)] },
  ])
  await note(tx, actor, `proposal-${event}`, id, { number: now.number, version: now.version, ...details })
}

/** An audit entry on a proposal: codes and ids, the words stand in the tables. */
export const note = (
  tx: Tx,
  actor: Writer,
  event: string,
  id: string,
  details?: Readonly<Record<string, unknown>>,
): Promise<void> =>
  record(tx, actor, {
    event: `steering.${event}`,
    subject: id,
    subjectKind: 'steering.proposal',
    ...(details && { details }),
  })
