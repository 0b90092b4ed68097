import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { type Reader, seesInternal, tables, visiblePapers } from '../access.ts'
import type { FieldChange } from '../domain/changes.ts'
import type { PaperContent } from '../domain/content.ts'
import type { PaperKind, PaperState, RelationKind, SubjectKind } from '../domain/kinds.ts'
import { found, type Listed, longestList, pageSize } from './listing.ts'

/** The head of a paper, as a list shows it. */
export interface Paper {
  readonly id: Id<'paper'>
  /** `066/2023`; null until one is given. */
  readonly number: string | null
  readonly kind: PaperKind
  readonly title: string
  readonly isPublic: boolean
  readonly state: PaperState
  readonly leadUnitId: Id<'organisation'> | null
  readonly rapporteurRole: string | null
  readonly originatorId: Id<'partyGroup'> | null
  readonly datedOn: Day
  /** Where it stands in the council system. */
  readonly address: string | null
  readonly simulated: boolean
  readonly version: number
  readonly createdAt: Date
  readonly changedAt: Date
}

const columns = [
  'paper.id',
  'paper.number',
  'paper.kind',
  'paper.title',
  'paper.is_public as isPublic',
  'paper.state',
  'paper.lead_unit_id as leadUnitId',
  'paper.rapporteur_role as rapporteurRole',
  'paper.originator_id as originatorId',
  'paper.dated_on as datedOn',
  'paper.address',
  'paper.simulated',
  'paper.version',
  'paper.created_at as createdAt',
  'paper.changed_at as changedAt',
] as const

export interface PaperListing {
  readonly text?: string
  readonly kind?: PaperKind
  readonly states?: readonly PaperState[]
  readonly bodyId?: string
  readonly leadUnitId?: string
  readonly isPublic?: boolean
  readonly offset?: number
  readonly limit?: number
}

/** Papers, latest first. */
export async function listPapers(tx: Tx, reader: Reader, listing: PaperListing): Promise<Listed<Paper>> {
  const { kind, states, bodyId, leadUnitId, isPublic } = listing
  const matching = visiblePapers(tx, reader).where((eb) =>
    eb.and([
      ...found('paper', 'paper.id', listing.text),
      ...(kind ? [eb('paper.kind', '=', kind)] : []),
      ...(states ? [eb('paper.state', 'in', states)] : []),
      ...(leadUnitId ? [eb('paper.lead_unit_id', '=', leadUnitId as Id<'organisation'>)] : []),
      ...(isPublic === undefined ? [] : [eb('paper.is_public', '=', isPublic)]),
      ...(bodyId
        ? [
            eb.exists(
              eb
                .selectFrom('consultation')
                .select('consultation.id')
                .whereRef('consultation.paper_id', '=', 'paper.id')
                .where('consultation.body_id', '=', bodyId as Id<'body'>),
            ),
          ]
        : []),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy('paper.dated_on', 'desc')
    .orderBy('paper.id', 'desc')
    .limit(Math.min(listing.limit ?? pageSize, longestList))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** Throws NotFound, also for a paper that the reader may not see. */
export async function getPaper(tx: Tx, reader: Reader, id: string): Promise<Paper> {
  const paper = await findPaper(tx, reader, id)
  if (!paper) throw new NotFound(`there is no paper ${id}`)
  return paper
}

export function findPaper(tx: Tx, reader: Reader, id: string): Promise<Paper | undefined> {
  return visiblePapers(tx, reader)
    .select(columns)
    .where('paper.id', '=', id as Id<'paper'>)
    .executeTakeFirst()
}

/** Papers that can be chosen in a form, latest first: released ones, or all that the reader sees. */
export function choosablePapers(tx: Tx, reader: Reader, states?: readonly PaperState[]) {
  return visiblePapers(tx, reader)
    .select(['paper.id', 'paper.number', 'paper.title', 'paper.kind', 'paper.dated_on as datedOn'])
    .where((eb) => eb.and(states ? [eb('paper.state', 'in', states)] : []))
    .orderBy('paper.dated_on', 'desc')
    .orderBy('paper.id', 'desc')
    .limit(300)
    .execute()
}

export interface WorkingText {
  readonly title: string
  readonly content: PaperContent
  /** Written by the platform; then it is changed in the draft that made it. */
  readonly composed: boolean
}

/** What is being worked on; undefined for who sees only what is public. */
export async function findWorkingText(tx: Tx, reader: Reader, paperId: string): Promise<WorkingText | undefined> {
  if (!seesInternal(reader)) return undefined
  return await tables(tx)
    .selectFrom('paper_text')
    .select(['title', 'content', 'composed'])
    .where('paper_id', '=', paperId as Id<'paper'>)
    .executeTakeFirst()
}

export interface PaperVersion {
  readonly number: number
  readonly title: string
  readonly content: PaperContent
  /** Why it was corrected; null for the first. */
  readonly reason: string | null
  readonly checksum: string
  readonly releasedOn: Day
  readonly releasedAt: Date
}

/** What was released, newest first; call with the id of a paper that the reader sees. */
export function versionsOf(tx: Tx, paperId: string): Promise<PaperVersion[]> {
  return tables(tx)
    .selectFrom('paper_version')
    .select([
      'number',
      'title',
      'content',
      'reason',
      'checksum',
      'released_on as releasedOn',
      'released_at as releasedAt',
    ])
    .where('paper_id', '=', paperId as Id<'paper'>)
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
}

export interface RelatedPaper extends Pick<Paper, 'id' | 'number' | 'title' | 'kind' | 'datedOn'> {
  readonly relation: RelationKind
  /** `earlier`: named by this paper; `later`: that one names this. */
  readonly direction: 'earlier' | 'later'
}

/** Earlier papers that this one names and later ones that name it, as far as the reader sees them. */
export async function relatedPapers(tx: Tx, reader: Reader, paperId: string): Promise<RelatedPaper[]> {
  const id = paperId as Id<'paper'>
  const shown = ['paper.id', 'paper.number', 'paper.title', 'paper.kind', 'paper.dated_on as datedOn'] as const
  const earlier = await visiblePapers(tx, reader)
    .innerJoin('paper_relation', 'paper_relation.other_id', 'paper.id')
    .select([...shown, 'paper_relation.kind as relation', sql<'earlier' | 'later'>`'earlier'`.as('direction')])
    .where('paper_relation.paper_id', '=', id)
    .orderBy('paper.dated_on')
    .limit(100)
    .execute()
  const later = await visiblePapers(tx, reader)
    .innerJoin('paper_relation', 'paper_relation.paper_id', 'paper.id')
    .select([...shown, 'paper_relation.kind as relation', sql<'earlier' | 'later'>`'later'`.as('direction')])
    .where('paper_relation.other_id', '=', id)
    .orderBy('paper.dated_on')
    .limit(100)
    .execute()
  return [...earlier, ...later]
}

export interface Attachment {
  readonly id: Id<'attachment'>
  readonly name: string
  readonly fileId: Id<'file'> | null
  readonly address: string | null
}

export function attachmentsOf(tx: Tx, paperId: string): Promise<Attachment[]> {
  return tables(tx)
    .selectFrom('paper_attachment')
    .select(['id', 'name', 'file_id as fileId', 'address'])
    .where('paper_id', '=', paperId as Id<'paper'>)
    .orderBy('position')
    .limit(100)
    .execute()
}

export interface Change {
  readonly version: number
  readonly event: string
  readonly kind: SubjectKind
  readonly changes: readonly FieldChange[]
  readonly changedAt: Date
  /** Null where the platform itself wrote it. */
  readonly changedBy: string | null
}

/** Every change of a record after a version, newest first; staff only, nothing for others. */
export function changesOf(tx: Tx, subjectId: string, after = 0): Promise<Change[]> {
  return tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('council_change')
    .leftJoin('membership', 'membership.id', 'council_change.changed_by')
    .select([
      'council_change.version',
      'council_change.event',
      'council_change.subject_kind as kind',
      'council_change.changes',
      'council_change.changed_at as changedAt',
      'membership.name as changedBy',
    ])
    .where('council_change.subject_id', '=', subjectId)
    .where('council_change.version', '>', after)
    .orderBy('council_change.version', 'desc')
    .limit(200)
    .execute()
}
