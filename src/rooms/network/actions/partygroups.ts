import type { Day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween } from '../domain/changes.ts'
import type { Given } from '../forms.ts'
import type { ChangedPartyGroup, NewPartyGroup } from '../meetingforms.ts'
import { getPartyGroup } from '../queries/partygroups.ts'
import { advanced, demandUpdated, noteChange, type Setting } from '../recording.ts'
import { freeKey } from './keys.ts'

/** Adds a Fraktion or Gruppe; returns its key. */
export async function createPartyGroup(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  input: Given<typeof NewPartyGroup>,
): Promise<string> {
  const id = newId<'partyGroup'>()
  const key = await freeKey(tx, 'partyGroup', input.name)
  await tables(tx)
    .insertInto('party_group')
    .values({ id, key, ...rowOf(input), simulated: setting.demo, ...advanced(actor, 0) })
    .execute()
  const changes = changesBetween({}, factsOf(input))
  await noteChange(tx, actor, { kind: 'partyGroup', id, version: 1, event: 'created', changes })
  return key
}

/** Changes a Fraktion or Gruppe. Throws ChangedMeanwhile when somebody else changed it since `input.version`. */
export async function changePartyGroup(
  tx: Tx,
  actor: Actor,
  key: string,
  input: Given<typeof ChangedPartyGroup>,
): Promise<void> {
  const group = await getPartyGroup(tx, actor, key)
  const changes = changesBetween(factsOf(group), factsOf(input))
  if (changes.length === 0) return
  const updated = await tables(tx)
    .updateTable('party_group')
    .set({ ...rowOf(input), ...advanced(actor, input.version) })
    .where('id', '=', group.id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, group.id)
  const version = input.version + 1
  await noteChange(tx, actor, { kind: 'partyGroup', id: group.id, version, event: 'changed', changes })
}

interface Facts {
  readonly name: string
  readonly shortName?: string | null
  readonly startsOn?: Day | null
  readonly endsOn?: Day | null
}

const rowOf = (group: Facts) => ({
  name: group.name,
  short_name: group.shortName ?? null,
  starts_on: group.startsOn ?? null,
  ends_on: group.endsOn ?? null,
})

const factsOf = (group: Facts) => ({
  name: group.name,
  shortName: group.shortName ?? null,
  startsOn: group.startsOn ?? null,
  endsOn: group.endsOn ?? null,
})
