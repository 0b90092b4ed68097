import type { Day } from '../../../kernel/day.ts'
import { State, type StateKind, useRender } from '../../../platform/ui/index.ts'
import type { OfferState } from '../domain/kinds.ts'
import { isUnchecked, type Room, roomIn } from '../domain/places.ts'
import type { OfferRow } from '../queries/offers.ts'

const roomLooks: Readonly<Record<Room, StateKind>> = {
  free: 'standing',
  few: 'progress',
  full: 'declined',
  unlimited: 'done',
  unknown: 'rest',
}

const stateLooks: Readonly<Record<OfferState, StateKind>> = {
  planned: 'open',
  open: 'standing',
  paused: 'rest',
  ended: 'finished',
}

/** How much room there is: shape and words. What is not open says that instead. */
export function RoomState({ offer }: { offer: OfferRow }) {
  const { t, format } = useRender()
  if (offer.state !== 'open') return <OfferStateMark state={offer.state} />
  const room = roomIn(offer)
  const key = room === 'unlimited' ? `offers.room.unlimited-${offer.booking}` : `offers.room.${room}`
  return (
    <State kind={roomLooks[room]}>
      {t(key, { count: offer.freePlaces ?? 0, free: format.number(offer.freePlaces ?? 0) })}
    </State>
  )
}

export function OfferStateMark({ state, since }: { state: OfferState; since?: Day }) {
  const { t, format } = useRender()
  const word = t(`offers.state.${state}`)
  return (
    <State kind={stateLooks[state]}>
      {since ? t('offers.state-since', { state: word, day: format.day(since) }) : word}
    </State>
  )
}

/** The waiting list in a few words; nothing where there is none. */
export function useWaitingWords() {
  const { t } = useRender()
  return ({ waiting, expectedWaitDays }: Pick<OfferRow, 'waiting' | 'expectedWaitDays'>): string | undefined => {
    if (waiting === null) return undefined
    const list = t('offers.waiting.count', { count: waiting })
    if (expectedWaitDays === null || waiting === 0) return list
    return `${list}, ${t('offers.waiting.about', { weeks: Math.max(1, Math.round(expectedWaitDays / 7)) })}`
  }
}

/** When the places were last checked; marked once that is too long ago to rely on. */
export function Checked({ offer }: { offer: OfferRow }) {
  const { t, format, today } = useRender()
  if (offer.state === 'planned' || offer.state === 'ended') return null
  const day = offer.checkedOn && format.day(offer.checkedOn)
  if (!isUnchecked(offer.state, offer.checkedOn, today)) return day
  return <State kind="attention">{day ? t('offers.checked.old', { day }) : t('offers.checked.never')}</State>
}
