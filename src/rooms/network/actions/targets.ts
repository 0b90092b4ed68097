import { sql } from 'kysely'
import { Invalid } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { isBackdated, type Target, targetOn } from '../domain/targets.ts'
import type { Given, NewTarget } from '../forms.ts'
import { getInterface } from '../queries/interfaces.ts'
import { targetsOf } from '../queries/targets.ts'
import { noteChange, type Setting } from '../recording.ts'
import { moveVersionOn } from './versions.ts'

/**
 * Records an agreed target of an interface, or that none is agreed any more. What was recorded before stays. Throws
 * Invalid when the target begins before or with one that is there and the person did not say that this is meant.
 */
export async function addTarget(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  key: string,
  input: Given<typeof NewTarget>,
): Promise<void> {
  const { id } = await getInterface(tx, actor, key, setting.today)
  const version = await moveVersionOn(tx, actor, 'interface', id)
  const targets = await targetsOf(tx, id)
  const backdated = isBackdated(targets, input.validFrom)
  if (backdated && !input.backdated) throw new Invalid([{ field: 'backdated', code: 'network-backdated' }])
  const before = targetOn(targets, input.validFrom)
  const days = input.agreed === 'days' ? (input.days ?? null) : null
  await tables(tx)
    .insertInto('interface_target')
    .values({
      interface_id: id,
      number: targets.length + 1,
      days,
      unit: input.unit,
      valid_from: input.validFrom,
      agreed_between: input.agreedBetween ?? null,
      note: input.note ?? null,
      backdated,
      simulated: setting.demo,
      recorded_at: sql<Date>`now()`,
      recorded_by: actor.userId,
    })
    .execute()
  const changes = [
    {
      field: 'target',
      of: input.validFrom,
      before: before ? factsOf(before) : null,
      after: factsOf({ ...input, days }),
    },
  ]
  await noteChange(tx, actor, { kind: 'interface', id, version, event: 'target-set', changes })
}

/** A target as the history keeps it: days, and which of them count. */
function factsOf({ days, unit }: Pick<Target, 'days' | 'unit'>): string[] {
  return [days === null ? '' : String(days), unit]
}
