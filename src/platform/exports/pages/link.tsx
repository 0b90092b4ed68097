import type { ReactNode } from 'react'
import { addressWith, ButtonLink, useRender } from '../../ui/index.ts'
import { narrowed } from '../domain.ts'
import type { ExportKind } from '../kind.ts'

/** The way from a list to its file: under the same filter, for those who may open the list. Its words say what where it stands beside no list. */
export function ExportLink({
  of,
  children,
}: {
  of: Pick<ExportKind, 'key' | 'right' | 'parameters'>
  children?: ReactNode
}) {
  const { t, may, query } = useRender()
  if (!may(of.right) || !may('exports.own')) return null
  return (
    <ButtonLink to={orderPath(of, query)} look="secondary">
      {children ?? t('exports.action')}
    </ButtonLink>
  )
}

/** Where a list is ordered. */
export function orderPath(of: Pick<ExportKind, 'key' | 'parameters'>, query: URLSearchParams): string {
  return `/exports/new${addressWith(narrowed(query, of.parameters), 'of', of.key)}`
}
