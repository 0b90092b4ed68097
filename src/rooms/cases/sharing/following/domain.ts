/**
 * What a file has to follow by itself, as values: of each hand-over that it gave what is due by when, of each consent that it
 * runs out. What is not wanted any more is closed; what somebody has done does not come again.
 */
import { addDays, type Day, daysBetween } from '../../../../kernel/day.ts'
import type { Land } from '../../../../kernel/holidays.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { addWorkingDays } from '../../../../kernel/workingdays.ts'
import type { FollowedHandover } from '../../../journeys/index.ts'
import { type Basis, stateOf } from '../../../people/index.ts'

/** For what: the words of the title stand below `cases.following.title`. */
export const followed = ['answer', 'question', 'accepted', 'first', 'appointment', 'declined', 'consent'] as const
export type FollowedFor = (typeof followed)[number]

export interface Wanted {
  readonly what: FollowedFor
  readonly origin: 'handover' | 'consent'
  readonly originId: string
  /** For what and of when: a new deadline is a new follow-up, the same one is not. */
  readonly mark: string
  readonly organisationId: Id<'organisation'>
  readonly dueOn: Day
  readonly dueAt?: string | null
  readonly place?: string | null
  readonly interpreter?: { readonly needed: boolean; readonly language: string | null }
  /** False for what is kept while it stands but not begun any more: it happened too long ago to be news. */
  readonly begins: boolean
}

/** Days after which an answer is no news any more. */
const newsDays = 14

/** Days for which somebody who was declined still wants another way. */
const declinedDays = 30

interface At {
  readonly today: Day
  readonly land: Land
}

/** What the hand-overs of one file ask of who leads it. */
export function wantedOf(handovers: readonly FollowedHandover[], at: At): readonly Wanted[] {
  return handovers.flatMap((one) => wantedOfOne(one, handovers, at))
}

function wantedOfOne(
  { id, state, replyBy, answeredOn, endedOn, toOrganisationId, interfaceId, appointment }: FollowedHandover,
  all: readonly FollowedHandover[],
  { today, land }: At,
): readonly Wanted[] {
  const of = { origin: 'handover' as const, originId: id, organisationId: toOrganisationId, begins: true }
  const dated = (what: FollowedFor, dueOn: Day): Wanted => ({ ...of, what, mark: `${what}:${dueOn}`, dueOn })
  if (state === 'offered' && replyBy) return [dated('answer', replyBy)]
  if (state === 'askedBack' && replyBy) return [dated('question', replyBy)]
  if (state === 'accepted') {
    const told: Wanted[] = answeredOn
      ? [
          {
            ...of,
            what: 'accepted',
            mark: `accepted:${answeredOn}`,
            dueOn: addWorkingDays(answeredOn, 1, land),
            begins: daysBetween(answeredOn, today) <= newsDays,
          },
        ]
      : []
    if (appointment)
      return [
        ...told,
        {
          ...of,
          what: 'appointment',
          mark: `appointment:${appointment.id}`,
          dueOn: appointment.heldOn,
          dueAt: appointment.beginsAt,
          place: appointment.place,
          interpreter: { needed: appointment.interpreterNeeded, language: appointment.interpreterLanguage },
        },
      ]
    return replyBy ? [...told, dated('first', replyBy)] : told
  }
  if (state === 'declined' && endedOn) {
    const isAskedElsewhere = all.some(
      (other) =>
        other.id !== id && other.interfaceId === interfaceId && other.offeredOn !== null && other.offeredOn >= endedOn,
    )
    if (isAskedElsewhere) return []
    return [
      {
        ...of,
        what: 'declined',
        mark: `declined:${endedOn}`,
        dueOn: addWorkingDays(endedOn, 1, land),
        begins: daysBetween(endedOn, today) <= declinedDays,
      },
    ]
  }
  return []
}

/** Consents and releases that run out and that no later one for the same receiver and purpose has replaced. */
export function wantedOfBases(bases: readonly Basis[], today: Day): readonly Wanted[] {
  return bases.flatMap((basis): Wanted[] => {
    const { id, validUntil, recipientId, purpose } = basis
    if (validUntil === null || stateOf(basis, today) !== 'ending') return []
    const isReplaced = bases.some(
      (other) =>
        other.id !== id &&
        other.recipientId === recipientId &&
        other.purpose === purpose &&
        ['valid', 'ending'].includes(stateOf(other, today)) &&
        (other.validUntil === null || other.validUntil > validUntil),
    )
    if (isReplaced) return []
    return [
      {
        what: 'consent',
        origin: 'consent',
        originId: id,
        mark: `consent:${validUntil}`,
        organisationId: recipientId,
        dueOn: validUntil,
        begins: true,
      },
    ]
  })
}

/** Since when hand-overs that have ended still matter to a file: a declined one wants another way for a while. */
export const followedSince = (today: Day): Day => addDays(today, -declinedDays)
