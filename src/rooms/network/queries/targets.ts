import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { Target } from '../domain/targets.ts'

export interface RecordedTarget extends Target {
  readonly agreedBetween: string | null
  readonly note: string | null
  readonly backdated: boolean
  readonly simulated: boolean
  readonly recordedAt: Date
  readonly recordedBy: string | null
}

/** All targets that an interface ever had, in the order of entry. */
export function targetsOf(tx: Tx, id: Id<'interface'>): Promise<RecordedTarget[]> {
  return tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('interface_target')
    .leftJoin('membership', 'membership.id', 'interface_target.recorded_by')
    .select([
      'interface_target.number',
      'interface_target.days',
      'interface_target.unit',
      'interface_target.valid_from as validFrom',
      'interface_target.agreed_between as agreedBetween',
      'interface_target.note',
      'interface_target.backdated',
      'interface_target.simulated',
      'interface_target.recorded_at as recordedAt',
      'membership.name as recordedBy',
    ])
    .where('interface_target.interface_id', '=', id)
    .orderBy('interface_target.number')
    .execute()
}

export interface InterfaceTargets {
  readonly id: Id<'interface'>
  readonly key: string
  /** In the order of entry; `targetOn(targets, day)` picks the one that holds. */
  readonly targets: readonly Target[]
}

/** Every interface with all its targets, ended ones included: what hand-overs need to know their target date. */
export async function findInterfaceTargets(tx: Tx): Promise<InterfaceTargets[]> {
  const rows = await tables(tx)
    .selectFrom('service_interface')
    .leftJoin('interface_target', 'interface_target.interface_id', 'service_interface.id')
    .select([
      'service_interface.id',
      'service_interface.key',
      'interface_target.number',
      'interface_target.days',
      'interface_target.unit',
      'interface_target.valid_from as validFrom',
    ])
    .orderBy('service_interface.key')
    .orderBy('interface_target.number')
    .execute()
  const interfaces = new Map<string, { id: Id<'interface'>; key: string; targets: Target[] }>()
  for (const { id, key, number, days, unit, validFrom } of rows) {
    const known = interfaces.get(key) ?? { id, key, targets: [] }
    interfaces.set(key, known)
    if (number !== null && unit !== null && validFrom !== null) known.targets.push({ number, days, unit, validFrom })
  }
  return [...interfaces.values()]
}
