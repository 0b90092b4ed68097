import type { Day } from '../../../kernel/day.ts'
import { addDays } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { found } from '../../../platform/search/index.ts'
import { tables, visibleOffers } from '../access.ts'
import type { Booking, Cost, OfferState } from '../domain/kinds.ts'
import { type Count, checkedForDays } from '../domain/places.ts'

/** Rows on a page of the list. */
export const pageSize = 50

export const offerSorts = ['name', 'free', 'checked'] as const

export interface OfferFilter {
  /** Words of name, summary, organisation, all of which must be found. */
  readonly text?: string
  /** Keys that mean the topic: its own and those that were merged into it. */
  readonly topics?: readonly string[]
  /** Keys that mean the group; offers for nobody in particular are for everybody. */
  readonly targetGroups?: readonly string[]
  /** Offers that people of this town may use. */
  readonly municipalityId?: string
  /** BCP 47. */
  readonly language?: string
  readonly organisationId?: string
  /** `free`: a place now, or none needed; `waiting`: full, with a waiting list. */
  readonly room?: 'free' | 'waiting'
  /** `open` unless told. */
  readonly state?: OfferState | 'all'
  /** Only what was not checked for half a year. */
  readonly unchecked?: boolean
  readonly sort?: (typeof offerSorts)[number]
  readonly descending?: boolean
  readonly offset?: number
  /** pageSize unless told. */
  readonly limit?: number
}

/** A line of the directory. */
export interface OfferRow extends Count {
  readonly id: Id<'offer'>
  readonly name: string
  readonly summary: string
  readonly topic: string
  readonly organisationId: Id<'organisation'>
  readonly siteId: Id<'site'> | null
  readonly municipalityId: Id<'municipality'> | null
  readonly districtWide: boolean
  readonly languages: readonly string[]
  readonly targetGroups: readonly string[]
  readonly booking: Booking
  readonly cost: Cost
  readonly state: OfferState
  readonly stateSince: Day
  readonly expectedWaitDays: number | null
  readonly checkedOn: Day | null
}

export interface Offer extends OfferRow {
  readonly description: string | null
  readonly costNote: string | null
  readonly timesNote: string | null
  readonly accessibilityNote: string | null
  readonly contactOffice: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly homepage: string | null
  readonly simulated: boolean
  readonly version: number
  readonly changedAt: Date
  /** Towns that it is for; empty where it is for the whole district. */
  readonly municipalityIds: readonly Id<'municipality'>[]
}

const rowColumns = [
  'offer.id',
  'offer.name',
  'offer.summary',
  'offer.topic',
  'offer.organisation_id as organisationId',
  'offer.site_id as siteId',
  'offer.municipality_id as municipalityId',
  'offer.district_wide as districtWide',
  'offer.languages',
  'offer.target_groups as targetGroups',
  'offer.booking',
  'offer.cost',
  'offer.state',
  'offer.state_since as stateSince',
  'offer.capacity',
  'offer.free_places as freePlaces',
  'offer.waiting',
  'offer.expected_wait_days as expectedWaitDays',
  'offer.checked_on as checkedOn',
] as const

/** One page of the directory, and how many match in all. */
export async function listOffers(
  tx: Tx,
  actor: Pick<Actor, 'roles'>,
  filter: OfferFilter,
  today: Day,
): Promise<{ readonly rows: readonly OfferRow[]; readonly total: number }> {
  const matching = visibleOffers(tx, actor).where((eb) => eb.and(conditions(filter, today)))
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const limit = Math.min(filter.limit ?? pageSize, 1000)
  if (limit === 0) return { rows: [], total }
  const rows = await inOrder(matching, filter)
    .select(rowColumns)
    .limit(limit)
    .offset(filter.offset ?? 0)
    .execute()
  return { rows, total }
}

/** Ids of all that match, at most `limit`: what listOffers shows on all its pages, in its order. */
export async function offerIds(
  tx: Tx,
  actor: Pick<Actor, 'roles'>,
  filter: OfferFilter,
  today: Day,
  limit: number,
): Promise<readonly Id<'offer'>[]> {
  const matching = visibleOffers(tx, actor).where((eb) => eb.and(conditions(filter, today)))
  return (await inOrder(matching, filter).select('offer.id').limit(limit).execute()).map(({ id }) => id)
}

const inOrder = (query: ReturnType<typeof visibleOffers>, { sort = 'name', descending = false }: OfferFilter) =>
  query.orderBy(orders[sort](descending)).orderBy(sql`offer.name COLLATE "de-x-icu"`).orderBy('offer.id')

const among = (tx: Tx, actor: Pick<Actor, 'roles'>, ids: readonly string[]) =>
  visibleOffers(tx, actor).where(sql<boolean>`offer.id = ANY (${[...ids]}::uuid[])`)

/** These offers with how to reach them, in no order; what is not there is left out. */
export function offersAmong(tx: Tx, actor: Pick<Actor, 'roles'>, ids: readonly string[]) {
  return among(tx, actor, ids)
    .select([
      ...rowColumns,
      'offer.cost_note as costNote',
      'offer.times_note as timesNote',
      'offer.accessibility_note as accessibilityNote',
      'offer.contact_office as contactOffice',
      'offer.phone',
      'offer.email',
      'offer.homepage',
    ])
    .execute()
}

/** How many of these there are. */
export async function countOffersAmong(tx: Tx, actor: Pick<Actor, 'roles'>, ids: readonly string[]): Promise<number> {
  const { count } = await among(tx, actor, ids)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const direction = (down: boolean) => sql.raw(down ? 'DESC NULLS LAST' : 'ASC NULLS LAST')
const orders = {
  name: (down: boolean) => sql`offer.name COLLATE "de-x-icu" ${direction(down)}`,
  // What needs no place is always free.
  free: (down: boolean) =>
    sql`CASE WHEN offer.capacity IS NULL AND offer.free_places IS NULL THEN 10001 ELSE offer.free_places END ${direction(!down)}`,
  checked: (down: boolean) => sql`offer.checked_on ${direction(down)}`,
}

/** Throws NotFound. */
export async function getOffer(tx: Tx, actor: Pick<Actor, 'roles'>, id: string): Promise<Offer> {
  const offer = await visibleOffers(tx, actor)
    .select([
      ...rowColumns,
      'offer.description',
      'offer.cost_note as costNote',
      'offer.times_note as timesNote',
      'offer.accessibility_note as accessibilityNote',
      'offer.contact_office as contactOffice',
      'offer.phone',
      'offer.email',
      'offer.homepage',
      'offer.simulated',
      'offer.version',
      'offer.changed_at as changedAt',
    ])
    .where('offer.id', '=', id as Id<'offer'>)
    .executeTakeFirst()
  if (!offer) throw new NotFound(`there is no offer ${id}`)
  const reach = await tables(tx)
    .selectFrom('offer_municipality')
    .select('municipality_id')
    .where('offer_id', '=', offer.id)
    .execute()
  return { ...offer, municipalityIds: reach.map((row) => row.municipality_id) }
}

/** What offers are called, for rooms that keep ids: a hand-over, a step of a plan. */
export async function offerNames(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly organisationId: Id<'organisation'> }>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(tx)
    .selectFrom('offer')
    .select(['id', 'name', 'organisation_id'])
    .where('id', 'in', [...ids] as Id<'offer'>[])
    .execute()
  return new Map(rows.map((row) => [row.id, { name: row.name, organisationId: row.organisation_id }]))
}

function conditions(filter: OfferFilter, today: Day) {
  const { text, topics, targetGroups, municipalityId, language, organisationId, room, state = 'open' } = filter
  return [
    ...found('offer_word', 'offer', 'offer.id', text),
    ...(state === 'all' ? [] : [sql<boolean>`offer.state = ${state}`]),
    ...(topics ? [sql<boolean>`offer.topic = ANY(${[...topics]}::text[])`] : []),
    ...(targetGroups
      ? [sql<boolean>`(offer.target_groups && ${[...targetGroups]}::text[] OR offer.target_groups = '{}')`]
      : []),
    ...(language ? [sql<boolean>`${language} = ANY(offer.languages)`] : []),
    ...(organisationId ? [sql<boolean>`offer.organisation_id = ${organisationId}::uuid`] : []),
    ...(municipalityId
      ? [
          sql<boolean>`(offer.district_wide OR offer.id = ANY(ARRAY(
            SELECT offer_id FROM offer_municipality WHERE municipality_id = ${municipalityId}::uuid
          )))`,
        ]
      : []),
    ...(room === 'free'
      ? [sql<boolean>`(offer.free_places > 0 OR (offer.free_places IS NULL AND offer.capacity IS NULL))`]
      : []),
    ...(room === 'waiting' ? [sql<boolean>`(offer.free_places = 0 AND offer.waiting IS NOT NULL)`] : []),
    ...(filter.unchecked
      ? [
          sql<boolean>`(offer.state IN ('open', 'paused')
            AND (offer.checked_on IS NULL OR offer.checked_on <= ${addDays(today, -checkedForDays)}::date))`,
        ]
      : []),
  ]
}
