import type { ReactNode } from 'react'
import { may } from '../../../platform/access/index.ts'
import { ExportLink } from '../../../platform/exports/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  addressWith,
  ButtonLink,
  Chips,
  type Column,
  Empty,
  FilterBar,
  FilterSelect,
  FilterText,
  Link,
  Name,
  NothingFound,
  PageCount,
  Pager,
  Parts,
  Row,
  RowName,
  Stack,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import { choosableMunicipalities } from '../../network/index.ts'
import { keeps } from '../access.ts'
import { directoryExport } from '../exports.ts'
import { offerPath, offersPath } from '../paths.ts'
import { type Names, readNames } from '../queries/names.ts'
import { listOffers, type OfferFilter, type OfferRow, pageSize } from '../queries/offers.ts'
import { inView, readFilter, viewIn, viewsFor } from './listing.ts'
import { Checked, RoomState, useWaitingWords } from './parts.tsx'
import { fewLanguages, languageOptions, readGroups, readTopics, type Words } from './words.ts'

/** The directory: search, filters, views, pages, all in the address. */
export async function showOffers(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, locale, clock } = request
  const today = clock.today()
  const [topics, groups] = [await readTopics(tx, locale), await readGroups(tx, locale)]
  const towns = await choosableMunicipalities(tx, actor, today)
  const selects = [
    { name: 'topic', label: t('offers.field.topic'), options: topics.options(today) },
    {
      name: 'town',
      label: t('offers.filter.town'),
      options: towns.map(({ key, name }) => ({ value: key, label: name })),
    },
    { name: 'language', label: t('offers.filter.language'), options: languageOptions(locale) },
    { name: 'group', label: t('offers.filter.group'), options: groups.options(today) },
    {
      name: 'room',
      label: t('offers.filter.room'),
      options: ['free', 'waiting'].map((value) => ({ value, label: t(`offers.filter.room-${value}`) })),
    },
  ]
  const filterBar = (
    <FilterBar label={t('offers.filter.label')} action={offersPath} keep={['show', 'sort', 'order', 'organisation']}>
      <FilterText name="q" label={t('offers.filter.text')} />
      {selects.map((select) => (
        <FilterSelect key={select.name} {...select} empty={t('offers.filter.any')} />
      ))}
    </FilterBar>
  )
  if (query.get('view') === 'filter') return filterPage(request, filterBar)
  const { page, ...filter } = await readFilter(request, towns)
  const view = viewIn(query)
  const shown = { ...filter, ...inView(view, actor) }
  const listed = await listOffers(tx, actor, shown, today)
  const totals = await totalsOf(request, filter)
  const used = [{ name: 'q', label: t('offers.filter.text') }, ...selects].findLast(({ name }) => query.get(name))
  const names = await readNames(tx, actor, today)
  return {
    title: t(`offers.count.${view}`, { count: listed.total }),
    name: t('offers.title'),
    meta: t('offers.as-of', { day: createFormat(locale).day(today) }),
    actions: (
      <>
        {may(actor, 'offers.keep') && (
          <ButtonLink look="secondary" to={`${offersPath}/import`}>
            {t('offers.import.open')}
          </ButtonLink>
        )}
        {may(actor, 'offers.keep') && <ButtonLink to={`${offersPath}/new`}>{t('offers.add')}</ButtonLink>}
        {listed.total > 0 && <ExportLink of={directoryExport} />}
      </>
    ),
    body: (
      <Stack>
        <div className="nl-wide-only">{filterBar}</div>
        <p className="nl-narrow-only">
          <Link to={addressWith(query, 'view', 'filter')}>
            {used ? t('offers.filter.again', { filter: used.label }) : t('offers.filter.open-page')}
          </Link>
        </p>
        <Row>
          <Chips
            label={t('offers.view.label')}
            chips={viewsFor(actor).map((one) => ({
              to: viewAddress(query, one),
              label: t(`offers.view.${one}`),
              count: totals.get(one) ?? 0,
              current: one === view,
            }))}
          />
          <span className="nl-row__end">
            <PageCount total={listed.total} size={pageSize} page={page} />
          </span>
        </Row>
        {listed.rows.length > 0 ? (
          <Directory rows={listed.rows} names={names} topics={topics} request={request} />
        ) : used ? (
          <NothingFound last={used.label} to={addressWith(query, used.name, undefined)} />
        ) : (
          <Empty title={t(`offers.none.${view}`)}>{t(`offers.none.${view}-next`)}</Empty>
        )}
        <Pager total={listed.total} size={pageSize} page={page} />
      </Stack>
    ),
  }
}

function Directory(props: { rows: readonly OfferRow[]; names: Names; topics: Words; request: PageRequest }) {
  const { rows, names, topics, request } = props
  const { t, locale } = useRender()
  const { actor } = request
  const waitingWords = useWaitingWords()
  const columns: Column<OfferRow>[] = [
    {
      key: 'name',
      header: t('offers.column.offer'),
      names: true,
      full: true,
      cell: (row) => (
        <RowName
          meta={
            <Parts parts={[<Name key="who">{names.organisation(row.organisationId)}</Name>, topics.name(row.topic)]} />
          }
        >
          <Link to={offerPath(row.id)}>
            <Name>{row.name}</Name>
          </Link>
        </RowName>
      ),
    },
    {
      key: 'where',
      header: t('offers.column.where'),
      cell: (row) => (
        <RowName meta={t(row.districtWide ? 'offers.reach.district' : 'offers.reach.towns')}>
          {row.municipalityId ? <Name>{names.town(row.municipalityId)}</Name> : t('offers.place.none')}
        </RowName>
      ),
    },
    {
      key: 'languages',
      header: t('offers.column.languages'),
      cell: (row) => {
        const { names: first, more } = fewLanguages(row.languages, locale, 3)
        return <RowName meta={more > 0 && t('offers.languages-more', { count: more })}>{first}</RowName>
      },
    },
    {
      key: 'places',
      header: t('offers.column.places'),
      cell: (row) => (
        <RowName
          meta={
            <Parts
              parts={[
                row.state === 'open' && row.capacity !== null && t('offers.of-places', { count: row.capacity }),
                waitingWords(row),
              ]}
            />
          }
        >
          <RoomState offer={row} />
        </RowName>
      ),
    },
    { key: 'checked', header: t('offers.column.checked'), cell: (row) => <Checked offer={row} /> },
    ...(rows.some((row) => keeps(actor, row.organisationId) && row.state !== 'ended')
      ? [
          {
            key: 'keep',
            header: t('offers.column.keep'),
            headerHidden: true,
            kind: 'action' as const,
            cell: (row: OfferRow) =>
              keeps(actor, row.organisationId) && row.state !== 'ended' ? (
                <Link to={`${offerPath(row.id)}/places`}>
                  {t('offers.check.short')}
                  <span className="kern-sr-only"> {row.name}</span>
                </Link>
              ) : null,
          },
        ]
      : []),
  ]
  return <Table caption={t('offers.title')} columns={columns} rows={rows} keyOf={(row) => row.id} stacks sticky />
}

/** On phones the filters are a page of their own, so that the results come first. */
function filterPage({ query, t }: PageRequest, filterBar: ReactNode): Page {
  return {
    title: t('offers.filter.label'),
    crumbs: [{ label: t('offers.title'), path: offersPath }],
    layout: 'narrow',
    body: (
      <Stack>
        {filterBar}
        <p>
          <Link to={offersPath + addressWith(query, 'view', undefined)}>{t('offers.filter.back')}</Link>
        </p>
      </Stack>
    ),
  }
}

async function totalsOf({ tx, actor, clock }: PageRequest, filter: OfferFilter) {
  const totals = new Map<string, number>()
  for (const view of viewsFor(actor)) {
    const { total } = await listOffers(tx, actor, { ...filter, ...inView(view, actor), limit: 0 }, clock.today())
    totals.set(view, total)
  }
  return totals
}

function viewAddress(query: URLSearchParams, view: string): string {
  const next = new URLSearchParams(query)
  next.delete('page')
  return addressWith(next, 'show', view === 'open' ? undefined : view)
}
