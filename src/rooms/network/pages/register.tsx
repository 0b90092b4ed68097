import { Fragment, type ReactNode } from 'react'
import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  addressWith,
  ButtonLink,
  Chips,
  type Column,
  ConfirmationNote,
  Empty,
  FilterBar,
  FilterText,
  Link,
  NothingFound,
  PageCount,
  Pager,
  Row,
  Stack,
  State,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { paths, start } from '../paths.ts'
import { type Listed, type Listing, type ListState, listStates, pageSize } from '../queries/listing.ts'
import type { Kept } from '../queries/records.ts'

export interface Register<Found extends Kept, Asked extends Listing<string>> {
  readonly kind: RecordKind
  readonly listing: Asked & { readonly page: number }
  readonly list: (listing: Asked) => Promise<Listed<Found>>
  readonly columns: readonly Column<Found>[]
  /** Choices beside the text: names of query parameters with their labels, in the order of the form. */
  readonly filters: readonly { readonly name: string; readonly label: string; readonly field: ReactNode }[]
}

/** A list of records: search, filters, order, pages, all in the address. */
export async function register<Found extends Kept, Asked extends Listing<string>>(
  request: PageRequest,
  { kind, listing, list, columns, filters }: Register<Found, Asked>,
): Promise<Page> {
  const { actor, query, t, locale, clock } = request
  const filterBar = (
    <FilterBar label={t(`network.${kind}.filter`)} action={paths[kind]} keep={['sort', 'order', 'state']}>
      <FilterText name="q" label={t(`network.${kind}.search`)} />
      {filters.map(({ name, field }) => (
        <Fragment key={name}>{field}</Fragment>
      ))}
    </FilterBar>
  )
  if (query.get('view') === 'filter') return filterPage(request, kind, filterBar)
  const { listed, page } = await onPage(listing, list)
  const totals = await totalsOf(listing, listed.total, list)
  const labels = [{ name: 'q', label: t(`network.${kind}.search`) }, ...filters]
  const used = labels.findLast(({ name }) => query.get(name))
  return {
    title: t(`network.${kind}.count.${listing.state ?? 'active'}`, { count: listed.total }),
    name: t(`network.${kind}.many`),
    crumbs: [{ label: t('network.title'), path: start }],
    meta: t('network.as-of', { day: createFormat(locale).day(clock.today()) }),
    actions: (
      <>
        {may(actor, 'network.edit') && <ButtonLink to={`${paths[kind]}/new`}>{t(`network.${kind}.add`)}</ButtonLink>}
        <ButtonLink look="secondary" to={`${paths[kind]}/export${addressWith(query, 'page', undefined)}`}>
          {t('network.export')}
        </ButtonLink>
      </>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        <div className="nl-wide-only">{filterBar}</div>
        <p className="nl-narrow-only">
          <Link to={addressWith(query, 'view', 'filter')}>
            {used ? t('network.filter-again', { filter: used.label }) : t('network.filter-open')}
          </Link>
        </p>
        <Row>
          <Views state={listing.state ?? 'active'} totals={totals} />
          <span className="nl-row__end">
            <PageCount total={listed.total} size={pageSize} page={page} />
          </span>
        </Row>
        {listed.total > 0 ? (
          <Table
            caption={t(`network.${kind}.many`)}
            columns={withState(columns, listing.state ?? 'active', t('network.state.label'))}
            rows={listed.rows}
            keyOf={(row) => row.key}
            dense
            stacks
            sticky
          />
        ) : used ? (
          <NothingFound last={used.label} to={addressWith(query, used.name, undefined)} />
        ) : (
          <Empty title={t(`network.${kind}.none`)}>{t(`network.${kind}.none-next`)}</Empty>
        )}
        <Pager total={listed.total} size={pageSize} page={page} />
      </Stack>
    ),
  }
}

/** On phones the filters are a page of their own, so that the results come first. */
function filterPage({ query, t }: PageRequest, kind: RecordKind, filterBar: ReactNode): Page {
  return {
    title: t(`network.${kind}.filter`),
    crumbs: [
      { label: t('network.title'), path: start },
      { label: t(`network.${kind}.many`), path: paths[kind] },
    ],
    layout: 'narrow',
    body: (
      <Stack>
        {filterBar}
        <p>
          <Link to={paths[kind] + addressWith(query, 'view', undefined)}>{t('network.filter-back')}</Link>
        </p>
      </Stack>
    ),
  }
}

/** A page that is no longer there, because rows went meanwhile, shows the last one instead of nothing. */
async function onPage<Found, Asked extends Listing<string>>(
  listing: Asked & { readonly page: number },
  list: (listing: Asked) => Promise<Listed<Found>>,
) {
  const listed = await list(listing)
  if (listed.rows.length > 0 || listed.total === 0) return { listed, page: listing.page }
  const page = Math.ceil(listed.total / pageSize)
  return { listed: await list({ ...listing, offset: (page - 1) * pageSize }), page }
}

async function totalsOf<Found, Asked extends Listing<string>>(
  listing: Asked,
  known: number,
  list: (listing: Asked) => Promise<Listed<Found>>,
): Promise<Record<ListState, number>> {
  const totals = { active: 0, ended: 0, all: 0, [listing.state ?? 'active']: known }
  const missing = listing.state === 'all' ? 'active' : 'all'
  totals[missing] = (await list({ ...listing, state: missing, limit: 0, offset: 0 })).total
  return missing === 'active'
    ? { ...totals, ended: known - totals.active }
    : { ...totals, [listing.state === 'ended' ? 'active' : 'ended']: totals.all - known }
}

function Views({ state, totals }: { state: ListState; totals: Record<ListState, number> }) {
  const { t, query } = useRender()
  return (
    <Chips
      label={t('network.view.label')}
      chips={listStates.map((view) => ({
        to: viewAddress(query, view),
        label: t(`network.view.${view}`),
        count: totals[view],
        current: view === state,
      }))}
    />
  )
}

function viewAddress(query: URLSearchParams, view: ListState): string {
  const without = new URLSearchParams(query)
  without.delete('page')
  return addressWith(without, 'state', view === 'active' ? undefined : view)
}

/** A header that orders by its column: once upward, once more downward. */
export function sortBy(query: URLSearchParams, sort: string, first?: boolean): NonNullable<Column<unknown>['sort']> {
  const current = query.get('sort') === sort || (first === true && !query.get('sort'))
  const down = query.get('order') === 'down'
  const next = new URLSearchParams(query)
  next.delete('page')
  next.set('sort', sort)
  const to = addressWith(next, 'order', current && !down ? 'down' : undefined)
  return current ? { to, order: down ? 'descending' : 'ascending' } : { to }
}

/** Where ended records are listed too, every row says whether it has ended. */
function withState<Found extends Kept>(
  columns: readonly Column<Found>[],
  state: ListState,
  header: string,
): readonly Column<Found>[] {
  if (state === 'active') return columns
  return [...columns, { key: 'state', header, cell: (row) => <RecordState endedOn={row.endedOn} /> }]
}

/** There, or gone since a day: shape and word. */
export function RecordState({ endedOn }: { endedOn: Kept['endedOn'] }) {
  const { t, format, today } = useRender()
  if (endedOn === null) return <State kind="standing">{t('network.state.active')}</State>
  const day = format.day(endedOn)
  return endedOn <= today ? (
    <State kind="rest">{t('network.state.ended', { day })}</State>
  ) : (
    <State kind="standing">{t('network.state.ends', { day })}</State>
  )
}

/** What a page says after a form was sent, by the word in `?done=`. */
export const confirmations = {
  created: 'network.done.created',
  changed: 'network.done.changed',
  ended: 'network.done.ended',
  reopened: 'network.done.reopened',
  renamed: 'network.done.renamed',
  moved: 'network.done.moved',
  removed: 'network.done.removed',
  source: 'network.done.source',
  member: 'network.done.member',
  target: 'network.done.target',
  district: 'network.done.district',
  region: 'network.done.region',
}
