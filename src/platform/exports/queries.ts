import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { sql, type Tx } from '../database/index.ts'
import type { Locale } from '../i18n/index.ts'
import { ownOrders, tables } from './access.ts'
import type { End, ExportFormat, ExportState, Failure } from './domain.ts'

/** An export as its owner sees it. */
export interface Order {
  readonly id: Id<'export'>
  readonly organisationId: Id<'organisation'> | null
  readonly controllerId: Id<'organisation'> | null
  readonly kind: string
  readonly title: string
  readonly format: ExportFormat
  readonly query: string
  /** The filter in words; null for none. */
  readonly narrowedBy: string | null
  readonly locale: Locale
  readonly state: ExportState
  readonly reason: Failure | End | null
  readonly rowsDone: number
  readonly rowsTotal: number | null
  readonly orderedAt: Date
  readonly expiresAt: Date | null
  readonly fetchedAt: Date | null
}

const columns = [
  'id',
  'organisation_id as organisationId',
  'controller_id as controllerId',
  'kind',
  'title',
  'format',
  'query',
  'narrowed_by as narrowedBy',
  'locale',
  'state',
  'reason',
  'rows_done as rowsDone',
  'rows_total as rowsTotal',
  'ordered_at as orderedAt',
  'expires_at as expiresAt',
  'fetched_at as fetchedAt',
] as const

export const ordersPerPage = 25

/** One page of the actor's exports, the newest first, with the number of all. */
export async function listOrders(
  tx: Tx,
  actor: Actor,
  page: number,
): Promise<{ readonly rows: readonly Order[]; readonly total: number }> {
  const { total } = await ownOrders(tx, actor)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await ownOrders(tx, actor)
    .select(columns)
    .orderBy('ordered_at', 'desc')
    .orderBy('id')
    .limit(ordersPerPage)
    .offset((page - 1) * ordersPerPage)
    .execute()
  return { rows, total }
}

/** One of the actor's; undefined for those of others. */
export function findOrder(tx: Tx, actor: Actor, id: string): Promise<Order | undefined> {
  return ownOrders(tx, actor)
    .select(columns)
    .where('id', '=', id as Id<'export'>)
    .executeTakeFirst()
}

/** Ready, not fetched and not over on a day, the one that expires first at the top. */
export async function ordersToFetch(tx: Tx, actor: Actor, today: Day, limit: number) {
  return await tables(tx)
    .selectFrom('export_order')
    .select(['id', 'title', 'expires_at as expiresAt'])
    .where('member_id', '=', actor.userId)
    // A substitute reads the inbox of the absent member, whose exports are nobody else's business.
    .where(
      sql<boolean>`EXISTS (SELECT FROM membership WHERE membership.id = ${actor.userId} AND membership.account_id = ${actor.accountId})`,
    )
    .where('state', '=', 'ready')
    .where('fetched_at', 'is', null)
    .where('expires_at', '>', sql<Date>`${today}::date`)
    .orderBy('expires_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}
