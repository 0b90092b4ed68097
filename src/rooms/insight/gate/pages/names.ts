import { hurdles, lifeDomains, readList } from '../../../../platform/codelists/index.ts'
import { inTenant } from '../../../../platform/database/index.ts'
import type { PageRequest } from '../../../../platform/http/index.ts'
import { readDirectory } from '../../queries.ts'
import type { Names } from './words.ts'

/** Names of interfaces, towns, reasons and topics; no figures. */
export async function namesFor({ db, tx, tenant, actor, t }: PageRequest): Promise<Names> {
  const directory = await inTenant(db, tenant, actor, (published) => readDirectory(published, tenant.name), {
    role: 'insight',
    readOnly: true,
  })
  const [reasons, topics] = [await readList(tx, hurdles), await readList(tx, lifeDomains)]
  return { directory, reasons: reasons.entries, topics: topics.entries, t }
}
