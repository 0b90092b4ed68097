/** Making exports in tests: at once, in place of the queue. */
import type { Clock } from '../../kernel/clock.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { type Database, inTenant, type Tenant } from '../database/index.ts'
import { messageFolders } from '../http/gate/own.ts'
import type { Download } from '../http/index.ts'
import { type Catalogues, createTranslate, readCatalogues } from '../i18n/index.ts'
import { tables } from './access.ts'
import { fetchExport, orderExport } from './actions.ts'
import type { ExportKind } from './kind.ts'
import { exportMaker } from './making.ts'

export interface MakingInTests {
  readonly db: Database
  readonly tenant: Tenant
  readonly clock: Clock
  readonly kinds: readonly ExportKind[]
}

let read: Promise<Catalogues> | undefined

/** Does what the queue would do with an order. Texts of rooms stand in the file by their keys. */
export async function makeNow({ db, tenant, clock, kinds }: MakingInTests, id: Id<'export'>): Promise<void> {
  read ??= readCatalogues(messageFolders())
  const make = exportMaker({ kinds, catalogues: await read })
  await inTenant(db, tenant, 'system', (tx) => make({ tx, db, tenant, clock }, { export: id }))
}

/** Orders an export as somebody, in a transaction of their own. */
export async function orderInTests(
  { db, tenant, clock }: MakingInTests,
  actor: Actor,
  kind: ExportKind,
  query: string,
): Promise<Id<'export'>> {
  const t = createTranslate('de', {}, { onMissing: (key) => key })
  return await inTenant(db, tenant, actor, (tx) =>
    orderExport(
      { tx, actor, query: new URLSearchParams(query), today: clock.today(), tenant, locale: 'de', t },
      kind,
      'csv',
      clock.now(),
    ),
  )
}

/** Ids of the records in a file that is ready, as its owner sees it; undefined where there is none. */
export async function exportedIds(
  { db, tenant }: Pick<MakingInTests, 'db' | 'tenant'>,
  actor: Actor,
  id: Id<'export'>,
): Promise<readonly string[] | undefined> {
  return await inTenant(db, tenant, actor, async (tx) => {
    const file = await tables(tx)
      .selectFrom('export_file')
      .select('subjects')
      .where('export_id', '=', id)
      .executeTakeFirst()
    return file?.subjects
  })
}

/** Fetches an export as somebody. */
export async function fetchInTests(
  { db, tenant, clock, kinds }: MakingInTests,
  actor: Actor,
  id: Id<'export'>,
): Promise<Download> {
  const t = createTranslate('de', {}, { onMissing: (key) => key })
  return await inTenant(db, tenant, actor, (tx) => {
    const scope = { tx, actor, today: clock.today(), tenant, locale: 'de' as const, t }
    return fetchExport({ scope, db, tenant, now: clock.now() }, kinds, id)
  })
}
