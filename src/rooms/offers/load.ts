/** Loading a directory in bulk: the demo, and imports of what a district keeps elsewhere. */
import type { Day } from '../../kernel/day.ts'
import { type Id, newPublicId } from '../../kernel/ids.ts'
import { record } from '../../platform/audit/index.ts'
import { inBatches, sql, type Tx } from '../../platform/database/index.ts'
import { storeWords } from '../../platform/search/index.ts'
import { tables } from './access.ts'
import type { Booking, Cost, CountSource, Moves, OfferState } from './domain/kinds.ts'
import { searched } from './recording.ts'

export interface OfferData {
  /** By which whoever loads refers to it. */
  readonly key: string
  readonly name: string
  readonly summary: string
  readonly description?: string
  /** Key of a life domain. */
  readonly topic: string
  readonly organisationId: Id<'organisation'>
  /** Name of the organisation, by which the offer is found too. */
  readonly organisation: string
  readonly siteId?: Id<'site'> | null
  readonly municipalityId?: Id<'municipality'> | null
  /** Towns that it is for; none: the whole district. */
  readonly reach?: readonly Id<'municipality'>[]
  readonly languages: readonly string[]
  readonly targetGroups?: readonly string[]
  readonly booking: Booking
  readonly cost: Cost
  readonly costNote?: string
  readonly timesNote?: string
  readonly accessibilityNote?: string
  readonly contactOffice?: string
  readonly phone?: string
  readonly email?: string
  readonly homepage?: string
  /** Oldest first, at least one. */
  readonly states: readonly { readonly state: OfferState; readonly since: Day; readonly reason?: string }[]
  /** Oldest first; none: never checked. */
  readonly counts?: readonly CountData[]
}

export interface CountData {
  readonly checkedOn: Day
  readonly told: CountSource
  readonly capacity?: number
  readonly freePlaces?: number
  readonly waiting?: number
  readonly expectedWaitDays?: number
  readonly moves?: Moves
}

/** Loads offers as the system, with their states and counts; returns the ids by key. */
export async function loadOffers(
  tx: Tx,
  offers: readonly OfferData[],
  { simulated }: { readonly simulated: boolean },
): Promise<ReadonlyMap<string, Id<'offer'>>> {
  const ids = new Map(offers.map((offer) => [offer.key, newPublicId<'offer'>()]))
  const idOf = (offer: OfferData) => ids.get(offer.key) as Id<'offer'>
  const db = tables(tx)
  const written = { recorded_at: sql<Date>`now()`, recorded_by: null }
  await inBatches(
    offers.map((offer) => rowOf(offer, idOf(offer), simulated)),
    (rows) => db.insertInto('offer').values(rows).execute(),
  )
  await inBatches(
    offers.flatMap((offer) => (offer.reach ?? []).map((town) => ({ offer_id: idOf(offer), municipality_id: town }))),
    (rows) => db.insertInto('offer_municipality').values(rows).execute(),
  )
  await inBatches(
    offers.flatMap((offer) =>
      offer.states.map(({ state, since, reason = null }, at) => ({
        offer_id: idOf(offer),
        number: at + 1,
        state,
        since,
        reason,
        ...written,
      })),
    ),
    (rows) => db.insertInto('offer_state').values(rows).execute(),
  )
  await inBatches(
    offers.flatMap((offer) =>
      (offer.counts ?? []).map((count, at) => ({
        offer_id: idOf(offer),
        number: at + 1,
        ...countOf(count),
        told: count.told,
        moves: JSON.stringify(count.moves ?? {}),
        ...written,
      })),
    ),
    (rows) => db.insertInto('offer_count').values(rows).execute(),
  )
  await inBatches(
    offers.map((offer) => ({
      subject_id: idOf(offer),
      version: 1,
      event: 'loaded',
      changes: '[]',
      changed_at: sql<Date>`now()`,
      changed_by: null,
    })),
    (rows) => db.insertInto('offer_change').values(rows).execute(),
  )
  await storeWords(
    tx,
    'offer_word',
    offers.map((offer) => ({ kind: 'offer', id: idOf(offer), texts: searched(offer, offer.organisation) })),
  )
  await record(tx, 'system', { event: 'offers.loaded', details: { offers: offers.length } })
  return ids
}

function rowOf(offer: OfferData, id: Id<'offer'>, simulated: boolean) {
  const state = offer.states.at(-1)
  if (!state) throw new RangeError(`the offer ${offer.key} has no state`)
  const count = offer.counts?.at(-1)
  return {
    id,
    name: offer.name,
    summary: offer.summary,
    description: offer.description ?? null,
    topic: offer.topic,
    organisation_id: offer.organisationId,
    site_id: offer.siteId ?? null,
    municipality_id: offer.municipalityId ?? null,
    district_wide: (offer.reach ?? []).length === 0,
    languages: [...offer.languages],
    target_groups: [...(offer.targetGroups ?? [])],
    booking: offer.booking,
    cost: offer.cost,
    cost_note: offer.costNote ?? null,
    times_note: offer.timesNote ?? null,
    accessibility_note: offer.accessibilityNote ?? null,
    contact_office: offer.contactOffice ?? null,
    phone: offer.phone ?? null,
    email: offer.email ?? null,
    homepage: offer.homepage ?? null,
    state: state.state,
    state_since: state.since,
    ...(count ? countOf(count) : countOf({})),
    simulated,
    version: 1,
    changed_at: sql<Date>`now()`,
    changed_by: null,
  }
}

const countOf = <Given extends Partial<CountData>>(count: Given) => ({
  capacity: count.capacity ?? null,
  free_places: count.freePlaces ?? null,
  waiting: count.waiting ?? null,
  expected_wait_days: count.expectedWaitDays ?? null,
  checked_on: (count.checkedOn ?? null) as Given extends { checkedOn: Day } ? Day : Day | null,
})
