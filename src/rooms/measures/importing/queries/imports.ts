import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { Mapping } from '../domain/columns.ts'
import type { Choice, Verdict } from '../domain/judge.ts'
import { type ImportState, type PreviewRow, type Reading, type Remarks, type SheetOfFile, tables } from '../tables.ts'

/** Rows of a report on one page. */
export const pageSize = 50

export interface Import {
  readonly id: Id<'measure-import'>
  readonly fileName: string
  readonly sheets: readonly SheetOfFile[]
  readonly sheet: string
  readonly preview: readonly PreviewRow[]
  readonly headerRow: number
  readonly mapping: Mapping
  readonly remarks: Remarks
  readonly state: ImportState
  readonly version: number
  readonly createdAt: Date
  readonly finishedAt: Date | null
  readonly undoneAt: Date | null
}

const head = [
  'id',
  'file_name as fileName',
  'sheets',
  'sheet',
  'preview',
  'header_row as headerRow',
  'mapping',
  'remarks',
  'state',
  'version',
  'created_at as createdAt',
  'finished_at as finishedAt',
  'undone_at as undoneAt',
] as const

/** Throws NotFound. Row-level security shows imports to those who may import. */
export async function getImport(tx: Tx, id: Id<'measure-import'>): Promise<Import> {
  const found = await tables(tx).selectFrom('measure_import').select(head).where('id', '=', id).executeTakeFirst()
  if (!found) throw new NotFound(`there is no import ${id}`)
  return found
}

export interface ListedImport extends Pick<Import, 'id' | 'fileName' | 'state' | 'createdAt'> {
  readonly rows: number
}

/** The imports of the last 30 days, newest first, at most 20. */
export function recentImports(tx: Tx): Promise<ListedImport[]> {
  return tables(tx)
    .selectFrom('measure_import')
    .select((eb) => [
      'id',
      'file_name as fileName',
      'state',
      'created_at as createdAt',
      eb
        .selectFrom('measure_import_row')
        .whereRef('import_id', '=', 'measure_import.id')
        .where('choice', '<>', 'skip')
        .select((row) => row.fn.countAll<number>().as('rows'))
        .$asScalar()
        .$notNull()
        .as('rows'),
    ])
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
}

export async function countRows(tx: Tx, id: Id<'measure-import'>): Promise<RowCounts> {
  const rows = await tables(tx)
    .selectFrom('measure_import_row')
    .where('import_id', '=', id)
    .select(['verdict', 'choice', sql<number>`count(*)`.as('count')])
    .groupBy(['verdict', 'choice'])
    .execute()
  const sum = (of: typeof rows) => of.reduce((total, row) => total + Number(row.count), 0)
  const verdicts = Map.groupBy(rows, (row) => row.verdict)
  return {
    all: sum(rows),
    byVerdict: Object.fromEntries([...verdicts].map(([verdict, of]) => [verdict, sum(of)])),
    create: sum(rows.filter((row) => row.choice === 'create' && row.verdict !== 'error')),
    update: sum(rows.filter((row) => row.choice === 'update' && row.verdict !== 'error')),
    blocked: sum(rows.filter((row) => row.choice !== 'skip' && row.verdict === 'error')),
  }
}

export interface ImportRow {
  readonly number: number
  readonly verdict: Verdict
  readonly choice: Choice
  readonly title: string
  readonly reading: Reading
  readonly targetId: Id<'measure'> | null
  readonly measureId: Id<'measure'> | null
  readonly measureVersion: number | null
}

export interface RowQuery {
  readonly verdict?: Verdict
  /** Only rows about which there is something to say. */
  readonly remarked?: boolean
  /** Only rows that became a measure or changed one. */
  readonly taken?: boolean
  /** Only rows that are to be taken over. */
  readonly chosen?: boolean
  readonly offset?: number
  readonly limit?: number
}

export async function listRows(
  tx: Tx,
  id: Id<'measure-import'>,
  { verdict, remarked, taken, chosen, offset = 0, limit = pageSize }: RowQuery,
): Promise<{ rows: ImportRow[]; total: number }> {
  const query = tables(tx)
    .selectFrom('measure_import_row')
    .where('import_id', '=', id)
    .$if(verdict !== undefined, (one) => one.where('verdict', '=', verdict ?? 'new'))
    .$if(remarked === true, (one) => one.where(sql<boolean>`reading -> 'issues' <> '[]'::jsonb`))
    .$if(chosen === true, (one) => one.where('choice', '<>', 'skip'))
    .$if(taken === true, (one) => one.where('measure_id', 'is not', null))
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'number',
      'verdict',
      'choice',
      'title',
      'reading',
      'target_id as targetId',
      'measure_id as measureId',
      'measure_version as measureVersion',
    ])
    .orderBy('number')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows, total: Number(total) }
}
