import { useRender } from '../context.tsx'
import { Link } from './link.tsx'

export interface PagerProps {
  /** Rows in all. */
  readonly total: number
  /** Rows on a page. */
  readonly size: number
  /** The page shown, from 1. */
  readonly page: number
  /** Name of the query parameter, `page` unless told. All other parameters of the address stay. */
  readonly parameter?: string
}

/** Pages of a list by what stands on them: `1 bis 50`, `51 bis 100`. Nothing when one page holds all. */
export function Pager({ total, size, page, parameter = 'page' }: PagerProps) {
  const { t, format, query } = useRender()
  const pages = Math.ceil(total / size)
  if (pages < 2) return null
  return (
    <nav className="nl-row nl-pager nl-noprint" aria-label={t('pager.label')}>
      {shownPages(page, pages).map((number, index, all) => {
        const range = format.range(
          format.number((number - 1) * size + 1),
          format.number(Math.min(number * size, total)),
        )
        return (
          <span key={number}>
            {number - (all[index - 1] ?? number - 1) > 1 && <span className="nl-muted">… </span>}
            <Link
              to={addressWith(query, parameter, number === 1 ? undefined : String(number))}
              current={number === page ? 'page' : undefined}
            >
              {range}
            </Link>
          </span>
        )
      })}
    </nav>
  )
}

/** `1 bis 50 von 115`. */
export function PageCount({ total, size, page }: PagerProps) {
  const { t, format } = useRender()
  if (total === 0) return <span className="nl-meta">{t('pager.none')}</span>
  const range = format.range(format.number((page - 1) * size + 1), format.number(Math.min(page * size, total)))
  return <span className="nl-meta">{t('pager.count', { range, total })}</span>
}

/** First, last and those around the present one. */
function shownPages(page: number, pages: number): number[] {
  const near = [1, page - 2, page - 1, page, page + 1, page + 2, pages]
  return [...new Set(near.filter((number) => number >= 1 && number <= pages))].sort((a, b) => a - b)
}

/** The present query with one parameter set, or removed when undefined. */
export function addressWith(query: URLSearchParams, name: string, value: string | undefined): string {
  const next = new URLSearchParams(query)
  if (value === undefined) next.delete(name)
  else next.set(name, value)
  const text = next.toString()
  return text === '' ? '?' : `?${text}`
}
