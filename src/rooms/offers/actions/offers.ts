import { Forbidden, Invalid, NotFound } from '../../../kernel/errors.ts'
import { type Id, newPublicId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { lifeDomains, readList, targetGroups } from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { keeps, tables } from '../access.ts'
import { changesBetween, type FieldValue } from '../domain/changes.ts'
import type { ChangedOfferInput, OfferInput } from '../forms.ts'
import { readNames } from '../queries/names.ts'
import { getOffer, type Offer } from '../queries/offers.ts'
import { advanced, demandUpdated, indexWords, noteChange, recorded, type Setting, searched } from '../recording.ts'

/** Adds an offer of the actor's organisation, or of any for who coordinates; returns its id. */
export async function createOffer(tx: Tx, actor: Actor, setting: Setting, input: OfferInput): Promise<Id<'offer'>> {
  const { row, facts, organisation } = await prepare(tx, actor, setting, input)
  const id = newPublicId<'offer'>()
  const begins = { state: input.state, state_since: setting.today }
  await tables(tx)
    .insertInto('offer')
    .values({ id, ...row, ...begins, ...noCount, simulated: setting.demo, ...advanced(actor, 0) })
    .execute()
  await writeReach(tx, id, input.reach)
  await tables(tx)
    .insertInto('offer_state')
    .values({ offer_id: id, number: 1, state: input.state, since: setting.today, reason: null, ...recorded(actor) })
    .execute()
  await indexWords(tx, id, searched(input, organisation))
  await noteChange(tx, actor, { id, version: 1, event: 'created', changes: changesBetween({}, facts) })
  return id
}

const noCount = { capacity: null, free_places: null, waiting: null, expected_wait_days: null, checked_on: null }

/** Changes what is said about an offer. Throws ChangedMeanwhile when somebody else did since `input.version`. */
export async function changeOffer(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: string,
  input: ChangedOfferInput,
): Promise<void> {
  const offer = await getKept(tx, actor, id)
  const { row, facts, organisation } = await prepare(tx, actor, setting, input, offer)
  const changes = changesBetween(await factsOfOffer(tx, actor, setting, offer), facts)
  if (changes.length === 0) return
  const updated = await tables(tx)
    .updateTable('offer')
    .set({ ...row, ...advanced(actor, input.version) })
    .where('id', '=', offer.id)
    .where('version', '=', input.version)
    .executeTakeFirstOrThrow()
  await demandUpdated(tx, updated, id)
  await writeReach(tx, offer.id, input.reach)
  await indexWords(tx, offer.id, searched(input, organisation))
  await noteChange(tx, actor, { id: offer.id, version: input.version + 1, event: 'changed', changes })
}

/** An offer that the actor keeps: one of another organisation is not there to be changed. Throws NotFound. */
export async function getKept(tx: Tx, actor: Actor, id: string): Promise<Offer> {
  const offer = await getOffer(tx, actor, id)
  if (!keeps(actor, offer.organisationId)) throw new NotFound(`the offer ${id} is kept by another organisation`)
  return offer
}

async function prepare(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  input: Omit<OfferInput, 'state'>,
  known?: Offer,
): Promise<{ row: ReturnType<typeof rowOf>; facts: Record<string, FieldValue>; organisation: string }> {
  if (!keeps(actor, input.organisation)) throw new Forbidden('offers.keep')
  const names = await readNames(tx, actor, today)
  const domains = (await readList(tx, lifeDomains)).entries
  const groups = (await readList(tx, targetGroups)).entries
  const wrong: string[] = []
  if (!names.has(input.organisation)) wrong.push('organisation')
  if (input.site && !names.has(input.site) && input.site !== known?.siteId) wrong.push('site')
  if (input.municipality && !names.has(input.municipality)) wrong.push('municipality')
  if (!input.reach.every(names.has)) wrong.push('reach')
  if (!domains.some((one) => one.key === input.topic)) wrong.push('topic')
  if (!input.targetGroups.every((key) => groups.some((one) => one.key === key))) wrong.push('targetGroups')
  if (wrong.length > 0) throw new Invalid(wrong.map((field) => ({ field, code: 'not-an-option' })))
  return {
    row: rowOf(input),
    facts: factsOf(input, {
      organisation: names.organisation(input.organisation),
      site: input.site ? names.site(input.site) : null,
      municipality: input.municipality ? names.town(input.municipality) : null,
      reach: input.reach.map(names.town),
    }),
    organisation: names.organisation(input.organisation),
  }
}

const rowOf = (input: Omit<OfferInput, 'state'>) => ({
  name: input.name,
  summary: input.summary,
  description: input.description ?? null,
  topic: input.topic,
  organisation_id: input.organisation,
  site_id: input.site ?? null,
  municipality_id: input.municipality ?? null,
  district_wide: input.reach.length === 0,
  languages: [...input.languages],
  target_groups: [...input.targetGroups],
  booking: input.booking,
  cost: input.cost,
  cost_note: input.costNote ?? null,
  times_note: input.timesNote ?? null,
  accessibility_note: input.accessibilityNote ?? null,
  contact_office: input.contactOffice ?? null,
  phone: input.phone ?? null,
  email: input.email ?? null,
  homepage: input.homepage ?? null,
})

interface Names {
  readonly organisation: string
  readonly site: string | null
  readonly municipality: string | null
  readonly reach: readonly string[]
}

type Said = Omit<OfferInput, 'state' | 'organisation' | 'site' | 'municipality' | 'reach'>

/** What the history keeps, by the names of the form's fields. */
function factsOf(
  said: { readonly [Field in keyof Said]?: Said[Field] | null },
  names: Names,
): Record<string, FieldValue> {
  return {
    name: said.name ?? null,
    summary: said.summary ?? null,
    description: said.description ?? null,
    topic: said.topic ?? null,
    ...names,
    reach: [...names.reach].sort(),
    languages: said.languages ?? [],
    targetGroups: said.targetGroups ?? [],
    booking: said.booking ?? null,
    cost: said.cost ?? null,
    costNote: said.costNote ?? null,
    timesNote: said.timesNote ?? null,
    accessibilityNote: said.accessibilityNote ?? null,
    contactOffice: said.contactOffice ?? null,
    phone: said.phone ?? null,
    email: said.email ?? null,
    homepage: said.homepage ?? null,
  }
}

async function factsOfOffer(
  tx: Tx,
  actor: Actor,
  { today }: Setting,
  offer: Offer,
): Promise<Record<string, FieldValue>> {
  const names = await readNames(tx, actor, today)
  return factsOf(
    { ...offer, languages: [...offer.languages], targetGroups: [...offer.targetGroups] },
    {
      organisation: names.organisation(offer.organisationId),
      site: offer.siteId && names.site(offer.siteId),
      municipality: offer.municipalityId && names.town(offer.municipalityId),
      reach: offer.municipalityIds.map(names.town),
    },
  )
}

async function writeReach(tx: Tx, id: Id<'offer'>, towns: readonly Id<'municipality'>[]): Promise<void> {
  await tables(tx).deleteFrom('offer_municipality').where('offer_id', '=', id).execute()
  if (towns.length === 0) return
  await tables(tx)
    .insertInto('offer_municipality')
    .values([...new Set(towns)].map((town) => ({ offer_id: id, municipality_id: town })))
    .execute()
}
