import { hurdles, readList } from '../../../../platform/codelists/index.ts'
import { inTenant } from '../../../../platform/database/index.ts'
import type { PageRequest } from '../../../../platform/http/index.ts'
import { readDirectory } from '../../queries.ts'
import type { Names } from './words.ts'

/** Names of interfaces, towns and reasons; no figures. */
export async function namesFor({ db, tx, tenant, actor, t }: PageRequest): Promise<Names> {
  const directory = await inTenant(db, tenant, actor, (published) => readDirectory(published, tenant.name), {
    role: 'insight',
    readOnly: true,
  })
  return { directory, reasons: (await readList(tx, hurdles)).entries, t }
}
