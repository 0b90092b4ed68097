import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { organisationNames } from '../../../network/index.ts'
import { rights } from '../../access.ts'
import { tables } from '../access.ts'

/** Somebody who may be asked for an opinion. */
export interface Reviewer {
  readonly id: Id<'user'>
  readonly name: string
  readonly organisation: string | null
}

/** Members whom a review may ask: all whose role lets them answer for measures, those who left excepted. By name. */
export async function choosableReviewers(tx: Tx, today: Day): Promise<Reviewer[]> {
  const rows = await members(tx)
    .where(
      sql<boolean>`EXISTS (
        SELECT FROM access_own_grants(membership.id, ${today}::date) AS given
        WHERE given.role = ANY (${[...rights['measures.report']]}::text[])
      )`,
    )
    .orderBy('membership.name')
    .orderBy('membership.id')
    .limit(200)
    .execute()
  return withOrganisation(tx, rows, today)
}

/** What members are called, by id. */
export async function reviewersById(
  tx: Tx,
  ids: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, Reviewer>> {
  const rows = await members(tx)
    .where('membership.id', '=', sql<Id<'user'>>`ANY(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map((await withOrganisation(tx, rows, today)).map((reviewer) => [reviewer.id, reviewer]))
}

const members = (tx: Tx) =>
  tables(tx)
    .selectFrom('membership')
    .select(['membership.id', 'membership.name', 'membership.organisation_id as organisationId'])

async function withOrganisation(
  tx: Tx,
  rows: readonly { id: Id<'user'>; name: string; organisationId: Id<'organisation'> | null }[],
  today: Day,
): Promise<Reviewer[]> {
  const names = new Map((await organisationNames(tx, today)).map(({ id, name }) => [id, name]))
  return rows.map(({ id, name, organisationId }) => ({
    id,
    name,
    organisation: organisationId && (names.get(organisationId) ?? null),
  }))
}
