import type { ReactNode } from 'react'
import type { Page, PageRequest } from '../../../platform/http/index.ts'
import type { Kept } from './file.ts'

/** Where a file and its parts are. */
export const filePath = (id: string): string => `/cases/${id}`

/** A page of a part of a file: the way back to the file stands above it. */
export function partPage(
  { t }: Pick<PageRequest, 't'>,
  file: Pick<Kept, 'id' | 'reference'>,
  page: Omit<Page, 'crumbs'> & { readonly body: ReactNode },
): Page {
  return {
    ...page,
    crumbs: [
      { label: t('cases.title'), path: '/cases' },
      { label: file.reference, path: filePath(file.id) },
    ],
  }
}
