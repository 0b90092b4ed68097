import { Conflict, Invalid } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { publishFile } from '../../../platform/files/index.ts'
import { notifySubscribers } from '../../../platform/subscriptions/index.ts'
import { tables } from '../access.ts'
import { checksumOf } from '../domain/content.ts'
import { isDraft, mayCorrect, mayMovePaper, type PaperMove, paperTransitions } from '../domain/states.ts'
import { attachmentsOf, getPaper, versionsOf } from '../queries/papers.ts'
import { indexWords, noteChange, type Setting } from '../recording.ts'
import { numberPaper } from './numbering.ts'
import { reopenDischargedBy } from './obligations.ts'
import { touch, workingText } from './papers.ts'

/** Moves a paper as a whole, except its release. Throws Conflict where its state does not allow it. */
export async function movePaper(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  {
    move,
    version,
    reason,
  }: { readonly move: Exclude<PaperMove, 'release'>; readonly version?: number; readonly reason?: string | undefined },
): Promise<void> {
  const paper = await getPaper(tx, actor, id)
  if (!mayMovePaper(paper.state, move)) throw new Conflict('council-paper-state')
  if (move === 'withdraw' && !reason) throw new Invalid([{ field: 'reason', code: 'required' }])
  const { to } = paperTransitions[move]
  if (to === paper.state) return
  const seen = version ?? paper.version
  await touch(tx, actor, paper.id, seen, { state: to })
  await noteChange(tx, actor, {
    kind: 'paper',
    id,
    version: seen + 1,
    event: `moved-${move}`,
    changes: [
      { field: 'state', before: paper.state, after: to },
      ...(reason ? [{ field: 'reason', before: null, after: reason }] : []),
    ],
  })
  if (move === 'withdraw') await reopenDischargedBy(tx, actor, setting, paper.id, reason ?? '')
}

/**
 * Releases a paper: its text is frozen as the first version, with a checksum over title and content, and it gets a number
 * if it has none. For a paper that is out, releases the correction that was prepared as a further version; that needs a
 * reason and a difference. Returns the number of the version. Throws Conflict for a withdrawn paper.
 */
export async function releasePaper(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { reason, version }: { readonly reason?: string | undefined; readonly version?: number } = {},
): Promise<number> {
  const seen = await getPaper(tx, actor, id)
  const first = isDraft(seen.state)
  if (!first && !mayCorrect(seen.state)) throw new Conflict('council-withdrawn')
  if (!first && !reason) throw new Invalid([{ field: 'reason', code: 'required' }])
  const { title, content } = await workingText(tx, actor, id)
  const checksum = checksumOf({ title, content })
  const [latest] = await versionsOf(tx, id)
  if (latest?.checksum === checksum) throw new Conflict('council-nothing-corrected')
  if (version !== undefined && version !== seen.version) await touch(tx, actor, seen.id, version, {})
  if (seen.number === null) await numberPaper(tx, actor, setting, id)
  const paper = await getPaper(tx, actor, id)
  await touch(tx, actor, paper.id, paper.version, { title, state: first ? 'released' : paper.state })
  const number = (latest?.number ?? 0) + 1
  await tables(tx)
    .insertInto('paper_version')
    .values({
      paper_id: paper.id,
      number,
      title,
      content: JSON.stringify(content),
      reason: first ? null : (reason ?? null),
      checksum,
      released_at: sql<Date>`now()`,
      released_on: setting.today,
      released_by: actor.userId,
    })
    .execute()
  await indexWords(tx, 'paper', id, [title, paper.number])
  if (paper.isPublic)
    for (const { fileId } of await attachmentsOf(tx, id)) if (fileId !== null) await publishFile(tx, fileId)
  await notifySubscribers(tx, { kind: 'paper', id, change: first ? 'released' : 'corrected' })
  await noteChange(tx, actor, {
    kind: 'paper',
    id,
    version: paper.version + 1,
    event: first ? 'released' : 'corrected',
    changes: [{ field: 'release', before: latest?.number ?? null, after: number }],
    details: { number, checksum },
  })
  return number
}
