import { type Actor, defineRights, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { MeasuresTables } from './tables.ts'

/**
 * Who may do what here. The register is no personal data: responsible are offices. All staff read it; members of councils
 * and everybody outside see what is public, without the texts, reasons and histories that offices write for themselves.
 *
 * | Right | lead | coordinator | administrator | steering group, case manager | municipality | data protection | council | partner |
 * |---|---|---|---|---|---|---|---|---|
 * | read | yes | yes | yes | yes | yes | yes | public part | public part |
 * | read internal texts, histories, what is not public | yes | yes | yes | yes | yes | yes | no | no |
 * | create, change, import, steer a review | yes | yes | no | no | no | no | no | no |
 * | answer when asked for the state | yes | yes | no | no | own organisation | no | no | own organisation |
 * | approve answers | yes | no | no | no | no | no | no | no |
 *
 * The same rules stand once more in migrations/002_access.sql, where the database enforces them.
 */
export const rights = defineRights({
  'measures.read': [
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
  'measures.read-internal': [
    'administrator',
    'coordinator',
    'lead',
    'steering',
    'caseManager',
    'municipality',
    'dataProtection',
  ],
  'measures.edit': ['lead', 'coordinator'],
  'measures.report': ['lead', 'coordinator', 'municipality', 'partner'],
  'measures.approve': ['lead'],
  'measures.review': ['lead', 'coordinator'],
  'measures.import': ['lead', 'coordinator'],
})

/** Who reads; null: a visitor of public pages. */
export type Reader = Pick<Actor, 'roles'> | null

/** The room's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<MeasuresTables>()

export const seesInternal = (reader: Reader) => may(reader, 'measures.read-internal')

/*
 * The only ways to reach records, already narrowed to what this person may see. What is outside is not there (404). What
 * hangs on a measure or a concept is read by the id of one that was reached here.
 */

/** Measures that were taken back are in nobody's sight; only their history has them. */
export const visibleMeasures = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('measure')
    .where('measure.withdrawn_on', 'is', null)
    .$if(!seesInternal(reader), (query) => query.where('measure.is_public', '=', true))

export const visibleConcepts = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('concept')
    .$if(!seesInternal(reader), (query) => query.where('concept.is_public', '=', true))

export const visibleDocuments = (tx: Tx, reader: Reader) =>
  tables(tx)
    .selectFrom('measure_document')
    .$if(!seesInternal(reader), (query) => query.where('measure_document.is_public', '=', true))
