import type { ReactNode } from 'react'
import { may } from '../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import {
  addressWith,
  ButtonLink,
  type Chip,
  Chips,
  ConfirmationNote,
  Empty,
  Link,
  NothingFound,
  PageCount,
  Pager,
  Parts,
  Row,
  Stack,
} from '../../../platform/ui/index.ts'
import { seesInternal } from '../access.ts'
import { lastReports } from '../campaigns/queries.ts'
import { readChoices } from '../queries/choices.ts'
import { listConcepts } from '../queries/concepts.ts'
import { listNamed, pageSize } from '../queries/measures.ts'
import { readNames } from '../queries/names.ts'
import { openReportIds } from '../queries/openreports.ts'
import { type ViewCounts, viewCounts } from '../queries/views.ts'
import { confirmations } from './confirmations.ts'
import { RegisterFilters } from './filters.tsx'
import { filterNames, readFilter, readPage } from './listing.ts'
import { RegisterTable } from './registertable.tsx'

/** The register: one row for each measure; search, filters, order and page stand in the address. */
export async function showRegister(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, locale, clock } = request
  const today = clock.today()
  const names = await readNames(tx, today)
  const filters = <RegisterFilters choices={await readChoices(tx, actor, names)} />
  if (query.get('view') === 'filter') return filterPage(request, filters)
  const open = seesInternal(actor) ? await openReportIds(tx) : undefined
  const filter = { ...readFilter(query), ...(query.get('report') === 'open' && open && { ids: open }) }
  const listing = readPage(query)
  let listed = await listNamed(tx, actor, filter, listing, names)
  let page = listing.page
  if (listed.rows.length === 0 && listed.total > 0) {
    // A page that is no longer there, because rows went meanwhile, shows the last one instead of nothing.
    page = Math.ceil(listed.total / pageSize)
    listed = await listNamed(tx, actor, filter, { ...listing, offset: (page - 1) * pageSize }, names)
  }
  const counts = await viewCounts(tx, actor)
  const concepts = await listConcepts(tx, actor)
  const reports = await lastReports(
    tx,
    actor,
    listed.rows.map((row) => row.id),
    today,
  )
  const used = filterNames.findLast((name) => query.get(name))
  const edits = may(actor, 'measures.edit')
  return {
    title: headline(request, listed.total, counts, used !== undefined),
    name: t('measures.title'),
    meta: (
      <Parts
        parts={[
          t('measures.register'),
          <Link key="concepts" to="/measures/concepts">
            {t('measures.concept.count', { count: concepts.length })}
          </Link>,
          <Link key="overview" to="/measures/overview">
            {t('measures.overview.link')}
          </Link>,
          seesInternal(actor) && (
            <Link key="campaigns" to="/measures/campaigns">
              {t('measures.campaign.many')}
            </Link>
          ),
          may(actor, 'measures.report') && (
            <Link key="reviews" to="/measures/reviews">
              {t('measures.reviews.title')}
            </Link>
          ),
          t('measures.as-of', { day: createFormat(locale).day(today) }),
        ]}
      />
    ),
    actions: (
      <>
        {edits && <ButtonLink to="/measures/new">{t('measures.add')}</ButtonLink>}
        <ButtonLink
          look={edits ? 'secondary' : 'primary'}
          to={`/measures/export.xlsx${addressWith(query, 'page', undefined)}`}
        >
          {t('measures.export')}
        </ButtonLink>
        {may(actor, 'measures.import') && (
          <ButtonLink look="secondary" to="/measures/import">
            {t('measures.import.open')}
          </ButtonLink>
        )}
      </>
    ),
    body: (
      <Stack>
        <ConfirmationNote texts={confirmations} />
        {await request.slot('measures.register', 'register')}
        <div className="nl-wide-only">{filters}</div>
        <p className="nl-narrow-only">
          <Link to={addressWith(query, 'view', 'filter')}>
            {used ? t('measures.filter.again', { filter: t(`measures.filter.${used}`) }) : t('measures.filter.open')}
          </Link>
        </p>
        <Row>
          <Chips label={t('measures.view.label')} chips={views(request, counts, open?.length)} />
          <span className="nl-row__end">
            <PageCount total={listed.total} size={pageSize} page={page} />
          </span>
        </Row>
        {listed.total > 0 ? (
          <RegisterTable rows={listed.rows} reports={reports} />
        ) : used ? (
          <NothingFound last={t(`measures.filter.${used}`)} to={addressWith(query, used, undefined)} />
        ) : (
          <Empty title={t('measures.none')}>{t('measures.none-next')}</Empty>
        )}
        <Pager total={listed.total} size={pageSize} page={page} />
      </Stack>
    ),
  }
}

function headline({ t }: PageRequest, found: number, counts: ViewCounts, filtered: boolean): string {
  if (filtered) return t('measures.headline-filtered', { found, count: counts.all })
  return t('measures.headline', { count: counts.all, established: counts.established, stalled: counts.stalled })
}

/** The saved views: each is an address of its own and leaves other filters behind. */
function views({ t, query }: PageRequest, counts: ViewCounts, open: number | undefined): Chip[] {
  const saved: readonly { name: string; address: string; count?: number }[] = [
    { name: 'all', address: '', count: counts.all },
    { name: 'stalled', address: 'state=stalled', count: counts.stalled },
    { name: 'centre', address: 'role=any', count: counts.withCentre },
    { name: 'kim', address: 'kim=yes', count: counts.throughKim },
    ...(open === undefined ? [] : [{ name: 'open', address: 'report=open', count: open }]),
  ]
  const used = filterNames.filter((name) => query.get(name)).map((name) => `${name}=${query.get(name)}`)
  return saved.map(({ name, address, count }) => ({
    to: `/measures${address && `?${address}`}`,
    label: t(`measures.view.${name}`),
    ...(count !== undefined && { count }),
    current: used.join('&') === address,
  }))
}

/** On phones the filters are a page of their own, so that the results come first. */
function filterPage({ query, t }: PageRequest, filters: ReactNode): Page {
  return {
    title: t('measures.filter.label'),
    crumbs: [{ label: t('measures.title'), path: '/measures' }],
    layout: 'narrow',
    body: (
      <Stack>
        {filters}
        <p>
          <Link to={`/measures${addressWith(query, 'view', undefined)}`}>{t('measures.filter.back')}</Link>
        </p>
      </Stack>
    ),
  }
}
