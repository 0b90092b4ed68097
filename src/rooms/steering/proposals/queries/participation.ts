import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import { type Actor, may } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { type Body, listBodies } from '../../../network/index.ts'
import { tables } from '../access.ts'

/** The working and project groups of the district. */
export async function workingGroups(tx: Tx, actor: Actor, today: Day): Promise<Body[]> {
  const [working, project] = await Promise.all(
    (['workingGroup', 'projectGroup'] as const).map((kind) => listBodies(tx, actor, { kind, limit: 100 }, today)),
  )
  return [...(working?.rows ?? []), ...(project?.rows ?? [])]
}

export interface Participation {
  readonly id: string
  readonly bodyId: Id<'body'>
  readonly organisationId: Id<'organisation'>
  readonly office: string
  readonly since: Day
}

/**
 * A participation that the actor may end: who prepares, any; others those of their organisation. Throws NotFound for every
 * other one.
 */
export async function getOwnParticipation(tx: Tx, actor: Actor, id: string) {
  const row = isId(id)
    ? await tables(tx)
        .selectFrom('steering_participation')
        .select(['organisation_id', 'since', 'until'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!row || !(may(actor, 'steering.prepare') || actor.organisationId === row.organisation_id))
    throw new NotFound(`there is no participation ${id}`)
  return row
}

/** Offices that take part now. */
export function participations(tx: Tx): Promise<Participation[]> {
  return tables(tx)
    .selectFrom('steering_participation')
    .select(['id', 'body_id as bodyId', 'organisation_id as organisationId', 'office', 'since'])
    .where('until', 'is', null)
    .orderBy('body_id')
    .orderBy('since')
    .orderBy('id')
    .limit(500)
    .execute()
}
