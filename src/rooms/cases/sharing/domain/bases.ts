/** Who of a family may travel, and by which basis each category does. */
import type { DataCategory } from '../../../people/index.ts'
import type { PersonFacts } from './content.ts'

/** A transfer basis, as far as it is told here. */
export interface BasisFacts {
  readonly id: string
  readonly norm: string | null
}

/** Valid bases for one receiver, by person and category. */
export type BasesByPerson<Basis extends BasisFacts = BasisFacts> = ReadonlyMap<string, ReadonlyMap<DataCategory, Basis>>

/** Categories that say something of others than the person of the file. */
export const familyCategories: readonly DataCategory[] = ['household', 'identity']

/**
 * Members of the family who may travel in a category. Each adult decides for themselves: without a basis of their own
 * nothing of them goes along. For a child the basis of the person of the file holds, who has its custody.
 */
export function mayTravel(
  category: DataCategory,
  persons: readonly PersonFacts[],
  bases: BasesByPerson,
): readonly string[] {
  const main = persons.find(({ role }) => role === 'main')
  if (!main || !bases.get(main.id)?.has(category)) return []
  return persons.filter(({ id, role }) => role === 'child' || bases.get(id)?.has(category)).map(({ id }) => id)
}
