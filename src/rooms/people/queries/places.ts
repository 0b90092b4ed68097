import type { Tx } from '../../../platform/database/index.ts'
import { municipalityNames } from '../../network/index.ts'

/** What municipalities are called, by id. */
export async function placeNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  return new Map((await municipalityNames(tx)).map(({ id, name }) => [id, name]))
}
