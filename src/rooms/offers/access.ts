import { type Actor, defineRights, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { OffersTables } from './tables.ts'

/**
 * Who may do what here. The directory holds no personal data: staff and providers read all of it. Councils read what is
 * made public, and the immigration office refers to case management, which chooses.
 *
 * | Right | coordinator | case manager, municipality, partner | intake | lead, steering group, administrator, data protection |
 * |---|---|---|---|---|
 * | read | yes | yes | yes | yes |
 * | keep: add, change, check places, change the state | of all organisations | of the own organisation | no | no |
 *
 * The same rules stand once more in migrations/002_access.sql, where the database enforces them.
 */
export const rights = defineRights({
  'offers.read': [
    'administrator',
    'coordinator',
    'lead',
    'steering',
    'caseManager',
    'municipality',
    'intake',
    'partner',
    'dataProtection',
  ],
  'offers.keep': ['coordinator', 'caseManager', 'municipality', 'partner'],
  'offers.keep-all': ['coordinator'],
})

type Keeper = Pick<Actor, 'roles' | 'organisationId' | 'viewing'>

/** The room's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<OffersTables>()

/** All offers: every reader sees every one. A rule has one place when it comes. */
export const visibleOffers = (tx: Tx, _actor: Pick<Actor, 'roles'>) => tables(tx).selectFrom('offer')

/** Whether the actor keeps the offers of an organisation. */
export const keeps = (actor: Keeper, organisationId: string): boolean =>
  may(actor, 'offers.keep-all') ||
  (may(actor, 'offers.keep') && actor.organisationId !== null && actor.organisationId === organisationId)
