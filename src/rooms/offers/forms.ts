import { z } from 'zod'
import { field } from '../../platform/http/index.ts'
import { languageTags } from '../../platform/i18n/index.ts'
import { bookings, costs, moveReasons, offerStates, sourcesOfCounts } from './domain/kinds.ts'

/** What the forms of this room send. Limits are those of the database. */

const key = (code: string) => z.string(code).regex(/^[a-z0-9-]{1,60}$/, code)
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]), z.array(item))
const languages = languageTags as unknown as readonly [string, ...string[]]

const offer = {
  name: field.text(200),
  summary: field.text(300),
  description: field.optionalLongText(4000),
  topic: key('choose'),
  organisation: field.id<'organisation'>(),
  site: field.optionalId<'site'>(),
  municipality: field.optionalId<'municipality'>(),
  /** Towns that it is for; none chosen: the whole district. */
  reach: listOf(field.id<'municipality'>()),
  languages: field.manyOf(languages, 1),
  targetGroups: listOf(key('not-an-option')),
  booking: field.oneOf(bookings),
  cost: field.oneOf(costs),
  costNote: field.optionalText(300),
  timesNote: field.optionalLongText(500),
  accessibilityNote: field.optionalLongText(1000),
  contactOffice: field.optionalText(200),
  phone: field
    .optionalText(40)
    .refine((typed) => typed === undefined || /^[+0-9][0-9 ()/-]{3,39}$/.test(typed), 'offers-phone'),
  email: z.preprocess(
    (sent) => (typeof sent === 'string' && sent.trim() === '' ? undefined : sent),
    field.email().optional(),
  ),
  homepage: field
    .optionalText(500)
    .refine((typed) => typed === undefined || /^https?:\/\/\S+$/.test(typed), 'offers-homepage'),
}

export const NewOffer = z.object({ ...offer, state: field.oneOf(['planned', 'open']) })
export const ChangedOffer = z.object({ ...offer, version: field.version() })
export type OfferInput = z.output<typeof NewOffer>
export type ChangedOfferInput = z.output<typeof ChangedOffer>

const number = (max: number) => field.optionalWholeNumber(0, max)

/** How many places there are. Nobody counts more free places than there are places. */
export const PlacesForm = z
  .object({
    version: field.version(),
    checkedOn: field.optionalDay(),
    told: field.oneOf(sourcesOfCounts),
    capacity: number(10_000),
    freePlaces: number(10_000),
    waiting: number(10_000),
    expectedWaitDays: number(3650),
    ...(Object.fromEntries(moveReasons.map((reason) => [reason, number(10_000)])) as Record<
      (typeof moveReasons)[number],
      ReturnType<typeof number>
    >),
  })
  .superRefine((typed, context) => {
    if (typed.capacity !== undefined && typed.freePlaces !== undefined && typed.freePlaces > typed.capacity)
      context.addIssue({ code: 'custom', path: ['freePlaces'], message: 'offers-more-free-than-places' })
  })
export type PlacesInput = z.output<typeof PlacesForm>

export const StateForm = z.object({
  version: field.version(),
  state: field.oneOf(offerStates),
  since: field.day(),
  reason: field.optionalText(500),
})
export type StateInput = z.output<typeof StateForm>
