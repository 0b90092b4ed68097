import type { Day } from '../../../../kernel/day.ts'
import { Conflict, NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { findingsToRelease } from '../access.ts'
import { type ReturnReason, stateAfter } from '../domain/states.ts'
import { announceRelease } from '../news.ts'
import { tables } from '../tables.ts'

/** What the second person decides about a text. */
export type Decision =
  | { readonly move: 'release' }
  | { readonly move: 'return' | 'drop'; readonly reason: ReturnReason }

const events = {
  release: 'cases.finding-released',
  return: 'cases.finding-returned',
  drop: 'cases.finding-dropped',
} as const

/**
 * Decides about a text as the second person. `version` is that of the page: throws Conflict when somebody decided or the
 * author changed the text meanwhile, NotFound for a text that is one's own or not within reach.
 */
export async function decideFinding(
  tx: Tx,
  actor: Actor,
  id: Id<'finding'>,
  version: number,
  decision: Decision,
  today: Day,
): Promise<void> {
  const waiting = await findingsToRelease(tx, actor)
    .select([
      'finding.state',
      'finding.version',
      'finding.told_by',
      'finding.interface_id',
      'finding.hurdle',
      'finding.quarter',
      'finding.region_key',
    ])
    .where('finding.id', '=', id)
    .executeTakeFirst()
  if (!waiting) throw new NotFound(`no text of a finding ${id} waits`)
  // Nobody is there to whom a text told without a name could go back.
  const move = decision.move === 'return' && waiting.told_by === 'person' ? 'drop' : decision.move
  const state = stateAfter(waiting.state, move)
  if (!state || waiting.version !== version) throw new Conflict('cases-finding-decided')
  const { numUpdatedRows } = await tables(tx)
    .updateTable('finding')
    .set({
      state,
      reason: decision.move === 'release' ? null : decision.reason,
      decided_on: today,
      decided_by: actor.userId,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Conflict('cases-finding-decided')
  if (state === 'released') await announceRelease(tx, waiting)
  await record(tx, actor, {
    event: events[move],
    subject: id,
    subjectKind: 'cases.finding',
    details: decision.move === 'release' ? {} : { reason: decision.reason },
  })
}
