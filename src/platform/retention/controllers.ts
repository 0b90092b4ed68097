import type { Tx } from '../database/index.ts'
import type { RetentionKind } from './kind.ts'
import type { ControllerId } from './rules.ts'

/** Whose data of a kind there are: one run and one rule for each. In a transaction of the system. */
export async function controllersWith(tx: Tx, kind: RetentionKind): Promise<readonly ControllerId[]> {
  return kind.scope === 'tenant' ? [null] : ((await kind.controllers?.(tx)) ?? [])
}
