import type { Id } from '../../../kernel/ids.ts'
import { type Page, type PublicRequest, pageNumber, routesFor } from '../../../platform/http/index.ts'
import { municipalityNames } from '../../network/index.ts'
import { rights } from '../access.ts'
import { publicReports } from '../campaigns/queries.ts'
import { type MeasureState, measureStates } from '../domain/kinds.ts'
import { listedFields } from '../queries/codes.ts'
import type { MeasureFilter } from '../queries/filter.ts'
import { getMeasure, listMeasures } from '../queries/measures.ts'
import { measureFeed, measuresFeed } from './feeds.ts'
import { MeasureFilters, MeasureList, publicPageSize } from './pages/list.tsx'
import { PublicMeasure } from './pages/measure.tsx'
import { publicReportsOf, publicStates } from './queries.ts'

const { publicPage, publicDownload } = routesFor(rights)

/** The register for everybody, below the language: what is done, by whom, and how it goes. */
export const publicRoutes = [
  publicPage('/measures', showList),
  publicPage('/measures/:id', showMeasure),
  publicDownload('/measures/feed.xml', measuresFeed),
  publicDownload('/measures/:id/feed.xml', measureFeed),
]

async function showList(request: PublicRequest): Promise<Page> {
  const { tx, query, t, locale, clock } = request
  const today = clock.today()
  const number = pageNumber(query)
  const filter = filterOf(query)
  const fields = (await listedFields(tx)).map(({ key, name }) => ({ value: key, label: name }))
  const towns = (await municipalityNames(tx)).map(({ key, name }) => ({ value: key, label: name }))
  if (query.get('view') === 'filter')
    return {
      title: t('measures.public.filter'),
      crumbs: [{ label: t('measures.public.title'), path: `/${locale}/measures` }],
      layout: 'narrow',
      body: <MeasureFilters fields={fields} towns={towns} />,
    }
  const { rows, total } = await listMeasures(
    tx,
    null,
    filter,
    { sort: 'since', descending: true, limit: publicPageSize, offset: (number - 1) * publicPageSize },
    today,
  )
  return {
    title: t('measures.public.headline', { count: total }),
    name: t('measures.public.title'),
    feeds: [{ title: t('measures.public.title'), path: `/${locale}/measures/feed.xml` }],
    body: (
      <MeasureList
        rows={rows}
        total={total}
        page={number}
        filtered={Object.keys(filter).length > 0}
        fields={fields}
        towns={towns}
        reports={
          await publicReports(
            tx,
            rows.map(({ id }) => id),
          )
        }
      />
    ),
  }
}

function filterOf(query: URLSearchParams): MeasureFilter {
  const text = query.get('q')?.trim().slice(0, 200)
  const field = query.get('field')?.slice(0, 60)
  const place = query.get('place')?.slice(0, 60)
  const state = [...measureStates, 'stalled'].find((known) => known === query.get('state')) as
    | MeasureState
    | 'stalled'
    | undefined
  return { ...(text && { text }), ...(field && { field }), ...(place && { place }), ...(state && { state }) }
}

async function showMeasure(request: PublicRequest<'id'>): Promise<Page> {
  const { tx, params, t, locale, clock, slot } = request
  const id = params.id as Id<'measure'>
  const measure = await getMeasure(tx, null, id, clock.today())
  return {
    title: measure.title,
    crumbs: [{ label: t('measures.public.title'), path: `/${locale}/measures` }],
    feeds: [{ title: measure.title, path: `/${locale}/measures/${id}/feed.xml` }],
    layout: 'narrow',
    body: (
      <PublicMeasure
        measure={measure}
        states={await publicStates(tx, id)}
        reports={await publicReportsOf(tx, id)}
        panels={await slot('measures.public', id)}
      />
    ),
  }
}
