import { Conflict, Forbidden, Invalid, NotFound } from '../../kernel/errors.ts'
import { type Id, newPublicId } from '../../kernel/ids.ts'
import { type Actor, demand, may } from '../access/index.ts'
import { record, recordAttempt, recordLook } from '../audit/index.ts'
import { type Database, inTenant, type Tenant, type Tx } from '../database/index.ts'
import type { Download } from '../http/index.ts'
import { enqueue } from '../jobs/index.ts'
import { writeSetting } from '../settings/index.ts'
import { tables } from './access.ts'
import { actsThere, type ExportFormat, narrowed, statesBefore } from './domain.ts'
import type { ExportKind, ExportScope } from './kind.ts'
import { findOrder } from './queries.ts'
import { keepHours } from './setting.ts'
import { typeOf } from './writing.ts'

/** The job that makes an export. */
export const makeJob = 'exports.make'

/** Ids in one entry of the audit. */
const idsInEntry = 1000

/** Of a filter, as an address and in words. */
const longestFilter = 1000
const longestWords = 500

/** Exports under way at the same time, of one member. */
const mostUnderWay = 5

/** Orders a list as a file: it is made in the background. Throws Forbidden, Invalid when as many are under way as may be. */
export async function orderExport(
  scope: ExportScope,
  kind: ExportKind,
  format: ExportFormat,
  now: number,
): Promise<Id<'export'>> {
  const { tx, actor, locale, t } = scope
  demand(actor, kind.right)
  if (kind.holdsPeople && actor.controllerId === null) throw new Forbidden(kind.right)
  const { underWay } = await tables(tx)
    .selectFrom('export_order')
    .select((eb) => eb.fn.countAll<number>().as('underWay'))
    .where('member_id', '=', actor.userId)
    .where('state', 'in', ['ordered', 'running'])
    .executeTakeFirstOrThrow()
  if (underWay >= mostUnderWay) throw new Invalid([{ field: '', code: 'exports-enough' }])
  const query = narrowed(scope.query, kind.parameters)
  if (String(query).length > longestFilter) throw new Invalid([{ field: '', code: 'exports-filter-long' }])
  const words = (await kind.narrowedBy({ ...scope, query })).map(({ label, value }) => `${label}: ${value}`)
  const id = newPublicId<'export'>()
  await tables(tx)
    .insertInto('export_order')
    .values({
      id,
      member_id: actor.userId,
      organisation_id: actor.controllerId && actor.organisationId,
      controller_id: actor.organisationId && actor.controllerId,
      kind: kind.key,
      title: t(`${wordsOf(kind)}.title`),
      format,
      query: String(query),
      narrowed_by: words.join(', ').slice(0, longestWords) || null,
      locale,
      holds_people: kind.holdsPeople,
      state: 'ordered',
      reason: null,
      rows_done: 0,
      rows_total: null,
      ordered_at: new Date(now),
      begun_at: null,
      ended_at: null,
      expires_at: null,
      fetched_at: null,
    })
    .execute()
  await enqueue(tx, makeJob, { export: id }, { key: `${makeJob} ${id}` })
  await record(tx, actor, {
    event: 'exports.ordered',
    subject: id,
    subjectKind: 'exports.export',
    details: { kind: kind.key, format },
  })
  return id
}

/** Where the words of a kind stand: `cases.caseload` → `cases.export.caseload`. */
export const wordsOf = ({ key }: Pick<ExportKind, 'key'>): string => key.replace('.', '.export.')

/** Takes an export away, or stops one that is being made; one that has ended stays as it is. Throws NotFound. */
export async function removeExport(tx: Tx, actor: Actor, id: string, now: number): Promise<void> {
  const order = await findOrder(tx, actor, id)
  if (!order) throw new NotFound('export')
  if (await endOrder(tx, order.id, 'removed', now))
    await record(tx, actor, { event: 'exports.removed', subject: order.id, subjectKind: 'exports.export' })
}

/** Ends an export and takes its file away; false for one that has ended. */
export async function endOrder(
  tx: Tx,
  id: Id<'export'>,
  reason: 'expired' | 'removed' | 'withdrawn',
  now: number,
): Promise<boolean> {
  const ended = await tables(tx)
    .updateTable('export_order')
    .set({ state: 'over', reason, ended_at: new Date(now) })
    .where('id', '=', id)
    .where('state', 'in', statesBefore('over'))
    .executeTakeFirst()
  await tables(tx).deleteFrom('export_file').where('export_id', '=', id).execute()
  return ended.numUpdatedRows === 1n
}

/** What fetching needs besides the scope: a transaction of its own for what must stay although nothing is given out. */
export interface Fetching {
  readonly scope: Omit<ExportScope, 'query'>
  readonly db: Database
  readonly tenant: Tenant
  readonly now: number
}

/**
 * The file, for the one who ordered it, as long as they act for whom they did, hold the right of the list and see every record
 * in it. Otherwise it is taken away, noted as refused, and Conflict thrown. Throws NotFound for exports of others.
 */
export async function fetchExport(
  { scope, db, tenant, now }: Fetching,
  kinds: readonly ExportKind[],
  id: string,
): Promise<Download> {
  const { tx, actor } = scope
  const order = await findOrder(tx, actor, id)
  if (!order) throw new NotFound('export')
  if (order.state !== 'ready') throw new Conflict(order.state === 'over' ? 'exports-over' : 'exports-not-ready')
  if (!order.expiresAt || order.expiresAt.getTime() <= now) throw new Conflict('exports-over')
  // Acting for somebody else for the moment takes nothing away: they change back and fetch it.
  if (!actsThere(actor, order)) throw new Conflict('exports-elsewhere')
  const kind = kinds.find(({ key }) => key === order.kind)
  const file = await tables(tx)
    .selectFrom('export_file')
    .select(['content', 'subjects'])
    .where('export_id', '=', order.id)
    .executeTakeFirst()
  if (!kind || !file) throw new NotFound('export')
  const seesAll =
    may(actor, kind.right) &&
    (await kind.countVisible({ ...scope, query: new URLSearchParams() }, file.subjects)) === file.subjects.length
  if (!seesAll) {
    await inTenant(db, tenant, actor, async (own) => {
      await endOrder(own, order.id, 'withdrawn', now)
      await recordAttempt(own, actor, 'refused', {
        event: 'exports.withheld',
        subject: order.id,
        subjectKind: 'exports.export',
      })
    })
    throw new Conflict('exports-withheld')
  }
  await tables(tx)
    .updateTable('export_order')
    .set({ fetched_at: new Date(now) })
    .where('id', '=', order.id)
    .execute()
  await record(tx, actor, {
    event: 'exports.fetched',
    subject: order.id,
    subjectKind: 'exports.export',
    details: { kind: order.kind, rows: order.rowsTotal },
  })
  if (kind.holdsPeople)
    for (let from = 0; from < file.subjects.length; from += idsInEntry)
      await recordLook(tx, actor, {
        event: 'exports.read',
        subjectKind: kind.subjectKind,
        ids: file.subjects.slice(from, from + idsInEntry),
        details: { export: order.id },
      })
  const demo = tenant.demo ? '-DEMO' : ''
  const day = order.orderedAt.toISOString().slice(0, 10)
  return {
    type: typeOf[order.format],
    filename: `${order.title}-${tenant.key}-${day}${demo}.${order.format}`,
    body: new Uint8Array(file.content),
  }
}

/** How many hours exports can be fetched, for those that are made from now on. Throws Conflict, Forbidden. */
export async function setPeriod(
  tx: Tx,
  actor: Actor,
  { hours, version }: { readonly hours: number; readonly version: number },
  now: number,
): Promise<void> {
  demand(actor, 'exports.set-period')
  await writeSetting(tx, actor, keepHours, hours, version, now)
}
