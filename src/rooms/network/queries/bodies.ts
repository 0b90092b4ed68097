import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables, visibleBodies } from '../access.ts'
import { type BodyKind, bodyKinds, type MemberRole, memberRoles } from '../domain/kinds.ts'
import { found, german, inOrder, inState, type Listed, type Listing, limitOf, nameOn } from './listing.ts'
import { type Kept, keptColumns } from './records.ts'

export const bodySorts = ['name', 'kind', 'chair', 'members'] as const

export interface BodyListing extends Listing<(typeof bodySorts)[number]> {
  readonly kind?: BodyKind
  readonly isPublic?: boolean
  /** Key of an organisation that is in it today, in whatever role. */
  readonly organisation?: string
  /** Key of the body they belong to. */
  readonly parent?: string
}

export interface Body extends Kept {
  readonly id: Id<'body'>
  readonly name: string
  readonly shortName: string | null
  readonly kind: BodyKind
  readonly isPublic: boolean
  readonly parentKey: string | null
  readonly parentName: string | null
  readonly purpose: string | null
  readonly rhythm: string | null
  readonly chairKey: string | null
  readonly chairName: string | null
  /** Organisations in it on the day, the chair included, guests not. */
  readonly members: number
}

export async function listBodies(tx: Tx, actor: Actor, listing: BodyListing, today: Day): Promise<Listed<Body>> {
  const { organisation } = listing
  const matching = bodies(tx, actor, today).where((eb) =>
    eb.and([
      inState('body.ended_on', listing.state, today),
      ...found('body', 'body.id', listing.text),
      ...(listing.kind ? [eb('body.kind', '=', listing.kind)] : []),
      ...(listing.isPublic === undefined ? [] : [eb('body.is_public', '=', listing.isPublic)]),
      ...(listing.parent ? [eb('above.key', '=', listing.parent)] : []),
      ...(organisation ? [eb('body.id', 'in', bodiesWith(tx, organisation, today))] : []),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy(sorts[listing.sort ?? 'name'], listing.descending ? 'desc' : 'asc')
    .orderBy(german('body.name'))
    .orderBy('body.id')
    .limit(limitOf(listing))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** Throws NotFound, also for a body that the actor may not see. */
export async function getBody(tx: Tx, actor: Actor, key: string, today: Day): Promise<Body> {
  const body = await bodies(tx, actor, today).select(columns).where('body.key', '=', key).executeTakeFirst()
  if (!body) throw new NotFound(`there is no body ${key}`)
  return body
}

export interface BodyMember {
  readonly id: string
  readonly organisationId: Id<'organisation'>
  readonly organisationKey: string
  readonly organisationName: string
  readonly role: MemberRole
  readonly validFrom: Day | null
  readonly validTo: Day | null
}

/** All memberships of a body, also past and future ones, by role and name. */
export function membersOf(tx: Tx, id: Id<'body'>, today: Day): Promise<BodyMember[]> {
  return tables(tx)
    .selectFrom('body_member')
    .innerJoin('organisation', 'organisation.id', 'body_member.organisation_id')
    .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
    .select([
      'body_member.id',
      'organisation.id as organisationId',
      'organisation.key as organisationKey',
      'named.name as organisationName',
      'body_member.role',
      'body_member.valid_from as validFrom',
      'body_member.valid_to as validTo',
    ])
    .where('body_member.body_id', '=', id)
    .orderBy(inOrder('body_member.role', memberRoles))
    .orderBy(german('named.name'))
    .orderBy('body_member.valid_from', (order) => order.desc().nullsLast())
    .execute()
}

function membersOn(tx: Tx, today: Day) {
  return tables(tx)
    .selectFrom('body_member')
    .where((eb) => eb.or([eb('body_member.valid_from', 'is', null), eb('body_member.valid_from', '<=', today)]))
    .where((eb) => eb.or([eb('body_member.valid_to', 'is', null), eb('body_member.valid_to', '>=', today)]))
}

function bodiesWith(tx: Tx, organisationKey: string, today: Day) {
  return membersOn(tx, today)
    .innerJoin('organisation', 'organisation.id', 'body_member.organisation_id')
    .where('organisation.key', '=', organisationKey)
    .select('body_member.body_id')
}

function bodies(tx: Tx, actor: Actor, today: Day) {
  const counted = membersOn(tx, today)
    .where('body_member.role', '<>', 'guest')
    .groupBy('body_member.body_id')
    .select((eb) => [
      'body_member.body_id',
      eb.fn.count<number>('body_member.organisation_id').distinct().as('members'),
    ])
  const chair = membersOn(tx, today)
    .where('body_member.role', '=', 'chair')
    .innerJoin('organisation', 'organisation.id', 'body_member.organisation_id')
    .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
    .select(['body_member.body_id', 'organisation.key', 'named.name'])
  return visibleBodies(tx, actor)
    .leftJoin(
      visibleBodies(tx, actor).select(['body.id', 'body.key', 'body.name']).as('above'),
      'above.id',
      'body.parent_id',
    )
    .leftJoin(counted.as('counted'), 'counted.body_id', 'body.id')
    .leftJoin(chair.as('chair'), 'chair.body_id', 'body.id')
}

const sorts = {
  name: german('body.name'),
  kind: inOrder('body.kind', bodyKinds),
  chair: german('chair.name'),
  members: sql<number>`coalesce(counted.members, 0)`,
}

const columns = [
  ...keptColumns('body'),
  'body.id',
  'body.name',
  'body.short_name as shortName',
  'body.kind',
  'body.is_public as isPublic',
  'above.key as parentKey',
  'above.name as parentName',
  'body.purpose',
  'body.rhythm',
  'chair.key as chairKey',
  'chair.name as chairName',
  sql<number>`coalesce(counted.members, 0)`.as('members'),
] as const

/** A body and everything above it. */
export async function bodiesAbove(tx: Tx, id: Id<'body'>): Promise<Id<'body'>[]> {
  const rows = await tables(tx)
    .withRecursive('above', (query) =>
      query
        .selectFrom('body')
        .select(['id', 'parent_id'])
        .where('id', '=', id)
        .union(
          query
            .selectFrom('body')
            .innerJoin('above', 'above.parent_id', 'body.id')
            .select(['body.id', 'body.parent_id']),
        ),
    )
    .selectFrom('above')
    .select('id')
    .execute()
  return rows.map((row) => row.id)
}
