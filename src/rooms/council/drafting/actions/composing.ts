import type { Day } from '../../../../kernel/day.ts'
import { Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { PaperSection } from '../../../../platform/documents/index.ts'
import { getSnapshot } from '../../../measures/index.ts'
import { findWorkingText, getPaper } from '../../queries/papers.ts'
import type { Setting } from '../../recording.ts'
import type { Edits } from '../domain/assemble.ts'
import { compose } from '../domain/compose.ts'
import type { Composition } from '../domain/composition.ts'
import { checkEdit } from '../domain/editing.ts'
import { gatherMaterial } from '../gather.ts'
import { givenParts } from '../given.ts'
import { type Draft, tables } from '../queries.ts'
import { advance, draftToEdit } from './keeping.ts'

export interface ComposedFrom
  extends Pick<Draft, 'obligationId' | 'previousPaperId' | 'referenceDay' | 'snapshotId' | 'discharged'> {
  readonly paperId: Id<'paper'>
}

/** The text that the platform would write now, without the edits of the office. Changes nothing. */
export async function composeNow(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  sections: readonly PaperSection[],
  from: ComposedFrom,
): Promise<Composition> {
  const text = await findWorkingText(tx, actor, from.paperId)
  const material = await gatherMaterial(tx, actor, setting, {
    paperId: from.paperId,
    obligationId: from.obligationId,
    referenceDay: from.referenceDay,
    snapshotId: from.snapshotId,
    previous: await previousOf(tx, actor, from.previousPaperId),
    proposedResolution: text?.content.proposedResolution ?? '',
    discharged: from.discharged,
  })
  const audience = material.isPublic ? 'public' : 'steering'
  const given = await givenParts(sections, { tx, actor, referenceDay: from.referenceDay, audience })
  return compose(material, given)
}

/** The day that is counted: a snapshot has its own. Throws Invalid for a day that lies ahead. */
export async function dayCounted(
  tx: Tx,
  actor: Actor,
  { today }: Pick<Setting, 'today'>,
  wanted: { readonly referenceDay: Day; readonly snapshotId?: string | null | undefined },
): Promise<Day> {
  if (wanted.snapshotId) return (await getSnapshot(tx, actor, wanted.snapshotId)).referenceDay
  if (wanted.referenceDay > today) throw new Invalid([{ field: 'referenceDay', code: 'drafting-future' }])
  return wanted.referenceDay
}

/** The day that a report counted on: that of its draft, for one written by hand the day it is dated. */
async function previousOf(tx: Tx, actor: Actor, paperId: Id<'paper'> | null) {
  if (!paperId) return null
  const paper = await getPaper(tx, actor, paperId)
  const draft = await tables(tx)
    .selectFrom('paper_draft')
    .select('reference_day as day')
    .where('paper_id', '=', paperId)
    .executeTakeFirst()
  return { paperId, day: draft?.day ?? paper.datedOn }
}

/**
 * Draws the figures and the text anew, of another day or snapshot too. The office's text stays in the parts named in
 * `kept`, with the new figures in it, and gives way in all others.
 */
export async function recomposeDraft(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  sections: readonly PaperSection[],
  id: string,
  input: {
    readonly referenceDay: Day
    readonly snapshotId?: string | undefined
    readonly kept: readonly string[]
    readonly version: number
  },
): Promise<void> {
  const draft = await draftToEdit(tx, actor, id)
  const referenceDay = await dayCounted(tx, actor, setting, input)
  const snapshotId = (input.snapshotId ?? null) as Id<'snapshot'> | null
  const composition = await composeNow(tx, actor, setting, sections, {
    ...draft,
    paperId: draft.paper.id,
    referenceDay,
    snapshotId,
  })
  const edits: Record<string, Edits[string]> = {}
  for (const key of input.kept) {
    const edit = draft.edits[key]
    const part = composition.parts.find((one) => one.key === key)
    if (!edit || !part) continue
    const issues = checkEdit(part, edit.text)
    if (issues.length > 0)
      throw new Invalid([{ field: 'kept', code: 'drafting-cannot-keep', values: { name: part.heading } }])
    edits[key] = edit
  }
  await advance(tx, actor, draft, input.version, {
    event: 'recomposed',
    composition,
    edits,
    columns: { reference_day: referenceDay, snapshot_id: snapshotId },
  })
}
