import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { choosableSites, municipalityNames, organisationNames } from '../../network/index.ts'

/** What the network calls the places and providers of offers. */
export interface Names {
  readonly has: (id: string) => boolean
  readonly organisation: (id: string) => string
  readonly organisationKey: (id: string) => string | undefined
  readonly town: (id: string) => string
  readonly site: (id: string) => string
}

/** What was read in a transaction: a list of offers that is read in asks for each of them. Goes with the transaction. */
const read = new WeakMap<Tx, Map<string, Promise<Names>>>()

/** The names that an actor may choose or read, as they stood when this transaction first asked. */
export function readNames(tx: Tx, actor: Actor, today: Day): Promise<Names> {
  const known = read.get(tx) ?? new Map<string, Promise<Names>>()
  read.set(tx, known)
  const key = `${actor.userId} ${today}`
  const names = known.get(key) ?? readNow(tx, actor, today)
  known.set(key, names)
  return names
}

async function readNow(tx: Tx, actor: Actor, today: Day): Promise<Names> {
  const organisations = new Map<string, { name: string; key: string }>(
    (await organisationNames(tx, today)).map((one) => [one.id, one]),
  )
  const towns = new Map<string, string>((await municipalityNames(tx)).map((one) => [one.id, one.name]))
  const sites = new Map<string, string>((await choosableSites(tx, actor, today)).map((one) => [one.id, one.name]))
  return {
    has: (id) => organisations.has(id) || towns.has(id) || sites.has(id),
    organisation: (id) => organisations.get(id)?.name ?? '',
    organisationKey: (id) => organisations.get(id)?.key,
    town: (id) => towns.get(id) ?? '',
    site: (id) => sites.get(id) ?? '',
  }
}
