import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables, visibleOrganisations } from '../access.ts'
import type { ParentSince } from '../domain/hierarchy.ts'
import { type OrganisationKind, organisationKinds } from '../domain/kinds.ts'
import { found, german, inOrder, inState, type Listed, type Listing, limitOf, nameOn, parentOn } from './listing.ts'
import { type Kept, keptColumns } from './records.ts'

export const organisationSorts = ['name', 'kind', 'parent', 'municipality'] as const

export interface OrganisationListing extends Listing<(typeof organisationSorts)[number]> {
  readonly kind?: OrganisationKind
  /** Key of the municipality. */
  readonly municipality?: string
  /** Key of the organisation they belong to. */
  readonly parent?: string
  readonly controller?: boolean
}

export interface Organisation extends Kept {
  readonly id: Id<'organisation'>
  /** As it is called on the day asked for. */
  readonly name: string
  readonly shortName: string | null
  readonly kind: OrganisationKind
  readonly isController: boolean
  readonly parentKey: string | null
  readonly parentName: string | null
  readonly municipalityKey: string | null
  readonly municipalityName: string | null
  readonly homepage: string | null
  readonly note: string | null
}

/** The organisations the actor may see, with names and parents of the day `today`. */
export async function listOrganisations(
  tx: Tx,
  actor: Actor,
  listing: OrganisationListing,
  today: Day,
): Promise<Listed<Organisation>> {
  const { kind, controller, municipality, parent } = listing
  const conditions = [
    inState('organisation.ended_on', listing.state, today),
    ...found('organisation', 'organisation.id', listing.text),
    ...(kind ? [sql<boolean>`organisation.kind = ${kind}`] : []),
    ...(controller === undefined ? [] : [sql<boolean>`organisation.is_controller = ${controller}`]),
    ...(municipality
      ? [sql<boolean>`organisation.municipality_id = (SELECT id FROM municipality WHERE key = ${municipality})`]
      : []),
    ...(parent
      ? [
          sql<boolean>`${parentOn('organisation.id', today)} = (SELECT id FROM organisation AS top WHERE top.key = ${parent})`,
        ]
      : []),
  ]
  const { total } = await visibleOrganisations(tx, actor)
    .where((eb) => eb.and(conditions))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const direction = listing.descending ? 'desc' : 'asc'
  const rows = await organisations(tx, actor, today)
    .where((eb) => eb.and(conditions))
    .select(columns)
    .orderBy(sorts[listing.sort ?? 'name'], direction)
    .orderBy(german('named.name'))
    .orderBy('organisation.id')
    .limit(limitOf(listing))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

export function findOrganisation(tx: Tx, actor: Actor, key: string, today: Day): Promise<Organisation | undefined> {
  return organisations(tx, actor, today).select(columns).where('organisation.key', '=', key).executeTakeFirst()
}

/** As findOrganisation; throws NotFound. */
export async function getOrganisation(tx: Tx, actor: Actor, key: string, today: Day): Promise<Organisation> {
  const organisation = await findOrganisation(tx, actor, key, today)
  if (!organisation) throw new NotFound(`there is no organisation ${key}`)
  return organisation
}

/** All names an organisation ever had or will have. */
export function namesOf(tx: Tx, id: Id<'organisation'>) {
  return tables(tx)
    .selectFrom('organisation_name')
    .select(['id', 'name', 'short_name as shortName', 'valid_from as validFrom'])
    .where('organisation_id', '=', id)
    .execute()
}

/** All parents an organisation ever had or will have, by their names of today. */
export function parentsOf(tx: Tx, id: Id<'organisation'>, today: Day) {
  return tables(tx)
    .selectFrom('organisation_parent')
    .leftJoin('organisation as above', 'above.id', 'organisation_parent.parent_id')
    .leftJoinLateral(nameOn('above.id', today).as('named'), (join) => join.onTrue())
    .select([
      'organisation_parent.id',
      'organisation_parent.valid_from as validFrom',
      'above.key as parentKey',
      'named.name as parentName',
    ])
    .where('organisation_parent.organisation_id', '=', id)
    .execute()
}

/** The parents, at any time, of an organisation and of everything that was or will be above it. */
export async function parentsAbove(tx: Tx, id: Id<'organisation'>): Promise<ParentSince[]> {
  const rows = await tables(tx)
    .withRecursive('above', (query) =>
      query
        .selectFrom('organisation_parent')
        .select(['organisation_id', 'parent_id', 'valid_from'])
        .where('organisation_id', '=', id)
        // UNION without ALL: a row that was there before ends the walk.
        .union(
          query
            .selectFrom('organisation_parent')
            .innerJoin('above', 'above.parent_id', 'organisation_parent.organisation_id')
            .select([
              'organisation_parent.organisation_id',
              'organisation_parent.parent_id',
              'organisation_parent.valid_from',
            ]),
        ),
    )
    .selectFrom('above')
    .selectAll()
    .execute()
  return rows.map((row) => ({ child: row.organisation_id, parent: row.parent_id, validFrom: row.valid_from }))
}

function organisations(tx: Tx, actor: Actor, today: Day) {
  return visibleOrganisations(tx, actor)
    .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
    .leftJoinLateral(parentOn('organisation.id', today).as('belongs'), (join) => join.onTrue())
    .leftJoin('organisation as above', 'above.id', 'belongs.parent_id')
    .leftJoinLateral(nameOn('above.id', today).as('above_named'), (join) => join.onTrue())
    .leftJoin('municipality', 'municipality.id', 'organisation.municipality_id')
}

const sorts = {
  name: german('named.name'),
  kind: inOrder('organisation.kind', organisationKinds),
  parent: german('above_named.name'),
  municipality: german('municipality.name'),
}

const columns = [
  ...keptColumns('organisation'),
  'organisation.id',
  'organisation.kind',
  'organisation.is_controller as isController',
  'organisation.homepage',
  'organisation.note',
  'named.name',
  'named.short_name as shortName',
  'above.key as parentKey',
  'above_named.name as parentName',
  'municipality.key as municipalityKey',
  'municipality.name as municipalityName',
] as const
