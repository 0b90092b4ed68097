import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { seesInternal } from '../access.ts'
import { getPaper, type Paper } from '../queries/papers.ts'
import type { Edits } from './domain/assemble.ts'
import type { Composition } from './domain/composition.ts'
import type { DraftEvent, DraftingTables } from './tables.ts'

export const tables = (tx: Tx) => tx.withTables<DraftingTables>()

/** A draft with its paper and its latest version. */
export interface Draft {
  readonly id: Id<'paperDraft'>
  readonly paper: Paper
  readonly obligationId: Id<'obligation'>
  readonly previousPaperId: Id<'paper'> | null
  readonly referenceDay: Day
  readonly snapshotId: Id<'snapshot'> | null
  readonly dischargedBy: 'release' | 'hand'
  readonly version: number
  /** Ids of the obligations that it says it meets. */
  readonly discharged: readonly Id<'obligation'>[]
  readonly composition: Composition
  readonly edits: Edits
}

/** The draft of a paper reaches only staff; for others there is none. */
const visibleDrafts = (tx: Tx, actor: Actor) =>
  tables(tx)
    .selectFrom('paper_draft')
    .$if(!seesInternal(actor), (query) => query.where('paper_draft.id', 'is', null))

const columns = [
  'paper_draft.id',
  'paper_draft.paper_id as paperId',
  'paper_draft.obligation_id as obligationId',
  'paper_draft.previous_paper_id as previousPaperId',
  'paper_draft.reference_day as referenceDay',
  'paper_draft.snapshot_id as snapshotId',
  'paper_draft.discharged_by as dischargedBy',
  'paper_draft.version',
] as const

/** Throws NotFound. */
export async function getDraft(tx: Tx, actor: Actor, id: string): Promise<Draft> {
  const row = await visibleDrafts(tx, actor)
    .select(columns)
    .where('paper_draft.id', '=', id as Id<'paperDraft'>)
    .executeTakeFirst()
  if (!row) throw new NotFound(`there is no draft ${id}`)
  const { paperId, ...draft } = row
  const { composition, edits } = await getVersion(tx, row.id, row.version)
  const discharged = await tables(tx)
    .selectFrom('paper_draft_discharge')
    .select('obligation_id as id')
    .where('draft_id', '=', row.id)
    .limit(100)
    .execute()
  return {
    ...draft,
    paper: await getPaper(tx, actor, paperId),
    discharged: discharged.map((one) => one.id),
    composition,
    edits,
  }
}

/** What a draft said at one of its versions; throws NotFound. */
export async function getVersion(
  tx: Tx,
  id: Id<'paperDraft'>,
  number: number,
): Promise<{ composition: Composition; edits: Edits }> {
  const version = await tables(tx)
    .selectFrom('paper_draft_version')
    .select(['composition', 'edits'])
    .where('draft_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!version) throw new NotFound(`draft ${id} has no version ${number}`)
  return version
}

export interface DraftStep {
  readonly number: number
  readonly event: DraftEvent
  readonly note: string | null
  readonly recordedAt: Date
  readonly recordedBy: string | null
  /** Membership of who did it. */
  readonly userId: string | null
}

/** Everything that happened to a draft, latest first. */
export function stepsOfDraft(tx: Tx, id: Id<'paperDraft'>): Promise<DraftStep[]> {
  return tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('paper_draft_version')
    .leftJoin('membership', 'membership.id', 'paper_draft_version.recorded_by')
    .select([
      'paper_draft_version.number',
      'paper_draft_version.event',
      'paper_draft_version.note',
      'paper_draft_version.recorded_at as recordedAt',
      'paper_draft_version.recorded_by as userId',
      'membership.name as recordedBy',
    ])
    .where('paper_draft_version.draft_id', '=', id)
    .orderBy('paper_draft_version.number', 'desc')
    .limit(200)
    .execute()
}

export interface DraftOfPaper {
  readonly id: Id<'paperDraft'>
  readonly paperId: Id<'paper'>
  readonly obligationId: Id<'obligation'>
  readonly referenceDay: Day
  readonly version: number
}

/** The draft that made a paper; undefined for papers written by hand. */
export function findDraftOfPaper(tx: Tx, actor: Actor, paperId: string): Promise<DraftOfPaper | undefined> {
  return visibleDrafts(tx, actor)
    .select(columns)
    .where('paper_draft.paper_id', '=', paperId as Id<'paper'>)
    .executeTakeFirst()
}

/** The latest released report that met another obligation about the same measure or concept: what a new one goes on from. */
export async function findReportBefore(tx: Tx, obligationId: Id<'obligation'>): Promise<Id<'paper'> | undefined> {
  const row = await tables(tx)
    .selectFrom('obligation_subject as mine')
    .innerJoin('obligation_subject as same', (join) =>
      join.onRef('same.subject_kind', '=', 'mine.subject_kind').onRef('same.subject_id', '=', 'mine.subject_id'),
    )
    .innerJoin('discharge', 'discharge.obligation_id', 'same.obligation_id')
    .innerJoin('paper', 'paper.id', 'discharge.paper_id')
    .select('paper.id')
    .where('mine.obligation_id', '=', obligationId)
    .where('discharge.undone_on', 'is', null)
    .where('paper.kind', '=', 'report')
    .where('paper.state', 'in', ['released', 'onAgenda', 'final'])
    .orderBy('paper.dated_on', 'desc')
    .orderBy('paper.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
