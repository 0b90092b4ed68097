import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables, visibleJurisdictions } from '../access.ts'
import { found, german, inState, type Listed, type Listing, limitOf } from './listing.ts'
import { type Kept, keptColumns } from './records.ts'

export const jurisdictionSorts = ['code', 'name', 'interfaces'] as const

export type JurisdictionListing = Listing<(typeof jurisdictionSorts)[number]>

export interface Jurisdiction extends Kept {
  readonly id: Id<'jurisdiction'>
  /** As offices write it: `SGB II`. */
  readonly code: string
  readonly name: string
  readonly norm: string | null
  readonly note: string | null
  /** Interfaces that begin or end here and have not ended. */
  readonly interfaces: number
}

export async function listJurisdictions(
  tx: Tx,
  actor: Actor,
  listing: JurisdictionListing,
  today: Day,
): Promise<Listed<Jurisdiction>> {
  const matching = jurisdictions(tx, actor, today).where((eb) =>
    eb.and([
      inState('jurisdiction.ended_on', listing.state, today),
      ...found('jurisdiction', 'jurisdiction.id', listing.text),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy(sorts[listing.sort ?? 'code'], listing.descending ? 'desc' : 'asc')
    .orderBy(german('jurisdiction.code'))
    .orderBy('jurisdiction.id')
    .limit(limitOf(listing))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** Throws NotFound. */
export async function getJurisdiction(tx: Tx, actor: Actor, key: string, today: Day): Promise<Jurisdiction> {
  const jurisdiction = await jurisdictions(tx, actor, today)
    .select(columns)
    .where('jurisdiction.key', '=', key)
    .executeTakeFirst()
  if (!jurisdiction) throw new NotFound(`there is no jurisdiction ${key}`)
  return jurisdiction
}

function jurisdictions(tx: Tx, actor: Actor, today: Day) {
  const touching = tables(tx)
    .selectFrom('service_interface')
    .innerJoin('jurisdiction', (join) =>
      join.on((eb) =>
        eb.or([
          eb('jurisdiction.id', '=', eb.ref('service_interface.from_jurisdiction_id')),
          eb('jurisdiction.id', '=', eb.ref('service_interface.to_jurisdiction_id')),
        ]),
      ),
    )
    .where(inState('service_interface.ended_on', 'active', today))
    .groupBy('jurisdiction.id')
    .select((eb) => ['jurisdiction.id', eb.fn.countAll<number>().as('interfaces')])
  return visibleJurisdictions(tx, actor).leftJoin(touching.as('touching'), 'touching.id', 'jurisdiction.id')
}

const sorts = {
  code: german('jurisdiction.code'),
  name: german('jurisdiction.name'),
  interfaces: sql<number>`coalesce(touching.interfaces, 0)`,
} as const

const columns = [
  ...keptColumns('jurisdiction'),
  'jurisdiction.id',
  'jurisdiction.code',
  'jurisdiction.name',
  'jurisdiction.norm',
  'jurisdiction.note',
  sql<number>`coalesce(touching.interfaces, 0)`.as('interfaces'),
] as const
