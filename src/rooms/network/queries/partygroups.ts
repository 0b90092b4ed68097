import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Reader, visiblePartyGroups } from '../access.ts'
import { german } from './listing.ts'

export interface PartyGroup {
  readonly id: Id<'partyGroup'>
  readonly key: string
  readonly name: string
  readonly shortName: string | null
  readonly startsOn: Day | null
  readonly endsOn: Day | null
  readonly simulated: boolean
  readonly version: number
  readonly createdAt: Date
  readonly changedAt: Date
}

/** Fraktionen and Gruppen by name; with a day only those that there are on it. */
export function listPartyGroups(tx: Tx, actor: Reader, on?: Day): Promise<PartyGroup[]> {
  return partyGroups(tx, actor)
    .where((eb) =>
      eb.and(
        on === undefined
          ? []
          : [
              eb.or([eb('starts_on', 'is', null), eb('starts_on', '<=', on)]),
              eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', on)]),
            ],
      ),
    )
    .orderBy(german('name'))
    .orderBy('id')
    .limit(500)
    .execute()
}

/** Throws NotFound. */
export async function getPartyGroup(tx: Tx, actor: Reader, key: string): Promise<PartyGroup> {
  const group = await partyGroups(tx, actor).where('key', '=', key).executeTakeFirst()
  if (!group) throw new NotFound(`there is no party group ${key}`)
  return group
}

const partyGroups = (tx: Tx, actor: Reader) =>
  visiblePartyGroups(tx, actor).select([
    'id',
    'key',
    'name',
    'short_name as shortName',
    'starts_on as startsOn',
    'ends_on as endsOn',
    'simulated',
    'version',
    'created_at as createdAt',
    'changed_at as changedAt',
  ])
