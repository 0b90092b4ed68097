import { Invalid } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween } from '../domain/changes.ts'
import { moveReasons } from '../domain/kinds.ts'
import type { PlacesInput } from '../forms.ts'
import { countsOf } from '../queries/histories.ts'
import { advanced, demandUpdated, noteChange, recorded, type Setting } from '../recording.ts'
import { getKept } from './offers.ts'

/** Notes a check: how many places there are, how many wait, who said so. The newest check is what the directory shows. */
export async function checkPlaces(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  input: PlacesInput,
): Promise<void> {
  const offer = await getKept(tx, actor, id)
  const checkedOn = input.checkedOn ?? setting.today
  if (checkedOn > setting.today) throw new Invalid([{ field: 'checkedOn', code: 'offers-in-future' }])
  const [last] = await countsOf(tx, id, 1)
  if (last && checkedOn < last.checkedOn) throw new Invalid([{ field: 'checkedOn', code: 'offers-checked-later' }])
  const count = {
    capacity: input.capacity ?? null,
    free_places: input.freePlaces ?? null,
    waiting: input.waiting ?? null,
    expected_wait_days: input.expectedWaitDays ?? null,
    checked_on: checkedOn,
  }
  const updated = await tables(tx)
    .updateTable('offer')
    .set({ ...count, ...advanced(actor, input.version) })
    .where('id', '=', offer.id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  const moves = Object.fromEntries(moveReasons.flatMap((reason) => (input[reason] ? [[reason, input[reason]]] : [])))
  await tables(tx)
    .insertInto('offer_count')
    .values({
      offer_id: offer.id,
      number: (last?.number ?? 0) + 1,
      told: input.told,
      moves: JSON.stringify(moves),
      ...count,
      ...recorded(actor),
    })
    .execute()
  const { capacity, freePlaces, waiting, expectedWaitDays } = offer
  const changes = changesBetween(
    { capacity, freePlaces, waiting, expectedWaitDays, checkedOn: offer.checkedOn },
    {
      capacity: count.capacity,
      freePlaces: count.free_places,
      waiting: count.waiting,
      expectedWaitDays: count.expected_wait_days,
      checkedOn,
    },
  )
  await noteChange(tx, actor, { id: offer.id, version: input.version + 1, event: 'checked', changes })
}
