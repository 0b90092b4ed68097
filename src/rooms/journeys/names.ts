import type { Day } from '../../kernel/day.ts'
import type { Actor } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { listInterfaces, organisationNames } from '../network/index.ts'

/** What pages call organisations and interfaces, by id. */
export interface Names {
  readonly organisation: (id: string) => string
  readonly interface: (id: string) => InterfaceName
  /** For filters: in the order of their names. */
  readonly interfaces: readonly { readonly id: string; readonly name: string }[]
}

export interface InterfaceName {
  readonly name: string
  /** Codes of the jurisdictions where both sides have one. */
  readonly laws?: { readonly from: string; readonly to: string }
}

/** Interfaces of a district; there are a few dozen. */
const mostInterfaces = 200

/** The names that hold on a day. */
export async function namesOn(tx: Tx, actor: Actor, today: Day): Promise<Names> {
  const organisations = new Map((await organisationNames(tx, today)).map(({ id, name }) => [id as string, name]))
  const { rows } = await listInterfaces(tx, actor, { state: 'all', limit: mostInterfaces }, today)
  const interfaces = new Map<string, InterfaceName>(
    rows.map(({ id, name, fromJurisdiction: from, toJurisdiction: to }) => [
      id,
      { name, ...(from && to && from !== to && { laws: { from, to } }) },
    ]),
  )
  return {
    organisation: (id) => organisations.get(id) ?? '',
    interface: (id) => interfaces.get(id) ?? { name: '' },
    interfaces: rows.map(({ id, name }) => ({ id, name })),
  }
}
