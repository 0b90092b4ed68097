import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type Basis, coveringBases, type DataCategory, normName } from '../../people/index.ts'
import type { BasisFacts } from './domain/bases.ts'
import type { PersonFacts } from './domain/content.ts'

/** A valid transfer basis, with what the form says of it. */
export interface BasisOf extends BasisFacts {
  readonly kind: Basis['kind']
  readonly givenOn: Day | null
}

/** Valid bases for a receiver, for everybody of the household who decides for themselves. */
export async function coveringFor(
  tx: Tx,
  persons: readonly PersonFacts[],
  recipientId: Id<'organisation'>,
  today: Day,
): Promise<ReadonlyMap<string, ReadonlyMap<DataCategory, BasisOf>>> {
  const all = new Map<string, ReadonlyMap<DataCategory, BasisOf>>()
  for (const { id, role } of persons) {
    if (role === 'child') continue
    const covering = await coveringBases(tx, { personId: id as Id<'person'>, recipientId, today })
    all.set(
      id,
      new Map(
        [...covering].map(([category, { id: basis, kind, norm, givenOn }]) => [
          category,
          { id: basis, kind, norm: norm && normName(norm), givenOn },
        ]),
      ),
    )
  }
  return all
}
