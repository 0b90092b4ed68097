import { inBatches, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { NetworkData } from '../load.ts'
import { rowId } from '../recording.ts'
import { membersIn } from './check.ts'
import type { LoadedNetwork } from './ids.ts'
import { find, get, kept } from './rows.ts'

/** Bodies and the organisations in them. */
export async function insertBodies(tx: Tx, data: NetworkData, ids: LoadedNetwork): Promise<void> {
  const db = tables(tx)
  const { simulated, bodies = [] } = data
  await inBatches(
    bodies.map((one) => ({
      ...kept(one, simulated),
      id: get(ids.bodies, one.key),
      name: one.name,
      short_name: one.shortName ?? null,
      kind: one.kind,
      parent_id: find(ids.bodies, one.parent),
      is_public: one.public,
      purpose: one.purpose ?? null,
      rhythm: one.rhythm ?? null,
    })),
    (rows) => db.insertInto('body').values(rows).execute(),
  )
  await inBatches(
    bodies.flatMap((one) =>
      membersIn(one).map(({ organisation, role, validFrom, validTo }) => ({
        id: rowId(),
        body_id: get(ids.bodies, one.key),
        organisation_id: get(ids.organisations, organisation),
        role,
        valid_from: validFrom,
        valid_to: validTo,
      })),
    ),
    (rows) => db.insertInto('body_member').values(rows).execute(),
  )
}
