import { type Actor, may } from '../../../platform/access/index.ts'
import type { State } from '../domain.ts'
import type { Names } from '../names.ts'
import { doneStates, type InboxListing, type InboxView, inboxViews, waitingStates } from '../queries/inbox.ts'

/** What narrows the Postkorb in its address. */
export const inboxParameters = ['view', 'whose', 'state', 'interface'] as const

/** The parts of the Postkorb that this person has a use for. */
export const viewsFor = (actor: Actor): readonly InboxView[] =>
  inboxViews.filter((view) => view !== 'given' || may(actor, 'journeys.hand-over'))

/** What the address asks for; whatever is not understood is left out. */
export function listingOf(
  query: URLSearchParams,
  actor: Actor,
  names: Pick<Names, 'interfaces'>,
): Omit<InboxListing, 'limit' | 'offset'> {
  const view = viewsFor(actor).find((one) => one === query.get('view')) ?? 'received'
  const states: readonly State[] = view === 'done' ? doneStates : waitingStates
  const state = states.find((one) => one === query.get('state'))
  const interfaceId = names.interfaces.find(({ id }) => id === query.get('interface'))?.id
  return {
    view,
    mine: query.get('whose') === 'mine',
    ...(state && { state }),
    ...(interfaceId && { interfaceId }),
  }
}
