import { Conflict } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { RowWriter } from '../../../platform/importing/index.ts'
import { changeOffer, createOffer } from '../actions/offers.ts'
import { checkPlaces } from '../actions/places.ts'
import type { ChangedOfferInput, OfferInput, PlacesInput } from '../forms.ts'
import { countsOf } from '../queries/histories.ts'
import { getOffer, type Offer } from '../queries/offers.ts'
import type { Setting } from '../recording.ts'
import { changesOf, touchesPlaces, touchesTexts } from './judge.ts'
import type { OfferValues } from './row.ts'

/** What must be known to take a row back: what an offer said before, and the check that the import noted. */
export interface FormerOffer {
  /** Null: the row created the offer. */
  readonly before: ChangedOfferInput | null
  readonly places: Pick<Offer, 'capacity' | 'freePlaces' | 'waiting' | 'expectedWaitDays' | 'checkedOn'> | null
  /** The number of the noted check. */
  readonly count: number | null
}

/** Writes offers through the directory's own actions. */
export function writeOffers(tx: Tx, actor: Actor, setting: Setting): RowWriter<OfferValues, FormerOffer> {
  return {
    async write({ choice, targetId, reading: { values } }) {
      if (choice === 'create') {
        const id = await createOffer(tx, actor, setting, newOffer(values))
        const count = hasPlaces(values) ? await noteCount(tx, actor, setting, id, values) : null
        const { version } = await getOffer(tx, actor, id)
        return { id, version, former: { before: null, places: null, count } }
      }
      if (targetId === null) throw new Conflict('importing-row-changed')
      const offer = await getOffer(tx, actor, targetId)
      const changed = changesOf(values, offer)
      if (touchesTexts(changed)) await changeOffer(tx, actor, setting, offer.id, changedOffer(offer, values))
      const count = touchesPlaces(changed) ? await noteCount(tx, actor, setting, offer.id, values) : null
      const { version } = await getOffer(tx, actor, offer.id)
      const { capacity, freePlaces, waiting, expectedWaitDays, checkedOn } = offer
      const places = { capacity, freePlaces, waiting, expectedWaitDays, checkedOn }
      return { id: offer.id, version, former: { before: inputOf(offer), places, count } }
    },
  }
}

const hasPlaces = ({ capacity, freePlaces, waiting }: OfferValues): boolean =>
  [capacity, freePlaces, waiting].some((number) => typeof number === 'number')

/** What is needed and not said is what the report announced. */
function newOffer(values: OfferValues): OfferInput {
  return {
    ...textsOf(values),
    name: values.name,
    summary: values.summary ?? values.name,
    topic: values.topic ?? '',
    organisation: values.organisationId as Id<'organisation'>,
    site: undefined,
    municipality: (values.municipalityId ?? undefined) as Id<'municipality'> | undefined,
    reach: [...(values.reach ?? [])] as Id<'municipality'>[],
    languages: values.languages?.length ? [...values.languages] : ['de'],
    targetGroups: [...(values.targetGroups ?? [])],
    booking: values.booking ?? 'registration',
    cost: values.cost ?? 'free',
    costNote: undefined,
    accessibilityNote: undefined,
    state: 'open',
  }
}

const textsOf = (
  values: Partial<
    Record<'description' | 'timesNote' | 'contactOffice' | 'phone' | 'email' | 'homepage', string | null>
  >,
) => ({
  description: values.description ?? undefined,
  timesNote: values.timesNote ?? undefined,
  contactOffice: values.contactOffice ?? undefined,
  phone: values.phone ?? undefined,
  email: values.email ?? undefined,
  homepage: values.homepage ?? undefined,
})

/** An offer in the terms of its form. */
function inputOf(offer: Offer): ChangedOfferInput {
  return {
    ...textsOf(offer),
    name: offer.name,
    summary: offer.summary,
    topic: offer.topic,
    organisation: offer.organisationId,
    site: offer.siteId ?? undefined,
    municipality: offer.municipalityId ?? undefined,
    reach: [...offer.municipalityIds],
    languages: [...offer.languages],
    targetGroups: [...offer.targetGroups],
    booking: offer.booking,
    cost: offer.cost,
    costNote: offer.costNote ?? undefined,
    accessibilityNote: offer.accessibilityNote ?? undefined,
    version: offer.version,
  }
}

function changedOffer(offer: Offer, values: OfferValues): ChangedOfferInput {
  const is = inputOf(offer)
  const said = <Value>(value: Value | null | undefined, before: Value | undefined) =>
    value === undefined ? before : (value ?? undefined)
  return {
    ...is,
    summary: values.summary ?? is.summary,
    topic: values.topic ?? is.topic,
    municipality: said(values.municipalityId, is.municipality) as Id<'municipality'> | undefined,
    reach: values.reach ? ([...values.reach] as Id<'municipality'>[]) : is.reach,
    languages: values.languages?.length ? [...values.languages] : is.languages,
    targetGroups: values.targetGroups ? [...values.targetGroups] : is.targetGroups,
    booking: values.booking ?? is.booking,
    cost: values.cost ?? is.cost,
    description: said(values.description, is.description),
    timesNote: said(values.timesNote, is.timesNote),
    contactOffice: said(values.contactOffice, is.contactOffice),
    phone: said(values.phone, is.phone),
    email: said(values.email, is.email),
    homepage: said(values.homepage, is.homepage),
  }
}

/** Notes a check with what the row says and, where it says nothing, what was known; returns its number. */
async function noteCount(tx: Tx, actor: Actor, setting: Setting, id: string, values: OfferValues): Promise<number> {
  const offer = await getOffer(tx, actor, id)
  const said = (value: number | null | undefined, before: number | null) =>
    (value === undefined ? before : value) ?? undefined
  const input = {
    version: offer.version,
    checkedOn: values.checkedOn ?? setting.today,
    told: actor.organisationId === offer.organisationId ? 'provider' : 'letter',
    capacity: said(values.capacity, offer.capacity),
    freePlaces: said(values.freePlaces, offer.freePlaces),
    waiting: said(values.waiting, offer.waiting),
    expectedWaitDays: offer.expectedWaitDays ?? undefined,
  } as PlacesInput
  await checkPlaces(tx, actor, setting, id, input)
  const [last] = await countsOf(tx, id, 1)
  return last?.number ?? 1
}

/** The check that an import noted, taken away again by the platform. */
export async function removeCount(tx: Tx, id: string, number: number): Promise<void> {
  await sql`DELETE FROM offer_count WHERE offer_id = ${id} AND number = ${number}`.execute(tx)
}
