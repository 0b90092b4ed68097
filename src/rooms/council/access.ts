import { type Actor, defineRights, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { CouncilTables } from './tables.ts'

/**
 * Who may do what here. No personal data: party groups and offices, no names. Members of councils are no staff: here they
 * see what everybody sees. Released papers, resolutions and issued lists change for nobody: no grant names them.
 *
 * | Right | administrator | coordinator | lead | steering group, case manager | municipality | data protection | council, partner |
 * |---|---|---|---|---|---|---|---|
 * | read | yes | yes | yes | yes | yes | yes | public part |
 * | read drafts and what is not public | yes | yes | yes | yes | yes | yes | no |
 * | write papers, record results, follow up | no | yes | yes | no | no | no | no |
 * | release a report that the platform composed | no | no | yes | no | no | no | no |
 *
 * The same rules stand once more in migrations/002_access.sql, where the database enforces them.
 */
export const rights = defineRights({
  'council.read': [
    'administrator',
    'coordinator',
    'lead',
    'steering',
    'caseManager',
    'municipality',
    'partner',
    'dataProtection',
    'council',
  ],
  'council.read-internal': [
    'administrator',
    'coordinator',
    'lead',
    'steering',
    'caseManager',
    'municipality',
    'dataProtection',
  ],
  'council.edit': ['coordinator', 'lead'],
  'council.release': ['lead'],
})

/** Null: a visitor of the public pages. */
export type Reader = Pick<Actor, 'roles'> | null

/** The reader as the network takes one: a visitor is somebody without roles. */
export const inNetwork = (reader: Reader): Pick<Actor, 'roles'> => reader ?? { roles: [] }

/** The room's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<CouncilTables>()

/** True for who also sees drafts and what is not public. */
export const seesInternal = (reader: Reader) => may(reader, 'council.read-internal')

/** States in which a paper is out of the house. */
export const releasedStates = ['released', 'onAgenda', 'final', 'withdrawn'] as const

/*
 * The only ways to reach records, already narrowed to what this person may see. What is outside is not there (404).
 * What hangs on a record is reached through it.
 */
export const visiblePapers = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('paper')
    .$if(!seesInternal(reader), (query) =>
      query.where('paper.is_public', '=', true).where('paper.state', 'in', releasedStates),
    )

export const visibleResolutions = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('resolution')
    .$if(!seesInternal(reader), (query) => query.where('resolution.is_public', '=', true))

/** Obligations together with the resolution they are part of, which decides who sees them. */
export const visibleObligations = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('obligation')
    .innerJoin('resolution', 'resolution.id', 'obligation.resolution_id')
    .$if(!seesInternal(reader), (query) => query.where('resolution.is_public', '=', true))

export const visibleLists = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('followup_list')
    .$if(!seesInternal(reader), (query) => query.where('followup_list.is_public', '=', true))
