import type { Day } from '../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { PaperSection } from '../../../platform/documents/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { dischargeObligation } from '../actions/obligations.ts'
import { createPaper, writePaper } from '../actions/papers.ts'
import { movePaper, releasePaper } from '../actions/releasing.ts'
import { emptyContent, type PaperContent } from '../domain/content.ts'
import { isFulfilled } from '../domain/states.ts'
import { getObligation, obligationsOf } from '../queries/obligations.ts'
import { findWorkingText, getPaper } from '../queries/papers.ts'
import { getResolution } from '../queries/resolutions.ts'
import { advanced, type Setting } from '../recording.ts'
import { assemble, type Edits } from './domain/assemble.ts'
import { compose } from './domain/compose.ts'
import type { Composition } from './domain/composition.ts'
import { checkEdit, editableText } from './domain/editing.ts'
import { gatherMaterial } from './gather.ts'
import { givenParts } from './given.ts'
import { type Draft, getDraft, stepsOfDraft, tables } from './queries.ts'
import type { DraftEvent } from './tables.ts'

/** What a report is composed from and what its head says. */
export interface NewDraft {
  readonly obligationId: string
  readonly referenceDay: Day
  readonly snapshotId?: string | undefined
  readonly previousPaperId?: string | undefined
  readonly subject: string
  readonly proposedResolution: string
  readonly isPublic: boolean
  readonly leadUnitId?: Id<'organisation'> | undefined
  readonly rapporteurRole?: string | undefined
  readonly meetingId?: Id<'meeting'> | undefined
  /** Obligations of the same resolution that the report meets. */
  readonly discharged: readonly string[]
  readonly dischargedBy: 'release' | 'hand'
}

/** Begins a report for an obligation: its paper, and the first draft of its text. Returns the id of the draft. */
export async function beginDraft(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  sections: readonly PaperSection[],
  input: NewDraft,
): Promise<Id<'paperDraft'>> {
  const obligation = await getObligation(tx, actor, setting, input.obligationId)
  const resolution = await getResolution(tx, actor, obligation.resolutionId)
  if (input.isPublic && !resolution.isPublic) throw new Invalid([{ field: 'isPublic', code: 'drafting-not-public' }])
  if (input.referenceDay > setting.today) throw new Invalid([{ field: 'referenceDay', code: 'drafting-future' }])
  const same = await obligationsOf(tx, actor, setting, resolution.id)
  const discharged = same.filter((one) => input.discharged.includes(one.id))
  if (discharged.length !== input.discharged.length) throw new Invalid([{ field: 'discharged', code: 'not-an-option' }])
  const paperId = await createPaper(tx, actor, setting, {
    kind: 'report',
    title: input.subject,
    isPublic: input.isPublic,
    leadUnitId: input.leadUnitId,
    rapporteurRole: input.rapporteurRole,
    datedOn: setting.today,
    content: { ...emptyContent, proposedResolution: input.proposedResolution },
    composed: true,
    consultations: [{ bodyId: resolution.bodyId, meetingId: input.meetingId, role: 'information' }],
  })
  const id = newId<'paperDraft'>()
  await tables(tx)
    .insertInto('paper_draft')
    .values({
      id,
      paper_id: paperId,
      obligation_id: obligation.id,
      previous_paper_id: input.previousPaperId ? (await getPaper(tx, actor, input.previousPaperId)).id : null,
      reference_day: input.referenceDay,
      snapshot_id: (input.snapshotId ?? null) as Id<'snapshot'> | null,
      discharged_by: input.dischargedBy,
      ...advanced(actor, 0),
    })
    .execute()
  for (const one of discharged)
    await tables(tx).insertInto('paper_draft_discharge').values({ draft_id: id, obligation_id: one.id }).execute()
  const composition = await composeNow(tx, actor, setting, sections, {
    paperId,
    obligationId: obligation.id,
    previousPaperId: (input.previousPaperId ?? null) as Id<'paper'> | null,
    referenceDay: input.referenceDay,
    snapshotId: (input.snapshotId ?? null) as Id<'snapshot'> | null,
    discharged: discharged.map((one) => one.id),
  })
  await keep(tx, actor, { id, number: 1, event: 'composed', composition, edits: {} })
  await write(tx, actor, paperId, composition, {})
  return id
}

interface ComposedFrom
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

/** Puts the text of the office in place of a part. Throws Invalid for a placeholder that the part does not have. */
export async function editPart(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  { part: key, text, version }: { readonly part: string; readonly text: string; readonly version: number },
): Promise<void> {
  const draft = await draftToEdit(tx, actor, id)
  const part = draft.composition.parts.find((one) => one.key === key)
  if (!part) throw new Conflict('drafting-part-gone')
  const issues = checkEdit(part, text)
  if (issues.length > 0)
    throw new Invalid(
      issues.map(({ code, name }) => ({ field: 'text', code: `drafting-${code}`, values: { name: name ?? '' } })),
    )
  const { [key]: before, ...others } = draft.edits
  const same = text.replace(/\r\n?/g, '\n').trim() === editableText(part).trim()
  const edits: Edits = same ? others : { ...others, [key]: { text: text.replace(/\r\n?/g, '\n'), on: setting.today } }
  if (same && !before) return
  await advance(tx, actor, draft, version, { event: same ? 'restored' : 'edited', edits, details: { part: key } })
}

/** Takes back the text of the office: the part says again what the platform composed. */
export async function restorePart(
  tx: Tx,
  actor: Actor,
  id: string,
  { part: key, version }: { readonly part: string; readonly version: number },
): Promise<void> {
  const draft = await draftToEdit(tx, actor, id)
  if (!draft.edits[key]) return
  const { [key]: _taken, ...edits } = draft.edits
  await advance(tx, actor, draft, version, { event: 'restored', edits, details: { part: key } })
}

/** Changes what stands above the explanation: subject and proposed resolution. */
export async function changeHead(
  tx: Tx,
  actor: Actor,
  id: string,
  {
    subject,
    proposedResolution,
    version,
  }: { readonly subject: string; readonly proposedResolution: string; readonly version: number },
): Promise<void> {
  const draft = await draftToEdit(tx, actor, id)
  await advance(tx, actor, draft, version, { event: 'headed', head: { subject, proposedResolution } })
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
  if (input.referenceDay > setting.today) throw new Invalid([{ field: 'referenceDay', code: 'drafting-future' }])
  const { referenceDay } = input
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

async function draftToEdit(tx: Tx, actor: Actor, id: string): Promise<Draft> {
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
async function advance(tx: Tx, actor: Actor, draft: Draft, version: number, to: Advance): Promise<void> {
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

async function keep(
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
async function write(
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
