import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import { recordLook } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { endedBases } from '../../people/index.ts'
import { demandHandingOver, tables, visibleHandovers } from '../access.ts'
import type { Outcome, Purpose, Side, Sides, State } from '../domain.ts'
import { sideOf } from '../locking.ts'
import type { ShownItem } from '../pages/preview.tsx'
import { type Closing, closingOf } from '../reading.ts'

/** A hand-over as one of its sides opens it. */
export interface Opened {
  readonly id: Id<'handover'>
  readonly side: Side
  readonly interfaceId: Id<'interface'>
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  readonly kind: Purpose | null
  readonly reference: string | null
  readonly originId: Id<'case'> | null
  readonly receivingCaseId: Id<'case'> | null
  readonly assignedTo: Id<'user'> | null
  readonly sentBy: Id<'user'> | null
  readonly state: State
  readonly offeredOn: Day | null
  readonly answeredOn: Day | null
  readonly firstOn: Day | null
  readonly endedOn: Day | null
  readonly replyBy: Day | null
  readonly readsUntil: Day | null
  readonly readsToFirst: boolean | null
  readonly targetDays: number | null
  readonly sides: Sides
  readonly reason: string | null
  readonly outcome: Outcome | null
  readonly afterUntil: Day | null
  readonly afterNorm: string | null
  readonly version: number
}

const columns = [
  'id',
  'interface_id as interfaceId',
  'from_organisation_id as fromOrganisationId',
  'to_organisation_id as toOrganisationId',
  'kind',
  'reference',
  'origin_id as originId',
  'receiving_case_id as receivingCaseId',
  'assigned_to as assignedTo',
  'sent_by as sentBy',
  'state',
  'offered_on as offeredOn',
  'answered_on as answeredOn',
  'first_on as firstOn',
  'ended_on as endedOn',
  'reply_by as replyBy',
  'reads_until as readsUntil',
  'reads_to_first as readsToFirst',
  'target_days as targetDays',
  'sides',
  'reason',
  'outcome',
  'after_until as afterUntil',
  'after_norm as afterNorm',
  'version',
] as const

/** The hand-over for who takes part in it. Throws NotFound, also for the immigration office, which has a page of its own. */
export async function getOpened(tx: Tx, actor: Actor, id: string): Promise<Opened> {
  const acting = demandHandingOver(actor)
  const row = await visibleHandovers(tx, actor)
    .select(columns)
    .where('id', '=', id as Id<'handover'>)
    .executeTakeFirst()
  if (!row || !may(actor, 'journeys.receive')) throw new NotFound(`there is no hand-over ${id}`)
  return { ...row, side: sideOf({ from_organisation_id: row.fromOrganisationId }, acting) }
}

/** What was shared, as far as it may be read today. */
export interface SharedContent {
  readonly closing: Closing
  readonly items: readonly ShownItem[]
  readonly note: string | null
  readonly documents: readonly ListedDocument[]
}

export interface ListedDocument {
  readonly id: Id<'handover-document'>
  readonly name: string
  readonly sizeBytes: number
}

/**
 * The copy of the actor's side, item by item: what a revoked or expired basis carried is left out from that moment on. That
 * somebody read it is noted in the same transaction.
 */
export async function readContent(tx: Tx, actor: Actor, of: Opened, today: Day): Promise<SharedContent> {
  const closing = closingOf(of.side, of, today)
  if (closing !== 'open') return { closing, items: [], note: null, documents: [] }
  const copy = await tables(tx)
    .selectFrom('handover_content')
    .select(['items', 'note'])
    .where('handover_id', '=', of.id)
    .where('side', '=', of.side)
    .executeTakeFirst()
  const documents = await documentsOf(tx, of.id)
  const bases = [...(copy?.items ?? []), ...documents].flatMap(({ basisId }) => basisId ?? [])
  const ended = await standing(tx, bases, today)
  const endedFor = (basisId: string | null) => (basisId === null ? undefined : ended.get(basisId))
  const items = (copy?.items ?? []).map((item): ShownItem => {
    const over = endedFor(item.basisId)
    return over ? { ...item, lines: [], closed: over } : item
  })
  const isCarried = bases.length === 0 || bases.some((basis) => !ended.has(basis))
  const shown: SharedContent = {
    closing,
    items,
    // The note belongs to what was shared: it goes with the last basis.
    note: isCarried ? (copy?.note ?? null) : null,
    documents: documents.filter(({ basisId }) => !endedFor(basisId)),
  }
  await recordLook(tx, actor, {
    event: 'journeys.content-read',
    subjectKind: 'journeys.handover',
    ids: [of.id],
    details: { side: of.side, categories: items.filter(({ closed }) => !closed).map(({ category }) => category) },
  })
  return shown
}

/**
 * Whoever may read what was shared may know whether it still holds, though the basis itself is not open to all of them (the
 * town's case work sees what its municipality gave, and no basis of a person): as the platform, the answer is a day.
 */
const standing = (tx: Tx, bases: readonly string[], today: Day) => asPlatform(tx, () => endedBases(tx, bases, today))

function documentsOf(tx: Tx, id: Id<'handover'>) {
  return tables(tx)
    .selectFrom('handover_document')
    .select(['id', 'name', 'size_bytes as sizeBytes', 'basis_id as basisId'])
    .where('handover_id', '=', id)
    .orderBy('name')
    .limit(40)
    .execute()
}

/** The bytes of a document that went along, for who may read it today; noted. Throws NotFound. */
export async function readDocument(tx: Tx, actor: Actor, of: Opened, documentId: string, today: Day) {
  const row =
    closingOf(of.side, of, today) === 'open'
      ? await tables(tx)
          .selectFrom('handover_document')
          .select(['id', 'name', 'media_type as type', 'content', 'basis_id as basisId'])
          .where('handover_id', '=', of.id)
          .where('id', '=', documentId as Id<'handover-document'>)
          .executeTakeFirst()
      : undefined
  const over = row?.basisId ? (await standing(tx, [row.basisId], today)).has(row.basisId) : false
  if (!row || over) throw new NotFound('there is no such document')
  await recordLook(tx, actor, {
    event: 'journeys.document-read',
    subjectKind: 'journeys.handover',
    ids: [of.id],
    details: { document: row.id },
  })
  return { type: row.type, filename: row.name, body: new Uint8Array(row.content) }
}
