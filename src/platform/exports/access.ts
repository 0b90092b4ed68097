import { type Actor, defineRights } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import type { ExportTables } from './tables.ts'

/**
 * Everybody with a list to take along has their own exports. What may be in one is decided by the right of its list, when it
 * is ordered, made and fetched.
 */
export const exportRights = defineRights({
  'exports.own': [
    'administrator',
    'coordinator',
    'lead',
    'caseManager',
    'municipality',
    'intake',
    'partner',
    'dataProtection',
  ],
  'exports.set-period': ['administrator'],
})

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<ExportTables>()

/** The only way to exports: one's own. */
export const ownOrders = (tx: Tx, actor: Actor) =>
  tables(tx).selectFrom('export_order').where('export_order.member_id', '=', actor.userId)
