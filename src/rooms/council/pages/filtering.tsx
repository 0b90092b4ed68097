import type { ReactNode } from 'react'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { addressWith, Link, Stack, useRender } from '../../../platform/ui/index.ts'

/** The filters above a list; on phones a link to a page of their own, so that the results come first. */
export function Filters({ used, children }: { used: string | undefined; children: ReactNode }) {
  const { t, query } = useRender()
  return (
    <>
      <div className="nl-wide-only">{children}</div>
      <p className="nl-narrow-only">
        <Link to={addressWith(query, 'filter', 'open')}>
          {used ? t('council.filter-again', { filter: used }) : t('council.filter-open')}
        </Link>
      </p>
    </>
  )
}

/** True when the address asks for the filters alone. */
export const asksForFilters = (query: URLSearchParams) => query.get('filter') === 'open'

/** The filters as a page of their own. */
export function filterPage(
  { t, query }: Pick<PageRequest, 't' | 'query'>,
  { title, list, path, filters }: { title: string; list: string; path: string; filters: ReactNode },
): Page {
  return {
    title,
    crumbs: [{ label: list, path }],
    layout: 'narrow',
    body: (
      <Stack>
        {filters}
        <p>
          <Link to={path + addressWith(query, 'filter', undefined)}>{t('council.filter-back')}</Link>
        </p>
      </Stack>
    ),
  }
}
