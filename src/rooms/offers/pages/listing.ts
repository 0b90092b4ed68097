import type { Day } from '../../../kernel/day.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import { lifeDomains, targetGroups } from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { type PageRequest, pageNumber } from '../../../platform/http/index.ts'
import { type Choosable, organisationNames } from '../../network/index.ts'
import { offerStates } from '../domain/kinds.ts'
import { meaning } from '../queries/finding.ts'
import { type OfferFilter, offerSorts, pageSize } from '../queries/offers.ts'

/** What narrows the directory in its address. */
export const directoryParameters = [
  'show',
  'q',
  'topic',
  'town',
  'language',
  'group',
  'room',
  'organisation',
  'state',
  'sort',
  'order',
] as const

/** The views of the directory, by the parameter `view`: open offers unless told. */
export const views = ['open', 'own', 'unchecked', 'all'] as const
export type View = (typeof views)[number]

/** The views that this person has a use for. */
export const viewsFor = (actor: Actor): readonly View[] =>
  views.filter((view) => view !== 'own' || (may(actor, 'offers.keep') && actor.organisationId !== null))

export const viewIn = (query: URLSearchParams): View => views.find((view) => view === query.get('show')) ?? 'open'

/** What the address asks for; whatever is not understood is left out. */
export async function readFilter(
  { tx, query, clock }: Pick<PageRequest, 'tx' | 'query'> & { readonly clock: Pick<PageRequest['clock'], 'today'> },
  towns: readonly Choosable[],
): Promise<OfferFilter & { readonly page: number }> {
  const text = query.get('q')?.trim().slice(0, 100)
  const topic = keyIn(query, 'topic')
  const group = keyIn(query, 'group')
  const town = towns.find((one) => one.key === query.get('town'))
  const language = query.get('language')?.match(/^[a-z]{2,3}$/)?.[0]
  const organisation = await organisationIn(tx, query, clock.today())
  const room = (['free', 'waiting'] as const).find((one) => one === query.get('room'))
  const sort = offerSorts.find((one) => one === query.get('sort'))
  const state = offerStates.find((one) => one === query.get('state'))
  const page = pageNumber(query)
  return {
    page,
    offset: (page - 1) * pageSize,
    ...(text && { text }),
    ...(topic && { topics: await meaning(tx, lifeDomains, topic) }),
    ...(group && { targetGroups: await meaning(tx, targetGroups, group) }),
    ...(town && { municipalityId: town.id }),
    ...(language && { language }),
    ...(organisation && { organisationId: organisation }),
    ...(room && { room }),
    ...(sort && { sort, descending: query.get('order') === 'down' }),
    ...(state && { state }),
  }
}

/** What a view narrows further. */
export function inView(view: View, actor: Actor): OfferFilter {
  if (view === 'own') return { state: 'all', ...(actor.organisationId && { organisationId: actor.organisationId }) }
  if (view === 'unchecked') return { state: 'all', unchecked: true, sort: 'checked' }
  return view === 'all' ? { state: 'all' } : {}
}

const keyIn = (query: URLSearchParams, name: string) => query.get(name)?.match(/^[a-z0-9-]{1,60}$/)?.[0]

async function organisationIn(tx: Tx, query: URLSearchParams, today: Day) {
  const key = keyIn(query, 'organisation')
  if (!key) return undefined
  return (await organisationNames(tx, today)).find((one) => one.key === key)?.id
}
