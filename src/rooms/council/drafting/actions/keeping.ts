import type { Day } from '../../../../kernel/day.ts'
import { Conflict } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../../platform/http/changed.ts'
import { writePaper } from '../../actions/papers.ts'
import type { PaperContent } from '../../domain/content.ts'
import { findWorkingText } from '../../queries/papers.ts'
import { advanced } from '../../recording.ts'
import { assemble, type Edits } from '../domain/assemble.ts'
import type { Composition } from '../domain/composition.ts'
import { type Draft, getDraft, stepsOfDraft, tables } from '../queries.ts'
import type { DraftEvent } from '../tables.ts'

/** A draft that may be changed; throws Conflict for one that is being checked or was released. */
export async function draftToEdit(tx: Tx, actor: Actor, id: string): Promise<Draft> {
  const draft = await getDraft(tx, actor, id)
  if (draft.paper.state !== 'draft') throw new Conflict('drafting-not-editable')
  return draft
}

interface Advance {
  readonly event: DraftEvent
  readonly composition?: Composition
  readonly edits?: Edits
  readonly note?: string
  readonly head?: { readonly subject: string; readonly proposedResolution: string }
  readonly columns?: { readonly reference_day: Day; readonly snapshot_id: Id<'snapshot'> | null }
  readonly details?: Readonly<Record<string, unknown>>
}

/** The next version of a draft and of its paper's text. Throws ChangedMeanwhile when `version` is no longer the last. */
export async function advance(tx: Tx, actor: Actor, draft: Draft, version: number, to: Advance): Promise<void> {
  const updated = await tables(tx)
    .updateTable('paper_draft')
    .set({ ...to.columns, ...advanced(actor, version) })
    .where('id', '=', draft.id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (updated.numUpdatedRows !== 1n) {
    const [latest] = await stepsOfDraft(tx, draft.id)
    throw new ChangedMeanwhile(latest?.recordedBy ?? '', latest?.recordedAt ?? new Date())
  }
  const { composition = draft.composition, edits = draft.edits } = to
  await keep(tx, actor, {
    id: draft.id,
    number: version + 1,
    event: to.event,
    composition,
    edits,
    ...(to.note ? { note: to.note } : {}),
    ...(to.details ? { details: to.details } : {}),
  })
  await write(tx, actor, draft.paper.id, composition, edits, to.head)
}

interface Kept extends Advance {
  readonly id: Id<'paperDraft'>
  readonly number: number
  readonly composition: Composition
  readonly edits: Edits
}

/** Adds a version and its entry in the audit, in one transaction with what they tell of. */
export async function keep(
  tx: Tx,
  actor: Actor,
  { id, number, event, composition, edits, note, details }: Kept,
): Promise<void> {
  await tables(tx)
    .insertInto('paper_draft_version')
    .values({
      draft_id: id,
      number,
      event,
      composition: JSON.stringify(composition),
      edits: JSON.stringify(edits),
      note: note ?? null,
      recorded_at: sql<Date>`now()`,
      recorded_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: `council.report-${event}`,
    subject: id,
    subjectKind: 'council.report',
    details: { version: number, ...details },
  })
}

/** Writes what the draft says now into its paper, which is what a release freezes. */
export async function write(
  tx: Tx,
  actor: Actor,
  paperId: Id<'paper'>,
  composition: Composition,
  edits: Edits,
  head?: Advance['head'],
): Promise<void> {
  const text = await findWorkingText(tx, actor, paperId)
  const content: PaperContent = {
    proposedResolution: head?.proposedResolution ?? text?.content.proposedResolution ?? '',
    ...assemble(composition, edits),
  }
  const title = head?.subject ?? text?.title ?? ''
  await writePaper(tx, actor, paperId, { title, content, composed: true })
}
