import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'

/** A file opened beyond its team. */
export interface Opening {
  readonly id: Id<'opening'>
  readonly caseId: Id<'case'>
  readonly who: string
  readonly kind: 'supervision' | 'emergency' | 'conference'
  readonly reason: string
  readonly openedAt: Date
  readonly until: Date
}

export const openingsPerPage = 50

const rows = (tx: Tx) =>
  tables(tx)
    .selectFrom('case_opening')
    .innerJoin('membership', 'membership.id', 'case_opening.user_id')
    .select([
      'case_opening.id',
      'case_id as caseId',
      'membership.name as who',
      'kind',
      'reason',
      'opened_at as openedAt',
      'until',
    ])
    .orderBy('opened_at', 'desc')
    .orderBy('case_opening.id')

/** Openings with a reason, the latest first: those that the reader's policy shows. */
export async function listOpenings(
  tx: Tx,
  page = 1,
): Promise<{ readonly rows: readonly Opening[]; readonly total: number }> {
  const { total } = await tables(tx)
    .selectFrom('case_opening')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('kind', '<>', 'conference')
    .executeTakeFirstOrThrow()
  const found = await rows(tx)
    .where('kind', '<>', 'conference')
    .limit(openingsPerPage)
    .offset((page - 1) * openingsPerPage)
    .execute()
  return { rows: found, total }
}

/** Those of one file, the latest first. */
export async function openingsOf(tx: Tx, caseId: Id<'case'>, limit = 5): Promise<readonly Opening[]> {
  return await rows(tx).where('case_id', '=', caseId).limit(limit).execute()
}

/** Emergencies since an instant, for data protection's inbox. */
export async function emergenciesSince(tx: Tx, since: Date, limit: number): Promise<readonly Opening[]> {
  return await rows(tx).where('kind', '=', 'emergency').where('opened_at', '>', since).limit(limit).execute()
}
