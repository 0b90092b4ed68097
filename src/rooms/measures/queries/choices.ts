import type { Tx } from '../../../platform/database/index.ts'
import { listRegions } from '../../network/index.ts'
import { type Reader, visibleMeasures } from '../access.ts'
import { choosableConcepts, listedFields } from './codes.ts'
import type { Names } from './names.ts'

/** What the filters of the register offer. */
export interface Choices {
  readonly fields: readonly { key: string; name: string }[]
  readonly concepts: readonly { key: string; name: string }[]
  /** Only offices that are responsible for something. */
  readonly offices: readonly { key: string; name: string }[]
  readonly municipalities: readonly { key: string; name: string }[]
  readonly regions: readonly { key: string; name: string }[]
}

export async function readChoices(tx: Tx, reader: Reader, names: Names): Promise<Choices> {
  const responsible = new Set(
    (
      await visibleMeasures(tx, reader)
        .select('measure.responsible_id')
        .distinct()
        .where('measure.responsible_id', 'is not', null)
        .execute()
    ).map((row) => row.responsible_id),
  )
  return {
    fields: await listedFields(tx),
    concepts: await choosableConcepts(tx, reader),
    offices: [...names.organisations.values()].filter(({ id }) => responsible.has(id)),
    municipalities: [...names.municipalities.values()],
    regions: await listRegions(tx),
  }
}
