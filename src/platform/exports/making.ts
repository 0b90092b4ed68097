import type { Id } from '../../kernel/ids.ts'
import { actAs } from '../access/acting.ts'
import { record } from '../audit/index.ts'
import { inTenant, sql, type Tx } from '../database/index.ts'
import { type Catalogues, createTranslate } from '../i18n/index.ts'
import { findActorFor } from '../identity/grants.ts'
import { enqueue, type JobHandler, type JobRun } from '../jobs/index.ts'
import { readSetting } from '../settings/index.ts'
import { tables } from './access.ts'
import { writeExport } from './apart.ts'
import { type Failure, mostRows, statesBefore } from './domain.ts'
import { expireJob } from './expiring.ts'
import { type ExportKind, type ExportRow, type ExportScope, portionsOf } from './kind.ts'
import { keepHours } from './setting.ts'
import type { ExportTables } from './tables.ts'
import { wordsIn } from './writing.ts'

export interface Making {
  readonly kinds: readonly ExportKind[]
  readonly catalogues: Catalogues
}

type Ordered = Pick<
  ExportTables['export_order'],
  'id' | 'member_id' | 'organisation_id' | 'controller_id' | 'kind' | 'title' | 'format' | 'query' | 'locale'
>

/**
 * Makes an export: reads portion by portion under the rights that the member has now, tells how far it is, and keeps the
 * file. What it has read is one transaction, which turns into one of the member and only reads; what others are to see of its
 * progress is written in transactions of its own. A program that dies begins again from the start.
 */
export function exportMaker(making: Making): JobHandler {
  return async (run, payload) => {
    const { export: id } = payload as { export: Id<'export'> }
    const order = await claim(run, id)
    if (!order) return
    try {
      await make(making, run, order)
    } catch (error) {
      // Said to the one who waits; the log of the program says what it was, for the queue hears of it too.
      await fail(run, id, 'broken')
      throw error
    }
  }
}

/** A transaction of the platform beside the one that reads. */
const beside = <T>({ db, tenant }: JobRun, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTenant(db, tenant, 'system', work)

/** Takes an order to work on; undefined for one that was removed or has ended. */
function claim(run: JobRun, id: Id<'export'>): Promise<Ordered | undefined> {
  return beside(run, async (tx) => {
    const order = await tables(tx)
      .updateTable('export_order')
      .set({ state: 'running', begun_at: new Date(run.clock.now()), rows_done: 0, rows_total: null })
      .where('id', '=', id)
      .where('state', 'in', statesBefore('running'))
      .returning(['id', 'member_id', 'organisation_id', 'controller_id', 'kind', 'title', 'format', 'query', 'locale'])
      .executeTakeFirst()
    return order
  })
}

async function make({ kinds, catalogues }: Making, run: JobRun, order: Ordered): Promise<void> {
  const { tx, tenant, clock } = run
  const today = clock.today()
  const kind = kinds.find(({ key }) => key === order.kind)
  const place = { organisationId: order.organisation_id, controllerId: order.controller_id }
  const actor = kind && (await findActorFor(tx, order.member_id, place, kind.right, today))
  if (!kind || !actor) return await fail(run, order.id, 'not-allowed')
  await actAs(tx, actor, today)
  const { locale } = order
  const t = createTranslate(locale, catalogues, { onMissing: (key) => key })
  const scope: ExportScope = { tx, actor, query: new URLSearchParams(order.query), today, tenant, locale, t }
  const ids = await kind.find(scope, mostRows + 1)
  if (!ids) return await fail(run, order.id, 'filter-over')
  if (ids.length > mostRows) return await fail(run, order.id, 'too-many')
  const table = await kind.table(scope)
  const rows: ExportRow[] = []
  if (!(await tellProgress(run, order.id, 0, ids.length))) return
  for await (const portion of portionsOf(table, ids)) {
    rows.push(...portion)
    if (!(await tellProgress(run, order.id, rows.length, ids.length))) return
  }
  const writing = writeExport({
    format: order.format,
    title: order.title,
    district: tenant.name,
    asOf: today,
    isDemo: tenant.demo,
    locale,
    narrowedBy: await kind.narrowedBy(scope),
    columns: table.columns,
    rows,
    words: wordsIn(t, locale, today, rows.length),
  })
  const content = await awakeUntil(tx, writing)
  await beside(run, async (own) => {
    const now = clock.now()
    const expiresAt = new Date(now + (await readSetting(own, keepHours)).value * 3_600_000)
    const kept = await tables(own)
      .updateTable('export_order')
      .set({
        state: 'ready',
        rows_done: rows.length,
        rows_total: rows.length,
        ended_at: new Date(now),
        expires_at: expiresAt,
      })
      .where('id', '=', order.id)
      .where('state', 'in', statesBefore('ready'))
      .executeTakeFirst()
    if (kept.numUpdatedRows === 0n) return
    await tables(own)
      .insertInto('export_file')
      .values({
        export_id: order.id,
        controller_id: order.controller_id,
        content: Buffer.from(content),
        subjects: rows.map(({ id }) => id),
      })
      .execute()
    await record(own, actor, {
      event: 'exports.made',
      subject: order.id,
      subjectKind: 'exports.export',
      details: { kind: order.kind, rows: rows.length },
    })
    await enqueue(own, expireJob, null, { runAt: expiresAt })
  })
}

/** The server ends a transaction that is silent for a minute, and writing a large file may take longer. */
async function awakeUntil<T>(tx: Tx, work: Promise<T>): Promise<T> {
  const timer = setInterval(() => void sql`SELECT`.execute(tx).catch(() => undefined), 20_000)
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

/** Tells how far it is; false when it was removed meanwhile. */
async function tellProgress(run: JobRun, id: Id<'export'>, done: number, total: number): Promise<boolean> {
  const told = await beside(run, (tx) =>
    tables(tx)
      .updateTable('export_order')
      .set({ rows_done: done, rows_total: total })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst(),
  )
  return told.numUpdatedRows === 1n
}

async function fail(run: JobRun, id: Id<'export'>, reason: Failure): Promise<void> {
  await beside(run, async (tx) => {
    const failed = await tables(tx)
      .updateTable('export_order')
      .set({ state: 'failed', reason, ended_at: new Date(run.clock.now()) })
      .where('id', '=', id)
      .where('state', 'in', statesBefore('failed'))
      .executeTakeFirst()
    if (failed.numUpdatedRows === 1n)
      await record(tx, 'system', {
        event: 'exports.not-made',
        subject: id,
        subjectKind: 'exports.export',
        details: { reason },
      })
  })
}
