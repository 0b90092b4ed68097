import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { visibleInterfaces } from '../access.ts'
import type { OrganisationKind, TargetUnit } from '../domain/kinds.ts'
import { found, german, inState, type Listed, type Listing, limitOf, nameOn, targetOnDay } from './listing.ts'
import { type Kept, keptColumns } from './records.ts'

export const interfaceSorts = ['name', 'from', 'to', 'target', 'since'] as const

export interface InterfaceListing extends Listing<(typeof interfaceSorts)[number]> {
  /** Key of a jurisdiction on either side. */
  readonly jurisdiction?: string
  /** Key of an organisation that is one of the sides. */
  readonly organisation?: string
  /** With a target on the day, or without. */
  readonly hasTarget?: boolean
}

/** A place where responsibility passes from one jurisdiction to another (Schnittstelle). */
export interface ServiceInterface extends Kept {
  readonly id: Id<'interface'>
  readonly name: string
  /** Words for the side that gives. */
  readonly fromLabel: string
  readonly fromKind: OrganisationKind | null
  readonly fromOrganisationKey: string | null
  readonly fromOrganisationName: string | null
  /** Key and code (`AsylbLG`) of the jurisdiction. */
  readonly fromJurisdictionKey: string | null
  readonly fromJurisdiction: string | null
  /** Words for the side that receives. */
  readonly toLabel: string
  readonly toKind: OrganisationKind | null
  readonly toOrganisationKey: string | null
  readonly toOrganisationName: string | null
  readonly toJurisdictionKey: string | null
  readonly toJurisdiction: string | null
  readonly trigger: string | null
  readonly responsibleFrom: string | null
  readonly responsibleTo: string | null
  readonly checklist: readonly string[]
  /** The target on the day asked for; null: none. */
  readonly targetDays: number | null
  readonly targetUnit: TargetUnit | null
  readonly targetSince: Day | null
}

export async function listInterfaces(
  tx: Tx,
  actor: Actor,
  listing: InterfaceListing,
  today: Day,
): Promise<Listed<ServiceInterface>> {
  const { jurisdiction, organisation } = listing
  const matching = interfaces(tx, actor, today).where((eb) =>
    eb.and([
      inState('service_interface.ended_on', listing.state, today),
      ...found('interface', 'service_interface.id', listing.text),
      ...(jurisdiction ? [eb.or([eb('from_law.key', '=', jurisdiction), eb('to_law.key', '=', jurisdiction)])] : []),
      ...(organisation ? [eb.or([eb('giving.key', '=', organisation), eb('receiving.key', '=', organisation)])] : []),
      ...(listing.hasTarget === undefined ? [] : [eb('target.days', listing.hasTarget ? 'is not' : 'is', null)]),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy(sorts[listing.sort ?? 'name'], (order) => (listing.descending ? order.desc().nullsLast() : order.asc()))
    .orderBy(german('service_interface.name'))
    .orderBy('service_interface.id')
    .limit(limitOf(listing))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** Throws NotFound. */
export async function getInterface(tx: Tx, actor: Actor, key: string, today: Day): Promise<ServiceInterface> {
  const row = await interfaces(tx, actor, today)
    .select(columns)
    .where('service_interface.key', '=', key)
    .executeTakeFirst()
  if (!row) throw new NotFound(`there is no interface ${key}`)
  return row
}

function interfaces(tx: Tx, actor: Actor, today: Day) {
  return visibleInterfaces(tx, actor)
    .leftJoin('jurisdiction as from_law', 'from_law.id', 'service_interface.from_jurisdiction_id')
    .leftJoin('jurisdiction as to_law', 'to_law.id', 'service_interface.to_jurisdiction_id')
    .leftJoin('organisation as giving', 'giving.id', 'service_interface.from_organisation_id')
    .leftJoinLateral(nameOn('giving.id', today).as('giving_named'), (join) => join.onTrue())
    .leftJoin('organisation as receiving', 'receiving.id', 'service_interface.to_organisation_id')
    .leftJoinLateral(nameOn('receiving.id', today).as('receiving_named'), (join) => join.onTrue())
    .leftJoinLateral(targetOnDay('service_interface.id', today).as('target'), (join) => join.onTrue())
}

const sorts = {
  name: german('service_interface.name'),
  from: german('service_interface.from_label'),
  to: german('service_interface.to_label'),
  target: 'target.days',
  since: 'target.valid_from',
} as const

const columns = [
  ...keptColumns('service_interface'),
  'service_interface.id',
  'service_interface.name',
  'service_interface.from_label as fromLabel',
  'service_interface.from_kind as fromKind',
  'giving.key as fromOrganisationKey',
  'giving_named.name as fromOrganisationName',
  'from_law.key as fromJurisdictionKey',
  'from_law.code as fromJurisdiction',
  'service_interface.to_label as toLabel',
  'service_interface.to_kind as toKind',
  'receiving.key as toOrganisationKey',
  'receiving_named.name as toOrganisationName',
  'to_law.key as toJurisdictionKey',
  'to_law.code as toJurisdiction',
  'service_interface.trigger_event as trigger',
  'service_interface.responsible_from as responsibleFrom',
  'service_interface.responsible_to as responsibleTo',
  'service_interface.checklist',
  'target.days as targetDays',
  'target.unit as targetUnit',
  'target.valid_from as targetSince',
] as const
