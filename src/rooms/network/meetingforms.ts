import { z } from 'zod'
import { field } from '../../platform/http/index.ts'
import { isKey } from './domain/keys.ts'

/** What the forms for meetings, agendas, terms and party groups send; as forms.ts. */

/** The version that the person saw. */
const version = { version: field.version() }
const bodyKey = () => z.string('choose').min(1, 'choose').refine(isKey, 'not-an-option')

/** A time of day as people type it, `17:00`, `17.00 Uhr`, `9:30`; gives `17:00`. */
const time = () =>
  field.optionalText(20).transform((typed, context) => {
    if (typed === undefined) return undefined
    const [, hour, minute] = /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?:\s*Uhr)?$/.exec(typed) ?? []
    if (hour !== undefined) return `${hour.padStart(2, '0')}:${minute ?? '00'}`
    context.addIssue({ code: 'custom', message: 'network-time' })
    return z.NEVER
  })

/** Where the meeting stands in the council system. Only https: the link is shown to everybody. */
const address = () =>
  field
    .optionalText(1000)
    .refine((typed) => typed === undefined || /^https:\/\/[^\s/]\S*$/.test(typed), 'network-https-address')

const meeting = {
  heldOn: field.day(),
  startsAt: time(),
  endsAt: time(),
  place: field.optionalText(300),
  number: field.optionalWholeNumber(1, 9999),
  isPublic: field.checkbox(),
  address: address(),
}
const timesInOrder = <Shape extends z.ZodType<{ startsAt?: string | undefined; endsAt?: string | undefined }>>(
  shape: Shape,
) =>
  shape.superRefine(({ startsAt, endsAt }, context) => {
    if (endsAt === undefined) return
    if (startsAt === undefined)
      context.addIssue({ code: 'custom', path: ['startsAt'], message: 'network-start-missing' })
    else if (endsAt <= startsAt)
      context.addIssue({ code: 'custom', path: ['endsAt'], message: 'network-ends-before-start' })
  })
export const NewMeeting = timesInOrder(z.object({ body: bodyKey(), ...meeting }))
export const ChangedMeeting = timesInOrder(z.object({ ...meeting, ...version }))

/** What happens to the meeting as a whole, besides being cancelled, which has its own form. */
export const MeetingStep = z.object({ ...version, move: field.oneOf(['invite', 'hold', 'restore']) })

/** A cancelled meeting says why, and whether another takes its place: a new one, or one that is known. */
export const Cancellation = z
  .object({
    ...version,
    reason: field.text(500),
    instead: field.oneOf(['none', 'new', 'known']),
    newOn: field.optionalDay(),
    newStartsAt: time(),
    newPlace: field.optionalText(300),
    copyAgenda: field.checkbox(),
    known: field.optionalId<'meeting'>(),
  })
  .superRefine(({ instead, newOn, known }, context) => {
    const missing = (path: string, code: string) => context.addIssue({ code: 'custom', path: [path], message: code })
    if (instead === 'new' && newOn === undefined) missing('newOn', 'required')
    if (instead === 'known' && known === undefined) missing('known', 'choose')
  })

export const NewAgendaItem = z.object({ title: field.text(500), part: field.oneOf(['public', 'internal']) })
/** An item of an agenda, with the version of its part that the person saw. */
const item = { item: field.id<'agendaItem'>(), ...version }
export const ItemTitle = z.object({ ...item, title: field.text(500) })
export const ItemMove = z.object({ ...item, by: field.oneOf(['up', 'down']) })
export const ItemStep = z.object({ ...item, step: field.oneOf(['remove', 'withdraw', 'restore']) })

const endsAfterItBegins = <Shape extends z.ZodType<{ startsOn?: string | undefined; endsOn?: string | undefined }>>(
  shape: Shape,
) =>
  shape.refine(({ startsOn, endsOn }) => !startsOn || !endsOn || endsOn >= startsOn, {
    path: ['endsOn'],
    message: 'network-ends-before-it-begins',
  })
const term = { name: field.text(120), startsOn: field.day(), endsOn: field.optionalDay() }
export const NewTerm = endsAfterItBegins(
  z.object({ ...term, body: z.preprocess((sent) => sent || undefined, bodyKey().optional()) }),
)
export const ChangedTerm = endsAfterItBegins(z.object({ ...term, ...version }))

const partyGroup = {
  name: field.text(200),
  shortName: field.optionalText(60),
  startsOn: field.optionalDay(),
  endsOn: field.optionalDay(),
}
export const NewPartyGroup = endsAfterItBegins(z.object(partyGroup))
export const ChangedPartyGroup = endsAfterItBegins(z.object({ ...partyGroup, ...version }))
