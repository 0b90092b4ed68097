import { Invalid } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { changesBetween } from '../domain/changes.ts'
import { transitions } from '../domain/kinds.ts'
import type { StateInput } from '../forms.ts'
import { statesOf } from '../queries/histories.ts'
import { advanced, demandUpdated, noteChange, recorded, type Setting } from '../recording.ts'
import { getKept } from './offers.ts'

/** Opens, pauses or ends an offer from a day on. Pausing and ending ask why: people were led there. */
export async function changeState(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  input: StateInput,
): Promise<void> {
  const offer = await getKept(tx, actor, id)
  const issues = [
    ...(transitions[offer.state].includes(input.state) ? [] : [{ field: 'state', code: 'not-an-option' }]),
    ...(input.since > setting.today ? [{ field: 'since', code: 'offers-in-future' }] : []),
    ...(input.since < offer.stateSince ? [{ field: 'since', code: 'offers-state-before' }] : []),
    ...(input.reason === undefined && (input.state === 'paused' || input.state === 'ended')
      ? [{ field: 'reason', code: 'required' }]
      : []),
  ]
  if (issues.length > 0) throw new Invalid(issues)
  const updated = await tables(tx)
    .updateTable('offer')
    .set({ state: input.state, state_since: input.since, ...advanced(actor, input.version) })
    .where('id', '=', offer.id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  const [last] = await statesOf(tx, id)
  const { state, since, reason = null } = input
  await tables(tx)
    .insertInto('offer_state')
    .values({ offer_id: offer.id, number: (last?.number ?? 0) + 1, state, since, reason, ...recorded(actor) })
    .execute()
  const changes = changesBetween(
    { state: offer.state, stateSince: offer.stateSince },
    { state: input.state, stateSince: input.since },
  )
  await noteChange(tx, actor, { id: offer.id, version: input.version + 1, event: 'state-changed', changes })
}
