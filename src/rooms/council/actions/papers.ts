import type { Day } from '../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween, type FieldValue } from '../domain/changes.ts'
import { type PaperContent, plainText } from '../domain/content.ts'
import type { ConsultationRole, PaperKind, RelationKind } from '../domain/kinds.ts'
import { isDraft, mayCorrect } from '../domain/states.ts'
import { findWorkingText, getPaper, type Paper, type WorkingText } from '../queries/papers.ts'
import { advanced, demandUpdated, indexWords, noteChange, type Setting } from '../recording.ts'
import { addConsultation } from './consultations.ts'
import { relate } from './relations.ts'

/** The head of a paper as it is written. */
export interface PaperHead {
  readonly kind: PaperKind
  readonly title: string
  readonly isPublic: boolean
  readonly leadUnitId?: Id<'organisation'> | undefined
  /** A function, never a name. */
  readonly rapporteurRole?: string | undefined
  readonly originatorId?: Id<'partyGroup'> | undefined
  readonly datedOn: Day
  readonly address?: string | undefined
}

export interface NewPaper extends PaperHead {
  readonly content: PaperContent
  /** Written by the platform from its records. */
  readonly composed?: boolean
  readonly consultations?: readonly {
    readonly bodyId: Id<'body'>
    readonly meetingId?: Id<'meeting'> | undefined
    readonly role: ConsultationRole
    readonly authoritative?: boolean
  }[]
  readonly related?: readonly { readonly paperId: string; readonly kind: RelationKind }[]
}

/** Begins a paper as a draft, without a number; returns its id. */
export async function createPaper(tx: Tx, actor: Actor, setting: Setting, paper: NewPaper): Promise<Id<'paper'>> {
  const id = newId<'paper'>()
  const { content, composed = false } = paper
  await tables(tx)
    .insertInto('paper')
    .values({ id, number: null, state: 'draft', ...headColumns(paper), simulated: setting.demo, ...advanced(actor, 0) })
    .execute()
  await tables(tx)
    .insertInto('paper_text')
    .values({ paper_id: id, title: paper.title, content: JSON.stringify(content), composed })
    .execute()
  for (const consultation of paper.consultations ?? []) await addConsultation(tx, actor, id, consultation)
  for (const { paperId, kind } of paper.related ?? []) await relate(tx, actor, id, paperId, kind)
  await indexWords(tx, 'paper', id, [paper.title])
  await noteChange(tx, actor, {
    kind: 'paper',
    id,
    version: 1,
    event: 'created',
    changes: changesBetween({}, facts(paper, { title: paper.title, content, composed })),
  })
  return id
}

/**
 * Changes the draft of a paper, head and text. Throws Conflict once it is released, ChangedMeanwhile when somebody else
 * changed it since `version`.
 */
export async function changePaper(
  tx: Tx,
  actor: Actor,
  id: string,
  input: PaperHead & { readonly content?: PaperContent | undefined; readonly version: number },
): Promise<void> {
  const paper = await getPaper(tx, actor, id)
  if (!isDraft(paper.state)) throw new Conflict('council-released')
  const before = await workingText(tx, actor, id)
  const after = { ...before, title: input.title, content: input.content ?? before.content }
  const changes = changesBetween(facts(headOf(paper), before), facts(input, after))
  if (changes.length === 0) return
  await touch(tx, actor, paper.id, input.version, headColumns(input))
  await writeText(tx, paper.id, after)
  await indexWords(tx, 'paper', id, [input.title, paper.number])
  await noteChange(tx, actor, { kind: 'paper', id, version: input.version + 1, event: 'changed', changes })
}

/**
 * Writes the text of a paper anew: of a draft, or of a correction that is being prepared for one that is out. What was
 * released stays as it is until the correction is released. Throws Conflict for a withdrawn paper.
 */
export async function writePaper(
  tx: Tx,
  actor: Actor,
  id: string,
  text: {
    readonly title: string
    readonly content: PaperContent
    readonly composed?: boolean
    readonly version?: number
  },
): Promise<void> {
  const paper = await getPaper(tx, actor, id)
  if (!isDraft(paper.state) && !mayCorrect(paper.state)) throw new Conflict('council-withdrawn')
  const version = text.version ?? paper.version
  const before = await workingText(tx, actor, id)
  const after = { title: text.title, content: text.content, composed: text.composed ?? before.composed }
  const changes = changesBetween(textFacts(before), textFacts(after))
  if (changes.length === 0) return
  // The title in the head is what everybody sees: it follows a draft, not a correction.
  await touch(tx, actor, paper.id, version, isDraft(paper.state) ? { title: text.title } : {})
  await writeText(tx, paper.id, after)
  if (isDraft(paper.state)) await indexWords(tx, 'paper', id, [text.title, paper.number])
  await noteChange(tx, actor, { kind: 'paper', id, version: version + 1, event: 'written', changes })
}

/** The text that is being worked on; it is there for every paper. Throws Invalid for who may not see it. */
export async function workingText(tx: Tx, actor: Actor, id: string): Promise<WorkingText> {
  const text = await findWorkingText(tx, actor, id)
  if (!text) throw new Invalid([{ field: '', code: 'invalid' }])
  return text
}

/** Moves the version of a paper on, with columns to set. Throws ChangedMeanwhile when it is not the expected one. */
export async function touch(
  tx: Tx,
  actor: Actor,
  id: Id<'paper'>,
  version: number,
  columns: Partial<ReturnType<typeof headColumns>> & { readonly state?: Paper['state']; readonly number?: string },
): Promise<void> {
  const updated = await tables(tx)
    .updateTable('paper')
    .set({ ...columns, ...advanced(actor, version) })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
}

async function writeText(tx: Tx, id: Id<'paper'>, { title, content, composed }: WorkingText): Promise<void> {
  await tables(tx)
    .updateTable('paper_text')
    .set({ title, content: JSON.stringify(content), composed })
    .where('paper_id', '=', id)
    .execute()
}

const headColumns = (head: PaperHead) => ({
  kind: head.kind,
  title: head.title,
  is_public: head.isPublic,
  lead_unit_id: head.leadUnitId ?? null,
  rapporteur_role: head.rapporteurRole ?? null,
  originator_id: head.originatorId ?? null,
  dated_on: head.datedOn,
  address: head.address ?? null,
})

const headOf = (paper: Paper): PaperHead => ({
  ...paper,
  leadUnitId: paper.leadUnitId ?? undefined,
  rapporteurRole: paper.rapporteurRole ?? undefined,
  originatorId: paper.originatorId ?? undefined,
  address: paper.address ?? undefined,
})

/** What the history keeps, by the names of the form's fields. */
function facts(head: PaperHead, text: WorkingText): Record<string, FieldValue> {
  return {
    kind: head.kind,
    isPublic: head.isPublic,
    leadUnit: head.leadUnitId ?? null,
    rapporteurRole: head.rapporteurRole ?? null,
    originator: head.originatorId ?? null,
    datedOn: head.datedOn,
    address: head.address ?? null,
    ...textFacts(text),
  }
}

const textFacts = ({ title, content }: WorkingText): Record<string, FieldValue> => ({
  title,
  proposedResolution: content.proposedResolution,
  explanation: plainText(content.explanation),
})
