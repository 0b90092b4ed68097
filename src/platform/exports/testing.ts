/** Making exports in tests: at once, in place of the queue. */
import type { Clock } from '../../kernel/clock.ts'
import type { Id } from '../../kernel/ids.ts'
import { type Database, inTenant, type Tenant } from '../database/index.ts'
import { messageFolders } from '../http/gate/own.ts'
import { readCatalogues } from '../i18n/index.ts'
import type { ExportKind } from './kind.ts'
import { exportMaker } from './making.ts'

export interface MakingInTests {
  readonly db: Database
  readonly tenant: Tenant
  readonly clock: Clock
  readonly kinds: readonly ExportKind[]
  /** Folders of the rooms whose words stand in the files. */
  readonly folders?: readonly URL[]
}

/** Does what the queue would do with an order. */
export async function makeNow(
  { db, tenant, clock, kinds, folders = [] }: MakingInTests,
  id: Id<'export'>,
): Promise<void> {
  const make = exportMaker({ kinds, catalogues: await readCatalogues([...messageFolders(), ...folders]) })
  await inTenant(db, tenant, 'system', (tx) => make({ tx, db, tenant, clock }, { export: id }))
}
