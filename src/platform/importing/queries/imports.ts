import { Conflict, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../database/index.ts'
import type { Mapping } from '../domain/columns.ts'
import type { Choice, Reading, Remaining, Verdict } from '../domain/rows.ts'
import { before, type ImportState } from '../domain/states.ts'
import type { ImportKind } from '../kind.ts'
import { type PreviewRow, type Remarks, type SheetOfFile, tables } from '../tables.ts'

/** Rows of a report on one page. */
export const pageSize = 50

export interface Import {
  readonly id: Id<'import'>
  readonly kind: string
  readonly fileName: string
  readonly sheets: readonly SheetOfFile[]
  readonly sheet: string
  readonly preview: readonly PreviewRow[]
  readonly headerRow: number
  readonly mapping: Mapping
  readonly remarks: Remarks
  readonly rowCount: number
  readonly state: ImportState
  readonly progress: number
  readonly progressOf: number
  readonly failure: string | null
  readonly version: number
  readonly createdAt: Date
  readonly finishedAt: Date | null
}

const head = [
  'id',
  'kind',
  'file_name as fileName',
  'sheets',
  'sheet',
  'preview',
  'header_row as headerRow',
  'mapping',
  'remarks',
  'row_count as rowCount',
  'state',
  'progress',
  'progress_of as progressOf',
  'failure',
  'version',
  'created_at as createdAt',
  'finished_at as finishedAt',
] as const

/** Throws NotFound: also for an import of somebody else, of another kind, or of a team for which the actor does not act now. */
export async function getImport(tx: Tx, kind: Pick<ImportKind, 'key'>, id: string): Promise<Import> {
  const found = await tables(tx)
    .selectFrom('list_import')
    .select(head)
    .where('id', '=', id as Id<'import'>)
    .where('kind', '=', kind.key)
    .executeTakeFirst()
  if (!found) throw new NotFound(`there is no import ${id}`)
  return found
}

/** An import of which nothing was taken over yet, locked. Throws Conflict `importing-over`, or `importing-at-work` while a job has it. */
export async function openImport(tx: Tx, kind: Pick<ImportKind, 'key'>, id: string): Promise<Import> {
  const one = await lockImport(tx, kind, id)
  if (!before.includes(one.state)) throw new Conflict('importing-over')
  if (one.state === 'checking') throw new Conflict('importing-at-work')
  return one
}

export async function lockImport(tx: Tx, kind: Pick<ImportKind, 'key'>, id: string): Promise<Import> {
  await tables(tx)
    .selectFrom('list_import')
    .select('id')
    .where('id', '=', id as Id<'import'>)
    .forUpdate()
    .execute()
  return await getImport(tx, kind, id)
}

export interface ListedImport extends Pick<Import, 'id' | 'fileName' | 'state' | 'createdAt'> {
  readonly rows: number
}

/** The actor's own imports of a kind, newest first, at most 20. */
export function recentImports(tx: Tx, kind: Pick<ImportKind, 'key'>): Promise<ListedImport[]> {
  return tables(tx)
    .selectFrom('list_import')
    .select((eb) => [
      'id',
      'file_name as fileName',
      'state',
      'created_at as createdAt',
      eb
        .selectFrom('list_import_row')
        .whereRef('import_id', '=', 'list_import.id')
        .where('record_id', 'is not', null)
        .select((row) => row.fn.countAll<number>().as('rows'))
        .$asScalar()
        .$notNull()
        .as('rows'),
    ])
    .where('kind', '=', kind.key)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()
}

export interface RowCounts {
  readonly all: number
  readonly byVerdict: Readonly<Partial<Record<Verdict, number>>>
  /** Rows that will be taken. */
  readonly create: number
  readonly update: number
  /** Rows that will be taken and cannot. */
  readonly blocked: number
  /** Rows about which somebody has to decide first. */
  readonly open: number
}

export async function countRows(tx: Tx, id: Id<'import'>): Promise<RowCounts> {
  const rows = await tables(tx)
    .selectFrom('list_import_row')
    .where('import_id', '=', id)
    .select(['verdict', 'choice', sql<number>`count(*)`.as('count')])
    .groupBy(['verdict', 'choice'])
    .execute()
  const sum = (of: typeof rows) => of.reduce((total, row) => total + Number(row.count), 0)
  const verdicts = Map.groupBy(rows, (row) => row.verdict)
  const taken = (choice: Choice) => sum(rows.filter((row) => row.choice === choice && row.verdict !== 'error'))
  return {
    all: sum(rows),
    byVerdict: Object.fromEntries([...verdicts].map(([verdict, of]) => [verdict, sum(of)])),
    create: taken('create'),
    update: taken('update'),
    blocked: sum(rows.filter((row) => row.choice !== 'skip' && row.verdict === 'error')),
    open: taken('open'),
  }
}

export interface ImportRow {
  readonly number: number
  readonly verdict: Verdict
  readonly choice: Choice
  readonly title: string
  readonly reading: Reading
  readonly targetId: string | null
  readonly recordId: string | null
  readonly recordVersion: number | null
  readonly former: object | null
  readonly remains: Remaining | null
}

export interface RowQuery {
  readonly verdict?: Verdict
  /** Only rows about which somebody has to decide. */
  readonly open?: boolean
  /** Only rows about which there is something to say. */
  readonly remarked?: boolean
  /** Only rows of which the report as a table says something: remarked, left out beside the list, not taken back. */
  readonly noted?: boolean
  /** Only rows with an error, or that could not be taken back. */
  readonly wrong?: boolean
  /** Only rows that became a record or changed one. */
  readonly taken?: boolean
  /** Only rows that are to be taken over. */
  readonly chosen?: boolean
  /** From the last to the first. */
  readonly backwards?: boolean
  readonly offset?: number
  readonly limit?: number
}

export async function listRows(
  tx: Tx,
  id: Id<'import'>,
  { verdict, open, remarked, noted, wrong, taken, chosen, backwards, offset = 0, limit = pageSize }: RowQuery,
): Promise<{ rows: ImportRow[]; total: number }> {
  const query = tables(tx)
    .selectFrom('list_import_row')
    .where('import_id', '=', id)
    .$if(verdict !== undefined, (one) => one.where('verdict', '=', verdict ?? 'new'))
    .$if(open === true, (one) => one.where('choice', '=', 'open').where('verdict', '<>', 'error'))
    .$if(remarked === true, (one) => one.where(sql<boolean>`reading -> 'issues' <> '[]'::jsonb`))
    .$if(noted === true, (one) =>
      one.where(sql<boolean>`(reading -> 'issues' <> '[]'::jsonb OR reading ? 'beside' OR remains IS NOT NULL)`),
    )
    .$if(wrong === true, (one) => one.where(sql<boolean>`(verdict = 'error' OR remains IS NOT NULL)`))
    .$if(chosen === true, (one) => one.where('choice', 'in', ['create', 'update']).where('verdict', '<>', 'error'))
    .$if(taken === true, (one) => one.where('record_id', 'is not', null))
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'number',
      'verdict',
      'choice',
      'title',
      'reading',
      'target_id as targetId',
      'record_id as recordId',
      'record_version as recordVersion',
      'former',
      'remains',
    ])
    .orderBy('number', backwards ? 'desc' : 'asc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows, total: Number(total) }
}
