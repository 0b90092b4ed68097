import { type Id, newId } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { Milestone } from '../queries.ts'

export interface NewPathway {
  /** Lower case, digits, hyphens. */
  readonly key: string
  readonly name: string
  readonly description?: string
  /** In the order of the way. */
  readonly milestones: readonly Milestone[]
}

/** Declares which milestones a journey of a kind usually has. */
export async function declarePathway(
  tx: Tx,
  actor: Actor | 'system',
  pathway: NewPathway,
  setting: { readonly demo: boolean },
): Promise<Id<'pathway'>> {
  if (actor !== 'system') demand(actor, 'journeys.declare-pathway')
  const id = newId<'pathway'>()
  const { key, name, description = null, milestones } = pathway
  await tables(tx).insertInto('pathway').values({ id, key, name, description, simulated: setting.demo }).execute()
  if (milestones.length > 0) {
    await tables(tx)
      .insertInto('pathway_milestone')
      .values(
        milestones.map((milestone, index) => ({
          pathway_id: id,
          position: index + 1,
          key: milestone.key,
          name: milestone.name,
          interface_id: milestone.interfaceId,
        })),
      )
      .execute()
  }
  await record(tx, actor, {
    event: 'journeys.pathway-declared',
    subject: id,
    subjectKind: 'journeys.pathway',
    details: { key },
  })
  return id
}
