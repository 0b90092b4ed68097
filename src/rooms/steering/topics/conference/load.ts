import type { Day } from '../../../../kernel/day.ts'
import { type Id, newId, newPublicId } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { newConferenceCode } from './domain/code.ts'
import { tables } from './tables.ts'

/** Adds a conference that collects, with its cards, for the demo; as the system. */
export async function loadConference(
  tx: Tx,
  given: {
    readonly title: string
    readonly municipalityId: Id<'municipality'> | null
    readonly heldOn: Day
    readonly simulated: boolean
  },
  cards: readonly string[],
): Promise<void> {
  const id = newId<'conference'>()
  await tables(tx)
    .insertInto('conference')
    .values({
      id,
      code: newConferenceCode(),
      title: given.title,
      municipality_id: given.municipalityId,
      held_on: given.heldOn,
      state: 'collecting',
      points_each: 3,
      simulated: given.simulated,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: null,
    })
    .execute()
  if (cards.length === 0) return
  await tables(tx)
    .insertInto('conference_card')
    .values(
      cards.map((body) => ({
        id: newPublicId<'card'>(),
        conference_id: id,
        cluster_id: null,
        body,
        locale: 'de' as const,
      })),
    )
    .execute()
}
