import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { DataCategory } from '../../domain/kinds.ts'
import { coverage } from '../domain/validity.ts'
import { type Basis, basesFor, type Sought } from '../queries/bases.ts'
import { isRestricted } from '../queries/transfers.ts'

/**
 * The bases that carry these categories to this recipient today, held until the transaction ends: a revocation at the same
 * moment comes before, and then this refuses, or after, and then the recipient is told. Throws Invalid with one issue
 * `people-no-basis` per category without one; the field is `categories`, the value names the category. Throws Conflict
 * `people-restricted-transfer` for a person whose record is restricted (Art. 18 GDPR): whatever bases there are.
 */
export async function demandBases(
  tx: Tx,
  { categories, ...sought }: Sought & { readonly categories: readonly DataCategory[] },
): Promise<ReadonlyMap<DataCategory, Basis>> {
  if (await isRestricted(tx, sought.personId)) throw new Conflict('people-restricted-transfer')
  const covered = coverage(await basesFor(tx, sought, true), sought.today)
  const missing = categories.filter((category) => !covered.has(category))
  if (missing.length > 0)
    throw new Invalid(
      missing.map((category) => ({ field: 'categories', code: 'people-no-basis', values: { category } })),
    )
  return new Map(
    categories.flatMap((category) => {
      const basis = covered.get(category)
      return basis ? [[category, basis] as const] : []
    }),
  )
}
