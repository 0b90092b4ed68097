import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { ProposalTables } from './tables.ts'

/** Who reads; a job reads as the system, whom row-level security lets see all. */
export type Reader = Pick<Actor, 'roles'> | 'system'

/** The view of a transaction with the tables of proposals. */
export const tables = (tx: Tx) => tx.withTables<ProposalTables>()

/** Whether the reader sees what is being prepared: drafts of proposals and minutes. */
export const prepares = (reader: Reader): boolean => reader === 'system' || may(reader, 'steering.prepare')

/** The only way to reach proposals: drafts are there for those alone who prepare. What hangs on one is reached through it. */
export const visibleProposals = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('proposal')
    .$if(!prepares(reader), (query) => query.where('proposal.state', '<>', 'draft'))

/** Minutes: drafts are there for those alone who prepare. */
export const visibleMinutes = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('steering_minutes')
    .$if(!prepares(reader), (query) => query.where('steering_minutes.state', '=', 'released'))
