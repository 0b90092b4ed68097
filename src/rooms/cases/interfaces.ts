import type { Day } from '../../kernel/day.ts'
import type { Actor } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { listInterfaces, type ServiceInterface } from '../network/index.ts'

/** Interfaces of a district: some dozens. */
const mostInterfaces = 200

const readBefore = new WeakMap<Tx, Promise<readonly ServiceInterface[]>>()

/**
 * All interfaces, ended ones too, by name. Several parts of one page ask for them: they are read once in a transaction, and
 * nothing here changes them.
 */
export function allInterfaces(tx: Tx, actor: Actor, today: Day): Promise<readonly ServiceInterface[]> {
  const before = readBefore.get(tx)
  if (before) return before
  const reading = listInterfaces(tx, actor, { state: 'all', limit: mostInterfaces }, today).then(({ rows }) => rows)
  readBefore.set(tx, reading)
  return reading
}

/** Those that may be chosen on a day. */
export const isActive = ({ endedOn }: ServiceInterface, today: Day): boolean => endedOn === null || endedOn > today
