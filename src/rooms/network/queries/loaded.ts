import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'

/** Ids by key of what hand-overs refer to. */
export interface NetworkIds {
  readonly organisations: ReadonlyMap<string, Id<'organisation'>>
  readonly municipalities: ReadonlyMap<string, Id<'municipality'>>
  readonly interfaces: ReadonlyMap<string, Id<'interface'>>
}

/** For whoever adds to a network that was loaded before; ended records included. */
export async function networkIds(tx: Tx): Promise<NetworkIds> {
  const all = tables(tx)
  const [organisations, municipalities, interfaces] = [
    await all.selectFrom('organisation').select(['key', 'id']).execute(),
    await all.selectFrom('municipality').select(['key', 'id']).execute(),
    await all.selectFrom('service_interface').select(['key', 'id']).execute(),
  ]
  return { organisations: byKey(organisations), municipalities: byKey(municipalities), interfaces: byKey(interfaces) }
}

const byKey = <Id>(rows: readonly { readonly key: string; readonly id: Id }[]): ReadonlyMap<string, Id> =>
  new Map(rows.map(({ key, id }) => [key, id]))
